import { usableEndurance } from '../../mission/energy.ts'
import { flightOf } from '../../mission/vehicleFlight.ts'
import { destinationsFrom } from '../../route/destination.ts'
import { elapsedAtPoints } from '../../route/figures.ts'
import { landingSeconds } from '../../route/flightTime.ts'
import { soundPoints } from '../legs.ts'
import { chooserOf } from '../returns.ts'
import type { Rule } from '../rule.ts'
import { checkItem, placeOf, rounded } from '../subject.ts'

/**
 * `energy.return`: from every point of the route what was flown so far and the way to where the firmware would return
 * to from there, into the wind all the way, fit into the battery less its reserve.
 *
 * Limit: as `energy.endurance`. Released by a named person with a reason. Missing data: without a stated wind the way
 * home is flown in calm air, and `wind.limit` says that nobody stated it.
 */
export const energyReturn: Rule = {
  id: 'energy.return',
  release: 'reason',
  check(subject) {
    const { mission, route, frame } = subject
    const points = soundPoints(route)
    if (points.length === 0) return []
    const { vehicle, contingency } = mission
    const flight = flightOf(mission)
    const usableS = usableEndurance(mission).seconds
    const groundMS = Math.max(0.5, flight.returnMS - (mission.margin.windMS ?? 0))
    const chooser = chooserOf(subject)
    const elapsed = elapsedAtPoints(mission, points, frame)
    let worstS = 0
    const beyond = points.flatMap((point, i) => {
      const { x, y } = frame.toLocal(point)
      // The longest of the ways that it may take: the firmware chooses, not the pilot.
      const metres = destinationsFrom(chooser, { x, y }).reduce(
        (most, { at }) => Math.max(most, Math.hypot(x - at.x, y - at.y)),
        0,
      )
      const heightM = Math.max(point.heightM, contingency.returnHeightM)
      const climbS = (heightM - point.heightM) / vehicle.climbMS
      const needS = (elapsed[i] ?? 0) + climbS + metres / groundMS + landingSeconds(heightM, flight)
      worstS = Math.max(worstS, needS)
      return needS > usableS ? [{ x, y }] : []
    })
    if (beyond.length === 0) return []
    return [
      checkItem('energy.return', 'return_endurance', {
        value: rounded(Math.min(worstS, Number.MAX_VALUE), 1),
        limit: rounded(usableS, 1),
        unit: 's',
        source: vehicle.source,
        place: placeOf(frame, [beyond]),
        params: { points: beyond.length, windMS: mission.margin.windMS ?? 0 },
      }),
    ]
  },
}
