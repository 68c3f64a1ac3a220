import type { Mission } from '../../mission/mission.ts'
import {
  type Deed,
  deedOf,
  DEEDS,
  hasParameters,
  type Held,
  heldOf,
  type Meaning,
  namesOf,
} from '../../mission/parameters.ts'
import type { Rule } from '../rule.ts'
import { checkItem } from '../subject.ts'
import type { CheckItem } from '../verdict.ts'

/**
 * What a parameter has to be for the verdict to hold of this vehicle: a figure (`apart`: how far off is no difference)
 * or one of the deeds that fit. `isOptional`: a vehicle that does not name it is taken to have the default.
 */
type Wanted = { readonly meaning: Meaning; readonly isOptional?: boolean } & (
  | { readonly value: number; readonly apart?: number }
  | { readonly deeds: readonly Deed[] }
)

/**
 * `onboard`: parameters that were read from the vehicle (or a file of it) agree with what the verdict assumed: fence
 * and its action, return height, rally limit, battery and link failsafes (失效保护核对). Read only. Names and units are
 * those of the vehicle's own generation; what an action parameter really does is said.
 *
 * Limit: the mission's contingency and the vehicle's row. A warning. What was leaned on and is not among the parameters
 * is unknown, by name. Nothing is said while no parameters were read.
 */
export const onboard: Rule = {
  id: 'onboard',
  release: 'reason',
  check({ mission }) {
    const { onboard: read, vehicle } = mission
    if (!read || !hasParameters(vehicle.firmware)) return []
    const { source } = read
    return [
      ...wantedOf(mission).flatMap((wanted) => {
        const held = heldOf(read.params, vehicle.firmware, wanted.meaning)
        return held ? differing(vehicle.firmware, wanted, held, source) : []
      }),
      ...unreadOf(mission).map((name) =>
        checkItem('onboard', 'onboard_unknown', { severity: 'unknown', source, params: { name } }),
      ),
    ]
  },
}

/** Parameters that the verdict leans on and that were not among those read, by their names in every generation. */
export function unreadOf(mission: Mission): string[] {
  const { firmware } = mission.vehicle
  return wantedOf(mission).flatMap(({ meaning, isOptional }) => {
    const names = namesOf(firmware, meaning).map(({ name }) => name)
    const isRead = heldOf(mission.onboard?.params ?? {}, firmware, meaning) !== null
    return isOptional || isRead || names.length === 0 ? [] : [names.join(' / ')]
  })
}

function differing(
  firmware: Mission['vehicle']['firmware'],
  wanted: Wanted,
  { name, scale, raw, value }: Held,
  source: string,
): CheckItem[] {
  const draft = { severity: 'warning', value: raw, unit: '', source } as const
  if ('deeds' in wanted) {
    const does = deedOf(firmware, wanted.meaning, raw)
    if (does !== null && wanted.deeds.includes(does)) return []
    const fitting = valuesFor(firmware, wanted.meaning, wanted.deeds)
    return [
      checkItem('onboard', does === null ? 'onboard_differs' : 'onboard_acts', {
        ...draft,
        limit: fitting[0] ?? null,
        params: {
          name,
          held: raw,
          wanted: fitting.join(' / ') || '-',
          ...(does === null ? {} : { deed: does, wantedDeed: wanted.deeds[0] ?? '' }),
        },
      }),
    ]
  }
  if (Math.abs(value - wanted.value) <= (wanted.apart ?? 1e-6)) return []
  const limit = Number((wanted.value / scale).toFixed(6))
  return [
    checkItem('onboard', 'onboard_differs', { ...draft, limit, params: { name, held: raw, wanted: limit } }),
  ]
}

/** Values of an action parameter that do one of some deeds, the plainest first. */
function valuesFor(
  firmware: Mission['vehicle']['firmware'],
  meaning: Meaning,
  deeds: readonly Deed[],
): number[] {
  const table = hasParameters(firmware) ? (DEEDS[firmware][meaning] ?? {}) : {}
  return deeds.flatMap((deed) =>
    Object.entries(table).flatMap(([value, does]) => (does === deed ? [Number(value)] : [])),
  )
}

/** A return along the way flown ends where the straight one does, and was inside the fence: both are returns. */
const RETURNS: readonly Deed[] = ['return', 'smartReturn']

function wantedOf(mission: Mission): Wanted[] {
  const { vehicle, contingency, fence, rallyPoints } = mission
  const hasFence = fence.length > 0 && vehicle.fenceOnBoard
  const { onFenceBreach, onLostLink, onLowBattery, returnHeightM } = contingency
  const isArduPilot = vehicle.firmware === 'ardupilot'
  return [
    ...(hasFence && isArduPilot ? [{ meaning: 'fenceEnabled', value: 1 } as const] : []),
    ...(hasFence
      ? [
          {
            meaning: 'fenceAction',
            deeds: { report: ['report'], return: RETURNS, land: ['land'], hover: ['hover'] }[onFenceBreach],
          } as Wanted,
        ]
      : []),
    { meaning: 'returnHeightM', value: returnHeightM, apart: 1 },
    { meaning: 'returnCone', value: isArduPilot ? 3 : 45, isOptional: true },
    ...(isArduPilot ? rallyWanted(mission, rallyPoints.length === 0) : []),
    ...(vehicle.firmware === 'px4'
      ? [{ meaning: 'returnType', value: vehicle.return.rtlType ?? 0 } as const]
      : []),
    {
      meaning: 'onLostLink',
      deeds: { return: RETURNS, continue: ['continue'], land: ['land'], hover: ['hover'] }[onLostLink],
    } as Wanted,
    {
      meaning: 'onLowBattery',
      deeds: { warn: ['report'], land: ['land'], return: RETURNS }[onLowBattery],
    } as Wanted,
  ]
}

/** Without rally points their rules decide nothing, so that what is not named is no gap. */
const rallyWanted = ({ vehicle }: Mission, isOptional: boolean): Wanted[] => [
  ...(vehicle.return.rallyLimitM === null
    ? []
    : [{ meaning: 'rallyLimitM', value: vehicle.return.rallyLimitM, apart: 10, isOptional } as const]),
  { meaning: 'rallyIncludesHome', value: vehicle.return.rallyIncludesHome ? 1 : 0, isOptional },
]
