import type { Frame, Vec } from '../geo/frame.ts'
import type { Mission } from '../mission/mission.ts'

/** Where a return can end: home, or a rally point (counted from 1); `heightM` is its height over home. */
export type Destination = { readonly at: Vec; readonly heightM: number; readonly rally: number }

/** The rally points and the rules of choice of one firmware. */
export type Chooser = {
  readonly home: Destination
  readonly rally: readonly Destination[]
  /** Farther rally points are ignored, m. */
  readonly limitM: number
  /** Whether home is taken where it is nearer than every rally point; else only where no rally point counts. */
  readonly homeCompetes: boolean
  /** It is not known which of home and the nearest rally point it will be: both must hold. */
  readonly either: boolean
}

/** PX4 RTL_TYPE: with these values the nearest of home and the safe points is flown to. */
const PX4_NEAREST: readonly number[] = [0, 3, 5, 6]
/** RTL_TYPE 1 goes to a mission landing or a safe point, else home: which one is not decided here. */
const PX4_OTHER_THAN_HOME = 1

/** Whether the firmware returns to rally points at all. */
export function usesRallyPoints({ vehicle }: Mission): boolean {
  if (vehicle.firmware === 'ardupilot') return true
  const type = vehicle.return.rtlType ?? 0
  return vehicle.firmware === 'px4' && (PX4_NEAREST.includes(type) || type === PX4_OTHER_THAN_HOME)
}

/**
 * Who decides where to return: ArduPilot Copter takes the nearest rally point that its fence holds (`isHeld`), unless
 * that is beyond RALLY_LIMIT_KM or (RALLY_INCL_HOME) farther than home; PX4 takes the nearest of home and the safe points
 * where RTL_TYPE says so; DJI and Litchi know home alone.
 */
export function chooserFor(mission: Mission, frame: Frame, isHeld: (at: Vec) => boolean): Chooser {
  const { vehicle } = mission
  const home: Destination = { at: { x: 0, y: 0 }, heightM: 0, rally: 0 }
  const rally = usesRallyPoints(mission)
    ? mission.rallyPoints.map((point, i) => ({
        at: frame.toLocal(point),
        heightM: point.heightM,
        rally: i + 1,
      }))
    : []
  if (vehicle.firmware !== 'ardupilot')
    return {
      home,
      rally,
      limitM: Infinity,
      homeCompetes: true,
      either: (vehicle.return.rtlType ?? 0) === PX4_OTHER_THAN_HOME,
    }
  const held = vehicle.fenceOnBoard ? rally.filter(({ at }) => isHeld(at)) : rally
  return {
    home,
    rally: held,
    limitM: vehicle.return.rallyLimitM ?? Infinity,
    homeCompetes: vehicle.return.rallyIncludesHome,
    either: false,
  }
}

const distance2 = (a: Vec, b: Vec): number => (a.x - b.x) ** 2 + (a.y - b.y) ** 2

/** The nearest of some places; null of none. */
export const nearestTo = (places: readonly Destination[], from: Vec): Destination | null =>
  places.reduce<Destination | null>(
    (best, place) => (best && distance2(best.at, from) <= distance2(place.at, from) ? best : place),
    null,
  )

/** Where the firmware returns to from a place: one destination, or every one that it may be. */
export function destinationsFrom(chooser: Chooser, from: Vec): Destination[] {
  const { home } = chooser
  const nearest = nearestTo(chooser.rally, from)
  if (!nearest) return [home]
  if (chooser.either) return [home, nearest]
  const d2 = distance2(nearest.at, from)
  if (d2 > chooser.limitM ** 2) return [home]
  return [chooser.homeCompetes && distance2(home.at, from) <= d2 ? home : nearest]
}

/** The height over home that the firmware climbs to at least before it returns, m. */
export function returnHeightM({ vehicle, contingency }: Mission, to: Destination): number {
  const { returnHeightM: heightM } = contingency
  switch (vehicle.firmware) {
    case 'ardupilot':
      // RTL_ALT is over home; a rally point's own height counts too.
      return Math.max(heightM, to.heightM)
    case 'px4':
      // RTL_RETURN_ALT is above the destination.
      return to.heightM + heightM
    case 'dji':
    case 'litchi':
    case 'autel':
      return heightM
  }
}
