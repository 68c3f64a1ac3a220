import type { z } from 'zod'
import { type Misfit, misfitOf } from '../core/units/fit.ts'

/** Members that hold what nobody else may read. */
const SECRET = /passphrase|(?<!credit)code$/i

/** What of an input does not fit its call; what stands there is told, unless it is a secret. */
export function badInput(error: z.ZodError, input: unknown): Misfit {
  const misfit = misfitOf(error, input)
  return SECRET.test(misfit.path) ? { ...misfit, found: '…' } : misfit
}
