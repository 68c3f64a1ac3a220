import { Level } from '../../../src/core/finding/finding.ts'
import { useT } from '../../i18n/index.ts'
import { type FieldProps, Select } from '../../ui/fields.tsx'

type Props = Omit<FieldProps, 'label'>

/** The level of a finding. */
export function LevelField(props: Props & { value: Level; onChange: (level: Level) => void }) {
  const t = useT()
  return (
    <Select
      {...props}
      label={t('finding.level')}
      options={Level.options.map((level) => ({ value: level, label: t(`level.${level}`) }))}
    />
  )
}

/** One level of findings, or null for all of them. */
export function LevelFilter(props: Props & { value: Level | null; onChange: (level: Level | null) => void }) {
  const t = useT()
  const { value, onChange, ...field } = props
  return (
    <Select
      {...field}
      label={t('finding.level')}
      value={value ?? 'all'}
      options={[
        { value: 'all' as const, label: t('finding.allLevels') },
        ...Level.options.map((level) => ({ value: level, label: t(`level.${level}`) })),
      ]}
      onChange={(level) => onChange(level === 'all' ? null : level)}
    />
  )
}
