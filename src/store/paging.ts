/** Where a page of a list in the order of times begins, the newest first: after what stands last on the one before. */
export type TimeCursor = { readonly atMs: number; readonly id: string }
/** The same of a list that is put together in groups; one without a group is of a list without any. */
export type GroupedTimeCursor = TimeCursor & { readonly group?: string | undefined }

/** Which part of a list is asked for: what comes after a row, so many of them. */
export type Page<C> = { readonly after: C | null; readonly most: number }

/** A part of a list, and where the next one begins; null: nowhere. */
export type Paged<R, C> = { readonly rows: R[]; readonly next: C | null }

/** A page of rows of which one more was asked for than it holds. */
export function paged<R, C>(rows: readonly R[], most: number, cursorOf: (row: R) => C): Paged<R, C> {
  const page = rows.slice(0, most)
  const last = rows.length > most ? page.at(-1) : undefined
  return { rows: page, next: last === undefined ? null : cursorOf(last) }
}

/** The name of what is here and cannot be read: the status names it. */
export const UNREADABLE_NAME = { zh: '—', en: '—' }

/**
 * The name, in both languages, of what a row refers to, as columns give it: null where it refers to nothing, or to what is
 * not here (another station may have it). `isHere`: whether there is such a document, readable or not (`isHere` of SQL).
 */
export const nameOf = (
  zh: string | null,
  en: string | null,
  isHere: number | null,
): { zh: string; en: string } | null =>
  zh !== null ? { zh, en: en ?? '' } : isHere === 1 ? UNREADABLE_NAME : null

/** Whether the document is here whose name a query found not to be readable; nothing is looked up where it has one. */
export const isHere = (table: 'enterprise' | 'site' | 'mission', row: string, id: string): string =>
  `CASE WHEN ${row}.id IS NULL THEN EXISTS (SELECT 1 FROM ${table} WHERE id = ${id}) END`
