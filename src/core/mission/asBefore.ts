import { frameAt } from '../geo/frame.ts'
import type { LatLon } from '../geo/position.ts'
import { groundAt } from '../terrain/terrain.ts'
import { quantiseM, quantisePlace } from '../units/quantise.ts'
import type { Mission } from './mission.ts'
import type { AsBefore, Pattern, Target } from './pattern.ts'

/** A target that is seen as an earlier picture saw it. */
export type TargetAsBefore = Target & { readonly asBefore: AsBefore }

/**
 * Where the camera has to be for an earlier picture to be taken again, and how it looks there. `heightM` over home; null
 * where nobody knows what the earlier one comes to there. `lens`: as it was; another one that sees as finely from `awayM`
 * (`matched`); another one that could not be matched, so that the place is kept (`kept`); or nobody knows the earlier one.
 */
export type Standing = {
  readonly at: LatLon
  readonly heightM: number | null
  readonly headingDeg: number
  readonly pitchDeg: number
  readonly lens: 'same' | 'matched' | 'kept' | 'unknown'
  /** From the camera to what it looks at, m; null where that is no ground. */
  readonly awayM: number | null
  /** The lesser side of the frame there, m; null where distance or lens is not known. */
  readonly frameM: number | null
}

/** A home no farther from the earlier take-off than this is the same place, m. */
const SAME_PLACE_M = 5
/** Lenses whose pictures are as wide within this share are the same: makers round their focal lengths so. */
const SAME_LENS = 0.1
/** Straighter down than this the direction of the nose is not found from two places: it is kept, degrees. */
const DOWNWARD_DEG = -80

const RADIANS = Math.PI / 180

export const isAsBefore = (target: Target): target is TargetAsBefore => target.asBefore !== undefined

/** The targets of a mission that are seen as earlier pictures saw them. */
export const targetsAsBefore = ({ patterns }: Pick<Mission, 'patterns'>): TargetAsBefore[] =>
  patterns.flatMap((pattern) => (pattern.kind === 'visit' ? pattern.targets.filter(isAsBefore) : []))

type Around = Pick<Mission, 'home' | 'terrain' | 'camera'>

/** How high home lies over the sea: as stated, else by the mission's elevation model; null where neither knows. */
export const homeAmslM = ({ home, terrain }: Pick<Mission, 'home' | 'terrain'>): number | null =>
  home.amslM ?? (terrain ? groundAt(terrain, home) : null)

/**
 * Where a mission's camera stands for a picture as before. Its height is carried over the sea; a figure over the earlier
 * take-off is good only where home is that very place. A lens that is not at hand is matched by resolution: the camera goes
 * along its own line of sight until a pixel shows as much of what it looks at as before. Then it is turned so that its
 * middle, from the place as rounded, meets the same point.
 */
export function standingOf(target: TargetAsBefore, mission: Around): Standing {
  const { asBefore } = target
  const carriedM = carriedHeightM(asBefore, mission)
  const { lens, awayM } = lensAndDistance(asBefore, mission, carriedM !== null)
  const frame = frameAt(target.at)
  const direction = rayOf(asBefore)
  const back = awayM === null || asBefore.awayM === null ? 0 : asBefore.awayM - awayM
  const at = quantisePlace(frame.toLatLon({ x: direction.x * back, y: direction.y * back }))
  const heightM = carriedM === null ? null : quantiseM(carriedM + direction.z * back)
  const { wide, high } = openingOf(mission.camera, asBefore.lens)
  return {
    at,
    heightM,
    ...aimed(),
    lens,
    awayM,
    frameM: awayM === null || wide === null ? null : Math.min(wide, high) * awayM,
  }

  function aimed(): { headingDeg: number; pitchDeg: number } {
    const kept = { headingDeg: rounded(asBefore.headingDeg), pitchDeg: rounded(asBefore.pitchDeg) }
    if (asBefore.awayM === null || heightM === null || carriedM === null) return kept
    if (asBefore.pitchDeg < DOWNWARD_DEG) return kept
    const met = frame.toLatLon({ x: direction.x * asBefore.awayM, y: direction.y * asBefore.awayM })
    // North is not the same way from both places: what the camera is to meet is looked for from where it stands.
    const { x, y } = frameAt(at).toLocal(met)
    const z = direction.z * asBefore.awayM + carriedM - heightM
    return {
      headingDeg: rounded((Math.atan2(x, y) / RADIANS + 360) % 360),
      pitchDeg: rounded(Math.atan2(z, Math.hypot(x, y)) / RADIANS),
    }
  }
}

/** Within a thousandth of a metre at any distance that is looked over. */
const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5 + 0

/** The height over home that an earlier camera's comes to, before it is moved; null where nobody knows. */
function carriedHeightM({ height }: AsBefore, mission: Around): number | null {
  switch (height.by) {
    case 'sea': {
      const homeM = homeAmslM(mission)
      return homeM === null ? overSameTakeoffM(height.takeoff, mission) : height.amslM - homeM
    }
    case 'takeoff':
      return overSameTakeoffM(height.takeoff, mission)
    default:
      return null
  }
}

function overSameTakeoffM(takeoff: (LatLon & { heightM: number }) | null, { home }: Around): number | null {
  if (!takeoff) return null
  const { x, y } = frameAt(home).toLocal(takeoff)
  return Math.hypot(x, y) <= SAME_PLACE_M ? takeoff.heightM : null
}

type Opening = { wide: number; high: number }

/** How wide and high a camera sees at one metre: the mission's, else the earlier picture's. */
function openingOf(camera: Mission['camera'], lens: AsBefore['lens']): Opening | { wide: null; high: null } {
  if (camera)
    return {
      wide: camera.sensorWidthMm / camera.focalLengthMm,
      high: camera.sensorHeightMm / camera.focalLengthMm,
    }
  return lens ? { wide: widthAt(lens.hfovDeg), high: widthAt(lens.vfovDeg) } : { wide: null, high: null }
}

const widthAt = (deg: number): number => 2 * Math.tan((deg / 2) * RADIANS)

function lensAndDistance(
  { lens, awayM }: AsBefore,
  { camera }: Around,
  canMove: boolean,
): Pick<Standing, 'lens' | 'awayM'> {
  if (!lens) return { lens: 'unknown', awayM }
  if (!camera) return { lens: 'same', awayM }
  const [was, is] = [widthAt(lens.hfovDeg), camera.sensorWidthMm / camera.focalLengthMm]
  if (Math.abs(was / is - 1) <= SAME_LENS) return { lens: 'same', awayM }
  if (awayM === null || lens.widthPx === null || !canMove) return { lens: 'kept', awayM }
  return { lens: 'matched', awayM: (awayM * was * camera.imageWidthPx) / (is * lens.widthPx) }
}

function rayOf({ headingDeg, pitchDeg }: AsBefore): { x: number; y: number; z: number } {
  const [h, p] = [headingDeg * RADIANS, pitchDeg * RADIANS]
  return { x: Math.cos(p) * Math.sin(h), y: Math.cos(p) * Math.cos(h), z: Math.sin(p) }
}

/**
 * A mission whose targets as before stand where its own home, ground and camera put them; the same one where it has none.
 * What nobody knows the height of stays at the height that it was given.
 */
export function placedAsBefore(mission: Mission): Mission {
  if (targetsAsBefore(mission).length === 0) return mission
  const place = (target: Target): Target => {
    if (!isAsBefore(target)) return target
    const { at, heightM, headingDeg, pitchDeg } = standingOf(target, mission)
    return {
      ...target,
      at,
      heightM: heightM === null ? target.heightM : asMeant(heightM, at, mission),
      asBefore: { ...target.asBefore, headingDeg, pitchDeg },
    }
  }
  return {
    ...mission,
    patterns: mission.patterns.map(
      (pattern): Pattern =>
        pattern.kind === 'visit' ? { ...pattern, targets: pattern.targets.map(place) } : pattern,
    ),
  }
}

/** A height over home as the mission's heights are meant: over home, the ground or the sea. */
export function asMeant(heightM: number, at: LatLon, mission: Mission): number {
  const homeM = homeAmslM(mission)
  if (mission.heightOver === 'home' || homeM === null) return heightM
  if (mission.heightOver === 'sea') return heightM + homeM
  const ground = mission.terrain ? groundAt(mission.terrain, at) : null
  return mission.terrain ? heightM + homeM - (ground ?? homeM) : heightM
}
