import type { DayCount } from '../../../../src/core/finding/deadlines/term.ts'
import type { SettingValue } from '../../../../src/core/finding/settings.ts'
import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { calendarDay, delivered, nameOf, number } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { joined } from './say.ts'

function settingSays(value: SettingValue): string[] {
  const days = ({ days: n, counts }: DayCount): string => t(`setting.days.${counts}`, { n })
  const name = t(`setting.${value.name}`)
  switch (value.name) {
    case 'holidays':
      return [
        name,
        ...value.years.map(({ year, source, off, work }) =>
          joined([String(year), source, off.map(calendarDay).join(' '), work.map(calendarDay).join(' ')]),
        ),
      ]
    case 'deadlinesByLevel':
      return [
        name,
        ...value.rows.map(({ level, enterprise, recheck, source }) =>
          joined([t(`level.${level}`), days(enterprise), days(recheck), source]),
        ),
      ]
    case 'escalation':
      return [
        name,
        ...value.rows.map((row) =>
          joined([t(`level.${row.level}`), t('setting.days.natural', { n: row.days }), row.whom]),
        ),
        delivered(value.source),
      ]
    case 'airIsLead':
      return [name, t(value.isOn ? 'member.yes' : 'member.no'), delivered(value.reason)]
    case 'seenResolution':
      return [name, t('setting.cmPerPixel', { n: number(value.cmPerPixel, 1) })]
    case 'retention':
      return [name, t('setting.months', { n: value.months }), delivered(value.source)]
    case 'idleLock':
      return [name, value.minutes === null ? t('member.no') : t('setting.minutes', { n: value.minutes })]
    case 'visitRules':
      return [
        name,
        value.perYear === null
          ? t('cap.unknown', { source: delivered(value.source) })
          : t('setting.perYear', { n: value.perYear }),
        t('setting.mergeDays', { n: value.mergeDays }),
        delivered(value.source),
      ]
    case 'numbering':
      return [
        name,
        value.unit,
        value.pattern,
        ...value.rows.map(({ kind, word }) => joined([t(`paperKind.${kind}`), word])),
        value.source,
      ]
    case 'agencies':
      return [
        name,
        ...value.rows.map((row) => joined([nameOf(row.name), row.basis])),
        delivered(value.source),
      ]
  }
}

export const SETTING: MembersOf<DocumentOf<'setting'>> = {
  id: null,
  value: { label: 'setting.one', says: settingSays },
}
