import type { Finding } from '../../../src/core/finding/finding.ts'
import { write } from '../../api/write.ts'
import { EnterpriseField } from '../../desk/pickers/EnterpriseField.tsx'
import { LevelField } from '../../desk/pickers/LevelField.tsx'
import { useMayNot } from '../../desk/actor.ts'
import { attempt } from '../../desk/notices.ts'
import { useT } from '../../i18n/index.ts'
import { Select, TextField } from '../../ui/fields.tsx'
import { Grid, Hint, Section } from '../../ui/layout.tsx'
import type { FindingDetail } from './findingDetail.ts'

type Change = Partial<Pick<Finding, 'title' | 'category' | 'level' | 'risk' | 'owner' | 'enterpriseId'>>

/** What the officer may correct: the enterprise above all. */
export function CorrectFinding({ detail }: { detail: FindingDetail }) {
  const t = useT()
  const { doc, version } = detail
  const mayNot = useMayNot('finding.edit')
  const set = (change: Change): void =>
    void attempt(() => write('finding.edit', { id: doc.id, base: version, change }, 'edit.finding'))
  return (
    <Section title={t('finding.correct')} testId="correct">
      {mayNot ? <Hint>{mayNot}</Hint> : null}
      <EnterpriseField
        label={t('finding.correctEnterprise')}
        value={doc.enterpriseId}
        onChange={(enterpriseId) => {
          if (enterpriseId !== null) set({ enterpriseId })
        }}
        testId="correct-enterprise"
      />
      <TextField
        label={t('finding.title')}
        value={doc.title}
        maxLength={200}
        commit={(title) => {
          if (title.trim() !== '') set({ title: title.trim() })
        }}
      />
      <Grid>
        <LevelField value={doc.level} onChange={(level) => set({ level })} />
        <Select
          label={t('finding.risk')}
          value={doc.risk ?? 'none'}
          options={(['none', 'red', 'orange', 'yellow', 'blue'] as const).map((value) => ({
            value,
            label: t(`risk.${value}`),
          }))}
          onChange={(risk) => set({ risk: risk === 'none' ? null : risk })}
        />
        <TextField
          label={t('finding.category')}
          value={doc.category}
          maxLength={100}
          commit={(category) => set({ category })}
        />
        <TextField
          label={t('finding.owner')}
          value={doc.owner}
          maxLength={100}
          commit={(owner) => set({ owner })}
        />
      </Grid>
    </Section>
  )
}
