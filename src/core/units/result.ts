import { z } from 'zod'

/** Values a message needs: names, figures with their unit in the key (`heightM`), positions in text. */
export const Params = z.record(z.string(), z.union([z.string(), z.number()]))
export type Params = z.infer<typeof Params>

/** An expected failure: a code that has words in both languages, and what the words need. */
export type Failure = { readonly ok: false; readonly code: string; readonly params: Params }

/** An expected outcome: a value, or a failure that the caller must look at. */
export type Result<T> = { readonly ok: true; readonly value: T } | Failure

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const fail = (code: string, params: Params = {}): Failure => ({ ok: false, code, params })
