import type { Vec } from '../../geo/frame.ts'
import { distance } from '../../geo/polygon.ts'
import { seeded } from '../../units/seeded.ts'

/** A varied round may be this much longer than the shortest. */
const MOST_DETOUR = 1.5

/** The places in the order of a short closed round from home: nearest next, then 2-opt and moving single places. */
export function shortestRound(places: readonly Vec[], home: Vec): number[] {
  const left = new Set(places.keys())
  const round: number[] = []
  let here = home
  while (left.size > 0) {
    let next = -1
    let nextM = Number.POSITIVE_INFINITY
    for (const i of left) {
      const metres = distance(here, places[i] as Vec)
      if (metres < nextM) [next, nextM] = [i, metres]
    }
    round.push(next)
    left.delete(next)
    here = places[next] as Vec
  }
  while (improved(round, places, home));
  return round
}

/**
 * An order drawn from a seed: shuffled, then shortened just until it is no longer than half as much again as the
 * shortest. The same seed gives the same order everywhere.
 */
export function variedRound(places: readonly Vec[], home: Vec, seed: number): number[] {
  const draw = seeded(seed)
  const round = [...places.keys()]
  for (let i = round.length - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1))
    ;[round[i], round[j]] = [round[j] as number, round[i] as number]
  }
  const mostM = roundM(shortestRound(places, home), places, home) * MOST_DETOUR
  while (roundM(round, places, home) > mostM && improved(round, places, home));
  return round
}

function roundM(round: readonly number[], places: readonly Vec[], home: Vec): number {
  let total = 0
  let here = home
  for (const i of round) {
    total += distance(here, places[i] as Vec)
    here = places[i] as Vec
  }
  return total + distance(here, home)
}

/** The first change found that shortens the round: a stretch turned round, or one place moved. */
function improved(round: number[], places: readonly Vec[], home: Vec): boolean {
  const n = round.length
  const at = (k: number): Vec => (k < 0 || k >= n ? home : (places[round[k] as number] as Vec))
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const before = distance(at(i - 1), at(i)) + distance(at(j), at(j + 1))
      if (distance(at(i - 1), at(j)) + distance(at(i), at(j + 1)) < before - 1e-9) {
        round.splice(i, j - i + 1, ...round.slice(i, j + 1).reverse())
        return true
      }
    }
  for (let i = 0; i < n; i++) {
    const saved = distance(at(i - 1), at(i)) + distance(at(i), at(i + 1)) - distance(at(i - 1), at(i + 1))
    for (let k = 0; k <= n; k++) {
      if (k === i || k === i + 1) continue
      const added = distance(at(k - 1), at(i)) + distance(at(i), at(k)) - distance(at(k - 1), at(k))
      if (added < saved - 1e-9) {
        const [moved] = round.splice(i, 1)
        round.splice(k > i ? k - 1 : k, 0, moved as number)
        return true
      }
    }
  }
  return false
}
