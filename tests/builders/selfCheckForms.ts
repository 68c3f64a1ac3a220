import { CHECK_RESULTS, type CheckResult } from '../../src/core/duty/selfCheck.ts'
import type { Value } from '../../src/core/formats/tables/value.ts'
import type { SheetCell, SheetMade } from '../../src/core/formats/tables/xlsxWrite.ts'
import { type SelfCheckAsked, selfCheckForm } from '../../src/core/papers/selfCheckForm.ts'
import { SELF_CHECK_WORDS } from '../../src/core/papers/selfCheckWords.ts'
import type { Language } from '../../src/core/units/language.ts'

type Answered = {
  readonly what?: string | null
  /** A result, or what somebody wrote in its place. */
  readonly result: string | null
  readonly words?: string | null
  readonly putRightOn?: Value
}
type Filled = {
  readonly on: Value
  readonly name?: string | null
  readonly code?: Value
  readonly answers: readonly Answered[]
  /** In the empty rows behind the items. */
  readonly added?: readonly Answered[]
  readonly remarks?: string
}

/** The form of a self-check as an enterprise hands it in. */
export function filledForm(asked: SelfCheckAsked, language: Language, filled: Filled): SheetMade {
  const words = SELF_CHECK_WORDS[language]
  const sheet = selfCheckForm(asked, language)
  const rows = Array.from(sheet.rows, (row) => [...row])
  const HEAD = rows.findIndex((row) => row.length === 5 && labelOf(row[1]) === words.what)
  const beside = (label: string, value: Value): void => {
    const row = rows.find((one) => labelOf(one[1]) === label)
    if (row) row[2] = value
  }
  beside(words.checkedOn, filled.on)
  if (filled.name !== undefined) beside(words.checkedBy, filled.name)
  if (filled.code !== undefined) beside(words.creditCode, filled.code)
  if (filled.remarks !== undefined) beside(words.remarks, filled.remarks)
  const shown = (result: Answered['result']): Value =>
    CHECK_RESULTS.some((one) => one === result) ? words.results[result as CheckResult] : result
  const answer = (
    row: SheetCell[] | undefined,
    { what, result, words: said, putRightOn }: Answered,
  ): void => {
    if (!row) return
    if (what !== undefined) row[1] = what
    row[2] = shown(result)
    row[3] = said ?? null
    row[4] = putRightOn ?? null
  }
  for (const [i, one] of filled.answers.entries()) answer(rows[HEAD + 1 + i], one)
  for (const [i, one] of (filled.added ?? []).entries()) answer(rows[HEAD + 1 + asked.items.length + i], one)
  return { ...sheet, rows }
}

const labelOf = (cell: SheetCell | undefined): unknown =>
  typeof cell === 'object' && cell !== null && 'look' in cell ? cell.value : cell
