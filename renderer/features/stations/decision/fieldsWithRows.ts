import { type Choosing, type ChosenField, isByField } from './choosing.ts'
import { MEMBERS, type NameOfOther } from '../../../desk/documents/members.ts'
import { type Row, rowsOf } from '../../../desk/documents/rows.ts'

/** A field that is chosen as one, with the rows that tell what it says; without a name where a version is taken whole. */
export type FieldWithRows = {
  readonly name: string | null
  readonly how: Pick<ChosenField, 'changedIn' | 'isAsked' | 'isAgreed'> | null
  readonly rows: readonly Row[]
}

/** All in which versions differ, field by field: what is asked for comes first. */
export function fieldsWithRows(choosing: Choosing, nameOfOther: NameOfOther): FieldWithRows[] {
  const { question, fields } = choosing
  const { aggregate, before, docs } = question
  if (!isByField(question)) {
    const [first] = docs
    const was = before ?? first
    // A deletion says nothing of its own: its column tells that it is one.
    const rows = rowsOf(
      aggregate,
      [[]],
      was,
      docs.map((doc) => doc ?? was),
      nameOfOther,
    )
    return rows.map((row) => ({ name: null, how: null, rows: [row] }))
  }
  const members = Object.keys(MEMBERS[aggregate])
  const placeOf = ({ rows: [row] }: FieldWithRows): number => members.indexOf(row?.key.split('/')[0] ?? '')
  const told = fields.map(
    (field): FieldWithRows => ({
      name: field.name,
      how: field,
      rows: rowsOf(aggregate, field.paths, before, docs, nameOfOther),
    }),
  )
  told.sort((a, b) => placeOf(a) - placeOf(b))
  return [...told.filter(({ how }) => how?.isAsked), ...told.filter(({ how }) => !how?.isAsked)]
}
