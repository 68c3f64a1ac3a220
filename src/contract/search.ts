import { z } from 'zod'
import { SEARCHED_KINDS } from '../core/journal/searched.ts'
import { AtMs, Id, Name, PartId } from '../core/units/id.ts'
import { call } from './call.ts'
import { Aggregate } from './document.ts'
import { EVERYONE } from './roles.ts'

export const FoundRow = z.object({
  kind: Aggregate,
  id: Id,
  title: Name,
  atMs: AtMs.nullable(),
  /** What is opened in its place, where it has no view of its own. */
  of: z.object({ aggregate: Aggregate, id: Id }).nullable(),
  /** The part of it (an asset) whose name has the text. */
  partId: PartId.nullable(),
  /** Where it says what was sought, cut to what stands about it; null where its title does. */
  matched: z.string().max(200).nullable(),
})
export type FoundRow = z.infer<typeof FoundRow>

export const searchCalls = {
  /**
   * Everything that has a text, by kind, the newest first: one and two Chinese characters, across words, beginnings of Latin
   * words and numbers, names by initials of their pinyin; of several texts with spaces between, what has all of them.
   * `after` goes on with one kind. Kinds with nothing found are left out.
   */
  'search.find': call(
    'read',
    EVERYONE,
    z
      .object({
        text: z.string().max(200),
        /** None: all that are searched. */
        kinds: z.array(z.enum(SEARCHED_KINDS)).max(SEARCHED_KINDS.length).default([]),
        after: z.number().int().min(0).nullable().default(null),
        limit: z.number().int().min(1).max(100).default(6),
      })
      .refine(({ after, kinds }) => after === null || kinds.length === 1, { error: 'after_of_one_kind' }),
    z.object({
      groups: z.array(
        z.object({
          kind: Aggregate,
          rows: z.array(FoundRow),
          /** Where the next page of the kind begins; null: nowhere. */
          next: z.number().int().nullable(),
        }),
      ),
    }),
  ),
} as const
