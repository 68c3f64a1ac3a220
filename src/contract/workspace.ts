import { z } from 'zod'
import { AtMs, Sha256 } from '../core/units/id.ts'
import { call, nothing } from './call.ts'
import { Aggregate } from './document.ts'
import { Acting } from './session.ts'
import { EVERYONE } from './roles.ts'

export const WorkspaceStatus = z.object({
  name: z.string(),
  kind: z.enum(['own', 'demo', 'folder']),
  empty: z.boolean(),
  schemaVersion: z.number().int(),
  counts: z.record(Aggregate, z.number().int()),
  journal: z.object({ entries: z.number().int(), head: Sha256.nullable() }),
  /** Who acts in the session that asks. */
  actor: Acting,
  /** Records that lists left out because they cannot be read, and where; `verify` names all of them. */
  unreadable: z.array(
    z.object({
      aggregate: z.string(),
      id: z.string(),
      name: z.string(),
      path: z.string(),
      problem: z.string(),
      limit: z.union([z.string(), z.number()]),
      found: z.string(),
    }),
  ),
  /** The folder is write-protected: everything is shown, and nothing can be written. */
  isReadOnly: z.boolean(),
  /**
   * When the newest entry of the journal was made, where that is yet to come by more than `CLOCKS_AGREE_MS`: this computer's clock
   * was set back, or that of the station which made it runs ahead. Nothing is refused for it.
   */
  clockBehindMs: AtMs.nullable(),
  /** An error that keeps the workspace closed (`workspace_newer`, `workspace_corrupt`); everything else is empty then. */
  problem: z
    .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
})
export type WorkspaceStatus = z.infer<typeof WorkspaceStatus>

/**
 * How a chain's head is vouched for: `checked` against something outside of the folder; signed, and nothing outside at hand;
 * of a closed chain, which has no key; wrong.
 */
const SIGNATURES = ['checked', 'inside_only', 'none', 'wrong'] as const

const FilesFound = z.object({
  checked: z.number().int(),
  missing: z.array(z.string()),
  changed: z.array(z.string()),
  extra: z.array(z.string()),
})

export const VerifyReport = z.object({
  ok: z.boolean(),
  /**
   * `elsewhere`: originals that came with another station's entries, and are with that; `deleted`: those that the journal says
   * were deleted, which is not lost.
   */
  originals: FilesFound.extend({ elsewhere: z.array(z.string()), deleted: z.array(z.string()) }),
  journal: z.object({
    entries: z.number().int(),
    head: Sha256.nullable(),
    /** Sequence number of the first entry that does not hold, or the number after a cut tail; null when whole. */
    brokenAt: z.number().int().nullable(),
    problem: z.string().nullable(),
    /** Each station's chain, that of this folder first; how its head is vouched for. */
    stations: z.array(
      z.object({
        station: z.string(),
        entries: z.number().int(),
        head: Sha256.nullable(),
        brokenAt: z.number().int().nullable(),
        problem: z.string().nullable(),
        signature: z.enum(SIGNATURES),
        /**
         * The last number that something outside vouches for; of a closed chain, one that goes on from it and is vouched for.
         */
        checkedTo: z.number().int().nullable(),
        /** The last number that its key has signed, where this folder has less and writes under another key. */
        knownTo: z.number().int().nullable(),
      }),
    ),
    /** How many documents wait for a decision. */
    waiting: z.number().int(),
  }),
  records: z.object({
    checked: z.number().int(),
    differing: z.array(z.object({ aggregate: z.string(), id: z.string(), problem: z.string() })),
  }),
  /** Small pictures, tracks and copies with masks, by their names under `derived`; and the files of map layers. */
  derived: FilesFound,
  maps: FilesFound,
})
export type VerifyReport = z.infer<typeof VerifyReport>

export const workspaceCalls = {
  'workspace.status': call('read', EVERYONE, nothing, WorkspaceStatus),
  'workspace.openDemo': call('task', EVERYONE, nothing, WorkspaceStatus),
  'workspace.openOwn': call('task', EVERYONE, nothing, WorkspaceStatus),
  /**
   * `heads`: of chains, as somebody has them from a paper or another computer, in any form that `readHeadText` knows. Refuses
   * with `head_unreadable` before anything is looked at.
   */
  'workspace.verify': call(
    'task',
    EVERYONE,
    z.object({ heads: z.array(z.string().max(2000)).max(20).default([]) }),
    VerifyReport,
  ),
} as const
