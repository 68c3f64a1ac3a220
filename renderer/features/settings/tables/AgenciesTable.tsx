import { newId } from '../../../api/newId.ts'
import { delivered, nameOf } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Checkbox, TextField } from '../../../ui/fields.tsx'
import type { Edited } from './SettingForm.tsx'
import { SourceField } from './SourceField.tsx'
import { Table } from './Table.tsx'

/** The agencies of the district: what each may do, on what basis, and whose matters it covers beside its own. */
export function AgenciesTable({ edited }: { edited: Edited<'agencies'> }) {
  const t = useT()
  const { value, set, bad } = edited
  type RowOf = (typeof value.rows)[number]
  const setRow = (nth: number, change: Partial<RowOf>): void =>
    set({ rows: value.rows.map((row, i) => (i === nth ? { ...row, ...change } : row)) })
  return (
    <>
      <Table
        testId="agencies"
        columns={[
          { label: t('agencies.name') },
          { label: t('agencies.basis') },
          { label: t('agencies.may'), width: 'middle' },
        ]}
        rows={value.rows}
        bad={bad('rows')}
        renderCells={(row, nth) => [
          <div key="name">
            <TextField
              label={t('field.nameZh')}
              value={row.name.zh}
              maxLength={200}
              bad={bad(`rows.${nth}.name.zh`) ?? bad(`rows.${nth}.name`)}
              onChange={(zh) => setRow(nth, { name: { ...row.name, zh } })}
              testId={`agencies-zh-${nth}`}
            />
            <TextField
              label={t('field.nameEn')}
              value={row.name.en}
              maxLength={200}
              bad={bad(`rows.${nth}.name.en`)}
              onChange={(en) => setRow(nth, { name: { ...row.name, en } })}
            />
          </div>,
          <TextField
            key="basis"
            label={t('agencies.basis')}
            lines
            value={delivered(row.basis)}
            maxLength={500}
            bad={bad(`rows.${nth}.basis`)}
            onChange={(basis) => setRow(nth, { basis })}
            testId={`agencies-basis-${nth}`}
          />,
          <div key="may">
            <Checkbox
              label={t('agencies.canInspect')}
              value={row.canInspect}
              onChange={(canInspect) => setRow(nth, { canInspect })}
            />
            {row.canInspect ? (
              <details>
                <summary>{t('agencies.coversN', { n: row.covers.length })}</summary>
                {value.rows
                  .filter(({ id, canInspect }) => id !== row.id && canInspect)
                  .map(({ id, name }) => (
                    <Checkbox
                      key={id}
                      label={nameOf(name)}
                      value={row.covers.includes(id)}
                      onChange={(isIn) =>
                        setRow(nth, {
                          covers: isIn ? [...row.covers, id] : row.covers.filter((one) => one !== id),
                        })
                      }
                    />
                  ))}
              </details>
            ) : null}
          </div>,
        ]}
        onRemove={(nth) => set({ rows: value.rows.filter((_, i) => i !== nth) })}
        onAdd={() =>
          set({
            rows: [
              ...value.rows,
              { id: newId(), name: { zh: '', en: '' }, basis: '', canInspect: false, covers: [] },
            ],
          })
        }
        add={t('settings.addRow')}
      />
      <SourceField
        label={t('field.source')}
        value={value.source}
        bad={bad('source')}
        onChange={(source) => set({ source })}
        testId="agencies-source"
      />
    </>
  )
}
