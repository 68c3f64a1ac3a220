import { z } from 'zod'
import { Params } from './result.ts'

/**
 * Something a reader, a planner or an export has to say without stopping: what (`code`), where (`at`: a line,
 * a byte offset, a JSON path or an item number, in words a person can follow) and the values the words need.
 * `error` means that the value is not usable, `warning` that something was left out or assumed.
 */
export const Note = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  at: z.string().nullable(),
  params: Params,
})
export type Note = z.infer<typeof Note>

export const note = (
  severity: Note['severity'],
  code: string,
  at: string | null = null,
  params: Params = {},
): Note => ({ code, severity, at, params })

/** What a reader answers: as much as could be read, and what it noticed. `null` when nothing could be read. */
export type Read<T> = { value: T | null; notes: Note[] }

/** Notes of one file beyond this many say nothing new: the same mistake a million times is one mistake. */
const MOST_NOTES = 500

/** Adds what is found while a file is gone through, up to a number; the last one then says that there is more. */
export function remark(notes: Note[], found: Note): void {
  if (notes.length < MOST_NOTES) notes.push(found)
  else if (notes.length === MOST_NOTES) notes.push(note('warning', 'more_notes', found.at))
}
