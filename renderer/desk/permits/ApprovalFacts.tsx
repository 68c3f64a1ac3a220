import type { FlightApproval } from '../../../src/core/permit/approval.ts'
import { hoursText } from '../../../src/core/permit/hours.ts'
import { dateTime, number } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Facts } from '../../ui/layout.tsx'
import { useApprovedArea } from './approvedArea.ts'

/** What an approval covers, as it was given; the map draws its area meanwhile. */
export function ApprovalFacts({ approval }: { approval: FlightApproval }) {
  const t = useT()
  const { kind, authority, fromMs, toMs, hours, maxTrueHeightM, maxAmslM, area, covers } = approval
  useApprovedArea(area)
  const metres = (value: number): string => t('unit.m', { value: number(value, 1) })
  return (
    <Facts
      items={[
        [t('permit.kind'), t(`permitKind.${kind}`)],
        [t('authorisation.authority'), authority],
        [t('permit.valid'), t('authorisation.window', { from: dateTime(fromMs), to: dateTime(toMs) })],
        [t('permit.hours'), hours.length === 0 ? t('permit.anyHour') : hoursText(hours)],
        [t('permit.trueHeight'), metres(maxTrueHeightM)],
        [t('permit.seaHeight'), maxAmslM === null ? null : metres(maxAmslM)],
        [t('permit.area'), area ? t('permit.cornersN', { n: area.length }) : t('permit.noArea')],
        [t('permit.covers'), covers.map((one) => t(`special.${one}`)).join(t('app.comma'))],
        [t('field.remarks'), approval.remarks],
      ]}
    />
  )
}
