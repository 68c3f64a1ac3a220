import { PAPER_KINDS, type PaperKind } from '../../../../src/core/finding/numbers/kinds.ts'
import {
  frameOf,
  NUMBER_PARTS,
  numberIn,
  type NumberPart,
  patternProblem,
} from '../../../../src/core/finding/numbers/pattern.ts'
import { useT } from '../../../i18n/index.ts'
import { TextField } from '../../../ui/fields.tsx'
import { Hint } from '../../../ui/layout.tsx'
import type { Edited } from './SettingForm.tsx'
import { SourceField } from './SourceField.tsx'
import styles from './table.module.css'

/** A station's mark as it may look, and a year, for the example. */
const SOME = { kind: 'order', year: 2026, station: '7QK2F' } as const

/** How papers are numbered: the pattern with its parts in words, an example, and the word of each kind. */
export function NumberingFields({ edited: { value, set, bad } }: { edited: Edited<'numbering'> }) {
  const t = useT()
  const parts = Object.keys(NUMBER_PARTS) as NumberPart[]
  const setWord = (kind: PaperKind, word: string): void => {
    const isThere = value.rows.some((row) => row.kind === kind)
    const rows = value.rows.map((row) => (row.kind === kind ? { kind, word } : row))
    set({ rows: isThere ? rows : [...rows, { kind, word }] })
  }
  const example = (): string => numberIn(frameOf(value, SOME), 3)
  return (
    <div className={styles.alone}>
      <TextField
        label={t('numbering.unit')}
        value={value.unit}
        maxLength={40}
        bad={bad('unit')}
        onChange={(unit) => set({ unit })}
        testId="numbering-unit"
      />
      <TextField
        label={t('numbering.pattern')}
        value={value.pattern}
        maxLength={60}
        bad={bad('pattern')}
        onChange={(pattern) => set({ pattern })}
        testId="numbering-pattern"
      />
      <Hint>
        {parts.map((part) => `{${NUMBER_PARTS[part]}} / {${part}}: ${t(`numberPart.${part}`)}`).join('; ')}
      </Hint>
      {patternProblem(value.pattern) ? null : (
        <p data-testid="numbering-example">{t('numbering.example', { no: example() })}</p>
      )}
      {PAPER_KINDS.map((kind) => (
        <TextField
          key={kind}
          label={t(`paperKind.${kind}`)}
          value={value.rows.find((row) => row.kind === kind)?.word ?? ''}
          maxLength={10}
          onChange={(word) => setWord(kind, word)}
          testId={`numbering-word-${kind}`}
        />
      ))}
      <SourceField
        label={t('field.source')}
        value={value.source}
        bad={bad('source')}
        onChange={(source) => set({ source })}
        testId="numbering-source"
      />
    </div>
  )
}
