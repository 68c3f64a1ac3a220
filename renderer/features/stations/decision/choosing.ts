import { JOINS } from '../../../../src/core/journal/join.ts'
import type { Aggregate } from '../../../../src/core/journal/kinds.ts'
import { canonicalJson } from '../../../../src/core/units/canonical.ts'
import {
  differingFields,
  type Field,
  idsIn,
  isObject,
  isPartList,
  isSame,
  ORDER,
  type Path,
  valueAt,
} from '../../../desk/documents/fields.ts'

/** What waits, as far as choosing goes: what all versions continue, and the versions; null: a deletion. */
export type Question = {
  readonly aggregate: Aggregate
  /** By themselves the fields that only one side changed do not fit one another: each is asked for. */
  readonly isUnfit: boolean
  readonly before: unknown
  readonly docs: readonly unknown[]
}

/** A field, and how it came to differ. */
export type ChosenField = Field & {
  /** The versions in which it is no longer as before. */
  readonly changedIn: readonly number[]
  /** It was changed to different values: nobody but a person can say which holds. */
  readonly isAsked: boolean
  /** All versions say the same. */
  readonly isAgreed: boolean
}

/** A choice in the making: nothing about it is kept until it is confirmed. */
export type Choosing = {
  readonly question: Question
  readonly fields: readonly ChosenField[]
  /** The version that each field is taken from, by the field's name; a field that is not in it is open. */
  readonly picks: ReadonlyMap<string, number>
  /** The version that was taken whole; null: field by field, or nothing yet. */
  readonly whole: number | null
}

/** What confirming would make it: a version as it is, a document made of several, or nothing yet and why. */
export type Outcome =
  | { readonly kind: 'version'; readonly index: number; readonly doc: unknown }
  | { readonly kind: 'made'; readonly doc: unknown }
  | { readonly kind: 'open'; readonly left: number }

/** Whether it can be chosen member by member: kinds that are joined by field, where every version is there. */
export const isByField = ({ aggregate, before, docs }: Question): boolean =>
  JOINS[aggregate].by === 'field' && isObject(before) && docs.every(isObject)

/** Begins: what only one version changed is taken from it, as joining does; what several changed is open. */
export function beginChoosing(question: Question): Choosing {
  const { aggregate, before, docs, isUnfit } = question
  const fields = isByField(question)
    ? differingFields(aggregate, before, docs).map((field) => told(field, question))
    : []
  const picks = new Map<string, number>()
  for (const { name, isAsked, isAgreed, changedIn } of fields)
    if (changedIn[0] !== undefined && (isAgreed || (!isAsked && !isUnfit))) picks.set(name, changedIn[0])
  return { question, fields, picks, whole: null }
}

function told(field: Field, { before, docs }: Question): ChosenField {
  const of = (doc: unknown): string => canonicalJson(field.paths.map((path) => placedAt(doc, path) ?? null))
  const was = of(before)
  const values = docs.map(of)
  const changedIn = values.flatMap((value, i) => (value === was ? [] : [i]))
  const changed = new Set(values.filter((value) => value !== was))
  return {
    ...field,
    changedIn,
    isAsked: changed.size > 1,
    isAgreed: changed.size === 1 && changedIn.length === docs.length,
  }
}

/** Takes one version, whole. */
export const takeWhole = (choosing: Choosing, index: number): Choosing => ({
  ...choosing,
  picks: new Map(choosing.fields.map(({ name }) => [name, index])),
  whole: index,
})

/** Takes one field from a version. */
export const takeField = (choosing: Choosing, name: string, index: number): Choosing => ({
  ...choosing,
  picks: new Map([...choosing.picks, [name, index]]),
  whole: null,
})

/** What the choice comes to so far. */
export function outcomeOf({ question, fields, picks, whole }: Choosing): Outcome {
  const { docs } = question
  if (whole !== null) return { kind: 'version', index: whole, doc: docs[whole] ?? null }
  if (!isByField(question)) return { kind: 'open', left: 1 }
  const left = fields.filter(({ name }) => !picks.has(name)).length
  if (left > 0 || fields.length === 0) return { kind: 'open', left: Math.max(1, left) }
  const doc = madeOf(question, fields, picks)
  const index = docs.findIndex((other) => isSame(other, doc))
  return index < 0 ? { kind: 'made', doc } : { kind: 'version', index, doc }
}

/** The document that picks of fields make: what all continue, with each field as the version has it that was picked. */
function madeOf(
  { aggregate, before, docs }: Question,
  fields: readonly ChosenField[],
  picks: ReadonlyMap<string, number>,
): unknown {
  const rule = JOINS[aggregate]
  const [first, ...further] = new Set(picks.values())
  const isOne = first !== undefined && further.length === 0
  let made = isOne ? docs[first] : before
  for (const list of rule.by === 'field' ? rule.lists : [])
    made = placed(made, [list], united([before, ...docs].map((doc) => valueAt(doc, [list]))))
  if (isOne) return made
  const steps = fields.flatMap(({ name, paths }) =>
    paths.map((path) => ({ path, from: docs[picks.get(name) ?? 0] })),
  )
  // Parts come before their order: it is one of parts that are there.
  const inTurn = [...steps].sort((a, b) => Number(a.path.at(-1) === ORDER) - Number(b.path.at(-1) === ORDER))
  for (const { path, from } of inTurn) made = placed(made, path, placedAt(from, path))
  return made
}

/** What lists that only grow come to: all that is in any of them, each once. */
function united(lists: readonly unknown[]): unknown {
  const all = lists.flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []))
  return [...new Map(all.map((item) => [canonicalJson(item), item])).values()]
}

/** What stands at a path; of the order of parts, their ids. */
function placedAt(doc: unknown, path: Path): unknown {
  if (path.at(-1) !== ORDER) return valueAt(doc, path)
  const list = valueAt(doc, path.slice(0, -1))
  return isPartList(list) ? list.map(({ id }) => id) : undefined
}

/** A value with another one at a path; undefined takes away what stands there. */
function placed(here: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value
  if (step === ORDER) return isPartList(here) ? inOrder(here, value as readonly string[]) : here
  if (isPartList(here) && Array.isArray(here)) {
    const known = here.find(({ id }) => id === step)
    const part = placed(known, rest, value)
    if (part === undefined) return here.filter(({ id }) => id !== step)
    return known ? here.map((other) => (other === known ? part : other)) : [...here, part]
  }
  const members = isObject(here) ? here : {}
  const member = placed(members[step], rest, value)
  const others = Object.entries(members).filter(([name]) => name !== step)
  return Object.fromEntries(member === undefined ? others : [...others, [step, member]])
}

/** Parts in the order of their ids; those that are not named stay at the end, as they are. */
function inOrder<P extends { id: string }>(parts: readonly P[], ids: readonly string[]): P[] {
  const rank = new Map(idsIn([ids.map((id) => ({ id }))]).map((id, i) => [id, i]))
  return [...parts].sort((a, b) => (rank.get(a.id) ?? ids.length) - (rank.get(b.id) ?? ids.length))
}
