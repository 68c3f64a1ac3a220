import { z } from 'zod'
import { Id, Sha256 } from '../units/id.ts'
import { bytesOfBase64 } from './base64.ts'

/** A station by its id: the first 32 hexadecimal digits of the SHA-256 of its public key (`stationOf`). */
export const StationId = z.string().regex(/^[0-9a-f]{32}$/)
export type StationId = z.infer<typeof StationId>

/** A raw Ed25519 public key, 32 bytes in base 64 (RFC 8032, RFC 4648 section 4). */
export const PublicKey = z
  .string()
  .max(44)
  .refine((text) => bytesOfBase64(text)?.length === 32)

/**
 * That a person lets the entries of another station count, under a name that people know it by. It holds on the station
 * in whose chain it was made, and on those that go on from there.
 */
export const Acceptance = z.object({
  id: Id,
  station: StationId,
  publicKey: PublicKey,
  name: z.string().min(1).max(100),
  /** Who accepted it. */
  byName: z.string().min(1).max(100),
  /** Withdrawn: what the station's chain has up to this entry goes on counting, what comes behind it does not. */
  until: z
    .object({ seq: z.number().int().min(1), hash: Sha256 })
    .nullable()
    .optional(),
})
export type Acceptance = z.infer<typeof Acceptance>
