import { z } from 'zod'
import { Ring } from '../geo/position.ts'
import { type Authorisation, Hours, SPECIAL_CASES } from '../mission/mission.ts'
import { AtMs, Id, PartId } from '../units/id.ts'
import { CalendarDay, ZoneName } from '../units/wallClock.ts'

export const SpecialCase = z.enum(SPECIAL_CASES)

/**
 * The plan of one day's flights as it was filed with the air traffic authority, and its answer. `urgent`: what makes it
 * an urgent one (Art. 29); null for one that was filed the day before.
 */
export const Filing = z
  .object({
    id: PartId,
    /** Of the flights, not of the filing. */
    day: CalendarDay,
    number: z.string().max(100),
    filedAtMs: AtMs,
    urgent: z.string().trim().min(1).max(500).nullable(),
    /** Null: not answered yet. */
    answeredAtMs: AtMs.nullable(),
    agreed: z.boolean().nullable(),
  })
  .refine(({ answeredAtMs, agreed }) => (answeredAtMs === null) === (agreed === null), {
    error: 'answer_halves',
  })
  .refine(({ filedAtMs, answeredAtMs }) => answeredAtMs === null || filedAtMs <= answeredAtMs, {
    error: 'answer_order',
  })
export type Filing = z.infer<typeof Filing>

/**
 * An approval of flights (飞行批准) as the authority gave it, used by many missions: for one time, or standing (长期) for
 * patrols of a fixed airspace, under which each day's plan is filed by itself.
 */
export const FlightApproval = z
  .object({
    id: Id,
    kind: z.enum(['once', 'standing']),
    number: z.string().trim().min(1).max(100),
    authority: z.string().trim().min(1).max(200),
    /** Where its hours and days are counted. */
    zone: ZoneName,
    fromMs: AtMs,
    toMs: AtMs,
    /** Within its validity, every day; empty: at any hour. */
    hours: z.array(Hours).max(10),
    /** Null: it names none, and the fence is what holds. */
    area: Ring.nullable(),
    /** Over the ground under the aircraft, m. */
    maxTrueHeightM: z.number().positive().max(1000),
    /** Over the sea, m, where it says so too; null: it does not. */
    maxAmslM: z.number().min(-500).max(9000).nullable(),
    /** The cases of Art. 31 that it names: they need an application all the same. */
    covers: z.array(SpecialCase).max(SPECIAL_CASES.length),
    /** Files and scans in the vault. */
    scanIds: z.array(Id).max(50),
    filings: z.array(Filing).max(2000),
    remarks: z.string().max(4000),
    /** Since when it is withdrawn; null: it is not. */
    withdrawnAtMs: AtMs.nullable(),
  })
  .refine(({ fromMs, toMs }) => fromMs < toMs, { error: 'period_order' })
export type FlightApproval = z.infer<typeof FlightApproval>

/** What an approval sets to a flight, as it is copied into a mission; what is the mission's own of it stays. */
export const authorisationOf = (
  approval: FlightApproval,
  before: Authorisation | null = null,
): Authorisation => ({
  number: approval.number,
  authority: approval.authority,
  fromMs: approval.fromMs,
  toMs: approval.toMs,
  maxTrueHeightM: approval.maxTrueHeightM,
  area: approval.area,
  ...(before?.djiUnlock ? { djiUnlock: before.djiUnlock } : {}),
  approvalId: approval.id,
  kind: approval.kind,
  zone: approval.zone,
  hours: approval.hours,
  maxAmslM: approval.maxAmslM,
  covers: approval.covers,
})
