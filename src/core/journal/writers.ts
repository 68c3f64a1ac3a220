import { type Field, type FieldRule, type Fields, fieldsOf } from './fields.ts'
import { joinedOrder } from './partsOrder.ts'
import type { Version } from './version.ts'

/**
 * Which versions wrote the fields of a document last, as far as none of them knew of another.
 *
 * A version writes what it says otherwise than the versions that it continues say together; what it says alike it passes
 * on. What a version wrote is overwritten by those that know of it and write the field themselves. Where the writers that
 * are left agree, the field has their value; where they do not, both changed it. So no nearest common ancestor is asked
 * for, of which crossing histories have several, and putting a field back counts as writing it.
 */

/** A version that wrote a field, by its number, and what it left there; null: that the field is not there. */
type Writer = { readonly by: number; readonly field: Field | null }
type Writers = readonly Writer[]
const NOBODY: Writers = []

/** A version as it matters here: what it holds, who wrote each of its fields, and which versions it knows of. */
type Node = { readonly fields: Fields; readonly state: ReadonlyMap<string, Writers>; readonly known: Known }

/** The fields that heads join to; null where versions that knew nothing of one another wrote one of them differently. */
export function joinedFields(
  rule: FieldRule | null,
  ready: readonly Version[],
  heads: readonly Version[],
): Fields | null {
  const { numbers, from } = sinceCommon(ready, heads)
  const nodes = new Map<string, Node>()
  for (const [number, version] of ready.entries()) {
    if (!numbers.has(number)) continue
    // What was written before the first of them, all know alike: it counts as written by that one.
    const bases = version.bases.flatMap((base) => nodes.get(base) ?? [])
    const fields = fieldsOf(version.doc, rule)
    const state = new Map<string, Writers>()
    const before = merged(bases, from)
    for (const key of new Set([...before.keys(), ...fields.keys()])) {
      const [field, writers] = [fields.get(key) ?? null, before.get(key) ?? NOBODY]
      state.set(key, isPassedOn(key, field, writers, bases) ? writers : [{ by: number, field }])
    }
    nodes.set(version.hash, { fields, state, known: knownTo(number - from, bases) })
  }
  return agreed(
    heads.flatMap(({ hash }) => nodes.get(hash) ?? []),
    from,
  )
}

/**
 * The versions that have to be looked at, by their numbers in `ready`: from the heads back to the first one that all of them
 * continue, past which none goes; to the beginning where the document was made more than once.
 */
function sinceCommon(
  ready: readonly Version[],
  heads: readonly Version[],
): { numbers: ReadonlySet<number>; from: number } {
  const all = new Map(ready.map(({ hash }, number) => [hash, number]))
  const numberOf = (hash: string): number => all.get(hash) ?? 0
  const open = new Set(heads.map(({ hash }) => numberOf(hash)))
  const numbers = new Set<number>()
  let isMadeTwice = false
  for (let number = ready.length - 1; number >= 0; number--) {
    if (!open.has(number)) continue
    numbers.add(number)
    if (open.size === 1 && !isMadeTwice) return { numbers, from: number }
    open.delete(number)
    const { bases = [] } = ready[number] ?? {}
    if (bases.length === 0) isMadeTwice = true
    for (const base of bases) open.add(numberOf(base))
  }
  return { numbers, from: 0 }
}

/** Which versions one knows of, itself among them: a bit a version, from the first that is looked at. */
type Known = Uint32Array

function knownTo(own: number, bases: readonly Node[]): Known {
  const known = new Uint32Array((own >> 5) + 1)
  for (const base of bases) for (const [i, bits] of base.known.entries()) known[i] = (known[i] ?? 0) | bits
  known[own >> 5] = (known[own >> 5] ?? 0) | (1 << (own & 31))
  return known
}

const knows = (known: Known, number: number): boolean =>
  (((known[number >> 5] ?? 0) >>> (number & 31)) & 1) === 1

/** The writers of each field that are left where versions meet: those that each of them has, or knows nothing of. */
function merged(nodes: readonly Node[], from: number): ReadonlyMap<string, Writers> {
  const [only, ...others] = nodes
  if (!only) return new Map()
  if (others.length === 0) return only.state
  const met = new Map<string, Writers>()
  for (const key of new Set(nodes.flatMap(({ state }) => [...state.keys()]))) {
    const sides = nodes.map(({ state, known }) => ({ writers: state.get(key) ?? NOBODY, known }))
    const [first = { writers: NOBODY }] = sides
    const isOne = sides.every(({ writers }) => writers === first.writers)
    const all = new Map(sides.flatMap(({ writers }) => writers.map((writer) => [writer.by, writer])))
    const isLeft = ({ by }: Writer): boolean =>
      sides.every(({ writers, known }) => !knows(known, by - from) || writers.some((one) => one.by === by))
    met.set(key, isOne ? first.writers : [...all.values()].filter(isLeft))
  }
  return met
}

/** Whether the writers of a field say the same of it. */
function sayAlike(writers: Writers): boolean {
  const [first] = writers
  return writers.every(({ field }) => field?.text === first?.field?.text)
}

const isOrder = (field: Field | null | undefined) => field?.kind === 'order' || field?.kind === 'growth'

const listsOf = (fields: readonly (Field | null | undefined)[]): (readonly string[])[] =>
  fields.flatMap((field) => (field?.kind === 'order' || field?.kind === 'growth' ? [field.value] : []))

/** Whether a version says of a field just what the versions that it continues say together. */
function isPassedOn(key: string, field: Field | null, writers: Writers, bases: readonly Node[]): boolean {
  if (writers.length === 0) return false
  if (field?.kind !== 'order' && field?.kind !== 'growth')
    return sayAlike(writers) && writers[0]?.field?.text === field?.text
  // Parts that came or went leave the order of the others as it was.
  const lists = listsOf(bases.map(({ fields }) => fields.get(key)))
  const known = new Set(lists.flat())
  const own = field.value.filter((step) => known.has(step))
  const kept = new Set(own)
  const leading = listsOf(writers.map((writer) => writer.field))
  const order = joinedOrder(leading, lists, (step) => kept.has(step), field.kind === 'growth')
  return order !== null && own.every((step, i) => step === order[i])
}

/** The fields that versions have together; null where their writers do not agree. */
function agreed(nodes: readonly Node[], from: number): Fields | null {
  const fields = new Map<string, Field>()
  const orders: [string, Writers][] = []
  for (const [key, writers] of merged(nodes, from)) {
    if (writers.some(({ field }) => isOrder(field))) orders.push([key, writers])
    else if (!sayAlike(writers)) return null
    else if (writers[0]?.field) fields.set(key, writers[0].field)
  }
  for (const [key, writers] of orders) {
    const field = writers.map((writer) => writer.field).find((one) => isOrder(one))
    if (!field || !isOrder(field)) continue
    const owner = field.place.slice(0, -1)
    if (!fields.has(JSON.stringify(owner))) continue
    const isThere = (step: string): boolean => fields.has(JSON.stringify([...owner, step]))
    const order = joinedOrder(
      listsOf(writers.map((writer) => writer.field)),
      listsOf(nodes.map((node) => node.fields.get(key))),
      isThere,
      field.kind === 'growth',
    )
    if (!order) return null
    fields.set(key, { place: field.place, kind: 'order', value: order, text: '' })
  }
  return fields
}
