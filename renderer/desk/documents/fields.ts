import { JOINS, type Rule } from '../../../src/core/journal/join.ts'
import type { Aggregate } from '../../../src/core/journal/kinds.ts'
import { canonicalJson } from '../../../src/core/units/canonical.ts'

/** Names of members, and ids of parts, from the document down. */
export type Path = readonly string[]

/** What a person chooses as one: a member, or members that belong together; `name` is the same for the same document. */
export type Field = { readonly name: string; readonly paths: readonly Path[] }

type Members = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A list of parts that have ids of their own; an empty one is taken for whatever stands beside it. */
export const isPartList = (value: unknown): value is readonly (Members & { id: string })[] =>
  Array.isArray(value) && value.every((part) => isObject(part) && typeof part['id'] === 'string')

/** Whether two values are one. What is not there and what is left empty are one to a person. */
export const isSame = (a: unknown, b: unknown): boolean =>
  a === b || canonicalJson(filled(a)) === canonicalJson(filled(b))

const filled = (value: unknown): unknown => (value === undefined || value === '' ? null : value)

const allSame = (values: readonly unknown[]): boolean => values.every((value) => isSame(value, values[0]))

/** What stands at a path of a document; undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  let here = value
  for (const step of path)
    here = isPartList(here)
      ? here.find(({ id }) => id === step)
      : isObject(here) && Object.hasOwn(here, step)
        ? here[step]
        : undefined
  return here
}

const namesIn = (values: readonly Members[]): string[] => [...new Set(values.flatMap(Object.keys))].sort()

/** The ids of the parts of several lists, in the order of the first list that has each. */
export const idsIn = (lists: readonly (readonly { id: string }[])[]): string[] => [
  ...new Set(lists.flatMap((list) => list.map(({ id }) => id))),
]

/** Whether the parts that two lists share stand in another order in each. */
export function isReordered(a: readonly { id: string }[], b: readonly { id: string }[]): boolean {
  const inB = new Set(b.map(({ id }) => id))
  const shared = a.map(({ id }) => id).filter((id) => inB.has(id))
  const inA = new Set(shared)
  return b
    .map(({ id }) => id)
    .filter((id) => inA.has(id))
    .some((id, i) => id !== shared[i])
}

/** The last step of a path that stands for the order of a list's parts. */
export const ORDER = '#order'

/**
 * The fields in which versions of a document differ, by the rule that joins its kind: what the rule takes for one field is
 * chosen as one. Lists that only grow are never chosen: all that was added stays.
 *
 * @param before what all of them continue.
 * @param docs the versions, none of them a deletion.
 */
export function differingFields(kind: Aggregate, before: unknown, docs: readonly unknown[]): Field[] {
  const rule: Rule = JOINS[kind]
  if (rule.by !== 'field') return []
  const fields = new Map<string, Path[]>()
  const add = (name: string, path: Path): void => void fields.set(name, [...(fields.get(name) ?? []), path])
  const walk = (path: Path, pattern: Path, values: readonly unknown[]): void => {
    if (allSame(values)) return
    const member = pattern.join('.')
    if (rule.lists.includes(member)) return
    const group = rule.together.find((members) => members.includes(member))
    if (group) return add(groupName(group, path), path)
    const isApart = path.length === 0 || pattern.at(-1) === '*' || rule.apart.includes(member)
    if (isApart && values.every(isObject))
      for (const name of namesIn(values))
        walk(
          [...path, name],
          [...pattern, name],
          values.map((value) => value[name]),
        )
    else if (path.length > 0 && values.every(isPartList)) {
      for (const id of idsIn(values))
        walk(
          [...path, id],
          [...pattern, '*'],
          values.map((list) => list.find((part) => part.id === id)),
        )
      const [first] = values
      if (first && values.some((list) => isReordered(first, list)))
        add([...path, ORDER].join('/'), [...path, ORDER])
    } else add(path.join('/'), path)
  }
  walk([], [], [before, ...docs])
  return [...fields].map(([name, paths]) => ({ name, paths }))
}

/** The name of a group about a path: its members, with the part that the path goes through. */
function groupName(group: readonly string[], path: Path): string {
  const parts = path.filter((_, i) => group[0]?.split('.')[i] === '*')
  let at = 0
  return group.map((member) => member.replaceAll('*', () => parts[at++ % parts.length] ?? '*')).join('+')
}
