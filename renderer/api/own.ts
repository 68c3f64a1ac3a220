/**
 * What this window wrote itself: in which order, and what came of it. Keys are faster than answers, so that what is shown is
 * often older than what was written; a write goes on from what this window made of a document, and from nothing else that
 * it has not seen.
 */
import type { Led } from '../../src/contract/index.ts'
import type { Version } from '../../src/core/units/id.ts'

/** A write that is waiting or under way; `names`: the documents it is about, null: any. */
type Pending = { readonly names: ReadonlySet<string> | null; readonly ended: Promise<void> }

/** So many versions of our own are remembered: hours of keys. */
const MOST_VERSIONS = 5000
const MOST_ENTRIES = 500

let pending: readonly Pending[] = []
/** Which version of our own a version was led to. */
const ledTo = new Map<Version, Version>()
/** The newest document of a version of our own, where an answer told it. */
const told = new Map<Version, unknown>()
const entries = new Set<number>()

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** A name of a document stands no deeper in what a call is asked than this. */
const DEEPEST = 3

/** Every document that the input of a call names. */
export function namedIn(input: unknown, depth = 0): string[] {
  if (typeof input === 'string') return ID.test(input) ? [input] : []
  if (typeof input !== 'object' || input === null || depth > DEEPEST) return []
  return Object.values(input).flatMap((value) => namedIn(value, depth + 1))
}

/** Runs when all that was asked before it of the same documents has ended, well or not; `names` null: all that was asked. */
export function inTurn<T>(names: readonly string[] | null, work: () => Promise<T>): Promise<T> {
  const mine = names && new Set(names)
  const before = pending.filter(
    ({ names: other }) => mine === null || other === null || [...mine].some((name) => other.has(name)),
  )
  const done = Promise.all(before.map(({ ended }) => ended)).then(work)
  const entry: Pending = {
    names: mine,
    ended: done.then(
      () => undefined,
      () => undefined,
    ),
  }
  pending = [...pending, entry]
  void entry.ended.then(() => {
    pending = pending.filter((other) => other !== entry)
  })
  return done
}

/** Ends when all that this window has asked to be written of a document by now is written or refused. */
export const settled = (id: string): Promise<void> => inTurn([id], async () => {})

/** The version that this window made of a version, of that the next, and so on; itself where it made nothing of it. */
export function newestOf(version: Version): Version {
  let newest = version
  for (let next = ledTo.get(newest); next !== undefined; next = ledTo.get(newest)) newest = next
  return newest
}

/** A document as this window wrote it last, where it is known; else as it was given. */
export function newestRecord<R extends { version: Version; doc: unknown }>(record: R): R {
  const version = newestOf(record.version)
  const doc = told.get(version)
  return doc === undefined ? record : { ...record, version, doc }
}

/** Keeps in mind what a write of this window came to. */
export function remember(answer: {
  arrival?: number | null
  led?: readonly Led[]
  version?: Version
  doc?: unknown
}): void {
  if (typeof answer.arrival === 'number') entries.add(answer.arrival)
  for (const { base, version } of answer.led ?? []) {
    if (base === null) continue
    ledTo.set(base, version)
    told.delete(base)
  }
  if (answer.version !== undefined && answer.doc !== undefined) told.set(answer.version, answer.doc)
  for (const [map, most] of [
    [ledTo, MOST_VERSIONS],
    [told, MOST_ENTRIES],
    [entries, MOST_ENTRIES],
  ] as const)
    for (const oldest of map.keys()) {
      if (map.size <= most) break
      map.delete(oldest as never)
    }
}

/** Whether an entry is of this window: known once all that is being written by now has been answered. */
export async function isOwn(arrival: number): Promise<boolean> {
  if (!entries.has(arrival)) await Promise.all(pending.map(({ ended }) => ended))
  return entries.has(arrival)
}
