import type { Footage } from '../../core/footage/footage.ts'
import type { ReportMade, ReportMark } from '../../core/papers/reports/parts.ts'
import type { Language } from '../../core/units/language.ts'
import type { Note } from '../../core/units/note.ts'
import { getReadable } from '../../store/documents.ts'
import type { DocumentRef } from '../../store/journal/projecting.ts'
import type { Context } from '../host/context.ts'
import type { Work } from '../host/work.ts'
import type { PictureTaker, Taken } from './pictures.ts'

/** What makes a page of a kind works with. */
export type Making = {
  readonly context: Context
  readonly language: Language
  readonly pictures: PictureTaker
  readonly work: Work
  /** Where the page is to be written. */
  readonly file: string
  /** Says how far reading is: of which file, and bytes. */
  readonly tell: (label: string, done: number, total: number) => void
  /** Who made it when, with the marks that hold; 未遮挡 is added where a picture is shown without its masks. */
  readonly made: (marks: readonly ReportMark[], taken: readonly Taken[]) => ReportMade
}

/** A page as it was written. */
export type MadePage = {
  /** What it is called, without the ending. */
  readonly name: string
  readonly about: DocumentRef
  readonly taken: readonly Taken[]
  readonly notes: readonly Note[]
}

/** What of some footage is here, each once, and how many are not. */
export function footageHere(
  context: Context,
  ids: readonly string[],
): { readonly here: readonly Footage[]; readonly notHere: number } {
  const asked = [...new Set(ids)]
  const here = asked.flatMap((id) => getReadable<Footage>(context.workspace.db, 'footage', id)?.doc ?? [])
  return { here, notHere: asked.length - here.length }
}
