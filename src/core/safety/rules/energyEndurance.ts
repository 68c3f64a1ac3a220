import { usableEndurance } from '../../mission/energy.ts'
import type { Rule } from '../rule.ts'
import { checkItem, rounded } from '../subject.ts'

/**
 * `energy.endurance`: the flight from take-off to touchdown fits into the battery less its reserve.
 *
 * Limit: the endurance of the vehicle's row, whose source is named, less age, cold, thin air and the reserve. Released
 * by a named person with a reason. Nothing can be missing: what is not stated takes nothing off.
 */
export const energyEndurance: Rule = {
  id: 'energy.endurance',
  release: 'reason',
  check({ mission, route }) {
    const { vehicle } = mission
    const usableS = usableEndurance(mission).seconds
    const { airborneS } = route.figures
    if (airborneS <= usableS) return []
    return [
      checkItem('energy.endurance', 'endurance', {
        value: rounded(airborneS, 1),
        limit: rounded(usableS, 1),
        unit: 's',
        source: vehicle.source,
        params: { enduranceS: vehicle.enduranceS, reserveShare: vehicle.reserveShare },
      }),
    ]
  },
}
