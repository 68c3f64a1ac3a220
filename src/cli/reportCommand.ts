import path from 'node:path'
import type { ReportAsked } from '../contract/index.ts'
import { inWorkspace, WORKSPACE_OPTIONS } from './inWorkspace.ts'
import { optionsOf, print, printJson, refuse, tellNotes } from './io.ts'
import { enterpriseOf } from './selfCheckCommand.ts'
import { REPORT_USAGE } from './usage.ts'
import { say } from './words.ts'

/** `sortie report flight|before-after|dossier`: a report as PDF, or as the page itself where nothing here prints it. */
export async function reportCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('report', args, {
    out: { type: 'string' },
    before: { type: 'string' },
    after: { type: 'string' },
    unmasked: { type: 'string' },
    ...WORKSPACE_OPTIONS,
  })
  const [kind, id, ...rest] = positionals
  const { out, before, after } = values
  if (id === undefined || rest.length > 0) throw refuse('usage', { usage: REPORT_USAGE })
  const of = askedOf(kind, id, before ?? null, after ?? null)
  if (!of) throw refuse('usage', { usage: REPORT_USAGE })
  if (out === undefined) throw refuse('missing_option', { command: 'report', option: '--out' })
  const ending = path.extname(out).toLowerCase()
  if (ending !== '.pdf' && ending !== '.html')
    throw refuse('bad_value', { option: '--out', value: out, wanted: '.pdf | .html' })
  const reason = values.unmasked?.trim() ?? null
  if (reason === '') throw refuse('missing_option', { command: 'report', option: '--unmasked' })
  return inWorkspace('report', values, async (desk) => {
    const { downloadId, isPrinted, pictures, notes } = await desk.ask('report.make', {
      of: of.kind === 'dossier' ? { ...of, id: await enterpriseOf(desk, of.id) } : of,
      form: ending === '.pdf' ? 'pdf' : 'html',
      unmasked: reason === null ? null : { reason },
      language: desk.language,
    })
    const file = ending === '.pdf' && !isPrinted ? out.replace(/\.pdf$/i, '.html') : out
    desk.write(downloadId, file)
    if (values.json) printJson({ file, isPrinted, pictures, notes })
    else {
      tellNotes(notes)
      print(say('report_written', { file, pictures }))
    }
  })
}

function askedOf(
  kind: string | undefined,
  id: string,
  beforeId: string | null,
  afterId: string | null,
): ReportAsked | null {
  if (kind === 'before-after') return { kind: 'beforeAfter', id: id.toLowerCase(), beforeId, afterId }
  if (beforeId !== null || afterId !== null) return null
  if (kind === 'dossier') return { kind, id }
  return kind === 'flight' ? { kind, id: id.toLowerCase() } : null
}
