import { z } from 'zod'

export const nothing = z.object({})

/** A call of the contract: `kind` says whether it writes (`calls.ts`); `input` and `output` are checked at every door. */
export const call = <I extends z.ZodType, O extends z.ZodType>(
  kind: 'read' | 'write' | 'task',
  input: I,
  output: O,
) => ({
  kind,
  input,
  output,
})
