import { z } from 'zod'
import { Id } from '../units/id.ts'
import { CalendarDay } from '../units/wallClock.ts'

export const CRAFT_CLASSES = ['micro', 'light', 'small', 'medium', 'large'] as const

/** One aircraft (机体), of a type: what is on its plate and in its papers, chosen by missions and applications. */
export const Craft = z.object({
  id: Id,
  /** What the team calls it. */
  name: z.string().trim().min(1).max(100),
  /** Its type, by the id of a row of the vehicles. */
  vehicleId: z.string().min(1).max(60),
  /** Micro to large, as the regulation sorts them; null: nobody has said. */
  class: z.enum(CRAFT_CLASSES).nullable(),
  /** Of the maker. */
  serial: z.string().trim().max(60),
  /** Registration mark or real-name registration. */
  registration: z.string().trim().max(60),
  /** Number on the UOM platform. */
  uomNumber: z.string().trim().max(60),
  /** Frequency of the control link, MHz, and its bandwidth, as words: `2400–2483.5`, `20`. */
  linkFrequency: z.string().max(100),
  linkBandwidth: z.string().max(100),
  /** What it has for communication, navigation and surveillance. */
  equipment: z.string().max(500),
  /** Secondary radar code; empty: it has no transponder. */
  transponder: z.string().max(20),
  remarks: z.string().max(4000),
  /** Since when it is not flown any more; null: it is. */
  retiredOn: CalendarDay.nullable(),
})
export type Craft = z.infer<typeof Craft>

/** One battery (电池). */
export const Battery = z.object({
  id: Id,
  /** What stands on it. */
  name: z.string().trim().min(1).max(100),
  serial: z.string().trim().max(60),
  /** The type that it fits, by the id of a row of the vehicles; null: nobody has said. */
  vehicleId: z.string().min(1).max(60).nullable(),
  cycles: z.number().int().min(0).max(10_000).nullable(),
  /** Capacity left of a new one's, 0.3 to 1; null: nobody has measured it. */
  health: z.number().min(0.3).max(1).nullable(),
  remarks: z.string().max(4000),
  retiredOn: CalendarDay.nullable(),
})
export type Battery = z.infer<typeof Battery>
