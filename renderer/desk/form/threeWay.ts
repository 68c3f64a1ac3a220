import { canonicalJson } from '../../../src/core/units/canonical.ts'

/** What two sides made of one thing: all that either changed; where both did and differ, mine, and `clashes` counts those. */
export type ThreeWay<T> = { readonly value: T; readonly clashes: number }

type Members = Readonly<Record<string, unknown>>

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null)

/** Members by which a row is known again, where each row of a list has its own. */
const NAMING = ['id', 'key', 'year', 'dueOn', 'number', 'chemical', 'level', 'name'] as const

type Key = (row: unknown) => string

/**
 * By what rows of some lists are told apart: the first member that names each of every list; else a row is its own name
 * (`isWhole`), and one that was changed cannot be told from one taken away and another added.
 */
function keyFor(lists: readonly (readonly unknown[])[]): { readonly key: Key; readonly isWhole: boolean } {
  for (const name of NAMING) {
    const key: Key = (row) => (isMembers(row) ? canonicalJson(row[name] ?? null) : 'null')
    const isNaming = lists.every((list) => {
      const keys = list.map(key)
      return !keys.includes('null') && !keys.includes('""') && new Set(keys).size === keys.length
    })
    if (isNaming && lists.some((list) => list.length > 0)) return { key, isWhole: false }
  }
  return { key: (row) => canonicalJson(row ?? null), isWhole: true }
}

/**
 * What a form holds, on top of what has become of its document meanwhile: members that only one side changed are as that
 * side has them, rows of a list are told by their ids, and added, changed and taken away by either side. What both changed
 * differently is mine.
 *
 * @param start what both began from.
 */
export function threeWay<T>(start: T, mine: T, theirs: T): ThreeWay<T> {
  return joined(start, mine, theirs) as ThreeWay<T>
}

function joined(start: unknown, mine: unknown, theirs: unknown): ThreeWay<unknown> {
  if (isSame(mine, theirs) || isSame(start, theirs)) return { value: mine, clashes: 0 }
  if (isSame(start, mine)) return { value: theirs, clashes: 0 }
  if (isMembers(mine) && isMembers(theirs) && isMembers(start)) return joinedMembers(start, mine, theirs)
  if (Array.isArray(mine) && Array.isArray(theirs) && Array.isArray(start))
    return joinedList(start, mine, theirs)
  return { value: mine, clashes: 1 }
}

function joinedMembers(start: Members, mine: Members, theirs: Members): ThreeWay<unknown> {
  let clashes = 0
  const members: [string, unknown][] = []
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const one = joined(start[name], mine[name], theirs[name])
    clashes += one.clashes
    if (one.value !== undefined) members.push([name, one.value])
  }
  return { value: Object.fromEntries(members), clashes }
}

function joinedList(
  start: readonly unknown[],
  mine: readonly unknown[],
  theirs: readonly unknown[],
): ThreeWay<unknown> {
  const { key, isWhole } = keyFor([start, mine, theirs])
  const [was, own, other] = [start, mine, theirs].map(
    (list) => new Map(list.map((row) => [key(row), row])),
  ) as [Map<string, unknown>, Map<string, unknown>, Map<string, unknown>]
  const [ownKeys, otherKeys] = [[...own.keys()], [...other.keys()]]
  const isReordered = !isSame(
    [...was.keys()].filter((one) => own.has(one)),
    ownKeys.filter((one) => was.has(one)),
  )
  let clashes = 0
  const rows: unknown[] = []
  for (const one of new Set(isReordered ? [...ownKeys, ...otherKeys] : [...otherKeys, ...ownKeys])) {
    const row = joined(was.get(one), own.get(one), other.get(one))
    clashes += row.clashes
    if (row.value !== undefined) rows.push(row.value)
  }
  // Of rows that are their own names, one that both took away to put another in its place was changed by both.
  const isReplaced = (by: readonly string[]): boolean => by.some((one) => !was.has(one))
  const bothTook = [...was].some(([one, row]) => isMembers(row) && !own.has(one) && !other.has(one))
  if (isWhole && bothTook && isReplaced(ownKeys) && isReplaced(otherKeys)) clashes += 1
  return { value: rows, clashes }
}
