import { z } from 'zod'
import { CHINA_ZONE, wallTime } from '../../units/wallClock.ts'
import { AtMs, Id, Sha256 } from '../../units/id.ts'
import { fail, ok, type Result } from '../../units/result.ts'

/** What an evidence package may be about. */
export const EVIDENCE_ABOUT = ['finding', 'rectificationOrder', 'flight', 'enterprise'] as const

const Done = { by: z.string().min(1).max(100), role: z.string().max(100), atMs: AtMs }

/**
 * That a package was handed over: to whom and when as the receipt says, and the scan of the signed receipt or why there is
 * none. `isChecked`: the package itself was held against its lists then, and was the one that was made.
 */
const HandedOver = z.object({
  ...Done,
  to: z.string().trim().min(1).max(200),
  handedAtMs: AtMs,
  scanId: Id.nullable(),
  reason: z.string().max(2000),
  isChecked: z.boolean(),
})

/** What is known of a package beside what it holds. */
export const EVIDENCE_BAG_FACTS = {
  id: Id,
  about: z.object({ aggregate: z.enum(EVIDENCE_ABOUT), id: Id }),
  /** What it is about, as the package says. */
  title: z.string().max(500),
  /** Whose places it shows. */
  enterpriseIds: z.array(Id).max(1000),
  fileName: z.string().min(1).max(255),
  bytes: z.number().int().min(0),
  /** SHA-256 of `manifest-sha256.txt`, which its receipt says, and of `tagmanifest-sha256.txt`. */
  manifestSha256: Sha256,
  tagManifestSha256: Sha256,
  /** Originals went along without their masks: for whom, on what request; null: none did. */
  unmasked: z.object({ to: z.string().min(1).max(200), request: z.string().min(1).max(1500) }).nullable(),
  made: z.object(Done),
  handedOver: HandedOver.nullable(),
  withdrawn: z.object({ ...Done, reason: z.string().trim().min(1).max(2000) }).nullable(),
}

/** A package of evidence (证据包) that left the workspace as a file: what it holds, and what became of it. */
export const EvidenceBag = z
  .object({
    ...EVIDENCE_BAG_FACTS,
    /** The footage of which it holds originals or copies. */
    footageIds: z.array(Id).max(200_000),
  })
  .refine(({ handedOver, withdrawn }) => handedOver === null || withdrawn === null, { error: 'fit_form' })
  .refine(({ handedOver }) => handedOver === null || isProved(handedOver), { error: 'fit_form' })
export type EvidenceBag = z.infer<typeof EvidenceBag>

/** How a package stands: 待移交, 已移交, 已作废. */
export const BAG_STATES = ['made', 'handedOver', 'withdrawn'] as const
export type BagState = (typeof BAG_STATES)[number]

type Ends = Pick<EvidenceBag, 'handedOver' | 'withdrawn'>

export const bagStateOf = ({ handedOver, withdrawn }: Ends): BagState =>
  withdrawn ? 'withdrawn' : handedOver ? 'handedOver' : 'made'

/** Whether it was made and nobody has it yet: what it refers to is still needed. */
export const isUndelivered = (bag: Ends): boolean => bagStateOf(bag) === 'made'

/** The footage that undelivered packages refer to, each with the names of these. */
export function neededByBags(bags: readonly EvidenceBag[]): ReadonlyMap<string, readonly string[]> {
  const needed = new Map<string, string[]>()
  for (const bag of bags)
    if (isUndelivered(bag))
      for (const id of bag.footageIds) needed.set(id, [...(needed.get(id) ?? []), bag.fileName])
  return needed
}

type Maker = z.infer<z.ZodObject<typeof Done>>
type Handing = Omit<z.infer<typeof HandedOver>, keyof Maker>

const isProved = ({ scanId, reason }: Pick<Handing, 'scanId' | 'reason'>): boolean =>
  scanId !== null || reason.trim() !== ''

/** Times are put down to the minute: what is of the same minute does not come before it. */
const MINUTE_MS = 60_000

/**
 * A package that was handed over. Failures, each with its `file`: `bag_settled` (its `bagState`), `bag_needs_receipt`,
 * `bag_before_made` (when it was made: `day` with its time).
 */
export function handedOver(bag: EvidenceBag, handing: Handing, maker: Maker): Result<EvidenceBag> {
  const { fileName: file, made } = bag
  if (!isUndelivered(bag)) return fail('bag_settled', { file, bagState: bagStateOf(bag) })
  if (!isProved(handing)) return fail('bag_needs_receipt', { file })
  if (handing.handedAtMs < Math.floor(made.atMs / MINUTE_MS) * MINUTE_MS)
    return fail('bag_before_made', { file, day: wallTime(CHINA_ZONE, made.atMs) })
  return ok({ ...bag, handedOver: { ...maker, ...handing } })
}

/** A package that will not be handed over: it was destroyed, or made by mistake. Failure `bag_settled`. */
export function withdrawnBag(bag: EvidenceBag, reason: string, maker: Maker): Result<EvidenceBag> {
  if (!isUndelivered(bag)) return fail('bag_settled', { file: bag.fileName, bagState: bagStateOf(bag) })
  return ok({ ...bag, withdrawn: { ...maker, reason } })
}
