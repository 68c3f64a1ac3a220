import type { CallInput, CallOutput, CallParsed } from '../../contract/index.ts'
import { PAPER_KINDS, type PaperKind } from '../../core/finding/numbers/kinds.ts'
import { type PaperTemplate, templateId } from '../../core/papers/paper.ts'
import { FULL_DATA } from '../../core/papers/paperData.ts'
import { FILTERS, isGroup, isPicture, type PaperGroup } from '../../core/papers/paperValue.ts'
import { PAPER_NAMES } from '../../core/papers/paperNames.ts'
import type { Note } from '../../core/units/note.ts'
import { whileLocal } from '../../store/localCopy.ts'
import { Refusal } from '../../store/workspace.ts'
import { templatesHere } from '../../store/papers.ts'
import { makerOf } from '../finding/findings.ts'
import { originalOf } from '../footage/asRecorded.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { copyRecorded } from '../host/copyRecorded.ts'
import { keepFile } from '../footage/keepFile.ts'

export const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export const templateCalls = {
  'template.list': (_input: object, context: Context): CallOutput<'template.list'> => {
    const own = templatesHere(context.workspace.db)
    return {
      rows: PAPER_KINDS.map((kind) => ({
        kind,
        own: own.find(({ doc }) => doc.id === templateId(kind)) ?? null,
      })),
      tags: [...tagsIn(FULL_DATA, ''), ...FILTERS.map(({ names }) => `{…|${names[1]}}`)],
    }
  },
  'template.fetch': async (
    { kind }: CallInput<'template.fetch'>,
    context: Context,
  ): Promise<CallOutput<'template.fetch'>> => {
    const fileName = `${PAPER_NAMES[kind]}.docx`
    const file = context.scratchFile()
    const own = ownTemplate(context, kind)
    if (own) {
      const original = await originalOf(context, own)
      await whileLocal(original, (path) => copyRecorded(context, path, file, own.sha256, own.fileName))
    } else await context.readers.run('deliveredPaper', { kind, file })
    return { fileName, downloadId: context.offerFile(fileName, WORD_TYPE, file) }
  },
  'template.check': async (
    { file }: CallInput<'template.check'>,
    context: Context,
  ): Promise<CallOutput<'template.check'>> => {
    const notes = await checked(context, file)
    return { ok: notes.every(({ severity }) => severity !== 'error'), notes }
  },
  'template.put': async (
    { kind, base, file }: CallParsed<'template.put'>,
    context: Context,
  ): Promise<CallOutput<'template.put'>> => {
    const notes = await checked(context, file)
    const { path, name } = context.filePath(file)
    sureFit(notes, name)
    const kept = await keepFile(context, path, name, 'word')
    const done = write(context, 'template.put', (tx) => {
      const id = templateId(kind)
      const before = base === null ? [] : tx.get<PaperTemplate>('paperTemplate', id).doc.versions
      const { name: by, role, atMs } = makerOf(context)
      const version = {
        by,
        role,
        atMs,
        footageId: kept.record(tx),
        sha256: kept.sha256,
        fileName: name.slice(0, 255),
      }
      const doc: PaperTemplate = { id, kind, versions: [...before, version] }
      return { ...tx.put('paperTemplate', base, doc), doc, notes }
    })
    kept.settle()
    return done
  },
} satisfies Partial<Handlers>

/** The file of a kind's own template that holds; null where the unit has none. */
export function ownTemplate(
  context: Context,
  kind: PaperKind,
): { id: string; sha256: string; fileName: string } | null {
  const found = templatesHere(context.workspace.db).find(({ doc }) => doc.id === templateId(kind))
  const last = found?.doc.versions.at(-1)
  return found && last ? { id: found.doc.id, sha256: last.sha256, fileName: last.fileName } : null
}

async function checked(context: Context, file: string): Promise<Note[]> {
  const { path, name } = context.filePath(file)
  return context.readers.run('checkPaper', { file: path, name })
}

/** @throws {Refusal} `template_unfit` with the first thing that is wrong, and how many there are */
export function sureFit(notes: readonly Note[], file: string): void {
  const wrong = notes.filter(({ severity }) => severity === 'error')
  const [first] = wrong
  if (first)
    throw new Refusal('template_unfit', {
      ...first.params,
      file,
      problem: first.code,
      at: first.at ?? '',
      count: wrong.length,
    })
}

/** Every tag that a template may have, as it is typed; of a list with its loop. */
function tagsIn(group: PaperGroup, before: string): string[] {
  return Object.entries(group).flatMap(([name, value]) => {
    const path = before === '' ? name : `${before}.${name}`
    if (Array.isArray(value)) {
      const [row] = value as readonly PaperGroup[]
      return [`{#${path}}${row ? tagsIn(row, '').join(' ') : ''}{/${path}}`]
    }
    if (isGroup(value)) return tagsIn(value, path)
    return [isPicture(value) ? `[{${path}}]` : `{${path}}`]
  })
}
