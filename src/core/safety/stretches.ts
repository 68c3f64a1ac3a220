import { distance, lerp } from '../geo/polygon.ts'
import type { Vec } from '../geo/frame.ts'
import { badIntervals } from './badIntervals.ts'
import { pointClearance, segmentClears } from './clearance.ts'
import type { Shape } from './shapes.ts'
import type { Leg } from './legs.ts'

/** The ways that are too near to a zone or on its wrong side, joined where they go on, and the least clearance there. */
export type Stretches = {
  readonly lines: Vec[][]
  readonly lengthM: number
  readonly worstM: number
  readonly patternIds: string[]
  /** Whether the climb-out over home is among them. */
  readonly home: boolean
}

/** How many points of a bad piece are measured for the least clearance, its ends included. */
const MEASURED = 5
/** Ends nearer than this are one place, m. */
const SAME_M = 1e-6

/** The bad ways about one outline. A negative margin allows that much on the wrong side. */
export function stretchesOf(
  { shape, inclusion }: { shape: Shape; inclusion: boolean },
  legs: readonly Leg[],
  marginM: number,
): Stretches {
  const lines: Vec[][] = []
  const patternIds = new Set<string>()
  let lengthM = 0
  let worstM = Infinity
  let home = false
  /** Whether the stretch before runs to the end of the leg before. */
  let open = false
  for (const leg of legs) {
    const needM = marginM + leg.radiusM
    if (needM > 0 && segmentClears(shape, inclusion, leg.a.x, leg.a.y, leg.b.x, leg.b.y, needM)) {
      open = false
      continue
    }
    const still = leg.a.x === leg.b.x && leg.a.y === leg.b.y
    const bad = still
      ? pointClearance(shape, inclusion, leg.a.x, leg.a.y) < needM
        ? [{ from: 0, to: 1 }]
        : []
      : badIntervals(shape, inclusion, leg.a, leg.b, needM)
    for (const { from, to } of bad) {
      const start = lerp(leg.a, leg.b, from)
      const end = lerp(leg.a, leg.b, to)
      const line = lines.at(-1)
      const before = line?.at(-1)
      if (open && from === 0 && before && distance(before, start) < SAME_M) line?.push(end)
      else lines.push([start, end])
      lengthM += Math.hypot(end.x - start.x, end.y - start.y)
      for (let i = 0; i < MEASURED; i++) {
        const share = i / (MEASURED - 1)
        const x = start.x + (end.x - start.x) * share
        const y = start.y + (end.y - start.y) * share
        worstM = Math.min(worstM, pointClearance(shape, inclusion, x, y) - leg.radiusM)
      }
      if (leg.patternId !== null) patternIds.add(leg.patternId)
      if (leg.kind === 'up') home = true
      open = to === 1
    }
    if (bad.length === 0) open = false
    else open = bad.at(-1)?.to === 1
  }
  return { lines, lengthM, worstM, patternIds: [...patternIds], home }
}

/** Legs as polylines, joined where one ends at the next one's start. */
export function joinedLegs(legs: readonly Pick<Leg, 'a' | 'b'>[]): Vec[][] {
  const lines: Vec[][] = []
  for (const { a, b } of legs) {
    const line = lines.at(-1)
    const end = line?.at(-1)
    if (line && end && end.x === a.x && end.y === a.y) line.push(b)
    else lines.push([a, b])
  }
  return lines
}
