import { z } from 'zod'
import { AtMs, Id, PartId, Sha256 } from '../units/id.ts'
import { PersonRef } from './person.ts'
import { Phc } from './secret.ts'

/** What a code let pass: one revision of one mission, asked for by one person. */
const CodeUse = z.object({
  revision: Sha256,
  missionName: z.string().max(400),
  by: PersonRef,
  atMs: AtMs,
})

/**
 * A sheet of one-time codes (一次性放行码) that a supervisor printed: whoever has one lets the errors of one revision pass in
 * the supervisor's name, once. Only hashes of the codes are kept.
 */
export const ReleaseSheet = z.object({
  id: Id,
  /** The characters that its codes begin with. */
  tag: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{3}$/),
  by: PersonRef,
  madeAtMs: AtMs,
  /** The supervisor took it back, or lost it: its codes let nothing pass any more. */
  withdrawnAtMs: AtMs.nullable(),
  codes: z
    .array(z.object({ id: PartId, phc: Phc, used: CodeUse.nullable() }))
    .min(1)
    .max(32),
})
export type ReleaseSheet = z.infer<typeof ReleaseSheet>
