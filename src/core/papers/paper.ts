import { z } from 'zod'
import { PAPER_KINDS, type PaperKind } from '../finding/numbers/kinds.ts'
import { SERVICE_WAYS } from '../finding/order/order.ts'
import { AtMs, Id, Sha256 } from '../units/id.ts'

const Done = { by: z.string().min(1).max(100), role: z.string().max(100), atMs: AtMs }

/** What papers are made of. */
export const PAPERS_OF = [
  'visit',
  'rectificationOrder',
  'finding',
  'campaign',
  'enterprise',
  'mission',
] as const
export type PaperSubject = (typeof PAPERS_OF)[number]

/** Which papers are made of what, the usual one first. */
export const PAPERS_BY_SUBJECT: Readonly<Record<PaperSubject, readonly PaperKind[]>> = {
  visit: ['notice', 'record', 'approval', 'photos', 'dataList', 'receipt'],
  rectificationOrder: ['order', 'receipt', 'recheck', 'extension', 'supervision', 'photos'],
  finding: ['recheck', 'transfer', 'photos', 'dataList'],
  campaign: ['summary', 'approval'],
  enterprise: ['selfCheck', 'dataList'],
  mission: ['application'],
}

/** A paragraph that somebody changed outside, and the data that no longer stand in it. */
const Difference = z.object({
  before: z.string().max(2000).nullable(),
  after: z.string().max(2000).nullable(),
  fields: z.array(z.string().max(200)).max(60),
})

/** What a paper is filled in with is no longer than this, characters. */
export const MOST_DATA = 4_000_000

/**
 * A paper as it stood at one time: its file, what it was made of, and the journal's head then. A version is never edited;
 * one that somebody wrote outside names its differences from the data.
 */
const PaperVersion = z.object({
  /** From 1, for people. */
  no: z.number().int().min(1).max(1000),
  footageId: Id,
  sha256: Sha256,
  made: z.object(Done),
  from: z.enum(['template', 'takenBack']),
  /** The template and the hash of its file; `id` null: one that came with the program. */
  template: z.object({ id: Id.nullable(), sha256: Sha256 }),
  /** What it was filled in with, as canonical JSON. */
  data: z.string().max(MOST_DATA),
  dataSha256: Sha256,
  /** `STATION:SEQ:HASH`; null where there was none. */
  head: z.string().max(200).nullable(),
  differences: z.array(Difference).max(200),
  /** How many there are beyond those that are told; absent: none. */
  moreDifferences: z.number().int().min(1).optional(),
})
export type PaperVersion = z.infer<typeof PaperVersion>

/** What proves that a version was signed or served: the scan of it, or why there is none. */
const Proved = {
  ...Done,
  version: z.number().int().min(1),
  scanId: Id.nullable(),
  reason: z.string().max(2000),
}

/** A paper (文书): numbered for good; each of its states is a record that is never overwritten. */
export const Paper = z
  .object({
    id: Id,
    kind: z.enum(PAPER_KINDS),
    of: z.object({ aggregate: z.enum(PAPERS_OF), id: Id }),
    enterpriseId: Id.nullable(),
    /** Its number; empty where it bears that of its order, which has none yet. */
    no: z.string().max(100),
    versions: z.array(PaperVersion).min(1).max(200),
    signed: z.object(Proved).nullable(),
    served: z
      .object({ ...Proved, how: z.enum(SERVICE_WAYS), servedAtMs: AtMs, receipt: z.string().max(500) })
      .nullable(),
    voided: z.object({ ...Done, reason: z.string().min(1).max(2000) }).nullable(),
  })
  .refine(
    ({ signed, served }) =>
      [signed, served].every((one) => one === null || one.scanId !== null || one.reason.trim() !== ''),
    { error: 'fit_form' },
  )
export type Paper = z.infer<typeof Paper>

/** How a paper stands: 草稿, 已签, 已送达, 作废. */
export const PAPER_STATES = ['draft', 'signed', 'served', 'void'] as const
export type PaperState = (typeof PAPER_STATES)[number]

export const paperStateOf = ({ signed, served, voided }: Paper): PaperState =>
  voided ? 'void' : served ? 'served' : signed ? 'signed' : 'draft'

/** The version that holds: what was served, what was signed, else the newest. */
export function versionNow({ versions, signed, served }: Paper): PaperVersion {
  const fixed = (served ?? signed)?.version
  return versions.find(({ no }) => no === fixed) ?? (versions[versions.length - 1] as PaperVersion)
}

/** A template (模板) that the unit made its own: every file that it had, the newest last. */
export const PaperTemplate = z.object({
  id: Id,
  kind: z.enum(PAPER_KINDS),
  versions: z
    .array(z.object({ ...Done, footageId: Id, sha256: Sha256, fileName: z.string().max(255) }))
    .min(1)
    .max(500),
})
export type PaperTemplate = z.infer<typeof PaperTemplate>

/** The id of a kind's template: the same on every station, so that all mean the same one. */
export const templateId = (kind: PaperKind): Id =>
  `7e391a7e-0000-7000-8000-${String(PAPER_KINDS.indexOf(kind) + 1).padStart(12, '0')}`
