import { z } from 'zod'
import { Id, Name } from '../units/id.ts'
import { isCreditCode } from './creditCode.ts'

/** A licence or a filing (许可证, 备案证明): its number, who issued it and until when, as an ISO date. */
export const Licence = z.object({
  kind: z.enum(['production', 'trade', 'purchase', 'transport', 'use', 'filing', 'safety', 'other']),
  number: z.string().min(1).max(100),
  authority: z.string().max(200),
  validUntil: z.iso.date().nullable(),
})
export type Licence = z.infer<typeof Licence>

/** A controlled chemical that an enterprise holds: an entry of the catalogue and how much of it. */
export const Holding = z.object({
  /** `no_in_catalogue` with its category, such as `III-5` (sulfuric acid). */
  chemical: z.string().regex(/^(I|II|III)-\d{1,3}[a-z]?$/),
  amount: z.number().min(0),
  unit: z.enum(['kg', 't', 'L', 'm3']),
})
export type Holding = z.infer<typeof Holding>

export const Contact = z.object({
  name: z.string().min(1).max(100),
  duty: z.string().max(100),
  phone: z.string().max(40),
})
export type Contact = z.infer<typeof Contact>

/** The inspected party. Its sites, missions, flights and findings together are its dossier (一企一档). */
export const Enterprise = z.object({
  id: Id,
  name: Name,
  /** Unified social credit code (GB 32100-2015), 18 characters with a check character. */
  creditCode: z.string().refine(isCreditCode, { error: 'credit_code' }),
  address: z.string().max(300),
  licences: z.array(Licence).max(100),
  holdings: z.array(Holding).max(200),
  safetyOfficer: Contact.nullable(),
  contacts: z.array(Contact).max(50),
  remarks: z.string().max(4000),
})
export type Enterprise = z.infer<typeof Enterprise>
