import { FIRMWARES } from '../../../src/core/mission/vehicle.ts'
import type { CheckItem } from '../../../src/core/safety/verdict.ts'
import { delivered, duration, number, percent } from '../../i18n/format.ts'
import { type Key, t } from '../../i18n/index.ts'

type Measured = Pick<CheckItem, 'code' | 'value' | 'limit' | 'unit' | 'source'>

/** Cases whose value is the distance to the fence, negative beyond it. */
const TO_FENCE: readonly string[] = [
  'outside',
  'in_exclusion',
  'return_outside',
  'return_in_exclusion',
  'rally_outside',
]

function quantity(value: number | null, unit: CheckItem['unit']): string | null {
  if (value === null) return null
  if (unit === 's') return duration(value)
  if (unit === 'share') return percent(value, 1)
  if (unit === 'm') return t('unit.m', { value: number(value, 1) })
  if (unit === 'm/s') return t('unit.ms', { value: number(value, 1) })
  return number(value, 1)
}

const LAW = /^无人驾驶航空器飞行管理暂行条例 (\d+)$/

/** Where a limit comes from, in words: an approval's number and a data sheet say it themselves. */
export function sourceWords(source: string): string {
  if (source === 'margin') return t('verdict.sourceMargin')
  const law = LAW.exec(source)
  if (law) return t('verdict.sourceLaw', { article: law[1] ?? '' })
  const firmware = FIRMWARES.find((name) => source.startsWith(`${name}: `))
  return firmware ? t('verdict.sourceReturn', { firmware: t(`firmware.${firmware}`) }) : delivered(source)
}

/** Cases whose two figures have names of their own; any other is a value and a limit. */
const SENTENCES: Readonly<Record<string, Key>> = {
  too_high: 'is.height',
  return_too_high: 'is.height',
  above_authorised: 'is.height',
  above_amsl: 'is.amsl',
  low_over_ground: 'is.clearance',
  low_over_asset: 'is.clearance',
  return_over_asset: 'is.clearance',
  endurance: 'is.endurance',
  return_endurance: 'is.returnTime',
  too_windy: 'is.wind',
  no_headway: 'is.headway',
  first_far: 'is.first',
  out_of_sight: 'is.sight',
  shutter_too_slow: 'is.interval',
  not_covered: 'is.coverage',
  sees_neighbours: 'is.lookout',
  too_many_items: 'is.items',
  too_fast: 'is.speed',
  not_so_fast: 'is.flown',
  people_below: 'is.buffer',
  ground_point_in_zone: 'is.gap',
  ground_point_in_no_overflight: 'is.gap',
  rally_on_asset: 'is.gap',
  sight_blocked: 'is.blocked',
  below_home: 'is.belowHome',
  outside_area: 'is.over',
  outside_window: 'is.over',
  outside_hours: 'is.over',
  expired: 'is.over',
  unlock_window: 'is.over',
}

/** What a check measured, against which limit and whose, in one line. */
export function measured({ code, value, limit, unit, source }: Measured): string {
  const toFence = unit === 'm' && TO_FENCE.includes(code)
  const shown = quantity(toFence && value !== null ? Math.abs(value) : value, unit)
  const most = quantity(limit, unit)
  const sentence = SENTENCES[code]
  if (sentence && value !== null && most !== null)
    return joined([
      t(sentence, { value: quantity(Math.abs(value), unit) ?? '', limit: most }),
      source === '' ? '' : t('verdict.source', { source: sourceWords(source) }),
    ])
  const valueKey = !toFence ? 'verdict.value' : (value ?? 0) < 0 ? 'verdict.beyond' : 'verdict.within'
  return joined([
    shown === null ? '' : t(valueKey, { value: shown }),
    most === null ? '' : t(toFence ? 'verdict.needed' : 'verdict.limit', { limit: most }),
    source === '' ? '' : t('verdict.source', { source: sourceWords(source) }),
  ])
}

const joined = (parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(t('verdict.joint'))
