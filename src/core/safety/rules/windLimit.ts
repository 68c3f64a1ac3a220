import type { Rule } from '../rule.ts'
import { checkItem } from '../subject.ts'
import type { CheckItem } from '../verdict.ts'

/** Against the wind the vehicle should still come forward this fast, m/s. */
const LEAST_FORWARD_MS = 2

/**
 * `wind.limit`: wind and gusts stay within what the vehicle may fly in, and it still comes forward against the wind.
 *
 * Limit: the vehicle's row; 2 m/s forward. Released by a named person with a reason. Missing data: a warning.
 */
export const windLimit: Rule = {
  id: 'wind.limit',
  release: 'reason',
  check({ mission }) {
    const { vehicle, margin, conditions } = mission
    const { windMS } = margin
    if (windMS === null)
      return [
        checkItem('wind.limit', 'wind_unknown', {
          severity: 'warning',
          limit: vehicle.maxWindMS,
          unit: 'm/s',
        }),
      ]
    const items: CheckItem[] = []
    const strongestMS = Math.max(windMS, conditions.gustMS ?? 0)
    if (strongestMS > vehicle.maxWindMS)
      items.push(
        checkItem('wind.limit', 'too_windy', {
          value: strongestMS,
          limit: vehicle.maxWindMS,
          unit: 'm/s',
          source: vehicle.source,
        }),
      )
    const slowestMS = mission.patterns.reduce((least, { speedMS }) => Math.min(least, speedMS), Infinity)
    const spareMS = vehicle.maxSpeedMS - windMS
    if (spareMS < LEAST_FORWARD_MS || vehicle.maxSpeedMS - windMS < Math.min(slowestMS, LEAST_FORWARD_MS))
      items.push(
        checkItem('wind.limit', 'no_headway', {
          value: Math.max(0, spareMS),
          limit: LEAST_FORWARD_MS,
          unit: 'm/s',
          source: vehicle.source,
        }),
      )
    return items
  },
}
