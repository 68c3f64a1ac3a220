import type { Place } from '../../../../src/core/geo/position.ts'
import type { Aggregate } from '../../../../src/core/journal/kinds.ts'
import type { Key } from '../../../i18n/index.ts'

/** What is named by an id: another document, or a part of one that others name. */
export type Other = Aggregate | 'asset' | 'agency' | 'round' | 'checklistItem'

/** The name of another thing by its kind and id; its kind in words where it is not known. */
export type NameOfOther = (kind: Other, id: string) => string

type Text = string | readonly string[]
type Present<T> = Exclude<T, null | undefined>
type NamesOf<T> = T extends unknown ? keyof T & string : never
type MemberOf<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never

/** A member that is read as a whole: its label is the editors' own, its words one line or several. */
type Leaf<T> = {
  readonly label: Key
  readonly says: (value: T, other: NameOfOther) => Text
  /** What the map draws of it. */
  readonly place?: (value: T) => Place
}
/** A member whose own members are told apart; without a label, which only one that is always there may be, they stand for themselves. */
export type Group<T> = { readonly label: Key | null; readonly of: MembersOf<T> }
/** A list of parts, each under its own name. */
type Parts<P> = {
  readonly label: Key
  readonly part: (part: P, nth: number, other: NameOfOther) => string
  readonly of: MembersOf<P>
}
type NodeOf<T> =
  | Leaf<T>
  | ([T] extends [readonly (infer P)[]] ? Parts<P> : [T] extends [object] ? Group<T> : never)

/** Every member of a document or part has its row, or does not compile; null: an id, which is what it is told by. */
export type MembersOf<T> = { readonly [K in NamesOf<T>]: NodeOf<Present<MemberOf<T, K>>> | null }
