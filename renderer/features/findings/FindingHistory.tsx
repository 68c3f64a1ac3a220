import { newestFirst } from '../../../src/core/finding/sightings.ts'
import { dateTime } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Hint, Section } from '../../ui/layout.tsx'
import type { FindingDetail } from './findingDetail.ts'
import { SeenSighting } from './SeenSighting.tsx'

/** What was seen of a finding, and the states that it went through; newest first. */
export function FindingHistory({ detail }: { detail: FindingDetail }) {
  const t = useT()
  return (
    <Section title={t('finding.history')} count={detail.history.length} open testId="history">
      {newestFirst(detail.history.map(({ doc: seen }) => seen)).map((seen) => (
        <SeenSighting key={seen.id} sighting={seen} />
      ))}
      {[...detail.doc.transitions].reverse().map((step) => (
        <Hint key={`${step.atMs}-${step.to}`}>
          {t('finding.step', {
            at: dateTime(step.atMs),
            from: t(`state.${step.from}`),
            to: t(`state.${step.to}`),
            by: step.by,
            reason: step.reason,
          })}
        </Hint>
      ))}
    </Section>
  )
}
