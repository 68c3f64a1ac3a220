import { cutArea, isLeftOf, joinedArea } from '../../geo/cut.ts'
import { frameAt, type Vec } from '../../geo/frame.ts'
import { distance, lerp } from '../../geo/polygon.ts'
import type { LatLon } from '../../geo/position.ts'
import { quantisePlace } from '../../units/quantise.ts'
import type { Corridor, Pattern, Perimeter, Step, Survey, Visit, Waypoints } from '../pattern.ts'

/**
 * What a pattern comes to when it is cut along a line, which goes on straight at both ends: the first piece has its id, the
 * others those that `newId` makes. One piece: the line does not part it. A lap is one thing and is not cut: null.
 */
export function cutPattern(
  pattern: Pattern,
  line: readonly LatLon[],
  newId: () => string,
): readonly Pattern[] | null {
  const pieces = piecesOf(pattern, line)
  return pieces && pieces.map((piece, i) => (i === 0 ? piece : { ...piece, id: newId() }))
}

function piecesOf(pattern: Pattern, line: readonly LatLon[]): Pattern[] | null {
  switch (pattern.kind) {
    case 'survey':
      return cutArea({ outer: pattern.area, holes: pattern.holes }, line).map(({ outer, holes }) => ({
        ...pattern,
        area: outer.map(quantisePlace),
        holes: holes.map((ring) => ring.map(quantisePlace)),
      }))
    case 'corridor':
      return cutPath(pattern.path, line).map((path) => ({ ...pattern, path }))
    case 'waypoints':
      return runsOf(pattern.steps, placeOfStep, line).map((steps) => ({ ...pattern, steps }))
    case 'visit':
      return sidesOf(pattern.targets, line).map((targets) => ({ ...pattern, targets }))
    case 'perimeter':
    case 'orbit':
      return null
  }
}

const placeOfStep = (step: Step): LatLon | null => (step.kind === 'waypoint' ? step.at : null)

/** Runs of a list on one side of a line each; what has no place stays with what stands before it. */
function runsOf<T>(list: readonly T[], placeOf: (one: T) => LatLon | null, line: readonly LatLon[]): T[][] {
  const all = list.flatMap((one) => placeOf(one) ?? [])
  const runs: T[][] = []
  let isLeft: boolean | null = null
  for (const one of list) {
    const at = placeOf(one)
    const side: boolean | null = at ? isLeftOf(at, line, all) : isLeft
    const run = runs.at(-1)
    if (run && (side === isLeft || isLeft === null)) run.push(one)
    else runs.push([one])
    isLeft = side
  }
  return runs
}

/** Targets to either side of a line, each in their order. */
function sidesOf(targets: Visit['targets'], line: readonly LatLon[]): Visit['targets'][] {
  const all = targets.map(({ at }) => at)
  const isLeft = targets.map(({ at }) => isLeftOf(at, line, all))
  return [true, false]
    .map((side) => targets.filter((_, i) => isLeft[i] === side))
    .filter((some) => some.length > 0)
}

/** How near a cut is found, in shares of a leg: 2^-40 of 10 km is less than what places are rounded to. */
const HALVINGS = 40

/** A path cut where it crosses a line: both pieces have the place of the cut. */
function cutPath(path: readonly LatLon[], line: readonly LatLon[]): LatLon[][] {
  const pieces: LatLon[][] = [[path[0] as LatLon]]
  for (const [i, to] of path.entries()) {
    if (i === 0) continue
    const from = path[i - 1] as LatLon
    if (isLeftOf(from, line, path) !== isLeftOf(to, line, path)) {
      const at = quantisePlace(crossing(from, to, line, path))
      pieces.at(-1)?.push(at)
      pieces.push([at])
    }
    pieces.at(-1)?.push(to)
  }
  return pieces
}

function crossing(from: LatLon, to: LatLon, line: readonly LatLon[], path: readonly LatLon[]): LatLon {
  const frame = frameAt(from)
  const [a, b] = [frame.toLocal(from), frame.toLocal(to)]
  const isLeft = isLeftOf(from, line, path)
  let [low, high] = [0, 1]
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (isLeftOf(frame.toLatLon(lerp(a, b, middle)), line, path) === isLeft) low = middle
    else high = middle
  }
  return frame.toLatLon(lerp(a, b, low))
}

/**
 * Patterns of one kind as one, with the parameters of the first: areas and boundaries that touch, lines end to end, targets
 * and waypoints one after the other. Null where they do not come to one.
 */
export function joinedPattern(patterns: readonly Pattern[], newId: () => string): Pattern | null {
  const [first] = patterns
  if (!first || patterns.some(({ kind }) => kind !== first.kind)) return null
  switch (first.kind) {
    case 'survey': {
      const all = patterns as readonly Survey[]
      const joined = joinedArea(all.map(({ area, holes }) => ({ outer: area, holes })))
      return (
        joined && {
          ...first,
          area: joined.outer.map(quantisePlace),
          holes: joined.holes.map((ring) => ring.map(quantisePlace)),
        }
      )
    }
    case 'perimeter': {
      const all = patterns as readonly Perimeter[]
      const joined = joinedArea(all.map(({ boundary }) => ({ outer: boundary, holes: [] })))
      return joined && { ...first, boundary: joined.outer.map(quantisePlace) }
    }
    case 'corridor': {
      const [path, ...others] = (patterns as readonly Corridor[]).map((one) => one.path)
      return { ...first, path: others.reduce(endToEnd, path ?? []) }
    }
    case 'visit': {
      const targets = (patterns as readonly Visit[]).flatMap((one) => one.targets)
      return { ...first, targets: named(targets, newId) }
    }
    case 'waypoints': {
      const steps = (patterns as readonly Waypoints[]).flatMap((one) => one.steps)
      return { ...first, steps: named(steps, newId) }
    }
    case 'orbit':
      return null
  }
}

/** Two lines with their nearest ends joined; the first keeps its direction. */
function endToEnd(path: LatLon[], other: readonly LatLon[]): LatLon[] {
  const frame = frameAt(path[0] as LatLon)
  const [a, z] = [path[0], path.at(-1)].map((at) => frame.toLocal(at as LatLon)) as [Vec, Vec]
  const [b, y] = [other[0], other.at(-1)].map((at) => frame.toLocal(at as LatLon)) as [Vec, Vec]
  const back = other.toReversed()
  const ways: { gapM: number; path: LatLon[] }[] = [
    { gapM: distance(z, b), path: [...path, ...other] },
    { gapM: distance(z, y), path: [...path, ...back] },
    { gapM: distance(y, a), path: [...other, ...path] },
    { gapM: distance(b, a), path: [...back, ...path] },
  ]
  const least = ways.reduce((best, way) => (way.gapM < best.gapM ? way : best))
  // Where two ends are one place it is one corner.
  return least.path.filter((at, i) => {
    const before = least.path[i - 1]
    return before?.lat !== at.lat || before.lon !== at.lon
  })
}

/** Parts of several patterns together: one id twice is told apart. */
function named<T extends { readonly id: string }>(parts: readonly T[], newId: () => string): T[] {
  const seen = new Set<string>()
  return parts.map((part) => {
    const own = seen.has(part.id) ? { ...part, id: newId() } : part
    seen.add(own.id)
    return own
  })
}
