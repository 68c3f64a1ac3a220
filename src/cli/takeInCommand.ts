import { TAKEN_KINDS, type TakenColumn, takenHead, type TakenRow } from '../contract/index.ts'
import { datumOf } from './datum.ts'
import { inWorkspace, WORKSPACE_OPTIONS } from './inWorkspace.ts'
import { Exit, optionsOf, print, printJson, refuse, tellNotes } from './io.ts'
import { enterpriseOf } from './selfCheckCommand.ts'
import { TAKE_IN_USAGE } from './usage.ts'
import { wordsOf } from '../words/words.ts'
import { language, say } from './words.ts'

/** `sortie import-table KIND FILE`: takes many in from a table or drawing, all of it or nothing. */
export async function takeInCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('import-table', args, {
    ...WORKSPACE_OPTIONS,
    'dry-run': { type: 'boolean' },
    enterprise: { type: 'string' },
    datum: { type: 'string' },
    swap: { type: 'boolean' },
    passphrases: { type: 'string' },
  })
  const [given, file, ...rest] = positionals
  const kind = TAKEN_KINDS.find((one) => one === given)
  if (!kind || file === undefined || rest.length > 0) throw refuse('usage', { usage: TAKE_IN_USAGE })
  const isDry = values['dry-run'] === true
  const datum = datumOf(values.datum)
  const { passphrases } = values
  await inWorkspace('import-table', values, async (desk) => {
    const enterpriseId = values.enterprise === undefined ? null : await enterpriseOf(desk, values.enterprise)
    const asked = { file: desk.file(file), datum, isSwapped: values.swap === true, enterpriseId }
    const { rows, counts, notes, digest } = await desk.ask('takeIn.preview', { kind, ...asked })
    const mistakes = notes.filter(({ severity }) => severity === 'error').length
    if (!values.json) {
      tellNotes(notes, file)
      // Where nothing is taken in, the mistakes are what matters.
      if (mistakes === 0) for (const row of rows) if (row.what !== 'same') print(lineOf(row))
    }
    if (mistakes > 0) {
      if (values.json) printJson({ ok: false, counts, rows, notes, entry: null })
      throw new Exit(2, say('take_refused', { file, count: mistakes }))
    }
    if (!values.json) print(say('take_counts', { file, ...counts }))
    if (digest === null || isDry) {
      if (values.json) printJson({ ok: true, counts, rows, notes, entry: null })
      else print(digest === null ? say('take_nothing', { file }) : say('take_dry', {}))
      return
    }
    if (kind !== 'people') {
      const { entry } = await desk.ask('takeIn.apply', { kind, ...asked, digest })
      if (values.json) printJson({ ok: true, counts, rows, notes, entry })
      else print(say('take_done', {}))
      return
    }
    const { entrance } = await desk.ask('person.entrance', {})
    if (counts.created > 0 && entrance !== 'press' && passphrases === undefined)
      throw refuse('missing_option', { command: 'import-table people', option: '--passphrases' })
    const done = await desk.ask('takeIn.people', { ...asked, digest, language: desk.language })
    if (done.passphrases && passphrases !== undefined) desk.write(done.passphrases.downloadId, passphrases)
    if (values.json) return printJson({ ok: true, counts, rows, notes, entry: done.entry })
    print(say('take_people', {}))
    if (done.passphrases && passphrases !== undefined) print(say('take_passphrases', { file: passphrases }))
  })
}

/** A row that is new or changes something, with what it changes. */
function lineOf({ name, what, fields }: TakenRow): string {
  const said = fields.map(({ column, before, after }) => {
    const [from, to] = [before, after].map((text) => valueOf(column, text))
    const head = takenHead(column as TakenColumn, language())
    return what === 'new' ? `${head} ${to}` : `${head} ${from || '-'} → ${to || '-'}`
  })
  return [say(what === 'new' ? 'take_new' : 'take_changed', { name }), ...said].join('  ')
}

/** Roles are codes. */
const valueOf = (column: string, text: string): string =>
  column === 'roles'
    ? text
        .split(', ')
        .map((code) => wordsOf(language(), 'role', code) ?? code)
        .join(say('list_comma', {}))
    : text
