import fs from 'node:fs'
import path from 'node:path'
import { compareWrittenFile, type MissionFile, type Note, sortieOf } from '../services/mission/standalone.ts'
import { exitOf, print, printJson, readFile, refuse, tell, tellNotes, writeFile } from './io.ts'
import { wordsOf } from '../words/words.ts'
import { language, say } from './words.ts'

/** A file that was made: what it holds and is called. */
export type MadeFile = { bytes: Uint8Array; fileName: string; notes: Note[]; revision: string }

/**
 * `sortie export --all-to`: every file for the sortie below a folder, each read back from there and held against what was
 * made, byte for byte and as a document. What cannot go is told with its reason; 1 where something came back otherwise, or
 * where nothing that flies can go.
 */
export async function exportAll(
  dir: string,
  file: MissionFile,
  json: boolean,
  make: (format: string) => Promise<MadeFile>,
): Promise<void> {
  const { going, left, flies } = sortieOf(file)
  for (const { format, why } of left)
    tell(say('left_out', { format, why: wordsOf(language(), 'note', why.code, why.params) ?? why.code }))
  const [first] = left
  if (!flies && first)
    throw exitOf({
      ok: false,
      code: 'format_cannot_hold',
      params: { ...first.why.params, format: first.format, problem: first.why.code, at: '' },
    })
  const files: { format: string; out: string; same: boolean }[] = []
  let revision = ''
  for (const { format, place } of going) {
    const made = await make(format)
    revision = made.revision
    const out = path.join(dir, ...place(made.fileName).split('/'))
    try {
      fs.mkdirSync(path.dirname(out), { recursive: true })
    } catch (error) {
      throw refuse('cannot_write', { file: out, problem: (error as { code?: string }).code ?? '' })
    }
    writeFile(out, made.bytes)
    const there = readFile(out)
    const same =
      Buffer.compare(there, made.bytes) === 0 && compareWrittenFile(file, there, made.fileName, format)
    files.push({ format, out, same })
    tellNotes(
      made.notes.filter(({ severity }) => severity !== 'info'),
      format,
    )
    if (!json) print(say(same ? 'read_back_same' : 'read_back_differs', { file: out }))
  }
  if (json)
    printJson({ dir, revision, files, left: left.map(({ format, why }) => ({ format, code: why.code })) })
  if (files.some(({ same }) => !same)) process.exitCode = 1
}
