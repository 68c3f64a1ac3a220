import { frameAt } from '../geo/frame.ts'
import { shrink, standoff } from '../geo/offset.ts'
import { signedArea } from '../geo/polygon.ts'
import type { LatLon } from '../geo/position.ts'
import { asMeant, isAsBefore, standingOf } from '../mission/asBefore.ts'
import type { Mission } from '../mission/mission.ts'
import type { Pattern, Target, Waypoints } from '../mission/pattern.ts'
import { CAMERAS } from '../mission/cameras.ts'
import { withCamera } from '../mission/payloads.ts'
import { quantisePlace } from '../units/quantise.ts'
import { pulledInside } from './pullInside.ts'
import { FIX_CODES, type FixCode } from './codes.ts'
import type { Fix } from './verdict.ts'

type Change = (mission: Mission, take: (name: string) => number, fix: Fix) => Mission | null

const CHANGES: Readonly<Record<FixCode, Change>> = {
  addRallyPoint: (mission, take) => {
    const ids = new Set(mission.rallyPoints.map(({ id }) => id))
    let number = mission.rallyPoints.length + 1
    while (ids.has(`rally-${number}`)) number++
    const at = { lat: take('lat'), lon: take('lon') }
    if (!isPlace(at) || mission.rallyPoints.length >= 100) return null
    const point = { id: `rally-${number}`, ...at, heightM: take('heightM') }
    return { ...mission, rallyPoints: [...mission.rallyPoints, point] }
  },
  setReturnHeight: (mission, take) => {
    const returnHeightM = take('heightM')
    if (returnHeightM < 0 || returnHeightM > 500) return null
    return { ...mission, contingency: { ...mission.contingency, returnHeightM } }
  },
  lowerPatterns: (mission, take) => lowered(mission, take('heightM')),
  slowDown: (mission, take) => {
    const mostMS = take('speedMS')
    if (!(mostMS > 0)) return null
    return { ...mission, patterns: mission.patterns.map((pattern) => slowed(pattern, mostMS)) }
  },
  moveHome: (mission, take) => {
    const at = { lat: take('lat'), lon: take('lon') }
    return isPlace(at) ? { ...mission, home: { ...mission.home, ...at } } : null
  },
  landAtHome: (mission) => ({
    ...mission,
    contingency: { ...mission.contingency, atEnd: 'landHome' },
    patterns: mission.patterns.map((pattern) =>
      pattern.kind === 'waypoints' && pattern.verbatim ? landingAtHome(mission, pattern) : pattern,
    ),
  }),
  shrink: (mission, take, fix) => {
    const { patternId } = fix.params
    const byM = take('byM')
    if (!(byM > 0)) return null
    let done = false
    const patterns = mission.patterns.map((pattern) => {
      if (pattern.id !== patternId) return pattern
      const smaller = shrunk(pattern, byM)
      done = smaller !== null
      return smaller ?? pattern
    })
    return done ? { ...mission, patterns } : null
  },
  pullInside: (mission, take, fix) => {
    const marginM = take('marginM')
    if (!(marginM >= 0)) return null
    let done = false
    const patterns = mission.patterns.map((pattern) => {
      if (pattern.id !== fix.params['patternId'] || pattern.kind !== 'waypoints') return pattern
      const inside = pulledInside(mission, pattern, marginM)
      done = inside !== null
      return inside ?? pattern
    })
    return done ? { ...mission, patterns } : null
  },
  takeCamera: (mission, _take, fix) => {
    const camera = CAMERAS.find(({ id }) => id === fix.params['cameraRow'])
    return camera ? withCamera(mission, camera) : null
  },
}

/**
 * The mission with a proposed change made; null when it does not apply (another code, a value that is missing, a
 * pattern that is gone). The mission given is left as it is, and no change ever touches the fence or its margin.
 */
export function applyFix(mission: Mission, fix: Fix): Mission | null {
  const code = FIX_CODES.find((known) => known === fix.code)
  if (!code) return null
  let complete = true
  const take = (name: string): number => {
    const value = fix.params[name]
    if (typeof value === 'number' && Number.isFinite(value)) return value
    complete = false
    return Number.NaN
  }
  const changed = CHANGES[code](mission, take, fix)
  return complete ? changed : null
}

const isPlace = ({ lat, lon }: LatLon): boolean => Math.abs(lat) <= 90 && Math.abs(lon) <= 180

/** A list of items as it was read, with a way home and a landing there in place of its last return. */
function landingAtHome({ home, transitHeightM }: Mission, pattern: Waypoints): Waypoints {
  const last = pattern.steps.findLastIndex((step) => step.kind === 'command' && step.command === RETURN)
  if (last < 0) return pattern
  const [return_] = pattern.steps.slice(last)
  const before = pattern.steps.slice(0, last)
  const heights = before.flatMap((step) =>
    step.kind === 'waypoint'
      ? [step.heightM]
      : step.command === WAYPOINT && step.frame === 3
        ? [step.altM]
        : [],
  )
  if (return_?.kind !== 'command') return pattern
  const ids = new Set(pattern.steps.map(({ id }) => id))
  const freeId = (wish: string): string => (ids.has(wish) ? freeId(`${wish}-1`) : wish)
  const altM = Math.max(transitHeightM, heights.at(-1) ?? 0)
  const overHome = {
    ...return_,
    id: freeId('over-home'),
    command: WAYPOINT,
    frame: 3,
    lat: home.lat,
    lon: home.lon,
    altM,
  }
  const landing = { ...overHome, id: return_.id, command: LAND, altM: 0 }
  return { ...pattern, steps: [...before, overHome, landing, ...pattern.steps.slice(last + 1)] }
}

/** Every height that the mission commands, at most `mostM` over home. */
function lowered(mission: Mission, mostM: number): Mission | null {
  // MAV_FRAMEs whose altitude is over home; a height above the sea or the ground is left to a person.
  const overHome = (frame: number) => frame === 3 || frame === 6
  if (mostM < 1) return null
  const low = (heightM: number) => Math.min(heightM, mostM)
  return {
    ...mission,
    takeoffHeightM: low(mission.takeoffHeightM),
    transitHeightM: low(mission.transitHeightM),
    patterns: mission.patterns.map((pattern): Pattern => {
      switch (pattern.kind) {
        case 'survey':
          return { ...pattern, heightM: low(pattern.heightM) }
        case 'corridor':
          return { ...pattern, heightM: low(pattern.heightM) }
        case 'perimeter':
        case 'orbit':
          return { ...pattern, heightsM: pattern.heightsM.map(low) }
        case 'visit':
          return {
            ...pattern,
            targets: pattern.targets.map((target) => loweredTarget(target, mission, mostM)),
          }
        case 'waypoints':
          return {
            ...pattern,
            steps: pattern.steps.map((step) =>
              step.kind === 'waypoint'
                ? { ...step, heightM: low(step.heightM) }
                : overHome(step.frame)
                  ? { ...step, altM: low(step.altM) }
                  : step,
            ),
          }
      }
    }),
    overrides: mission.overrides.map((override) =>
      override.change.kind === 'height'
        ? { ...override, change: { ...override.change, heightM: low(override.change.heightM) } }
        : override,
    ),
  }
}

/** A picture as before that is lower anyway stays as it was; of a higher one the height is then somebody's own. */
function loweredTarget(target: Target, mission: Mission, mostM: number): Target {
  if (!isAsBefore(target)) return { ...target, heightM: Math.min(target.heightM, mostM) }
  const { at, heightM } = standingOf(target, mission)
  const stands = heightM === null ? target.heightM : asMeant(heightM, at, mission)
  if (stands <= mostM) return target
  return { ...target, heightM: mostM, asBefore: { ...target.asBefore, height: { by: 'hand' } } }
}

const WAYPOINT = 16
const RETURN = 20
const LAND = 21
const CHANGE_SPEED = 178

function slowed(pattern: Pattern, mostMS: number): Pattern {
  const slow = (speedMS: number) => Math.min(speedMS, mostMS)
  if (pattern.kind !== 'waypoints') return { ...pattern, speedMS: slow(pattern.speedMS) }
  return {
    ...pattern,
    speedMS: slow(pattern.speedMS),
    steps: pattern.steps.map((step) => {
      if (step.kind === 'waypoint')
        return { ...step, speedMS: step.speedMS === null ? null : slow(step.speedMS) }
      const [p1, p2, p3, p4] = step.params
      return step.command === CHANGE_SPEED && p2 !== null ? { ...step, params: [p1, slow(p2), p3, p4] } : step
    }),
  }
}

/** A pattern drawn in by some metres: a survey's area smaller and its holes larger, a perimeter or ring further in. */
function shrunk(pattern: Pattern, byM: number): Pattern | null {
  if (pattern.kind === 'orbit') {
    const radiusM = pattern.radiusM - byM
    return radiusM >= Math.max(2, pattern.clearRadiusM) ? { ...pattern, radiusM } : null
  }
  if (pattern.kind === 'corridor')
    return pattern.widthM > 2 * byM ? { ...pattern, widthM: pattern.widthM - 2 * byM } : null
  if (pattern.kind === 'perimeter') {
    const standoffM = pattern.side === 'inside' ? pattern.standoffM + byM : pattern.standoffM - byM
    return standoffM >= 0 && standoffM <= 1000 ? { ...pattern, standoffM } : null
  }
  if (pattern.kind !== 'survey') return null
  const origin = pattern.area[0]
  if (!origin) return null
  const frame = frameAt(origin)
  const local = (ring: readonly LatLon[]) => ring.map((corner) => frame.toLocal(corner))
  const back = (ring: readonly { x: number; y: number }[]): LatLon[] =>
    ring.map((point) => quantisePlace(frame.toLatLon(point)))
  // What falls apart keeps its largest part.
  const [area] = shrink([local(pattern.area)], byM).toSorted((p, q) => signedArea(q) - signedArea(p))
  if (!area || area.length < 3) return null
  const holes = pattern.holes.flatMap((hole) => {
    const ring = local(hole)
    return standoff(signedArea(ring) < 0 ? ring.toReversed() : ring, byM).slice(0, 1)
  })
  return { ...pattern, area: back(area), holes: holes.map(back) }
}
