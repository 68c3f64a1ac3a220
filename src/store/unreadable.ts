import type { ReadableDb } from './connection.ts'
import type { Unfit } from './schemas.ts'

/** What was met in a database and could not be read, by record, for as long as the connection is open. */
const met = new WeakMap<object, Map<string, Unfit>>()

const metIn = (db: ReadableDb): Map<string, Unfit> => {
  const known = met.get(db.connection) ?? new Map<string, Unfit>()
  met.set(db.connection, known)
  return known
}

/** Records that lists left out because they do not fit their schemas: a broken program or a hand wrote them. */
export const unreadableRecords = (db: ReadableDb): Unfit[] => [...metIn(db).values()]

export function rememberUnreadable(db: ReadableDb, unfit: Unfit): void {
  metIn(db).set(`${unfit.aggregate} ${unfit.id}`, unfit)
}

export function forgetUnreadable(db: ReadableDb, aggregate: string, id: string): void {
  metIn(db).delete(`${aggregate} ${id}`)
}
