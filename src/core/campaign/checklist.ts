import { z } from 'zod'
import { AtMs, Id, Name, PartId } from '../units/id.ts'

/** Words in both languages, longer than a name. */
const Words = z.object({ zh: z.string().min(1).max(500), en: z.string().max(500) })

const Basis = z.object({ zh: z.string().max(500), en: z.string().max(500) })

/** The categories of controlled precursor chemicals. */
export const CATEGORIES = ['I', 'II', 'III'] as const
export const Category = z.enum(CATEGORIES)
export type Category = z.infer<typeof Category>

/**
 * An item of a checklist. `basis`: what it rests on, and whether that is still a draft (草稿: not checked against the official
 * text, or local practice); `published`: the authority has made it public, without which it may not be inspected;
 * `categories`: of which chemicals it is asked, none: of all; `answer`: by a verdict, or by figures of stock.
 */
export const ChecklistItem = z.object({
  id: PartId,
  words: Words,
  seenFrom: z.enum(['air', 'site', 'both']),
  basis: Basis,
  isDraft: z.boolean(),
  published: z.boolean(),
  categories: z.array(Category).max(3),
  answer: z.enum(['verdict', 'figures']),
})
export type ChecklistItem = z.infer<typeof ChecklistItem>

/** Items as they stood at one time. A version is never edited: visits and papers name it. */
export const ChecklistVersion = z.object({
  id: PartId,
  /** From 1, for people: two stations may give the same. */
  no: z.number().int().min(1),
  atMs: AtMs,
  by: z.string().max(100),
  items: z.array(ChecklistItem).min(1).max(200),
})
export type ChecklistVersion = z.infer<typeof ChecklistVersion>

/** What a visit looks at, item by item, with every version that it had, the newest last. */
export const Checklist = z.object({
  id: Id,
  name: Name,
  versions: z.array(ChecklistVersion).min(1).max(200),
})
export type Checklist = z.infer<typeof Checklist>

/** A version of a checklist, as a round or a visit names it. */
export const ChecklistRef = z.object({ id: Id, version: PartId })
export type ChecklistRef = z.infer<typeof ChecklistRef>

/** The newest version of a checklist: that with the greatest number, of twins the later. */
export function newestVersion({ versions }: Checklist): ChecklistVersion {
  const [first, ...others] = versions
  if (!first) throw new Error('a checklist without a version')
  return others.reduce((newest, one) => (one.no >= newest.no ? one : newest), first)
}

/** The version that is named; null where this copy of the checklist does not have it. */
export const versionOf = ({ versions }: Checklist, id: string): ChecklistVersion | null =>
  versions.find((version) => version.id === id) ?? null

/** The items that are asked in a visit: those that can be seen that way, of the chemicals that the enterprise holds. */
export function itemsFor(
  items: readonly ChecklistItem[],
  mode: 'air' | 'site' | 'writing',
  held: readonly Category[],
): ChecklistItem[] {
  const isAsked = ({ seenFrom, categories }: ChecklistItem): boolean =>
    seenFrom !== (mode === 'air' ? 'site' : 'air') &&
    (categories.length === 0 || held.length === 0 || categories.some((category) => held.includes(category)))
  return items.filter(isAsked)
}
