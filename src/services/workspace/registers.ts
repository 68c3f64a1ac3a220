import type { CallOutput, CallParsed, RegisterAsked } from '../../contract/index.ts'
import { dayOf } from '../../core/finding/deadlines/day.ts'
import { XLSX_TYPE } from '../../core/formats/tables/xlsxWrite.ts'
import type { RegisterAbout } from '../../core/papers/register.ts'
import type { RegisterFormat } from '../../core/papers/registerKinds.ts'
import { type FilterName, REGISTER_WORDS } from '../../core/papers/registerWords.ts'
import type { Language } from '../../core/units/language.ts'
import { fileStem } from '../../core/units/shown.ts'
import type { RegisterWanted } from '../../store/registers.ts'
import { type Context, during, type Handlers } from '../host/context.ts'
import { referredBy } from '../host/documents.ts'

const TYPES: Readonly<Record<RegisterFormat, string>> = {
  xlsx: XLSX_TYPE,
  csv: 'text/csv',
  geojson: 'application/geo+json',
  gpkg: 'application/geopackage+sqlite3',
}

export const registerCalls = {
  'register.export': async (
    { of, format, language }: CallParsed<'register.export'>,
    context: Context,
  ): Promise<CallOutput<'register.export'>> => {
    const { workspace, nowMs } = context
    const writtenAtMs = nowMs()
    const about = { kind: of.kind, language, writtenAtMs, filter: filterOf(of, context, language) }
    const file = context.scratchFile()
    const asked = { database: workspace.db.file, file, wanted: wantedOf(of, writtenAtMs), format, about }
    const { rows } = await during(context, 'register.export', (work) =>
      context.readers.run('register', asked, work),
    )
    const name = REGISTER_WORDS[language].kinds[of.kind]
    const fileName = `${fileStem(name)}-${dayOf(writtenAtMs)}.${format}`
    return { rows, fileName, downloadId: context.offerFile(fileName, TYPES[format], file) }
  },
} satisfies Partial<Handlers>

function wantedOf(of: RegisterAsked, nowMs: number): RegisterWanted {
  if (of.kind === 'findings') {
    const { overdueOnly, ...asked } = of
    return { ...asked, overdueAtMs: overdueOnly ? nowMs : null }
  }
  if (of.kind === 'orders') return { kind: 'orders', enterpriseId: of.enterpriseId, isOpenOnly: of.openOnly }
  return of
}

/** What was asked for, in words, as the file says it. */
function filterOf(of: RegisterAsked, context: Context, language: Language): RegisterAbout['filter'] {
  const words = REGISTER_WORDS[language]
  const said: [string, string][] = []
  const add = (name: FilterName, value: string): void => void said.push([words.filters[name], value])
  const named = (table: 'enterprise' | 'site' | 'campaign', id: string | null): void => {
    if (id === null) return
    const found = referredBy<{ name: { zh: string; en: string } }>(context, table, id)?.name
    add(table, (language === 'en' ? found?.en : null) || found?.zh || id)
  }
  if ('text' in of && of.text.trim() !== '') add('text', of.text.trim())
  if ('enterpriseId' in of) named('enterprise', of.enterpriseId)
  if (of.kind === 'flights') named('site', of.siteId)
  if (of.kind === 'visits') named('campaign', of.campaignId)
  if (of.kind === 'orders' && of.openOnly) add('open', '')
  if (of.kind === 'findings') {
    if (of.states.length > 0) add('states', of.states.map((state) => words.state[state]).join(', '))
    if (of.level !== null) add('level', words.level[of.level])
    if (of.overdueOnly) add('overdue', '')
  }
  return said
}
