import { z } from 'zod'
import { Name, PartId } from '../units/id.ts'

/** The agency in charge of a finding (主管部门), as it was called when it was named. */
export const AgencyInCharge = z.object({ id: PartId, name: Name })
export type AgencyInCharge = z.infer<typeof AgencyInCharge>

/** An agency of the district: what it may do, and on what basis. */
export const AgencyRow = z.object({
  ...AgencyInCharge.shape,
  /** The law or assignment on which it inspects and orders; empty: it has none. */
  basis: z.string().max(500),
  /** Whether it may inspect and order: bodies that coordinate, and third parties, may not. */
  canInspect: z.boolean(),
  /** Other agencies (by id) whose matters its basis covers too, as of a joint enforcement team. */
  covers: z.array(PartId).max(50),
})
export type AgencyRow = z.infer<typeof AgencyRow>

/** Whether an agency's basis covers what another one is in charge of. */
export const coversMatter = (agency: AgencyRow, inCharge: string): boolean =>
  agency.canInspect && agency.basis !== '' && (agency.id === inCharge || agency.covers.includes(inCharge))
