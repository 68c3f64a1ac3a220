import { randomBytes } from 'node:crypto'
import { AtMs } from '../../core/units/id.ts'
import { UUID7_RANDOM_BYTES, uuid7 } from '../../core/units/uuid7.ts'
import { Refusal } from '../../store/refusal.ts'

/**
 * A new id (`uuid7`).
 * @throws {Refusal} `clock_wrong` for a time before 1970.
 */
export function newId(nowMs: number): string {
  if (!AtMs.safeParse(nowMs).success) throw new Refusal('clock_wrong', { atMs: nowMs })
  return uuid7(nowMs, randomBytes(UUID7_RANDOM_BYTES))
}
