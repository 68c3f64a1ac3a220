import type { Level, Risk } from '../../../src/core/finding/finding.ts'
import { EnterpriseField } from '../../desk/pickers/EnterpriseField.tsx'
import { LevelField } from '../../desk/pickers/LevelField.tsx'
import { useT } from '../../i18n/index.ts'
import { Select, TextField } from '../../ui/fields.tsx'
import { Grid } from '../../ui/layout.tsx'

/** A finding as it is typed; without an enterprise it belongs to that of the site under it. */
export type NewFinding = {
  title: string
  category: string
  level: Level
  risk: Risk | 'none'
  owner: string
  enterpriseId: string
}

/** What a new finding is called, how grave it is, and whose. */
export function NewFindingFields(props: {
  value: NewFinding
  onChange: (value: NewFinding) => void
  /** Somebody tried to save it: what is missing is said. */
  isTried: boolean
}) {
  const { value, onChange, isTried } = props
  const t = useT()
  return (
    <>
      <TextField
        label={t('finding.title')}
        value={value.title}
        maxLength={200}
        onChange={(title) => onChange({ ...value, title })}
        bad={isTried && value.title.trim() === '' ? t('finding.titleMissing') : null}
        testId="finding-title"
      />
      <Grid>
        <LevelField value={value.level} onChange={(level) => onChange({ ...value, level })} />
        <Select
          label={t('finding.risk')}
          value={value.risk}
          options={(['none', 'red', 'orange', 'yellow', 'blue'] as const).map((one) => ({
            value: one,
            label: t(`risk.${one}`),
          }))}
          onChange={(risk) => onChange({ ...value, risk })}
        />
        <TextField
          label={t('finding.category')}
          value={value.category}
          maxLength={100}
          onChange={(category) => onChange({ ...value, category })}
        />
        <TextField
          label={t('finding.owner')}
          value={value.owner}
          maxLength={100}
          onChange={(owner) => onChange({ ...value, owner })}
        />
      </Grid>
      <EnterpriseField
        label={t('finding.enterprise')}
        hint={t('finding.enterpriseHint')}
        none={t('finding.enterpriseBySite')}
        value={value.enterpriseId === '' ? null : value.enterpriseId}
        onChange={(enterpriseId) => onChange({ ...value, enterpriseId: enterpriseId ?? '' })}
        testId="finding-enterprise"
      />
    </>
  )
}
