import { z } from 'zod'
import { AtMs, Id, PartId } from '../units/id.ts'
import type { ProblemCode } from '../units/problem.ts'

/** Who did something to what is kept, and when. */
const signed = {
  by: z.string().min(1).max(100),
  /** Whoever did it, where the workspace knew its persons. */
  personId: Id.optional(),
  role: z.string().max(100),
  atMs: AtMs,
} as const

/** A hold on a picture or clip, with its reason; or the release of one, which names it. Never overwritten. */
export const Hold = z.object({
  id: PartId,
  ...signed,
  reason: z.string().min(1).max(1000),
  /** The hold that this releases; null: it is a hold itself. */
  releases: PartId.nullable(),
})
export type Hold = z.infer<typeof Hold>

/** That an original is to be deleted, and that it was: by two people, or by the only one (单人办理（未复核）). */
export const Deletion = z.object({
  reason: z.string().min(1).max(1000),
  asked: z.object(signed),
  /** Null: another one has to look at it yet. The record stays as a tombstone, with the hash of what was deleted. */
  done: z.object({ ...signed, alone: z.boolean() }).nullable(),
})
export type Deletion = z.infer<typeof Deletion>

type Kept = { readonly holds?: readonly Hold[] | undefined; readonly deletion?: Deletion | undefined }

/** The holds that nobody has released. */
export function holdsInForce({ holds = [] }: Kept): Hold[] {
  const released = new Set(holds.map(({ releases }) => releases))
  return holds.filter(({ id, releases }) => releases === null && !released.has(id))
}

/** Whether an original was deleted, as its record says. */
export const isDeleted = ({ deletion }: Kept): boolean => deletion?.done != null

/** Footage of patrols is kept so many calendar months at least (公安机关现场执法视音频记录工作规定, article 13). */
export const LEAST_MONTHS = 6

/**
 * Until when an original is kept whatever else holds: so many calendar months after it came in, and six where a setting says
 * less. A laptop's clock may have been years behind when it came in: from then on it is counted from when it was taken, where
 * that is later. Whichever way, it is never less.
 */
export const keptUntilMs = (
  { importedAtMs, takenAt }: Pick<Record, 'importedAtMs' | 'takenAt'>,
  months: number,
): number => monthsAfter(Math.max(importedAtMs, takenAt?.utcMs ?? 0), months)

/** So many calendar months after a moment, and six where it is less. */
export function monthsAfter(atMs: number, months: number): number {
  const day = new Date(atMs)
  const month = day.getUTCMonth() + Math.max(LEAST_MONTHS, months)
  // A day that the month has not got is the first ones of the next: never less than six months.
  return Date.UTC(
    day.getUTCFullYear(),
    month,
    day.getUTCDate(),
    day.getUTCHours(),
    day.getUTCMinutes(),
    day.getUTCSeconds(),
    day.getUTCMilliseconds(),
  )
}

/** Why an original may not be chosen to be deleted: each has words in both languages. */
export const KEPT_CODES = [
  'kept_kind',
  'kept_until',
  'kept_finding',
  'kept_visit',
  'kept_hold',
  'kept_preview',
  'kept_frame',
  'kept_bag',
  'kept_paper',
  'kept_waiting',
  'kept_deleted',
] as const satisfies readonly ProblemCode[]
export type KeptCode = (typeof KEPT_CODES)[number]

/** A reason to keep an original: until when (`untilMs`), of whom or on what (`what`), '' and null where that says nothing. */
export type KeptBy = { readonly code: KeptCode; readonly what: string; readonly untilMs: number | null }

/** What of the workspace names an original, as far as it keeps it. */
export type NamedBy = {
  /** Titles of the findings of which a sighting rests on it. */
  readonly findings: readonly string[]
  /** Whether it belongs to a visit. */
  readonly inVisit: boolean
  /** Names of pictures that were made of it and are kept. */
  readonly frames: readonly string[]
  /** Files of packages of evidence that hold it or a copy, and that nobody has yet. */
  readonly bags: readonly string[]
  /** Whether anything else names it: a map's picture, a duty, a self-check. */
  readonly inPapers: boolean
  /** Whether its record waits for a decision. */
  readonly waits: boolean
}

type Record = Kept & {
  readonly kind: string
  readonly importedAtMs: number
  readonly takenAt?: { readonly utcMs: number } | null
  readonly previewOf?: string | undefined
}

const reason = (code: KeptCode, what = '', untilMs: number | null = null): KeptBy => ({ code, what, untilMs })

/**
 * What keeps an original however old it is, and though another station deleted it. What became evidence is kept for good, as
 * is what is held; logs and papers are no footage of a patrol.
 */
export function keptForGood(record: Pick<Record, 'kind' | 'holds'>, named: NamedBy): KeptBy[] {
  const found: KeptBy[] = []
  if (record.kind !== 'photo' && record.kind !== 'clip') found.push(reason('kept_kind'))
  for (const title of named.findings) found.push(reason('kept_finding', title))
  if (named.inVisit) found.push(reason('kept_visit'))
  for (const hold of holdsInForce(record)) found.push(reason('kept_hold', hold.reason))
  for (const name of named.frames) found.push(reason('kept_frame', name))
  for (const name of named.bags) found.push(reason('kept_bag', name))
  if (named.inPapers) found.push(reason('kept_paper'))
  if (named.waits) found.push(reason('kept_waiting'))
  return found
}

/** Everything that keeps an original, the reason that passes by itself last; nothing: it is due. */
export function keptBy(
  record: Record,
  named: NamedBy,
  { nowMs, months }: { readonly nowMs: number; readonly months: number },
): KeptBy[] {
  const found = keptForGood(record, named)
  if (isDeleted(record)) return [reason('kept_deleted', '', record.deletion?.done?.atMs ?? null), ...found]
  if (record.previewOf !== undefined) found.push(reason('kept_preview'))
  const untilMs = keptUntilMs(record, months)
  if (!(nowMs >= untilMs)) found.push(reason('kept_until', '', untilMs))
  return found
}
