import { Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { cx } from '../../../ui/cx.ts'
import { Below } from '../../../ui/fields.tsx'
import styles from './table.module.css'
import { Unseen } from '../../../ui/Unseen.tsx'

export type Column = { readonly label: string; readonly width?: 'narrow' | 'middle' }

/** Rows of a setting, each of which can be changed and taken away, and one more added below. */
export function Table<R>(props: {
  columns: readonly Column[]
  rows: readonly R[]
  renderCells: (row: R, nth: number) => readonly ReactNode[]
  onRemove: (nth: number) => void
  onAdd: () => void
  add: string
  /** What is amiss with the table as a whole, in words. */
  bad?: string | null
  testId: string
}) {
  const t = useT()
  return (
    <>
      <table className={styles.table} data-testid={props.testId}>
        <thead>
          <tr>
            {props.columns.map(({ label, width }) => (
              <th key={label} scope="col" className={cx(width && styles[width])}>
                {label}
              </th>
            ))}
            <th scope="col">
              <Unseen>{t('app.remove')}</Unseen>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row, nth) => (
            <tr key={nth} data-testid={`${props.testId}-row`}>
              {props.renderCells(row, nth).map((cell, i) => (
                <td key={i}>{cell}</td>
              ))}
              <td>
                <Button
                  look="quiet"
                  icon={<Trash2 size={16} aria-hidden />}
                  label={t('settings.removeRow', { n: nth + 1 })}
                  onPress={() => props.onRemove(nth)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Below bad={props.bad} />
      <div>
        <Button icon={<Plus size={16} aria-hidden />} onPress={props.onAdd} testId={`${props.testId}-add`}>
          {props.add}
        </Button>
      </div>
    </>
  )
}
