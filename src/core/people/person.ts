import { z } from 'zod'
import { AtMs, Id } from '../units/id.ts'
import { Role } from './role.ts'
import { Phc, Secret } from './secret.ts'

/**
 * Somebody who works with the workspace. A person is never deleted: they leave (`leftAtMs`), since what they did goes on
 * naming them. Whoever has several roles acts in the one that a call asks for.
 */
export const Person = z.object({
  id: Id,
  name: z.string().trim().min(1).max(100),
  roles: z
    .array(Role)
    .min(1)
    .max(4)
    .refine((roles) => new Set(roles).size === roles.length, { message: 'a role twice' })
    .refine((roles) => roles.length === 1 || !roles.includes('reader'), {
      message: 'who reads does nothing else',
    }),
  /** Bureau, brigade or station (单位). */
  unit: z.string().max(200),
  /** Of the pilot's licence or the officer's badge (执照号、警号). */
  number: z.string().max(60),
  /** Until when the licence holds, as an ISO date; null or absent: it does not end, or nobody has said. */
  licenceUntil: z.iso.date().nullable().optional(),
  phone: z.string().max(40),
  joinedAtMs: AtMs,
  leftAtMs: AtMs.nullable(),
  /** Null: no passphrase was set yet, as of a person who is alone here. */
  secret: Secret.nullable(),
  /** The printed code that lets a person in who forgot their passphrase and has nobody to set another one. */
  recovery: Phc.nullable(),
  /** Up to when they have looked at what somebody did alone; null: they have not. */
  sawAloneAtMs: AtMs.nullable(),
})
export type Person = z.infer<typeof Person>

/** How a document names a person: it reads on where the person is not here, and shows them as they were named then. */
export const PersonRef = z.object({
  personId: Id.nullable(),
  name: z.string().min(1).max(100),
  number: z.string().max(60),
})
export type PersonRef = z.infer<typeof PersonRef>

export const refTo = ({ id, name, number }: Pick<Person, 'id' | 'name' | 'number'>): PersonRef => ({
  personId: id,
  name,
  number,
})
