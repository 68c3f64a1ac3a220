const STORED = 'sortie.session'

/** The name of this tab's session with the services: a reload keeps it, another tab has one of its own. */
export function pageSession(storage: Pick<Storage, 'getItem' | 'setItem'> = sessionStorage): string {
  const known = storage.getItem(STORED)
  if (known) return known
  const made = crypto.randomUUID()
  storage.setItem(STORED, made)
  return made
}
