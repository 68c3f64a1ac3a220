import { z } from 'zod'
import { Id } from '../core/units/id.ts'
import { Note } from '../core/units/note.ts'
import { call } from './call.ts'
import { WRITERS } from './roles.ts'

/** What a report may be of: a flight, two sightings of a finding (null: the first and the newest that have pictures), or an enterprise. */
export const ReportAsked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('flight'), id: Id }),
  z.object({
    kind: z.literal('beforeAfter'),
    id: Id,
    beforeId: Id.nullable().default(null),
    afterId: Id.nullable().default(null),
  }),
  z.object({ kind: z.literal('dossier'), id: Id }),
])
export type ReportAsked = z.infer<typeof ReportAsked>

export const reportCalls = {
  /**
   * Makes a report on A4: as PDF where something on this computer prints it, else as the HTML page itself, which `isPrinted`
   * and a note say. Pictures with masks are shown as copies with them; without, where `unmasked` says why: the journal and the
   * pictures' records keep it. That a report was made is noted.
   */
  'report.make': call(
    'task',
    WRITERS,
    z.object({
      of: ReportAsked,
      form: z.enum(['pdf', 'html']),
      unmasked: z.object({ reason: z.string().trim().min(1).max(2000) }).nullable(),
      language: z.enum(['zh', 'en']),
    }),
    z.object({
      downloadId: z.string(),
      fileName: z.string(),
      isPrinted: z.boolean(),
      /** How many pictures it names. */
      pictures: z.number().int(),
      notes: z.array(Note),
    }),
  ),
} as const
