import { createHash } from 'node:crypto'
import fs from 'node:fs'
import type { PaperKind } from '../../../core/finding/numbers/kinds.ts'
import type { PaperGroup } from '../../../core/papers/paperValue.ts'
import { type Note, note } from '../../../core/units/note.ts'
import { Refusal } from '../../../store/workspace.ts'
import { readWhole } from '../readWhole.ts'
import type { Difference } from '../template/differences.ts'

/** A document or picture that goes into a paper is no longer than this, bytes. */
const LARGEST = 40 * 1024 * 1024
/** A paper that comes back, its pictures in it, is no longer than this. */
const LARGEST_PAPER = 200 * 1024 * 1024

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A template as a job is given it; `template` null: the one that comes with the program. */
type TemplateGiven = { kind: PaperKind; template: string | null; expected: string | null }

async function templateOf({ kind, template, expected }: TemplateGiven): Promise<Uint8Array> {
  const { deliveredTemplate } = await import('../../../core/papers/delivered.ts')
  const bytes = template === null ? deliveredTemplate(kind) : readWhole(template, kind, LARGEST)
  if (expected !== null && hashOf(bytes) !== expected) throw new Refusal('changed_file', { file: kind })
  return bytes
}

/** Papers: templates checked and filled in. The template engine is loaded when it is first asked for. */
export const paperJobs = {
  /** Writes the template of a kind that comes with the program. */
  deliveredPaper: async ({ kind, file }: { kind: PaperKind; file: string }): Promise<null> => {
    const { deliveredTemplate } = await import('../../../core/papers/delivered.ts')
    fs.writeFileSync(file, deliveredTemplate(kind), { flag: 'wx' })
    return null
  },

  /** All that is wrong with a file as a template. */
  checkPaper: async ({ file, name }: { file: string; name: string }): Promise<Note[]> => {
    const [{ checkTemplate }, { FULL_DATA }] = await Promise.all([
      import('../template/fill.ts'),
      import('../../../core/papers/paperData.ts'),
    ])
    return checkTemplate(readWhole(file, name, LARGEST), FULL_DATA)
  },

  /**
   * What a template (null: the one that comes with the program) names of a paper's data, and all that is wrong with it. The
   * hash of the unit's own one has to be `expected`.
   */
  readPaperTemplate: async (given: TemplateGiven): Promise<{ notes: Note[]; uses: string[] }> => {
    const [{ checkTemplate, namesUsed }, { FULL_DATA }] = await Promise.all([
      import('../template/fill.ts'),
      import('../../../core/papers/paperData.ts'),
    ])
    const bytes = await templateOf(given)
    // Nothing is wrong with one that comes with the program.
    const notes = given.template === null ? [] : checkTemplate(bytes, FULL_DATA)
    return { notes, uses: namesUsed(bytes) }
  },

  /** Fills in a template and writes the paper to `file`, where nothing is wrong with it. Answers the template's hash. */
  fillPaper: async ({
    data,
    pictures,
    atMs,
    file,
    ...given
  }: TemplateGiven & {
    data: PaperGroup
    pictures: readonly { sha256: string; file: string }[]
    atMs: number
    file: string
  }): Promise<{ notes: Note[]; sha256: string }> => {
    const [{ fillTemplate }, { FULL_DATA }] = await Promise.all([
      import('../template/fill.ts'),
      import('../../../core/papers/paperData.ts'),
    ])
    const bytes = await templateOf(given)
    const shown: Record<string, Uint8Array> = {}
    for (const one of pictures) {
      const picture = readWhole(one.file, one.sha256, LARGEST)
      if (hashOf(picture) !== one.sha256) throw new Refusal('changed_file', { file: one.sha256.slice(0, 16) })
      shown[one.sha256] = picture
    }
    const { value, notes } = fillTemplate(bytes, data, FULL_DATA, shown, atMs)
    if (value) fs.writeFileSync(file, value, { flag: 'wx' })
    return { notes, sha256: hashOf(bytes) }
  },

  /** What somebody changed of a paper: what may not be in one is among the notes. */
  comparePapers: async ({
    original,
    file,
    name,
    data,
  }: {
    original: string
    file: string
    name: string
    data: string
  }): Promise<{ notes: Note[]; differences: Difference[]; more: number }> => {
    const [{ openDocx }, { textsOf }, { differencesOf }] = await Promise.all([
      import('../template/opened.ts'),
      import('../template/fill.ts'),
      import('../template/differences.ts'),
    ])
    const bytes = readWhole(file, name, LARGEST_PAPER)
    const { notes } = openDocx(bytes, 'texts')
    const [before, after] = [textsOf(readWhole(original, name, LARGEST_PAPER)), textsOf(bytes)]
    if (!after) return { notes, differences: [], more: 0 }
    if (!before) return { notes: [...notes, note('error', 'template_not_docx')], differences: [], more: 0 }
    return { notes, ...differencesOf(before, after, JSON.parse(data) as PaperGroup) }
  },
}
