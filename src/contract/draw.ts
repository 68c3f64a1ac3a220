import { z } from 'zod'
import { Draw, Pool } from '../core/draw/draw.ts'
import { Id, Name, Sha256, Version } from '../core/units/id.ts'
import { call } from './call.ts'
import { byId, IdCursor, page, pageOf, record, Revision, written } from './document.ts'
import { EVERYONE, SUPERVISORS } from './roles.ts'

export const DrawRow = z.object({
  id: Id,
  revision: Revision,
  name: Name,
  attempts: z.number().int(),
  isDrawn: z.boolean(),
  commitment: Sha256,
})
export type DrawRow = z.infer<typeof DrawRow>

export const drawCalls = {
  /** Draws, the last one first. */
  'draw.list': call('read', EVERYONE, z.object({ ...page(IdCursor) }), pageOf(DrawRow, IdCursor)),
  'draw.get': call('read', EVERYONE, byId, record(Draw)),
  /** Settles who may be drawn, and makes that known by a hash, before anybody knows the seed. */
  'draw.commit': call('write', SUPERVISORS, z.object({ name: Name, pool: Pool }), written(Draw)),
  /** Draws from what was committed to. `seed` null: this computer makes one now. */
  'draw.run': call(
    'write',
    SUPERVISORS,
    z.object({
      id: Id,
      base: Version,
      seed: z.string().trim().min(1).max(200).nullable(),
      /** Where a given seed comes from: dice, a lottery's number. */
      seedFrom: z.string().max(200),
    }),
    written(Draw),
  ),
  /** Settles a further attempt, with why it is drawn again. All before it stay. */
  'draw.again': call(
    'write',
    SUPERVISORS,
    z.object({ id: Id, base: Version, reason: z.string().trim().min(1).max(1000), pool: Pool }),
    written(Draw),
  ),
  /** The record from which anyone can do it again (`sortie draw replay FILE`). */
  'draw.export': call('task', EVERYONE, byId, z.object({ downloadId: z.string(), fileName: z.string() })),
} as const
