import { z } from 'zod'
import { LatLon } from '../geo/position.ts'
import { AtMs, Id, PartId } from '../units/id.ts'
import { AgencyInCharge } from './agency.ts'

/** General or major (一般、重大): the legal two, apart from the risk colour. */
export const Level = z.enum(['general', 'major'])
export type Level = z.infer<typeof Level>

/** Risk colour 红橙黄蓝, judged apart from the level. */
export const Risk = z.enum(['red', 'orange', 'yellow', 'blue'])
export type Risk = z.infer<typeof Risk>

/** States follow the papers: 待核实, 已确认, 已下发, 整改中, 待复查, 已销号; out as 不属实, 重复, 移交, 未能复核. */
export const STATES = [
  'toVerify',
  'confirmed',
  'ordered',
  'rectifying',
  'toRecheck',
  'closed',
  'unfounded',
  'duplicate',
  'transferred',
  'unverifiable',
] as const
export const State = z.enum(STATES)
export type State = z.infer<typeof State>

/** One step of a finding's life: never overwritten. */
export const Transition = z.object({
  from: State,
  to: State,
  atMs: AtMs,
  by: z.string().min(1).max(100),
  /** Whoever made it, where the workspace knew its persons: a name may change, and two may have one. */
  personId: Id.optional(),
  role: z.string().max(100),
  reason: z.string().max(2000),
  /** The sighting that proves it, where a step needs one. */
  sightingId: Id.nullable(),
  duplicateOfId: Id.nullable(),
  /** The order by which it was made. */
  orderId: Id.optional(),
  /** When it happened outside (service, report), where `atMs` is when it was written down. */
  happenedAtMs: AtMs.optional(),
  /** The document that proves it, as one finds it. */
  document: z.string().max(500).optional(),
  /** Made by one who would need another's eyes, in a workspace where there is no other (单人办理). */
  alone: z.boolean().optional(),
})
export type Transition = z.infer<typeof Transition>

/** A step as one tells it from another: how it is written down, not when it was. */
const StepMark = Transition.pick({ to: true, atMs: true, by: true })

/** So many sightings that know nothing of one another may be named. */
export const MOST_KNOWN = 100

/**
 * What was known of its finding where a sighting was made. It says what came before what, on however many laptops with
 * whatever clocks.
 */
export const Knew = z.object({
  /** The newest sightings: those that no other one that was there followed. */
  sightings: z.array(Id).max(MOST_KNOWN),
  /** How many steps the finding had made, and the last of them. */
  steps: z.number().int().min(0).max(1000),
  lastStep: StepMark.nullable(),
})
export type Knew = z.infer<typeof Knew>

/**
 * What one patrol saw (目击记录): never edited into something else. `region` is a box in the picture, in shares of
 * its width and height from the top left.
 */
export const Sighting = z.object({
  id: Id,
  findingId: Id,
  flightId: Id.nullable(),
  footageId: Id.nullable(),
  /** Moment of a clip in seconds from its start; null for a photo. */
  momentS: z.number().min(0).nullable(),
  /** Where a stretch of a clip is meant, its end in seconds from the clip's start; absent: the moment alone. */
  untilS: z.number().min(0).optional(),
  region: z
    .object({
      x: z.number().min(0).max(1),
      y: z.number().min(0).max(1),
      width: z.number().min(0).max(1),
      height: z.number().min(0).max(1),
    })
    .nullable(),
  at: LatLon,
  /** How far off the place may be, one standard deviation on the ground, m; absent: nobody said. */
  errorM: z.number().min(0).max(10_000).optional(),
  seenAtMs: AtMs,
  seenFrom: z.enum(['air', 'site']),
  /** First sighting, or what a re-check saw: still there, gone, worse, could not be seen. */
  outcome: z.enum(['first', 'still', 'gone', 'worse', 'unseen']),
  /** The visit in which it was seen; absent: in none that is known. */
  visitId: Id.nullable().optional(),
  level: Level,
  author: z.string().min(1).max(100),
  words: z.string().max(4000),
  /** Absent in those that were made before this was kept. */
  knew: Knew.optional(),
})
export type Sighting = z.infer<typeof Sighting>

/** A deadline moved with a reason; the first one is the order's. */
export const Deadline = z.object({
  dueMs: AtMs,
  setAtMs: AtMs,
  by: z.string().min(1).max(100),
  reason: z.string().max(2000),
})
export type Deadline = z.infer<typeof Deadline>

/** What a re-check (复查) came to: put right, partly, not, or it could not be seen, which decides nothing. */
export const Recheck = z.object({
  result: z.enum(['corrected', 'partly', 'not', 'unseen']),
  atMs: AtMs,
  by: z.string().min(1).max(100),
  role: z.string().max(100),
  /** What was seen then; null where a document was looked at instead. */
  sightingId: Id.nullable(),
  document: z.string().max(500),
  words: z.string().max(2000),
  /** How many steps the finding had made by then: this orders re-checks among them, whatever the clocks said. */
  steps: z.number().int().min(0).max(1000),
})
export type Recheck = z.infer<typeof Recheck>

/** A finding that was sent to another agency: as its matter (移送), or that it knows of it (抄告). */
export const Transfer = z.object({
  how: z.enum(['referred', 'copied']),
  to: AgencyInCharge,
  atMs: AtMs,
  by: z.string().min(1).max(100),
  receipt: z.string().max(500),
  /** Until when an answer is awaited; null where none is. */
  awaitedAtMs: AtMs.nullable(),
  words: z.string().max(2000),
  answer: z.object({ atMs: AtMs, by: z.string().min(1).max(100), words: z.string().max(2000) }).nullable(),
})
export type Transfer = z.infer<typeof Transfer>

/** What follows where nothing was put right in time (逾期未改): a case of ours, or one handed over, with its number. */
export const CaseFiled = z.object({
  kind: z.enum(['filed', 'handedOver']),
  no: z.string().min(1).max(100),
  atMs: AtMs,
  by: z.string().min(1).max(100),
  words: z.string().max(2000),
})
export type CaseFiled = z.infer<typeof CaseFiled>

/** The lasting case (隐患) on a place or an asset of an enterprise, until it is closed. Overdue is computed. */
export const Finding = z.object({
  id: Id,
  /** Given by the site under it; the officer may correct it, and `enterpriseBy` then says so. */
  enterpriseId: Id,
  enterpriseBy: z.enum(['site', 'officer']),
  siteId: Id.nullable(),
  assetId: PartId.nullable(),
  title: z.string().min(1).max(200),
  category: z.string().max(100),
  level: Level,
  risk: Risk.nullable(),
  at: LatLon,
  state: State,
  /** When it was first seen: the time of the picture, where it was made of one. */
  openedAtMs: AtMs,
  owner: z.string().max(100),
  deadlines: z.array(Deadline).max(100),
  transitions: z.array(Transition).max(1000),
  recursOfId: Id.nullable(),
  /** The item of the enterprise's own check (企业自报) that an officer took over; absent: it was seen by a patrol. */
  selfReport: z.object({ selfCheckId: Id, itemId: PartId }).optional(),
  /** Whose matter it is (主管部门); absent where nobody has said. */
  agency: AgencyInCharge.optional(),
  rechecks: z.array(Recheck).max(1000).optional(),
  transfers: z.array(Transfer).max(100).optional(),
  cases: z.array(CaseFiled).max(100).optional(),
})
export type Finding = z.infer<typeof Finding>
