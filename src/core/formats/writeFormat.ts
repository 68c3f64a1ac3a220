import type { Note } from '../units/note.ts'
import { fileStem } from '../units/shown.ts'
import { writerOf } from './codecs.ts'
import type { FormatInput } from './formatInput.ts'
import { type ExportFormat, FORMATS } from './formats.ts'
import { lostIn } from './lost.ts'

/**
 * The bytes of a mission in a format, with a file name made of the mission's name and the revision's beginning. `notes`:
 * what of the mission it does not hold. `problem`: the first reason why it cannot hold this mission; the file is not to
 * be used then.
 */
export function writeFormat(
  format: ExportFormat,
  input: FormatInput,
): { fileName: string; mimeType: string; bytes: Uint8Array; notes: Note[]; problem: Note | null } {
  const { endings, mediaType } = FORMATS[format]
  const { content, notes: own } = writerOf(format)(input)
  const notes = [...lostIn(format, input), ...own]
  const stem = fileStem(input.mission.name.zh) || 'mission'
  return {
    fileName: `${stem}-${input.revision.slice(0, 8)}.${endings[0]}`,
    mimeType: mediaType,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    notes,
    problem: notes.find(({ severity }) => severity === 'error') ?? null,
  }
}
