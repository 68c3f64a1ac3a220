/** Where a page of a list in the order of times begins, the newest first: after what stands last on the one before. */
export type TimeCursor = { readonly atMs: number; readonly id: string }

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

/** A name in both languages as columns give it; null where what it belongs to is gone or cannot be read. */
export const nameOf = (zh: string | null, en: string | null): { zh: string; en: string } | null =>
  zh === null ? null : { zh, en: en ?? '' }
