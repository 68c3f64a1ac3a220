import { askingFor } from './search.ts'

/** What a list of missions or flights is narrowed to; null and an empty text ask for nothing. */
export type Wanted = {
  readonly text: string
  readonly siteId: string | null
  readonly enterpriseId: string | null
}

/** The kinds by whose names and texts these lists are searched. */
const ASKED = ['enterprise', 'site', 'mission', 'flight'] as const

/**
 * The conditions that rows with a `site_id` are chosen by, and their values. `row`: the name that the statement gives such
 * a row; `withText`: which ones a text finds, by what is asked of each kind (`askingFor`) under its name.
 */
export function wantedOf(
  row: string,
  withText: string,
  { text, siteId, enterpriseId }: Wanted,
): { where: string[]; values: Record<string, string>; isAnywhere: boolean } {
  const part = text.trim()
  const where: string[] = []
  const values: Record<string, string> = {}
  if (part !== '') {
    where.push(withText)
    for (const kind of ASKED) values[kind] = askingFor(kind, part)
  }
  if (siteId !== null) {
    where.push(`${row}.site_id = :siteId`)
    values['siteId'] = siteId
  }
  if (enterpriseId !== null) {
    where.push(`${row}.site_id IN (SELECT id FROM site WHERE enterprise_id = :enterpriseId)`)
    values['enterpriseId'] = enterpriseId
  }
  return { where, values, isAnywhere: siteId === null && enterpriseId === null }
}
