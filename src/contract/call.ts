import { z } from 'zod'
import type { Role } from './roles.ts'

export const nothing = z.object({})

/**
 * `read` changes nothing that lasts, `write` is one transaction with one journal entry, `task` may take long and reports
 * progress events, `session` changes what the session is that asks, and no other.
 */
type Kind = 'read' | 'write' | 'task' | 'session'

/** A call of the contract: its kind, who may make it, and what goes in and comes out, checked at every door. */
export const call = <I extends z.ZodType, O extends z.ZodType>(
  kind: Kind,
  who: readonly Role[],
  input: I,
  output: O,
) => ({ kind, who, input, output })
