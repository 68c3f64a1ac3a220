import type { Agency } from '../../../../src/core/campaign/agency.ts'
import type { Approval } from '../../../../src/core/campaign/approval.ts'
import { frameAt } from '../../../../src/core/geo/frame.ts'
import type { ImportSource } from '../../../../src/core/geo/mapDatum.ts'
import { signedArea } from '../../../../src/core/geo/polygon.ts'
import type { LatLon, Place } from '../../../../src/core/geo/position.ts'
import type { PersonRef } from '../../../../src/core/people/person.ts'
import type { Contact } from '../../../../src/core/site/enterprise.ts'
import type { Name } from '../../../../src/core/units/id.ts'
import { calendarDay, dateTime, delivered, length, number, percent, position } from '../../../i18n/format.ts'
import { t, type Key } from '../../../i18n/index.ts'
import { pointPlace, ringPlace } from '../../places.ts'
import type { Group, MembersOf, NameOfOther, Other } from './member.ts'

/** A text, as somebody wrote it; what Sortie brought along in the window's language. */
export const text = (label: Key) => ({ label, says: (value: string): string => delivered(value) })
/** A calendar day. */
export const day = (label: Key) => ({ label, says: (value: string): string => calendarDay(value) })
export const figure = (label: Key, digits = 2) => ({
  label,
  says: (value: number): string => number(value, digits),
})
export const share = (label: Key) => ({ label, says: (value: number): string => percent(value, 1) })
export const moment = (label: Key) => ({ label, says: (value: number): string => dateTime(value) })
export const yesNo = (label: Key) => ({
  label,
  says: (value: boolean): string => t(value ? 'member.yes' : 'member.no'),
})
export const other = (label: Key, kind: Other) => ({
  label,
  says: (id: string, nameOfOther: NameOfOther): string => nameOfOther(kind, id),
})
export const others = (label: Key, kind: Other) => ({
  label,
  says: (ids: readonly string[], nameOfOther: NameOfOther): string[] =>
    ids.map((id) => nameOfOther(kind, id)),
})
export const hash = (label: Key) => ({ label, says: (value: string): string => value.slice(0, 16) })
export const at = (label: Key) => ({
  label,
  says: (value: LatLon): string => position(value),
  place: pointPlace,
})
export const ring = (label: Key) => ({
  label,
  says: (value: readonly LatLon[]): string => {
    const frame = frameAt(value[0] ?? { lat: 0, lon: 0 })
    const area = Math.abs(signedArea(value.map(frame.toLocal)))
    return t('member.ring', { n: value.length, area: number(area) })
  },
  place: ringPlace,
})
export const path = (label: Key) => ({
  label,
  says: (value: readonly LatLon[]): string => {
    const frame = frameAt(value[0] ?? { lat: 0, lon: 0 })
    const points = value.map(frame.toLocal)
    const metres = points.reduce((sum, { x, y }, i) => {
      const last = points[i - 1]
      return last ? sum + Math.hypot(x - last.x, y - last.y) : 0
    }, 0)
    return t('member.path', { n: value.length, length: length(metres) })
  },
  place: linePlace,
})
export function linePlace(points: readonly LatLon[]): Place {
  return { type: 'LineString', coordinates: points.map(({ lat, lon }) => [lon, lat]) }
}

export const pointsPlace = (points: readonly LatLon[]): Place => ({
  type: 'MultiPoint',
  coordinates: points.map(({ lat, lon }) => [lon, lat]),
})
export const joined = (parts: readonly (string | null | undefined | false)[]): string =>
  parts
    .flatMap((part) => (typeof part === 'string' && part !== '' ? [delivered(calendarDay(part))] : []))
    .join(t('app.comma'))
export const NAME: Group<Name> = { label: null, of: { zh: text('field.nameZh'), en: text('field.nameEn') } }

export const importSource = {
  label: 'member.importSource' as const,
  says: ({ fileName, datum }: ImportSource): string => joined([fileName, t(`datumName.${datum}`)]),
}

export const personSays = ({ name, duty, phone }: Contact): string => joined([name, duty, phone])
export const approvalSays = ({ no, by, atMs, urgentReason }: Approval): string =>
  urgentReason === null
    ? t('approvalSaid.plain', { no, by: by.name, at: dateTime(atMs) })
    : t('approvalSaid.urgent', { no, by: by.name, at: dateTime(atMs), reason: urgentReason })
export const peopleSay = (people: readonly PersonRef[]): string[] =>
  people.map((person) => joined([person.name, person.number]))
export const AGENCY: MembersOf<Agency> = {
  id: null,
  name: NAME,
  basis: text('campaign.basis'),
  canInspect: yesNo('campaign.canInspect'),
}
