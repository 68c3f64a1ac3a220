import type { Mission } from './mission.ts'

/** What takes from the endurance of the vehicle's row, for the words beside each share. */
export const ENERGY_CODES = ['batteryHealth', 'temperature', 'siteHeight', 'reserve'] as const
export type EnergyFactor = { code: (typeof ENERGY_CODES)[number]; share: number }

/** Share of its capacity that a lithium battery gives, by degrees Celsius: a usual maker's curve, not measured here. */
const CAPACITY: readonly (readonly [celsius: number, share: number])[] = [
  [-20, 0.6],
  [-10, 0.75],
  [0, 0.85],
  [10, 0.93],
  [20, 1],
]

/**
 * Seconds that may be flown: the row's endurance less the battery's age, the cold, thin air and the reserve. Hover
 * power goes with the inverse root of the air's density (momentum theory), and that falls with height (ISA).
 */
export function usableEndurance(mission: Mission): { seconds: number; factors: EnergyFactor[] } {
  const { vehicle, conditions, home } = mission
  const factors: EnergyFactor[] = [
    { code: 'batteryHealth', share: conditions.batteryHealth },
    {
      code: 'temperature',
      share: conditions.temperatureC === null ? 1 : capacityAt(conditions.temperatureC),
    },
    { code: 'siteHeight', share: home.amslM === null ? 1 : Math.min(1, Math.sqrt(densityRatio(home.amslM))) },
    { code: 'reserve', share: 1 - vehicle.reserveShare },
  ]
  return {
    seconds: factors.reduce((seconds, { share }) => seconds * share, vehicle.enduranceS),
    factors: factors.filter(({ share }) => share !== 1),
  }
}

const densityRatio = (amslM: number): number => Math.max(0, 1 - 2.25577e-5 * amslM) ** 4.2559

function capacityAt(celsius: number): number {
  const above = CAPACITY.findIndex(([at]) => at >= celsius)
  if (above === 0) return CAPACITY[0]?.[1] ?? 1
  const low = CAPACITY[above - 1]
  const high = CAPACITY[above]
  if (!low || !high) return 1
  return low[1] + ((high[1] - low[1]) * (celsius - low[0])) / (high[0] - low[0])
}
