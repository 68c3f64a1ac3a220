import { OPEN_STATES, REGISTER_FORMATS, REGISTER_KINDS, type RegisterAsked } from '../contract/index.ts'
import { type Desk, inWorkspace, WORKSPACE_OPTIONS } from './inWorkspace.ts'
import { optionsOf, print, printJson, refuse } from './io.ts'
import { enterpriseOf } from './selfCheckCommand.ts'
import { REGISTER_USAGE } from './usage.ts'
import { say } from './words.ts'

/** `sortie register KIND`: a list as a file, with all that its filter lets through. */
export async function registerCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('register', args, {
    format: { type: 'string' },
    out: { type: 'string' },
    text: { type: 'string' },
    enterprise: { type: 'string' },
    open: { type: 'boolean' },
    overdue: { type: 'boolean' },
    ...WORKSPACE_OPTIONS,
  })
  const [given, ...rest] = positionals
  const kind = REGISTER_KINDS.find((one) => one === given)
  if (!kind || rest.length > 0) throw refuse('usage', { usage: REGISTER_USAGE })
  const { out, open = false, overdue = false } = values
  if (out === undefined) throw refuse('missing_option', { command: 'register', option: '--out' })
  const ending = /\.([a-z]+)$/i.exec(out)?.[1]?.toLowerCase()
  const wished = values.format ?? ending ?? ''
  const format = REGISTER_FORMATS.find((one) => one === wished)
  if (!format)
    throw refuse('bad_value', { option: '--format', value: wished, wanted: REGISTER_FORMATS.join(' | ') })
  sureOfFilters(kind, values)
  return inWorkspace('register', values, async (desk) => {
    const enterpriseId = values.enterprise === undefined ? null : await enterpriseOf(desk, values.enterprise)
    const of = askedOf(kind, { text: (values.text ?? '').slice(0, 200), enterpriseId, open, overdue })
    const { downloadId, rows } = await exported(desk, of, format)
    desk.write(downloadId, out)
    if (values.json) printJson({ file: out, rows })
    else print(say('register_written', { file: out, rows }))
  })
}

const exported = (desk: Desk, of: RegisterAsked, format: (typeof REGISTER_FORMATS)[number]) =>
  desk.ask('register.export', { of, format, language: desk.language })

type Kind = RegisterAsked['kind']
/** Which filters a register has. */
const FILTERS: Readonly<Record<Kind, readonly string[]>> = {
  enterprises: ['text'],
  sites: ['enterprise'],
  findings: ['text', 'enterprise', 'open', 'overdue'],
  orders: ['enterprise', 'open'],
  flights: ['text'],
  visits: ['enterprise'],
}

function sureOfFilters(kind: Kind, values: Readonly<Record<string, unknown>>): void {
  for (const name of ['text', 'enterprise', 'open', 'overdue'])
    if (values[name] !== undefined && !FILTERS[kind].includes(name))
      throw refuse('register_filter', { option: `--${name}`, kind })
}

function askedOf(
  kind: Kind,
  filter: { text: string; enterpriseId: string | null; open: boolean; overdue: boolean },
): RegisterAsked {
  const { text, enterpriseId, open, overdue } = filter
  switch (kind) {
    case 'enterprises':
      return { kind, text }
    case 'sites':
      return { kind, enterpriseId }
    case 'findings':
      return {
        kind,
        text,
        enterpriseId,
        states: open ? [...OPEN_STATES] : [],
        level: null,
        overdueOnly: overdue,
      }
    case 'orders':
      return { kind, enterpriseId, openOnly: open }
    case 'flights':
      return { kind, siteId: null, text }
    case 'visits':
      return { kind, enterpriseId, campaignId: null }
  }
}
