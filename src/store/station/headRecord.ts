import { z } from 'zod'

/** The last head that a key signed and knows committed: a number in the chain, its entry's hash, and the tree's root. */
export const HeadRecord = z.strictObject({
  seq: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  root: z.string().min(1).max(100),
})
export type HeadRecord = Readonly<z.infer<typeof HeadRecord>>

/** Of two heads of a chain the one that is further; the first of two at one number. */
export const laterOf = (a: HeadRecord | null, b: HeadRecord | null): HeadRecord | null =>
  a && b ? (b.seq > a.seq ? b : a) : (a ?? b)
