import type { Place } from '../../../src/core/geo/position.ts'
import type { Aggregate } from '../../../src/core/journal/kinds.ts'
import { canonicalJson } from '../../../src/core/units/canonical.ts'
import { t } from '../../i18n/index.ts'
import { idsIn, isObject, isPartList, isReordered, isSame, ORDER, type Path, valueAt } from './fields.ts'
import { MEMBERS, type NameOfOther } from './members.ts'

/** A line of what a value says; `mark`: beside what it was before. */
export type Line = { readonly text: string; readonly mark: 'same' | 'added' | 'removed' }
export type Cell = {
  readonly lines: readonly Line[]
  /** It is as it was before. */
  readonly isAsBefore: boolean
  readonly place: Place | null
}
/** One member in which versions differ: its name in words, what it was, and what it is in each of them. */
export type Row = {
  readonly key: string
  readonly label: string
  readonly before: Cell
  readonly cells: readonly Cell[]
}

/** A node of the table of members, whatever it is of. */
type Node = {
  readonly label: Parameters<typeof t>[0] | null
  readonly says?: (value: never, other: NameOfOther) => string | readonly string[]
  readonly place?: (value: never) => Place
  readonly part?: (part: never, nth: number, other: NameOfOther) => string
  readonly of?: Readonly<Record<string, Node | null>>
}

const rootOf = (kind: Aggregate): Node => ({
  label: null,
  of: MEMBERS[kind],
})

/** What parts a label; none before the first. */
const under = (above: string, label: string | null): string =>
  label === null ? above : above === '' ? label : t('stations.within', { above, label })

const isNothing = (value: unknown): value is null | undefined | '' =>
  value === null || value === undefined || value === ''

/** What a node says of a value, line by line; nothing where there is nothing. */
function linesOf(node: Node, value: unknown, other: NameOfOther): string[] {
  if (isNothing(value)) return []
  if (node.says) {
    const said = saidBy(node.says, value, other)
    return (typeof said === 'string' ? [said] : [...said]).filter((line) => line !== '')
  }
  if (node.part && isPartList(value))
    return value.flatMap((part, nth) => [
      node.part?.(part as never, nth, other) ?? '',
      ...linesOf({ label: null, of: node.of ?? {} }, part, other),
    ])
  if (!isObject(value)) return []
  return Object.entries(node.of ?? {}).flatMap(([name, member]) => {
    if (!member) return []
    const lines = linesOf(member, value[name], other)
    const label = member.label === null ? null : t(member.label)
    return lines.length === 1 && label !== null
      ? [t('stations.labelled', { label, value: lines[0] ?? '' })]
      : lines
  })
}

/** What a newer or older program wrote may be of another form than is read here: it is still one of the versions. */
function saidBy(
  says: NonNullable<Node['says']>,
  value: unknown,
  other: NameOfOther,
): string | readonly string[] {
  try {
    return says(value as never, other)
  } catch {
    return t('stations.otherForm')
  }
}

const placeOf = (node: Node, value: unknown): Place | null => {
  try {
    return isNothing(value) ? null : (node.place?.(value as never) ?? null)
  } catch {
    return null
  }
}

/** Lines beside those of before: what stayed, what came, what went. */
function marked(lines: readonly string[], before: readonly string[]): Line[] {
  if (lines.length < 2 && before.length < 2) return lines.map((text) => ({ text, mark: 'same' }))
  const [is, was] = [new Set(lines), new Set(before)]
  return [
    ...before.filter((text) => !is.has(text)).map((text) => ({ text, mark: 'removed' as const })),
    ...lines.map((text) => ({ text, mark: was.has(text) ? ('same' as const) : ('added' as const) })),
  ]
}

/**
 * Rows of all that differs at some paths of versions of a document, under the names that the editors give it.
 *
 * @param paths down to which it is looked, as fields name them; `[[]]` for all of a document.
 */
export function rowsOf(
  kind: Aggregate,
  paths: readonly Path[],
  before: unknown,
  docs: readonly unknown[],
  other: NameOfOther,
): Row[] {
  const all = [before, ...docs]
  return paths.flatMap((path) => rowsAt(rootOf(kind), '', [], path, all, other))
}

function rowsAt(
  node: Node,
  label: string,
  above: Path,
  [step, ...rest]: Path,
  values: readonly unknown[],
  other: NameOfOther,
): Row[] {
  const { of, part } = node
  const named = under(label, node.label === null ? null : t(node.label))
  if (of && step === ORDER) return [orderRow(node, above, values, other)]
  if (of && step !== undefined) {
    const inside = values.map((value) => valueAt(value, [step]))
    if (part) {
      const name = under(label, partName(node, step, values, other))
      return rowsAt({ label: null, of }, name, [...above, step], rest, inside, other)
    }
    const next = of[step]
    return next ? rowsAt(next, named, [...above, step], rest, inside, other) : []
  }
  if (values.every((value) => isSame(value, values[0]))) return []
  if (of && part && values.every(isPartList)) {
    const [first] = values
    return [
      ...idsIn(values).flatMap((id) => rowsAt(node, label, above, [id], values, other)),
      ...(first && values.some((list) => isReordered(first, list))
        ? [orderRow(node, above, values, other)]
        : []),
    ]
  }
  if (of && !part && values.every(isObject))
    return Object.keys(of).flatMap((name) => rowsAt(node, label, above, [name], values, other))
  return [rowOf(node, named, above, values, other)]
}

/** The name of one part of a list, as the first version says that has it. */
function partName({ part, label }: Node, id: string, values: readonly unknown[], other: NameOfOther): string {
  const list = label === null ? '' : t(label)
  for (const value of values) {
    const parts = isPartList(value) ? value : []
    const nth = parts.findIndex((one) => one.id === id)
    if (nth >= 0) return t('stations.part', { list, name: part?.(parts[nth] as never, nth, other) ?? '' })
  }
  return list
}

function orderRow({ label, part }: Node, above: Path, values: readonly unknown[], other: NameOfOther): Row {
  const said = values.map((value) =>
    isPartList(value) ? value.map((one, nth) => part?.(one as never, nth, other) ?? '') : [],
  )
  const cell = (lines: readonly string[], i: number): Cell => ({
    lines: lines.map((text) => ({ text, mark: 'same' })),
    isAsBefore: isSame(values[i], values[0]),
    place: null,
  })
  return {
    key: [...above, ORDER].join('/'),
    label: t('stations.order', { list: label === null ? '' : t(label) }),
    before: cell(said[0] ?? [], 0),
    cells: said.slice(1).map((lines, i) => cell(lines, i + 1)),
  }
}

function rowOf(node: Node, label: string, path: Path, values: readonly unknown[], other: NameOfOther): Row {
  const said = toldApart(
    values.map((value) => linesOf(node, value, other)),
    values,
  )
  const [before = []] = said
  const cells = values.map(
    (value, i): Cell => ({
      lines: marked(said[i] ?? [], i === 0 ? (said[i] ?? []) : before),
      isAsBefore: isSame(value, values[0]),
      place: placeOf(node, value),
    }),
  )
  const [first, ...others] = cells
  return { key: path.join('/'), label, before: first as Cell, cells: others }
}

/** Values that differ and yet say the same get a line that tells them apart: nobody is to choose between two that look alike. */
function toldApart(said: readonly string[][], values: readonly unknown[]): string[][] {
  const texts = said.map((lines) => lines.join('\n'))
  const kinds = values.map((value) => canonicalJson(value ?? null))
  return said.map((lines, i) => {
    const alike = kinds.filter((_, j) => texts[j] === texts[i])
    const different = [...new Set(alike)]
    if (different.length < 2 || isNothing(values[i])) return lines
    return [...lines, t('stations.otherContent', { n: different.indexOf(kinds[i] ?? '') + 1 })]
  })
}
