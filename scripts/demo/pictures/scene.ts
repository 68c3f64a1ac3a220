/** Which solid a ray meets first: the solids lie in square cells of the ground, and a ray walks from cell to cell. */
import type { Point, Solid } from './solids.ts'

const CELL_M = 6

export type Scene = {
  /** The first solid along a ray within `reach` lengths of `along`, and where; null where there is none. */
  firstHit(from: Point, along: Point, reach: number): { solid: Solid; t: number } | null
  /** Whether anything lies along a ray within `reach`. */
  isHidden(from: Point, along: Point, reach: number): boolean
}

type Cell = { readonly solids: Solid[]; topM: number }

export function sceneOf(solids: readonly Solid[]): Scene {
  const west = Math.min(...solids.map(({ bounds }) => bounds.low[0])) - CELL_M
  const south = Math.min(...solids.map(({ bounds }) => bounds.low[1])) - CELL_M
  const column = (x: number): number => Math.floor((x - west) / CELL_M)
  const row = (y: number): number => Math.floor((y - south) / CELL_M)
  const columns = column(Math.max(...solids.map(({ bounds }) => bounds.high[0]))) + 2
  const rows = row(Math.max(...solids.map(({ bounds }) => bounds.high[1]))) + 2
  const highest = Math.max(...solids.map(({ bounds }) => bounds.high[2]))
  const cells = Array.from({ length: columns * rows }, (): Cell => ({ solids: [], topM: 0 }))
  for (const solid of solids) {
    const { low, high } = solid.bounds
    for (let k = row(low[1]); k <= row(high[1]); k++)
      for (let i = column(low[0]); i <= column(high[0]); i++) {
        const cell = cells[k * columns + i]
        if (!cell) continue
        cell.solids.push(solid)
        cell.topM = Math.max(cell.topM, high[2])
      }
  }

  /** Calls back with each cell that a ray comes through below its top, until that answers true. */
  function walk(from: Point, along: Point, reach: number, visit: (cell: Cell, leaves: number) => boolean) {
    const [dx, dy, dz] = along
    // What is higher than everything meets nothing.
    let t = dz < 0 && from[2] > highest ? (highest - from[2]) / dz : 0
    let [i, k] = [column(from[0] + t * dx), row(from[1] + t * dy)]
    const [stepI, stepK] = [Math.sign(dx), Math.sign(dy)]
    const next = (cell: number, step: number, start: number, origin: number, d: number): number =>
      step === 0 ? Number.POSITIVE_INFINITY : (origin + (cell + (step > 0 ? 1 : 0)) * CELL_M - start) / d
    let nextI = next(i, stepI, from[0], west, dx)
    let nextK = next(k, stepK, from[1], south, dy)
    while (t < reach) {
      const leaves = Math.min(nextI, nextK, reach)
      if (i >= 0 && i < columns && k >= 0 && k < rows) {
        const cell = cells[k * columns + i]
        const lowest = from[2] + dz * (dz < 0 ? leaves : t)
        if (cell && cell.solids.length > 0 && lowest <= cell.topM && visit(cell, leaves)) return
      } else if (
        (i < 0 && stepI <= 0) ||
        (i >= columns && stepI >= 0) ||
        (k < 0 && stepK <= 0) ||
        (k >= rows && stepK >= 0)
      )
        return
      if (dz >= 0 && from[2] + dz * leaves > highest) return
      t = leaves
      if (nextI < nextK) {
        i += stepI
        nextI += CELL_M / Math.abs(dx)
      } else {
        k += stepK
        nextK += CELL_M / Math.abs(dy)
      }
    }
  }

  return {
    firstHit(from, along, reach) {
      let hit: { solid: Solid; t: number } | null = null
      walk(from, along, reach, (cell, leaves) => {
        for (const solid of cell.solids) {
          const t = solid.enteredAt(from, along)
          if (t < (hit?.t ?? reach)) hit = { solid, t }
        }
        return hit !== null && hit.t <= leaves
      })
      return hit
    },
    isHidden(from, along, reach) {
      let isHidden = false
      walk(from, along, reach, (cell) => {
        isHidden = cell.solids.some((solid) => solid.enteredAt(from, along) < reach)
        return isHidden
      })
      return isHidden
    },
  }
}
