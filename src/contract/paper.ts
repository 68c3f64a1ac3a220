import { z } from 'zod'
import { PAPER_KINDS } from '../core/finding/numbers/kinds.ts'
import { SERVICE_WAYS } from '../core/finding/order/order.ts'
import { Paper, PAPER_STATES, PaperTemplate } from '../core/papers/paper.ts'
import { Note } from '../core/units/note.ts'
import { AtMs, Id, Name, Version } from '../core/units/id.ts'
import { call } from './call.ts'
import { byId, IdCursor, page, pageOf, record, Revision, written } from './document.ts'
import { FileRef } from './files.ts'
import { EVERYONE, OFFICERS, SUPERVISORS, WRITERS } from './roles.ts'

/** What lists show of a paper. */
const PaperRow = z.object({
  id: Id,
  revision: Revision,
  version: Version,
  kind: z.enum(PAPER_KINDS),
  no: z.string(),
  state: z.enum(PAPER_STATES),
  of: Paper.shape.of,
  enterpriseId: Id.nullable(),
  enterpriseName: Name.nullable(),
  versions: z.number().int(),
  /** How many paragraphs were changed outside in the version that holds. */
  differences: z.number().int(),
  madeAtMs: AtMs,
})

/** A scan of the paper that was signed or served, or why there is none. */
const proof = { scan: FileRef.nullable(), reason: z.string().max(2000) }
const onto = { id: Id, base: Version }

export const paperCalls = {
  /** Papers of one thing, of an enterprise, or all; the newest first. */
  'paper.list': call(
    'read',
    EVERYONE,
    z.object({
      of: Paper.shape.of.nullable().default(null),
      enterpriseId: Id.nullable().default(null),
      ...page(IdCursor),
    }),
    pageOf(PaperRow, IdCursor),
  ),
  'paper.get': call(
    'read',
    EVERYONE,
    byId,
    record(Paper).extend({ state: z.enum(PAPER_STATES), enterpriseName: Name.nullable() }),
  ),
  /**
   * Makes a paper of a kind: numbered, filled in from what is here, kept as its first version. `others`: the further papers of
   * a list that one does not hold, in their order.
   */
  'paper.make': call(
    'write',
    OFFICERS,
    z.object({ kind: z.enum(PAPER_KINDS), of: Paper.shape.of }),
    written(Paper).extend({ others: z.array(z.object({ id: Id, no: z.string() })) }),
  ),
  /** Takes a draft back that somebody wrote on outside: its next version, with what differs from its data. */
  'paper.takeBack': call('write', OFFICERS, z.object({ ...onto, file: FileRef }), written(Paper)),
  'paper.sign': call('write', OFFICERS, z.object({ ...onto, ...proof }), written(Paper)),
  'paper.serve': call(
    'write',
    OFFICERS,
    z.object({
      ...onto,
      ...proof,
      how: z.enum(SERVICE_WAYS),
      servedAtMs: AtMs,
      receipt: z.string().max(500),
    }),
    written(Paper),
  ),
  'paper.void': call(
    'write',
    SUPERVISORS,
    z.object({ ...onto, reason: z.string().trim().min(1).max(2000) }),
    written(Paper),
  ),
  /** The file of a version (null: of the one that holds), under a name that says what it is. */
  'paper.fetch': call(
    'task',
    WRITERS,
    z.object({ id: Id, version: z.number().int().min(1).nullable() }),
    z.object({ downloadId: z.string(), fileName: z.string() }),
  ),
  /** Every kind of paper with its template: the unit's own, or the one that came with the program. */
  'template.list': call(
    'read',
    EVERYONE,
    z.object({}),
    z.object({
      rows: z.array(
        z.object({
          kind: z.enum(PAPER_KINDS),
          /** The unit's own; null: the one that came with the program. */
          own: record(PaperTemplate).nullable(),
        }),
      ),
      /** The tags that every template may have, each as it is typed. */
      tags: z.array(z.string()),
    }),
  ),
  'template.fetch': call(
    'task',
    WRITERS,
    z.object({ kind: z.enum(PAPER_KINDS) }),
    z.object({ downloadId: z.string(), fileName: z.string() }),
  ),
  /** All that is wrong with a file as a template, each with its place. */
  'template.check': call(
    'task',
    EVERYONE,
    z.object({ file: FileRef }),
    z.object({ ok: z.boolean(), notes: z.array(Note) }),
  ),
  /** Puts a file in the place of a kind's template, once nothing is wrong with it: `base` null where it is the first own one. */
  'template.put': call(
    'write',
    SUPERVISORS,
    z.object({ kind: z.enum(PAPER_KINDS), base: Version.nullable(), file: FileRef }),
    written(PaperTemplate).extend({ notes: z.array(Note) }),
  ),
} as const
