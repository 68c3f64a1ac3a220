import type { Version } from '../core/units/id.ts'

/** The version of a document by its revision; null where there is none. */
export const versionOf = <R extends number | null>(revision: R): R extends null ? null : Version =>
  (revision === null ? null : revision.toString(16).padStart(64, '0')) as R extends null ? null : Version

/** The same in SQL, of the rows of a table by the name that the query gives it. */
export const versionOfRow = (table: string): string => `printf('%064x', ${table}.revision)`
