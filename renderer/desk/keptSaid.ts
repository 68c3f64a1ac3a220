import type { RetentionRow } from '../../src/contract/index.ts'
import { date } from '../i18n/format.ts'
import { t, words } from '../i18n/index.ts'

/** Until when an original is kept, what keeps it, and who asked to delete it, did, and whether it is here all the same. */
export function keptSaid({ keptUntilMs, kept, deletion, isHere }: RetentionRow): string[] {
  const why = kept.map(({ code, what, untilMs }) =>
    words('problem', code, { what, until: untilMs === null ? '' : date(untilMs) }),
  )
  return [
    ...(kept.some(({ code }) => code === 'kept_until')
      ? []
      : [t('retention.until', { day: date(keptUntilMs) })]),
    ...why,
    ...(deletion ? [t('retention.askedBy', { by: deletion.asked.by, reason: deletion.reason })] : []),
    ...(deletion?.done
      ? [t(deletion.done.alone ? 'retention.doneAlone' : 'retention.doneBy', { by: deletion.done.by })]
      : []),
    ...(deletion?.done && isHere ? [t('retention.stillHere')] : []),
  ]
}
