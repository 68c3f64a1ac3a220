import { t, words } from '../../i18n/index.ts'
import type { NameOfOther, Other } from './members.ts'

/** What a part of a document is, in words, where it is not known by name. */
const PARTS = {
  asset: 'member.asset',
  agency: 'member.agency',
  round: 'member.round',
  checklistItem: 'member.checklistItem',
} as const
const isPart = (kind: Other): kind is keyof typeof PARTS => kind in PARTS

/** Names what others refer to by what is known of it, by `kind id`; else by its kind in words: an id tells nobody anything. */
export const namedBy =
  (names: ReadonlyMap<string, string>): NameOfOther =>
  (kind, id) =>
    names.get(`${kind} ${id}`) ?? (isPart(kind) ? t(PARTS[kind]) : words('aggregate', kind))
