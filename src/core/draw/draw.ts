import { z } from 'zod'
import { PersonRef } from '../people/person.ts'
import { AtMs, Id, Name, Sha256 } from '../units/id.ts'

/**
 * A random draw of whom to inspect and of who inspects (双随机). Who may be drawn, in which order, the share and who is left
 * out and why are committed to by a hash before anybody knows the seed; what is drawn follows from both alone (`drawn.ts`),
 * so that anyone can do it again from the record (decision 0078).
 */

/** Somebody or something that may be drawn. */
export const Member = z.object({
  /** What it is called in the record, unique in its list: an enterprise's or a person's id, or a number. */
  key: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  /** Of each of these (a risk, a kind) the same share is drawn; one for all where nobody parts them. */
  stratum: z.string().max(100),
})
export type Member = z.infer<typeof Member>

/** Who was left out of a list beforehand, and why. */
export const Excluded = z.object({
  key: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  reason: z.string().min(1).max(500),
})
export type Excluded = z.infer<typeof Excluded>

const keysAreUnlike = (list: readonly { key: string }[]): boolean =>
  new Set(list.map(({ key }) => key)).size === list.length

const members = (most: number) => z.array(Member).max(most).refine(keysAreUnlike, { error: 'fit_twice' })
const excluded = z.array(Excluded).max(5000).refine(keysAreUnlike, { error: 'fit_twice' })

/** All that is settled before the seed. */
export const Pool = z.object({
  targets: members(5000).min(1),
  /** How many of each hundred are drawn, of each stratum by itself and rounded up: at least one of each. */
  sharePercent: z.number().int().min(1).max(100),
  targetsExcluded: excluded,
  /** None: only targets are drawn. */
  inspectors: members(1000),
  inspectorsPerTarget: z.number().int().min(0).max(10),
  inspectorsExcluded: excluded,
})
export type Pool = z.infer<typeof Pool>

/** What was drawn: targets in the order in which they came, each with its inspectors, by their keys. */
export const DrawnTarget = z.object({
  target: z.string().min(1).max(100),
  inspectors: z.array(z.string().min(1).max(100)).max(10),
})
export type DrawnTarget = z.infer<typeof DrawnTarget>

/** The hashes of everything that a pool says, each by itself, so that whoever replays can name what is not as it was. */
export const Marks = z.object({
  targets: z.array(Sha256).max(5000),
  targetsExcluded: z.array(Sha256).max(5000),
  inspectors: z.array(Sha256).max(1000),
  inspectorsExcluded: z.array(Sha256).max(5000),
  rule: Sha256,
  /** Of the reason and of the attempt before, whole: a draw that was repeated cannot lose its first. */
  again: Sha256,
})
export type Marks = z.infer<typeof Marks>

/** One time that was drawn: first what is committed to, then the seed and what follows from it. */
export const Attempt = z.object({
  /** Why it was drawn again; empty of the first one. */
  reason: z.string().max(1000),
  pool: Pool,
  marks: Marks,
  /** SHA-256 over the marks: what is made known before the seed. */
  commitment: Sha256,
  committedBy: PersonRef,
  committedAtMs: AtMs,
  /** Null until it is drawn. Where the seed comes from: dice, a lottery's number, this computer. */
  outcome: z
    .object({
      seed: z.string().min(1).max(200),
      seedFrom: z.string().max(200),
      seedMark: Sha256,
      drawn: z.array(DrawnTarget).max(5000),
      drawnBy: PersonRef,
      drawnAtMs: AtMs,
    })
    .nullable(),
})
export type Attempt = z.infer<typeof Attempt>

/** A draw with all its attempts, of which the last one holds: none is ever taken away. */
export const Draw = z.object({
  id: Id,
  name: Name,
  attempts: z.array(Attempt).min(1).max(100),
})
export type Draw = z.infer<typeof Draw>
