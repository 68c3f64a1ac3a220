import { z } from 'zod'
import { PersonRef } from '../people/person.ts'
import { AtMs, Id, PartId } from '../units/id.ts'
import { Agency } from './agency.ts'
import { Answer } from './answer.ts'
import { Approval } from './approval.ts'
import { ChecklistRef } from './checklist.ts'

/** The three kinds that there are since 2025 (国办发〔2024〕54号): 日常, 个案, 专项. */
export const VISIT_KINDS = ['daily', 'case', 'special'] as const
/** From the air, on site, in writing: 空中, 现场, 书面. */
export const VISIT_MODES = ['air', 'site', 'writing'] as const
export const VisitMode = z.enum(VISIT_MODES)
export type VisitMode = z.infer<typeof VisitMode>

/** What was found of an item of the checklist: `id` is the item's. `answer` null: nobody has looked yet. */
export const VisitItem = z.object({
  id: PartId,
  answer: Answer.nullable(),
  sightingIds: z.array(Id).max(200),
  words: z.string().max(2000),
})
export type VisitItem = z.infer<typeof VisitItem>

/** That the enterprise signed the record, or refused to (拒签): then a witness is named. */
export const Signature = z.object({
  how: z.enum(['signed', 'refused']),
  by: z.string().max(100),
  witness: z.string().max(100),
  atMs: AtMs,
})
export type Signature = z.infer<typeof Signature>

/**
 * One inspection (检查) of one enterprise. `agencies`: the bodies that inspect, each with its basis, as they were when it was
 * planned; `officers`: who inspects, two at least on site; `assistants` (辅警、网格员) are counted apart and do not inspect;
 * `entryCode`: of the code that is scanned at the gate (扫码入企); times UTC ms, `toMs` null until it is over;
 * `recheckIds`: the findings that it is to look at again; `countsTowardCap`: whether it is one of the inspections that the
 * enterprise may have in a year, and if not, why; `mergedIntoId`: it is done together with another one, and no more by itself.
 */
export const Visit = z
  .object({
    id: Id,
    enterpriseId: Id,
    siteIds: z.array(Id).max(500),
    campaignId: Id.nullable(),
    roundId: PartId.nullable(),
    kind: z.enum(VISIT_KINDS),
    mode: VisitMode,
    agencies: z.array(Agency).max(30),
    approval: Approval.nullable(),
    notice: z.object({ no: z.string().min(1).max(100), atMs: AtMs }).nullable(),
    officers: z.array(PersonRef).max(30),
    assistants: z.array(PersonRef).max(50),
    entryCode: z.string().max(200),
    fromMs: AtMs,
    toMs: AtMs.nullable(),
    flightIds: z.array(Id).max(50),
    checklist: ChecklistRef.nullable(),
    items: z.array(VisitItem).max(200),
    recheckIds: z.array(Id).max(5000),
    record: z.string().max(20_000),
    signature: Signature.nullable(),
    countsTowardCap: z.boolean(),
    capReason: z.string().max(500),
    mergedIntoId: Id.nullable(),
  })
  .refine(({ fromMs, toMs }) => toMs === null || fromMs <= toMs, { error: 'period_order' })
export type Visit = z.infer<typeof Visit>

/** So many officers inspect at least (行政处罚法 42; 行政检查: no fewer than two). Assistants do not count. */
export const LEAST_OFFICERS = 2

/** What keeps a visit from being finished. */
export type VisitProblem = 'visit_officers' | 'visit_witness' | 'visit_cap_reason'

/**
 * What is wrong with a visit that is over (`toMs` set); null where nothing is. On site and in writing two officers inspect;
 * from the air nobody enters, so that it counts towards no cap, and what is seen is a lead. A refusal to sign needs a witness,
 * and any other visit that does not count towards the cap a reason.
 */
export function visitProblem(visit: Visit): VisitProblem | null {
  const { mode, toMs, officers, signature, countsTowardCap, capReason } = visit
  if (mode !== 'air' && !countsTowardCap && capReason.trim() === '') return 'visit_cap_reason'
  if (signature?.how === 'refused' && signature.witness.trim() === '') return 'visit_witness'
  if (toMs === null) return null
  const people = new Set(officers.map(({ personId, name, number }) => personId ?? `${name} ${number}`))
  if (mode !== 'air' && people.size < LEAST_OFFICERS) return 'visit_officers'
  return null
}
