import { z } from 'zod'
import { LatLon } from '../geo/position.ts'
import { AtMs, Id, PartId } from '../units/id.ts'

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
  role: z.string().max(100),
  reason: z.string().max(2000),
  /** The sighting that proves it, where a step needs one. */
  sightingId: Id.nullable(),
  duplicateOfId: Id.nullable(),
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
})
export type Finding = z.infer<typeof Finding>
