import type { Mission } from '../../mission/mission.ts'
import type { Rule } from '../rule.ts'
import { finding } from '../subject.ts'

/** What a parameter has to be for the verdict to hold of this vehicle; `apart`: how far off is no difference. */
type Wanted = { readonly name: string; readonly value: readonly number[]; readonly apart?: number }

/**
 * `onboard`: parameters that were read from the vehicle (or a `.param` file) agree with what the verdict assumed: fence
 * and its action, return height, rally limit, battery and link failsafes (失效保护核对). Read only.
 *
 * Limit: the mission's contingency and the vehicle's row. A warning. Nothing is said while no parameters were read.
 */
export const onboard: Rule = {
  id: 'onboard',
  release: 'reason',
  check({ mission }) {
    const { onboard: held } = mission
    if (!held) return []
    return wantedOf(mission).flatMap(({ name, value, apart = 1e-6 }) => {
      const is = held.params[name]
      if (is === undefined || value.some((fine) => Math.abs(fine - is) <= apart)) return []
      return [
        finding('onboard', 'onboard_differs', {
          severity: 'warning',
          value: is,
          limit: value[0] ?? null,
          unit: '',
          source: held.source,
          params: { name, held: is, wanted: value.join(' / ') },
        }),
      ]
    })
  },
}

function wantedOf(mission: Mission): Wanted[] {
  const { vehicle, contingency, fence } = mission
  const hasFence = fence.length > 0 && vehicle.fenceOnBoard
  const { onFenceBreach, onLostLink, onLowBattery, returnHeightM } = contingency
  if (vehicle.firmware === 'ardupilot')
    // https://ardupilot.org/copter/docs/parameters.html
    return [
      ...(hasFence
        ? [
            { name: 'FENCE_ENABLE', value: [1] },
            {
              name: 'FENCE_ACTION',
              value: { report: [0], return: [1, 3, 4], land: [2], hover: [4] }[onFenceBreach],
            },
          ]
        : []),
      // Centimetres.
      { name: 'RTL_ALT', value: [Math.round(returnHeightM * 100)], apart: 100 },
      ...(vehicle.return.rallyLimitM === null
        ? []
        : [{ name: 'RALLY_LIMIT_KM', value: [vehicle.return.rallyLimitM / 1000], apart: 0.01 }]),
      { name: 'RALLY_INCL_HOME', value: [vehicle.return.rallyIncludesHome ? 1 : 0] },
      {
        name: 'FS_THR_ENABLE',
        value: { return: [1, 4], continue: [0, 2], land: [3, 5], hover: [7] }[onLostLink],
      },
      { name: 'BATT_FS_LOW_ACT', value: { warn: [0], land: [1], return: [2, 3, 4] }[onLowBattery] },
    ]
  if (vehicle.firmware === 'px4')
    // https://docs.px4.io/main/en/advanced_config/parameter_reference.html
    return [
      ...(hasFence
        ? [{ name: 'GF_ACTION', value: { report: [1], hover: [2], return: [3], land: [5] }[onFenceBreach] }]
        : []),
      { name: 'RTL_RETURN_ALT', value: [returnHeightM], apart: 1 },
      { name: 'RTL_TYPE', value: [vehicle.return.rtlType ?? 0] },
      { name: 'NAV_RCL_ACT', value: { hover: [1], return: [2], land: [3], continue: [0] }[onLostLink] },
      { name: 'COM_LOW_BAT_ACT', value: { warn: [0], return: [3], land: [2] }[onLowBattery] },
    ]
  return []
}

const ARDUPILOT_PARAMS: readonly string[] = [
  'FENCE_ENABLE',
  'FENCE_ACTION',
  'RTL_ALT',
  'RALLY_LIMIT_KM',
  'RALLY_INCL_HOME',
  'FS_THR_ENABLE',
  'BATT_FS_LOW_ACT',
]
const PX4_PARAMS: readonly string[] = [
  'GF_ACTION',
  'RTL_RETURN_ALT',
  'RTL_TYPE',
  'NAV_RCL_ACT',
  'COM_LOW_BAT_ACT',
]

/** The parameters that are looked at: of a file with a thousand these are kept. */
export const ONBOARD_PARAMS: readonly string[] = [...ARDUPILOT_PARAMS, ...PX4_PARAMS]

/** Those that a vehicle of a firmware is asked for. */
export const onboardParamsOf = (firmware: 'ardupilot' | 'px4' | null): readonly string[] =>
  firmware === 'px4' ? PX4_PARAMS : firmware === 'ardupilot' ? ARDUPILOT_PARAMS : []
