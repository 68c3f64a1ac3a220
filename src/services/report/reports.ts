import fs from 'node:fs'
import type { CallOutput, CallParsed, ReportAsked } from '../../contract/index.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { note as noteOf } from '../../core/units/note.ts'
import { fileStem } from '../../core/units/shown.ts'
import { readHead } from '../../store/journal/entries.ts'
import { settingOf } from '../../store/settings.ts'
import { type Context, during, type Handlers, note, write } from '../host/context.ts'
import { progressOf } from '../host/progress.ts'
import { makeBeforeAfter } from './beforeAfter.ts'
import { makeDossier } from './dossier.ts'
import { makeFlight } from './flight.ts'
import type { MadePage, Making } from './making.ts'
import { notesOf, pictureTaker, type Taken } from './pictures.ts'
import type { ReportMade, ReportMark } from '../../core/papers/reports/parts.ts'

/** A picture remembers so many of its exports; the journal keeps all. */
const MOST_EXPORTS = 100

export const reportCalls = {
  'report.make': async (
    { of, form, unmasked, language }: CallParsed<'report.make'>,
    context: Context,
  ): Promise<CallOutput<'report.make'>> => {
    const progress = progressOf(context, 'report.make')
    const file = context.scratchFile()
    const reason = unmasked?.reason ?? null
    try {
      return await during(context, 'report.make', async (work) => {
        const making: Making = {
          context,
          language,
          work,
          file,
          pictures: pictureTaker(context, language, reason, work),
          tell: (label, done, total) => progress.tell(label, done, total),
          made: (marks, taken) => madeNow(context, language, reason, marks, taken),
        }
        const page = await pageOf(of, making)
        const pdf = form === 'pdf' ? await context.printPage(file, work) : null
        const fileName = `${fileStem(page.name)}.${pdf ? 'pdf' : 'html'}`
        if (pdf) fs.writeFileSync(file, pdf)
        const isLacking = form === 'pdf' && pdf === null
        const answer = (): CallOutput<'report.make'> => ({
          downloadId: context.offerFile(fileName, pdf ? 'application/pdf' : 'text/html', file),
          fileName,
          isPrinted: pdf !== null,
          pictures: page.taken.length,
          notes: [
            ...page.notes,
            ...notesOf(page.taken),
            ...(isLacking ? [noteOf('warning', 'no_printer')] : []),
          ],
        })
        return recorded(context, page, fileName, answer)
      })
    } catch (error) {
      fs.rmSync(file, { force: true })
      throw error
    } finally {
      progress.end()
    }
  },
} satisfies Partial<Handlers>

function pageOf(of: ReportAsked, making: Making): Promise<MadePage> {
  switch (of.kind) {
    case 'flight':
      return makeFlight(of, making)
    case 'beforeAfter':
      return makeBeforeAfter(of, making)
    case 'dossier':
      return makeDossier(of, making)
  }
}

function madeNow(
  context: Context,
  language: 'zh' | 'en',
  reason: string | null,
  marks: readonly ReportMark[],
  taken: readonly Taken[],
): ReportMade {
  const { db } = context.workspace
  const isBare = taken.some(({ bare }) => bare !== null)
  return {
    language,
    atMs: context.nowMs(),
    by: context.actor.name,
    unit: settingOf(db, 'numbering').unit,
    head: readHead(db).head,
    unmaskedReason: isBare ? (reason ?? '') : '',
    marks: [...marks, ...(isBare ? (['unmasked'] as const) : [])],
  }
}

/** Records that a report left, and of each picture that is in it without its masks that it did; what cannot be recorded does not leave. */
function recorded<T extends object>(
  context: Context,
  { about, taken }: MadePage,
  fileName: string,
  answer: () => T,
): T {
  const left = new Map(taken.flatMap(({ bare }) => (bare ? [[bare.footage.id, bare]] : [])))
  // Nothing is kept of what cannot be written to.
  const isKept = !context.workspace.isReadOnly
  if (left.size === 0) {
    if (isKept) note(context, 'report.make', about)
    return answer()
  }
  return write(context, 'report.make:bare', (tx) => {
    for (const [id, { out }] of left) {
      const now = tx.get<Footage>('footage', id)
      const one = { ...out, fileName, by: context.actor.name.slice(0, 100), atMs: context.nowMs() }
      const exports = [...(now.doc.exports ?? []), one].slice(-MOST_EXPORTS)
      tx.put('footage', now.version, { ...now.doc, exports })
    }
    return answer()
  })
}
