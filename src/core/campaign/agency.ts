import { z } from 'zod'
import { Name, PartId } from '../units/id.ts'

/**
 * A body that takes part in a campaign or an inspection. `basis`: what gives it the power to inspect (a statute and its
 * articles). Coordinating bodies (议事协调机构) may organise and do not inspect: `canInspect` is false, and they need no basis.
 */
export const Agency = z.object({
  id: PartId,
  name: Name,
  basis: z.string().max(500),
  canInspect: z.boolean(),
})
export type Agency = z.infer<typeof Agency>

/** Why some bodies may not inspect: none is named, or the first of them that has no such power, or names no basis. */
export type AgencyProblem =
  | { readonly code: 'agency_none' }
  | { readonly code: 'agency_cannot_inspect' | 'agency_no_basis'; readonly agency: Agency }

/** What is wrong with the bodies that are to inspect; null where nothing is. */
export function agencyProblem(agencies: readonly Agency[]): AgencyProblem | null {
  if (agencies.length === 0) return { code: 'agency_none' }
  const barred = agencies.find(({ canInspect }) => !canInspect)
  if (barred) return { code: 'agency_cannot_inspect', agency: barred }
  const baseless = agencies.find(({ basis }) => basis.trim() === '')
  return baseless ? { code: 'agency_no_basis', agency: baseless } : null
}
