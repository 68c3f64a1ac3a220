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
