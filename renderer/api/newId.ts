import { UUID7_RANDOM_BYTES, uuid7 } from '../../src/core/units/uuid7.ts'

/** A new id (`uuid7`). A clock that was never set is told of by the services, which refuse what is written then. */
export const newId = (nowMs: number = Date.now()): string =>
  uuid7(Math.max(0, nowMs), crypto.getRandomValues(new Uint8Array(UUID7_RANDOM_BYTES)))

/** A short id for a part inside a document. */
export const newPartId = (): string => newId().slice(-12)
