import { difference, intersection } from '../../geo/offset.ts'
import { frameAt } from '../../geo/frame.ts'
import { distanceToSegment, isInside, signedArea } from '../../geo/polygon.ts'
import { middleOf } from '../../geo/middle.ts'
import type { LatLon } from '../../geo/position.ts'
import { scaled, turned } from '../../geo/transform.ts'
import { quantisePlace } from '../../units/quantise.ts'
import { isAsBefore } from '../asBefore.ts'
import type { Mission, Override } from '../mission.ts'
import { carried } from '../overrides.ts'
import type { Pattern, Survey } from '../pattern.ts'
import {
  moved,
  offsetPattern,
  overridesMoved,
  placesOfPattern,
  scaledPattern,
  turnedPattern,
} from './moving.ts'
import { reversedPattern, startedNear } from './order.ts'
import { cutPattern, joinedPattern } from './pieces.ts'

/** What is done to patterns as wholes; each is one step, and the mission before it is what undo brings back. */
export type PatternEdit =
  | { readonly do: 'reverse' }
  /** Begun at the place nearest to another one. */
  | { readonly do: 'start'; readonly near: LatLon }
  /** Outline outward, line to the right, m. */
  | { readonly do: 'offset'; readonly metres: number }
  /** All of them about their common middle: degrees clockwise; so many times as large. */
  | { readonly do: 'turn'; readonly degrees: number }
  | { readonly do: 'scale'; readonly factor: number }
  | { readonly do: 'split'; readonly line: readonly LatLon[] }
  | { readonly do: 'merge' }
  | { readonly do: 'hole'; readonly ring: readonly LatLon[] }
  | { readonly do: 'remove' }

export const PATTERN_EDITS = [
  'reverse',
  'start',
  'offset',
  'turn',
  'scale',
  'split',
  'merge',
  'hole',
  'remove',
] as const satisfies readonly PatternEdit['do'][]

/** Why something cannot be done to patterns: known beforehand, or found when it is tried. */
export type EditProblem =
  | 'verbatim'
  | 'order_found'
  | 'lap_whole'
  | 'no_outline'
  | 'taken_again'
  | 'has_commands'
  | 'areas_only'
  | 'one_only'
  | 'several_kinds'
  | 'orbits_apart'
  | 'apart'
  | 'eaten'
  | 'not_parted'
  | 'hole_outside'
  | 'hole_all'

/** What an edit comes to: the mission after it, or why it cannot be. */
export type Edited =
  | { readonly ok: true; readonly value: Mission }
  | { readonly ok: false; readonly code: EditProblem }

const made = (value: Mission): Edited => ({ ok: true, value })
const not = (code: EditProblem): Edited => ({ ok: false, code })

/** Why an edit is not open to these patterns, whatever is said of it; null: it is. */
export function whyNotEdit(patterns: readonly Pattern[], what: PatternEdit['do']): EditProblem | null {
  if (what === 'remove') return null
  const [first] = patterns
  if (patterns.some((one) => one.kind === 'waypoints' && one.verbatim)) return 'verbatim'
  const has = (...kinds: Pattern['kind'][]): boolean => patterns.some(({ kind }) => kinds.includes(kind))
  const isFound = patterns.some((one) => one.kind === 'visit' && one.order !== 'kept')
  const hasCommands = patterns.some(
    (one) => one.kind === 'waypoints' && one.steps.some(({ kind }) => kind === 'command'),
  )
  switch (what) {
    case 'reverse':
    case 'start':
      return isFound ? 'order_found' : hasCommands ? 'has_commands' : null
    case 'offset':
      return has('visit') ? 'no_outline' : null
    case 'turn':
    case 'scale':
      return patterns.some((one) => one.kind === 'visit' && one.targets.some(isAsBefore))
        ? 'taken_again'
        : null
    case 'split':
      return has('perimeter', 'orbit') ? 'lap_whole' : null
    case 'merge':
      return patterns.length < 2
        ? 'one_only'
        : patterns.some(({ kind }) => kind !== first?.kind)
          ? 'several_kinds'
          : has('orbit')
            ? 'orbits_apart'
            : null
    case 'hole':
      return patterns.every(({ kind }) => kind === 'survey') ? null : 'areas_only'
  }
}

/**
 * The mission after an edit of some of its patterns; changes by hand go along with what they belong to. `newId` names what
 * there was not before. Fails with an `EditProblem`, and nothing is changed.
 */
export function edited(
  mission: Mission,
  ids: readonly string[],
  edit: PatternEdit,
  newId: () => string,
): Edited {
  const meant = mission.patterns.filter(({ id }) => ids.includes(id))
  const problem = whyNotEdit(meant, edit.do)
  if (problem) return not(problem)
  if (meant.length === 0) return made(mission)
  switch (edit.do) {
    case 'reverse':
      return each(mission, ids, reversedPattern, 'order_found')
    case 'start':
      return each(mission, ids, (pattern) => startedNear(pattern, edit.near), 'order_found')
    case 'offset':
      return each(mission, ids, (pattern) => offsetPattern(pattern, edit.metres), 'eaten')
    case 'turn': {
      const about = middleOf(meant.flatMap(placesOfPattern))
      const { degrees } = edit
      return made(
        along(
          mission,
          ids,
          (pattern) => turnedPattern(pattern, about, degrees),
          (at) => turned(at, about, degrees),
        ),
      )
    }
    case 'scale': {
      const about = middleOf(meant.flatMap(placesOfPattern))
      const { factor } = edit
      return made(
        along(
          mission,
          ids,
          (pattern) => scaledPattern(pattern, about, factor),
          (at) => scaled(at, about, factor),
        ),
      )
    }
    case 'split':
      return split(mission, ids, edit.line, newId)
    case 'merge':
      return merged(mission, meant, newId)
    case 'hole':
      return holed(mission, meant as readonly Survey[], edit.ring)
    case 'remove':
      return made({
        ...mission,
        patterns: mission.patterns.filter(({ id }) => !ids.includes(id)),
        overrides: mission.overrides.filter(({ patternId }) => !ids.includes(patternId)),
      })
  }
}

/** Patterns shifted by metres east and north, with their changes by hand. */
export function shiftedPatterns(
  mission: Mission,
  ids: readonly string[],
  eastM: number,
  northM: number,
): Mission {
  const by = (at: LatLon): LatLon => frameAt(at).toLatLon({ x: eastM, y: northM })
  return along(mission, ids, (pattern) => moved(pattern, by), by)
}

function along(
  mission: Mission,
  ids: readonly string[],
  make: (pattern: Pattern) => Pattern,
  to: (at: LatLon) => LatLon,
): Mission {
  return {
    ...mission,
    patterns: mission.patterns.map((pattern) => (ids.includes(pattern.id) ? make(pattern) : pattern)),
    overrides: overridesMoved(mission.overrides, ids, to),
  }
}

function each(
  mission: Mission,
  ids: readonly string[],
  make: (pattern: Pattern) => Pattern | null,
  problem: EditProblem,
): Edited {
  const patterns: Pattern[] = []
  let overrides: Override[] = mission.overrides
  for (const pattern of mission.patterns) {
    const next = ids.includes(pattern.id) ? make(pattern) : pattern
    if (!next) return not(problem)
    patterns.push(next)
    // Flown the other way round its places are where they were.
    if (problem === 'eaten' && next !== pattern)
      overrides = carried(overrides, pattern, placesOfPattern(pattern), placesOfPattern(next))
  }
  return made({ ...mission, patterns, overrides })
}

function split(
  mission: Mission,
  ids: readonly string[],
  line: readonly LatLon[],
  newId: () => string,
): Edited {
  const cuts = mission.patterns.map((pattern) =>
    ids.includes(pattern.id) ? (cutPattern(pattern, line, newId) ?? [pattern]) : [pattern],
  )
  if (cuts.every((pieces) => pieces.length < 2)) return not('not_parted')
  return made({
    ...mission,
    patterns: cuts.flat(),
    overrides: mission.overrides.map((override) => {
      const pieces = cuts.find(([first]) => first?.id === override.patternId) ?? []
      return pieces.length > 1 ? { ...override, patternId: nearestPiece(pieces, override.near) } : override
    }),
  })
}

/** The piece that a place lies in or next to, by its id. */
function nearestPiece(pieces: readonly Pattern[], at: LatLon): string {
  const frame = frameAt(at)
  const away = pieces.map((piece) => {
    const places = placesOfPattern(piece).map(frame.toLocal)
    if (piece.kind === 'survey' && isInside({ x: 0, y: 0 }, [places])) return -1
    const isClosed = piece.kind === 'survey'
    const sides = places.flatMap((a, i) => {
      const b = places[i + 1] ?? (isClosed ? places[0] : undefined)
      return b ? [distanceToSegment({ x: 0, y: 0 }, { a, b })] : []
    })
    return Math.min(...sides, ...places.map(({ x, y }) => Math.hypot(x, y)))
  })
  return (pieces[away.indexOf(Math.min(...away))] as Pattern).id
}

function merged(mission: Mission, meant: readonly Pattern[], newId: () => string): Edited {
  const joined = joinedPattern(meant, newId)
  if (!joined) return not('apart')
  const gone = meant.slice(1).map(({ id }) => id)
  return made({
    ...mission,
    patterns: mission.patterns
      .filter(({ id }) => !gone.includes(id))
      .map((pattern) => (pattern.id === joined.id ? joined : pattern)),
    overrides: mission.overrides.map((override) =>
      gone.includes(override.patternId) ? { ...override, patternId: joined.id } : override,
    ),
  })
}

/** A hole that takes away less than this takes nothing, m². */
const LEAST_M2 = 1

function holed(mission: Mission, meant: readonly Survey[], drawn: readonly LatLon[]): Edited {
  const ring = drawn.map(quantisePlace)
  const frame = frameAt(ring[0] as LatLon)
  const hole = [ring.map(frame.toLocal)]
  const m2 = (region: ReturnType<typeof intersection>) =>
    region.reduce((sum, outline) => sum + signedArea(outline), 0)
  const left = meant.map(({ area }) => {
    const own = [area.map(frame.toLocal)]
    return { taken: m2(intersection(own, hole)), rest: m2(difference(own, hole)) }
  })
  if (left.every(({ taken }) => taken < LEAST_M2)) return not('hole_outside')
  if (left.some(({ rest }) => rest < LEAST_M2)) return not('hole_all')
  const touched = meant.filter((_, i) => (left[i]?.taken ?? 0) >= LEAST_M2)
  return made({
    ...mission,
    patterns: mission.patterns.map((pattern) =>
      pattern.kind === 'survey' && touched.includes(pattern)
        ? { ...pattern, holes: [...pattern.holes, ring] }
        : pattern,
    ),
  })
}
