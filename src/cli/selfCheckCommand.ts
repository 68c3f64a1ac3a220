import { isDay } from './days.ts'
import { type Desk, inWorkspace, WORKSPACE_OPTIONS } from './inWorkspace.ts'
import { Exit, optionsOf, print, printJson, refuse, tellNotes } from './io.ts'
import { SELF_CHECK_USAGE } from './usage.ts'
import { say } from './words.ts'

/** `sortie self-check form | read`: the form of a self-check handed out, and taken in. */
export async function selfCheckCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('self-check', args, {
    enterprise: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    out: { type: 'string' },
    'dry-run': { type: 'boolean' },
    ...WORKSPACE_OPTIONS,
  })
  const [verb, file, ...rest] = positionals
  const isForm = verb === 'form' && file === undefined
  const isRead = verb === 'read' && file !== undefined && rest.length === 0
  if (!isForm && !isRead) throw refuse('usage', { usage: SELF_CHECK_USAGE })
  if (isRead)
    return inWorkspace('self-check', values, (desk) =>
      readForm(desk, file, values['dry-run'] === true, values.json === true),
    )
  const { enterprise, from, to, out } = values
  if (enterprise === undefined)
    throw refuse('missing_option', { command: 'self-check', option: '--enterprise' })
  if (out === undefined) throw refuse('missing_option', { command: 'self-check', option: '--out' })
  const days = { from: dayOption('--from', from), to: dayOption('--to', to) }
  return inWorkspace('self-check', values, async (desk) => {
    const enterpriseId = await enterpriseOf(desk, enterprise)
    const { downloadId } = await desk.ask('selfCheck.form', {
      enterpriseId,
      ...days,
      language: desk.language,
    })
    desk.write(downloadId, out)
    if (values.json) printJson({ file: out })
    else print(say('form_written', { file: out }))
  })
}

function dayOption(option: string, value: string | undefined): string {
  if (value === undefined) throw refuse('missing_option', { command: 'self-check', option })
  if (!isDay(value)) throw refuse('bad_value', { option, value, wanted: 'YYYY-MM-DD' })
  return value
}

/** The enterprise of an id, a credit code or a name; of a name or code that several have, none. */
export async function enterpriseOf(desk: Desk, given: string): Promise<string> {
  const { rows, total } = await desk.ask('enterprise.list', { text: given.slice(0, 200), limit: 2 })
  const names = await desk.ask('enterprise.names', {})
  const byName = names.filter(({ id, name }) => id === given || name.zh === given || name.en === given)
  const found = byName.length > 0 ? byName : rows
  const [one, another] = found
  if (!one) throw refuse('enterprise_unknown', { name: given })
  if (another)
    throw refuse('enterprise_several', { name: given, count: byName.length > 0 ? byName.length : total })
  return one.id
}

async function readForm(desk: Desk, file: string, isDry: boolean, json: boolean): Promise<void> {
  const read = await desk.ask('selfCheck.readForm', { file: desk.file(file), enterpriseId: null })
  const { check, enterpriseName, notes } = read
  if (!json) tellNotes(notes, file)
  if (!check) {
    if (json) printJson({ ok: false, id: null, check, notes })
    throw new Exit(
      2,
      say('form_refused', { file, count: notes.filter(({ severity }) => severity === 'error').length }),
    )
  }
  const kept = isDry ? null : await desk.ask('selfCheck.add', check)
  if (json) return printJson({ ok: true, id: kept?.doc.id ?? null, check, notes })
  const count = (result: string): number => check.items.filter((item) => item.result === result).length
  print(
    say(isDry ? 'form_would' : 'form_taken', {
      name: (desk.language === 'en' ? enterpriseName?.en : null) || (enterpriseName?.zh ?? ''),
      day: check.checkedOn,
      who: check.checkedBy.name,
      items: check.items.length,
      found: count('found'),
      putRight: count('putRight'),
    }),
  )
}
