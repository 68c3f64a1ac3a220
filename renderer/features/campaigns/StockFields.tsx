import { differences, MOST_AMOUNT, type StockRow } from '../../../src/core/campaign/answer.ts'
import { useT } from '../../i18n/index.ts'
import { NumberField } from '../../ui/fields.tsx'
import { signed, chemicalName } from './answerWords.ts'
import styles from './visitSheet.module.css'

type Held = { chemical: string; unit: StockRow['unit'] }

const DIGITS = 6

/** The stock of each chemical that the enterprise holds: by the books, as counted, in the system, and how they differ. */
export function StockFields(props: {
  rows: readonly StockRow[]
  held: readonly Held[]
  onChange: (of: Held, figures: Partial<Pick<StockRow, 'book' | 'counted' | 'system'>>) => void
}) {
  const t = useT()
  const { rows, held, onChange } = props
  const known = new Set(rows.map(({ chemical }) => chemical))
  const shown: StockRow[] = [
    ...rows,
    ...held
      .filter(({ chemical }) => !known.has(chemical))
      .map(({ chemical, unit }) => ({ chemical, unit, book: null, counted: null, system: null })),
  ]
  return (
    <div className={styles.stock}>
      {shown.map((row) => {
        const { toBook, toSystem } = differences(row)
        const unit = row.unit === 'm3' ? 'm³' : row.unit
        return (
          <div key={row.chemical} className={styles.stockRow}>
            <span>
              {chemicalName(row.chemical)} ({unit})
            </span>
            {(['book', 'counted', 'system'] as const).map((which) => (
              <NumberField
                key={which}
                label={t(`stock.${which}`)}
                value={row[which]}
                min={0}
                max={MOST_AMOUNT}
                digits={DIGITS}
                testId={`stock-${row.chemical}-${which}`}
                onChange={(value) => onChange({ chemical: row.chemical, unit: row.unit }, { [which]: value })}
              />
            ))}
            <span
              className={toBook !== null && toBook !== 0 ? styles.differs : undefined}
              data-testid={`stock-${row.chemical}-difference`}
            >
              {t('stock.differences', { book: signed(toBook), system: signed(toSystem) })}
            </span>
          </div>
        )
      })}
    </div>
  )
}
