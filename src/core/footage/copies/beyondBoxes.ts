import { frameAt } from '../../geo/frame.ts'
import { isInside } from '../../geo/polygon.ts'
import type { Site } from '../../site/site.ts'
import type { Footage } from '../footage.ts'
import type { MaskBox } from './maskShape.ts'
import { directionOf, opening, type View, viewOf } from '../view/view.ts'

/** A picture is looked at in so many squares across and down. */
const ACROSS = 48
const DOWN = 36

/**
 * Boxes over what of a photo shows ground that belongs to none of the inspected sites, for a person to set right: the
 * ground is taken as flat, and what stands on it leans over the line. Null where nobody knows where the camera looked;
 * the sky is nobody's.
 */
export function beyondBoxes(footage: Footage, sites: readonly Site[]): MaskBox[] | null {
  const seen = footage.kind === 'photo' ? viewOf(footage) : null
  if (!seen || seen.assumed.includes('attitude')) return null
  const frame = frameAt(seen.view.at)
  const outlines = sites
    .map(({ boundary }) => boundary.map((corner) => frame.toLocal(corner)))
    .filter((outline) => outline.length >= 3)
  const groundAt = rays(seen.view)
  const isBeyond = (column: number, row: number): boolean => {
    const at = groundAt((column + 0.5) / ACROSS, (row + 0.5) / DOWN)
    return at !== null && !outlines.some((outline) => isInside(at, [outline]))
  }
  type Run = { from: number; to: number; top: number; bottom: number }
  const done: Run[] = []
  let open: Run[] = []
  for (let row = 0; row < DOWN; row++) {
    const runs: Run[] = []
    for (let column = 0; column < ACROSS; column++) {
      if (!isBeyond(column, row)) continue
      const last = runs.at(-1)
      if (last?.to === column) last.to = column + 1
      else runs.push({ from: column, to: column + 1, top: row, bottom: row + 1 })
    }
    // A run just below one of the same width goes on with it.
    const grown = runs.map((run) => {
      const above = open.find((other) => other.from === run.from && other.to === run.to)
      return above ? { ...run, top: above.top } : run
    })
    done.push(...open.filter((old) => !grown.some((run) => run.from === old.from && run.top === old.top)))
    open = grown
  }
  return [...done, ...open].map(({ from, to, top, bottom }) => ({
    x: from / ACROSS,
    y: top / DOWN,
    width: (to - from) / ACROSS,
    height: (bottom - top) / DOWN,
  }))
}

/** The flat ground behind a place of a picture (shares from its top left), m east and north of the camera; null of the sky. */
function rays(view: View): (x: number, y: number) => { x: number; y: number } | null {
  const { sinH, cosH, sinP, cosP, sinR, cosR } = directionOf(view)
  const { wide, high } = opening(view.lens)
  return (shareX, shareY) => {
    const [right, up] = [(2 * shareX - 1) * wide, (1 - 2 * shareY) * high]
    const side = right * cosR + up * sinR
    const over = up * cosR - right * sinR
    const ahead = cosP - sinP * over
    const rise = sinP + cosP * over
    if (rise >= 0) return null
    const metres = view.heightM / -rise
    return { x: metres * (ahead * sinH + side * cosH), y: metres * (ahead * cosH - side * sinH) }
  }
}
