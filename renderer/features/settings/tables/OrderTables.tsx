import type { DayCount } from '../../../../src/core/finding/deadlines/term.ts'
import { Level } from '../../../../src/core/finding/finding.ts'
import { markedDraft } from '../../../../src/core/finding/settingProblems.ts'
import { LevelField } from '../../../desk/pickers/LevelField.tsx'
import { delivered } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { NumberField, Select, TextField } from '../../../ui/fields.tsx'
import type { Edited } from './SettingForm.tsx'
import { SourceField } from './SourceField.tsx'
import { Table } from './Table.tsx'

/** So many days, and how they are counted. */
function DayCountField(props: {
  label: string
  value: DayCount
  bad: string | null
  onChange: (count: DayCount) => void
  testId: string
}) {
  const t = useT()
  const { value, onChange } = props
  return (
    <>
      <NumberField
        label={props.label}
        value={value.days}
        min={1}
        max={3650}
        digits={0}
        bad={props.bad}
        onChange={(days) => onChange({ ...value, days })}
        testId={props.testId}
      />
      <Select
        label={t('deadlines.counts')}
        value={value.counts}
        options={(['natural', 'working'] as const).map((counts) => ({
          value: counts,
          label: t(`deadlines.${counts}`),
        }))}
        onChange={(counts) => onChange({ ...value, counts })}
        testId={`${props.testId}-counts`}
      />
    </>
  )
}

/** How long an enterprise has by level, and how long we have to look again. */
export function DeadlinesTable({ edited }: { edited: Edited<'deadlinesByLevel'> }) {
  const t = useT()
  const { value, set, bad } = edited
  type RowOf = (typeof value.rows)[number]
  const setRow = (nth: number, change: Partial<RowOf>): void =>
    set({ rows: value.rows.map((row, i) => (i === nth ? { ...row, ...change } : row)) })
  const missing = Level.options.find((level) => !value.rows.some((row) => row.level === level))
  return (
    <Table
      testId="deadlines"
      columns={[
        { label: t('finding.level'), width: 'narrow' },
        { label: t('deadlines.enterprise'), width: 'middle' },
        { label: t('deadlines.recheck'), width: 'middle' },
        { label: t('field.source') },
      ]}
      rows={value.rows}
      bad={bad('rows')}
      renderCells={({ level, enterprise, recheck, source }, nth) => [
        <LevelField
          key="level"
          value={level}
          bad={bad(`rows.${nth}.level`)}
          onChange={(changed) => setRow(nth, { level: changed })}
        />,
        <DayCountField
          key="enterprise"
          label={t('deadlines.enterprise')}
          value={enterprise}
          bad={bad(`rows.${nth}.enterprise.days`)}
          onChange={(count) => setRow(nth, { enterprise: count })}
          testId={`deadlines-enterprise-${nth}`}
        />,
        <DayCountField
          key="recheck"
          label={t('deadlines.recheck')}
          value={recheck}
          bad={bad(`rows.${nth}.recheck.days`)}
          onChange={(count) => setRow(nth, { recheck: count })}
          testId={`deadlines-recheck-${nth}`}
        />,
        <SourceField
          key="source"
          label={t('field.source')}
          value={source}
          bad={bad(`rows.${nth}.source`)}
          onChange={(changed) => setRow(nth, { source: changed })}
          testId={`deadlines-source-${nth}`}
        />,
      ]}
      onRemove={(nth) => set({ rows: value.rows.filter((_, i) => i !== nth) })}
      onAdd={() =>
        set({
          rows: [
            ...value.rows,
            {
              level: missing ?? 'general',
              enterprise: { days: 15, counts: 'natural' },
              recheck: { days: 3, counts: 'working' },
              source: markedDraft('', true),
            },
          ],
        })
      }
      add={t('settings.addRow')}
    />
  )
}

/** Who is told when something is so many days over. */
export function EscalationTable({ edited }: { edited: Edited<'escalation'> }) {
  const t = useT()
  const { value, set, bad } = edited
  type RowOf = (typeof value.rows)[number]
  const setRow = (nth: number, change: Partial<RowOf>): void =>
    set({ rows: value.rows.map((row, i) => (i === nth ? { ...row, ...change } : row)) })
  return (
    <>
      <Table
        testId="escalation"
        columns={[
          { label: t('finding.level'), width: 'middle' },
          { label: t('escalation.days'), width: 'middle' },
          { label: t('escalation.whom') },
        ]}
        rows={value.rows}
        bad={bad('rows')}
        renderCells={({ level, days, whom }, nth) => [
          <LevelField
            key="level"
            value={level}
            bad={bad(`rows.${nth}.level`)}
            onChange={(changed) => setRow(nth, { level: changed })}
          />,
          <NumberField
            key="days"
            label={t('escalation.days')}
            value={days}
            min={0}
            max={3650}
            digits={0}
            bad={bad(`rows.${nth}.days`)}
            onChange={(changed) => setRow(nth, { days: changed })}
            testId={`escalation-days-${nth}`}
          />,
          <TextField
            key="whom"
            label={t('escalation.whom')}
            value={delivered(whom)}
            maxLength={200}
            bad={bad(`rows.${nth}.whom`)}
            onChange={(changed) => setRow(nth, { whom: changed })}
            testId={`escalation-whom-${nth}`}
          />,
        ]}
        onRemove={(nth) => set({ rows: value.rows.filter((_, i) => i !== nth) })}
        onAdd={() =>
          set({ rows: [...value.rows, { level: 'general', days: nextDays(value.rows), whom: '' }] })
        }
        add={t('settings.addRow')}
      />
      <SourceField
        label={t('field.source')}
        value={value.source}
        bad={bad('source')}
        onChange={(source) => set({ source })}
        testId="escalation-source"
      />
    </>
  )
}

const nextDays = (rows: readonly { level: Level; days: number }[]): number =>
  Math.max(-7, ...rows.filter(({ level }) => level === 'general').map(({ days }) => days)) + 7
