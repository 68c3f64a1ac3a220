import { z } from 'zod'
import { AtMs, Id, Name, PartId } from '../units/id.ts'
import { Agency } from './agency.ts'
import { Approval } from './approval.ts'
import { ChecklistRef } from './checklist.ts'

/** So many enterprises and rounds a campaign has at most. */
export const MOST_ENTERPRISES = 5000
export const MOST_ROUNDS = 60

/** One pass of a campaign over its enterprises (轮次), within a time, UTC ms. `agencyIds`: who of the campaign's takes part. */
export const Round = z.object({
  id: PartId,
  no: z.number().int().min(1).max(999),
  name: z.string().max(100),
  fromMs: AtMs,
  toMs: AtMs,
  missionIds: z.array(Id).max(200),
  agencyIds: z.array(PartId).max(30),
  checklist: ChecklistRef.nullable(),
  approval: Approval.nullable(),
  copiedFromId: PartId.nullable(),
})
export type Round = z.infer<typeof Round>

/** A special inspection (专项行动): who organises it and on what basis, when, over which enterprises, in which rounds. */
export const Campaign = z
  .object({
    id: Id,
    name: Name,
    kind: z.literal('special'),
    organiser: z.string().max(200),
    agencies: z.array(Agency).max(30),
    basis: z.string().max(2000),
    approval: Approval.nullable(),
    fromMs: AtMs,
    toMs: AtMs,
    enterpriseIds: z.array(Id).max(MOST_ENTERPRISES),
    rounds: z.array(Round).max(MOST_ROUNDS),
    /** The random draw that chose the enterprises; absent: nobody drew. */
    drawId: Id.nullable().optional(),
    closedAtMs: AtMs.nullable(),
  })
  .refine(({ fromMs, toMs }) => fromMs <= toMs, { error: 'period_order' })
  .refine(({ rounds }) => rounds.every(({ fromMs, toMs }) => fromMs <= toMs), { error: 'period_order' })
export type Campaign = z.infer<typeof Campaign>

/** A round of a campaign by its id; null where it has none such. */
export const roundOf = (campaign: Campaign | null, id: string | null): Round | null =>
  campaign?.rounds.find((round) => round.id === id) ?? null

/** The bodies of a campaign that take part in a round, in the campaign's order. */
export const agenciesOf = ({ agencies }: Campaign, { agencyIds }: Round): Agency[] =>
  agencies.filter(({ id }) => agencyIds.includes(id))
