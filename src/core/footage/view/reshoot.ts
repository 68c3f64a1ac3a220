import type { Flight } from '../../flight/flight.ts'
import { frameAt } from '../../geo/frame.ts'
import type { LatLon } from '../../geo/position.ts'
import type { Mission } from '../../mission/mission.ts'
import type { AsBefore, Target } from '../../mission/pattern.ts'
import { groundAt } from '../../terrain/terrain.ts'
import type { Footage } from '../footage.ts'
import { TRANSPORT_STREAM } from '../klv/packets.ts'
import { groundBehind } from './footprint.ts'
import { groundUnder, viewAt, viewsOf } from './footageViews.ts'
import { type Ground, groundOf, takeoffOf } from './ground.ts'
import { USUAL_ERRORS } from './placeOf.ts'
import { type Assumed, type View, viewOf } from './view.ts'

/** An earlier picture: the photo or clip, the clip's second, and the flight that took it with the mission it flew. */
export type Earlier = {
  readonly footage: Footage
  readonly momentS: number | null
  readonly flight: Flight | null
  readonly mission: Mission | null
}

/** What a re-shoot shows: its name, and where that lies. */
export type Shot = { readonly id: string; readonly name: string; readonly at: LatLon }

/** A place that the flight's track gives is wrong by its receiver and by its clock; one by hand by much more, m. Estimates. */
const BY_TRACK_M = 5
const BY_HAND_M = 20
/** A take-off this near to its mission's home stands as high as that, m. */
const AT_HOME_M = 30
/** Nearer than this to the place below a camera a finding gives it no direction, m. */
const BELOW_M = 2
/** The gimbal comes to rest before the picture is taken, s. */
const STAY_S = 3

/**
 * The target that takes an earlier picture again: place, direction, pitch and lens as they were. The height is carried over
 * the sea by the ground of that take-off (its mission's home, or its elevation model), never as a figure over take-off; where
 * that ground is not known the figure holds for the very same take-off alone, and without one it is asked for: `askedM` stands
 * in. Null for a picture without a place.
 */
export function targetAsBefore(earlier: Earlier, shot: Shot, askedM: number): Target | null {
  const { footage, flight, mission } = earlier
  const { placement } = footage
  const ground = groundOf(flight, mission)
  const seen = seenAt(earlier, ground)
  if (!placement || !seen) return null
  const { view, assumed, heightM } = seen
  const hasDirection = !assumed.includes('attitude')
  const aimed = hasDirection ? view : { ...view, ...towards(view, shot.at, heightM ?? askedM, ground) }
  const towardsShot = !hasDirection && metresBetween(view.at, shot.at) > BELOW_M
  const height = heightOf(earlier, heightM)
  return {
    id: shot.id,
    at: view.at,
    lookHeightM: 0,
    standoffM: 0,
    heightM: clamp(heightM ?? askedM, -200, 1000),
    fromDeg: null,
    stayS: STAY_S,
    asBefore: {
      name: shot.name.slice(0, 200),
      headingDeg: ((aimed.headingDeg % 360) + 360) % 360,
      pitchDeg: clamp(aimed.pitchDeg, -120, 60),
      direction: hasDirection ? 'recorded' : towardsShot ? 'towards' : 'below',
      height,
      lens: assumed.includes('lens')
        ? null
        : { hfovDeg: view.lens.hfovDeg, vfovDeg: view.lens.vfovDeg, widthPx: footage.widthPx || null },
      awayM: heightM === null ? null : awayM({ ...aimed, heightM }, groundUnder(footage, ground)),
      errorM: errorOf(footage),
    },
  }
}

type Seen = { view: View; assumed: readonly Assumed[]; heightM: number | null }

/** Where the camera was and looked in the picture or the second that is meant; `heightM` over take-off, null: not known. */
function seenAt({ footage, momentS, flight }: Earlier, ground: Ground | null): Seen | null {
  // A frame that was kept, or a small copy, is looked at for itself.
  const { derived: _derived, previewOf: _previewOf, ...own } = footage
  const at = viewAt(viewsOf(own, flight?.track ?? [], ground), momentS ?? 0)
  if (at) return { view: at.view, assumed: at.assumed, heightM: at.view.heightM }
  const { placement } = footage
  if (!placement) return null
  // Without a height, or with one that lies in the ground, the place and the direction are known all the same.
  const seen = viewOf({ ...footage, placement: { ...placement, heightM: 1 } })
  return seen && { ...seen, heightM: null }
}

/** What the camera's height is known over. */
function heightOf({ footage, flight, mission }: Earlier, heightM: number | null): AsBefore['height'] {
  if (heightM === null) return { by: 'asked' }
  const { placement, mimeType } = footage
  if (mimeType === TRANSPORT_STREAM) {
    // Its heights are over the ground in its pictures.
    const underM = mission?.terrain && placement ? groundAt(mission.terrain, placement.at) : null
    return underM === null || underM === undefined
      ? { by: 'asked' }
      : { by: 'sea', amslM: underM + heightM, takeoff: null }
  }
  if (!flight || !mission) return { by: 'asked' }
  const from = takeoffOf(flight, mission)
  const takeoff = { lat: from.lat, lon: from.lon, heightM }
  const groundM = takeoffAmslM(from, mission)
  return groundM === null ? { by: 'takeoff', takeoff } : { by: 'sea', amslM: groundM + heightM, takeoff }
}

/**
 * How high a take-off lay over the sea: as its mission's home is stated, and by the elevation model from there; by the model
 * alone where nobody stated home's. Home's figure holds for a take-off beside it too.
 */
function takeoffAmslM(from: LatLon, { home, terrain }: Mission): number | null {
  const modelM = terrain ? groundAt(terrain, from) : null
  if (home.amslM === null) return modelM
  const homeModelM = terrain ? groundAt(terrain, home) : null
  if (modelM !== null && homeModelM !== null) return home.amslM + modelM - homeModelM
  return metresBetween(from, home) <= AT_HOME_M ? home.amslM : modelM
}

function towards(
  view: View,
  at: LatLon,
  heightM: number,
  ground: Ground | null,
): { headingDeg: number; pitchDeg: number } {
  const { x, y } = frameAt(view.at).toLocal(at)
  const flatM = Math.hypot(x, y)
  if (flatM <= BELOW_M) return { headingDeg: view.headingDeg, pitchDeg: -90 }
  const downM = heightM - (ground?.at(at) ?? 0)
  return {
    headingDeg: ((Math.atan2(x, y) * 180) / Math.PI + 360) % 360,
    pitchDeg: (-Math.atan2(downM, flatM) * 180) / Math.PI,
  }
}

/** How far the camera was from what lies in the middle of its picture, m; null where that is no ground near enough. */
function awayM(view: View, ground: Ground | null): number | null {
  const met = groundBehind(view, 0, 0, ground)
  if (!met) return null
  const flatM = metresBetween(view.at, met.at)
  const measuredM = view.target?.heightM
  const downM =
    measuredM !== undefined && measuredM !== null && measuredM < view.heightM
      ? view.heightM - measuredM
      : view.heightM - (ground?.at(met.at) ?? 0)
  return Math.hypot(flatM, downM) || null
}

/** What the place of a picture may be wrong by, one standard deviation on the ground, m. */
function errorOf({ placement }: Footage): number {
  if (placement?.by === 'hand') return Math.max(BY_HAND_M, placement.errorM ?? 0)
  const ownM = placement?.errorM ?? USUAL_ERRORS.placeM
  return placement?.by === 'track' ? Math.hypot(ownM, BY_TRACK_M) : ownM
}

const metresBetween = (a: LatLon, b: LatLon): number => {
  const { x, y } = frameAt(a).toLocal(b)
  return Math.hypot(x, y)
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
