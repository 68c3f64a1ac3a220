/** What the page shows beside its cookie: a key for calls, and one for bytes that are asked for by their address. */
export type PageKeys = { readonly key: string; readonly bytes: string }

const STORED = 'sortie.keys'

const isKeys = (value: unknown): value is PageKeys =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as PageKeys).key === 'string' &&
  typeof (value as PageKeys).bytes === 'string'

/**
 * The page's keys: from the fragment of the address that it was opened by, which no request carries and which is taken
 * out of the address at once; else as kept by this origin, port and all, for a reload and for another tab.
 */
export function pageKeys(
  { hash, pathname }: Pick<Location, 'hash' | 'pathname'> = location,
  storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
): PageKeys | null {
  const given = new URLSearchParams(hash.slice(1))
  const keys = { key: given.get('key'), bytes: given.get('bytes') }
  if (isKeys(keys)) {
    storage.setItem(STORED, JSON.stringify(keys))
    history.replaceState(null, '', pathname)
    return keys
  }
  try {
    const kept: unknown = JSON.parse(storage.getItem(STORED) ?? 'null')
    return isKeys(kept) ? kept : null
  } catch {
    return null
  }
}
