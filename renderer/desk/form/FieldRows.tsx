import type { ReactNode } from 'react'
import { fromLocalInput, toLocalInput } from '../../i18n/format.ts'
import { type Key, useT } from '../../i18n/index.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Select, TextField } from '../../ui/fields.tsx'
import { Grid } from '../../ui/layout.tsx'

/** The members of a document that hold such a value. */
type Members<D, T> = { [K in keyof D]-?: D[K] extends T ? K : never }[keyof D] & string

type Takes<D> =
  | { text: Members<D, string>; most: number }
  /** A text that is null where nothing is typed. */
  | { textOrNone: Members<D, string | null>; most: number }
  /** A calendar day; an empty field is null where there may be none, else empty. */
  | { day: Members<D, string | null>; isOptional?: true }
  /** UTC ms; an empty field is null where the document may have none, else what it was. */
  | { moment: Members<D, number | null>; isOptional?: true }
  /**
   * A figure, shown in such a `unit` of the document's own and brought within bounds (of what is shown); an empty field is null
   * where the document may have none.
   */
  | {
      figure: Members<D, number | null>
      min: number
      max: number
      unit?: number
      digits?: number
      isOptional?: true
    }
  /** One of these; where there may be `none`, that is one more, in its words, and null in the document. */
  | { choice: Members<D, string | null>; options: readonly { value: string; label: string }[]; none?: Key }

/** One field of a form over a document: its words, and which member it fills in how. */
export type FieldOf<D> = Takes<D> & { label: Key; hint?: Key; testId?: string }

/** Fields of a form over a flat document, in their order; what is no plain member of it stands after them. */
export function FieldRows<D extends object>(props: {
  doc: D
  set: (change: Partial<D>) => void
  fields: readonly FieldOf<D>[]
  children?: ReactNode
}) {
  return (
    <Grid>
      {props.fields.map((field) => (
        <OneField key={memberOf(field)} doc={props.doc} set={props.set} field={field} />
      ))}
      {props.children}
    </Grid>
  )
}

function memberOf<D>(field: FieldOf<D>): string {
  if ('text' in field) return field.text
  if ('textOrNone' in field) return field.textOrNone
  if ('day' in field) return field.day
  if ('moment' in field) return field.moment
  if ('figure' in field) return field.figure
  return field.choice
}

function OneField<D extends object>(props: { doc: D; set: (change: Partial<D>) => void; field: FieldOf<D> }) {
  const t = useT()
  const { field } = props
  const member = memberOf(field)
  const value = (props.doc as Record<string, unknown>)[member] as string | number | null
  const put = (next: string | number | null): void => props.set({ [member]: next } as Partial<D>)
  const said = {
    label: t(field.label),
    hint: field.hint === undefined ? undefined : t(field.hint),
    ...(field.testId === undefined ? {} : { testId: field.testId }),
  }
  if ('choice' in field) {
    const { none, options } = field
    return (
      <Select
        {...said}
        value={String(value ?? '')}
        options={none === undefined ? options : [{ value: '', label: t(none) }, ...options]}
        onChange={(next) => put(next === '' && none !== undefined ? null : next)}
      />
    )
  }
  if ('day' in field)
    return (
      <DateField
        {...said}
        type="date"
        value={String(value ?? '')}
        onChange={(text) => put(text === '' && field.isOptional ? null : text)}
      />
    )
  if ('moment' in field)
    return (
      <DateField
        {...said}
        type="datetime-local"
        value={typeof value === 'number' ? toLocalInput(value) : ''}
        onChange={(text) => put(fromLocalInput(text) ?? (field.isOptional ? null : value))}
      />
    )
  if ('figure' in field) {
    const { min, max, unit = 1, digits = 0 } = field
    const shown = typeof value === 'number' ? String(Number((value / unit).toFixed(digits))) : ''
    return (
      <TextField
        {...said}
        value={shown}
        maxLength={10}
        commit={(text) => {
          const typed = text.trim() === '' ? Number.NaN : Number(text)
          if (Number.isFinite(typed)) put(Number(Math.min(max, Math.max(min, typed)).toFixed(digits)) * unit)
          else if (text.trim() === '' && field.isOptional) put(null)
        }}
      />
    )
  }
  const isNone = 'textOrNone' in field
  return (
    <TextField
      {...said}
      value={String(value ?? '')}
      maxLength={field.most}
      onChange={(text) => put(isNone && text === '' ? null : text)}
    />
  )
}
