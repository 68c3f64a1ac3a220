import type { CallOutput } from '../../../../src/contract/index.ts'
import { statisticSaid } from '../../../desk/statisticSaid.ts'
import { useT } from '../../../i18n/index.ts'
import { Facts, Hint, Section } from '../../../ui/layout.tsx'

/** The numbers of an enterprise's findings, of all time, each with its counts. */
export function StatisticsChapter({ rows }: { rows: CallOutput<'statistics.get'>['rows'] }) {
  const t = useT()
  return (
    <Section title={t('dossier.statistics')} testId="dossier-statistics">
      <Facts
        items={rows.map((row) => [
          t(`statistic.${row.name}`),
          row.among === null
            ? statisticSaid(row)
            : t('dossier.share', { value: statisticSaid(row), of: row.of, among: row.among }),
        ])}
      />
      <Hint>{t('dossier.statisticsHint')}</Hint>
    </Section>
  )
}
