import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { CallOutput } from '../../../../src/contract/index.ts'
import type { Level } from '../../../../src/core/finding/finding.ts'
import type { Review } from '../../../../src/core/footage/footage.ts'
import type { LatLon } from '../../../../src/core/geo/position.ts'
import { dropDraft as dropForm, keepDraft as keepForm, useDraft } from '../../../api/drafts.ts'
import { queryClient } from '../../../api/queries.ts'
import { halfIn } from '../../../desk/form/half.ts'
import { type Region, selection } from '../../../desk/selection.ts'
import { want } from '../sharp/sharp.ts'

/** A photo or clip of the flight that is looked through. */
export type Picture = CallOutput<'footage.list'>['rows'][number]

/** A finding as it is typed beside its picture. */
export type Draft = {
  readonly title: string
  readonly category: string
  readonly level: Level
  readonly words: string
  /** What it is on: as somebody chose it, null for nothing; undefined: what is offered first. */
  readonly assetId?: string | null
  /** Where somebody pointed on the map. */
  readonly at?: LatLon
}
export const EMPTY: Draft = { title: '', category: '', level: 'general', words: '' }

/** What was marked of a picture: a box in it, and of a clip from when until when. */
export type Marked = {
  readonly region: Region | null
  readonly fromS: number | null
  readonly untilS: number | null
}
const NOTHING: Marked = { region: null, fromS: null, untilS: null }

type State = {
  /** The pictures of the flight at hand in the order of their time, and which flight that is. */
  readonly flightId: string | null
  readonly pictures: readonly Picture[]
  /** What was decided of which picture and is on its way: keys are faster than answers. */
  readonly decided: ReadonlyMap<string, Review['outcome']>
  /** The picture that a finding is being made of; null: none. */
  readonly form: string | null
  /** What was typed and is not saved, by picture: nothing is lost by looking elsewhere. */
  readonly drafts: ReadonlyMap<string, Draft>
  /** What was marked of the picture that is looked at. */
  readonly marked: { readonly footageId: string; readonly what: Marked } | null
  /** The picture whose box the keys have hold of, and what was marked on it before. */
  readonly boxing: { readonly footageId: string; readonly before: Region | null } | null
  /** The finding that was made, added to or chosen last: further pictures go to it. */
  readonly last: { readonly id: string; readonly title: string | null } | null
}

/** The looking through of a flight's pictures: what was decided, marked and typed so far. */
export const reviewing = createStore<State>()(() => ({
  flightId: null,
  pictures: [],
  decided: new Map(),
  form: null,
  drafts: new Map(),
  marked: null,
  boxing: null,
  last: null,
}))

/** The player of the clip that is on the screen. Set by whoever has it. */
export type Player = {
  readonly footageId: string | null
  /** Its moment, s; null where there is none. */
  momentS(): number | null
  /** Goes on by some seconds, or back. */
  step(byS: number): void
  /** Plays, or stops. */
  toggle(): void
}
export const NO_PLAYER: Player = {
  footageId: null,
  momentS: () => null,
  step: () => undefined,
  toggle: () => undefined,
}
export const player: { current: Player } = { current: NO_PLAYER }

/** The picture that is selected, as the flight's list has it. */
export function currentPicture(): Picture | null {
  const { selected } = selection.getState()
  return selected?.kind === 'footage'
    ? (reviewing.getState().pictures.find(({ doc }) => doc.id === selected.id) ?? null)
    : null
}

export const markedOf = (footageId: string): Marked => {
  const { marked } = reviewing.getState()
  return marked?.footageId === footageId ? marked.what : NOTHING
}

export const mark = (footageId: string, what: Partial<Marked>): void =>
  reviewing.setState({ marked: { footageId, what: { ...markedOf(footageId), ...what } } })

export const draftOf = (footageId: string): Draft => reviewing.getState().drafts.get(footageId) ?? EMPTY

const show = (footageId: string, draft: Draft | null): void =>
  reviewing.setState(({ drafts }) => {
    const shown = new Map(drafts)
    if (draft) shown.set(footageId, draft)
    else shown.delete(footageId)
    return { drafts: shown }
  })

let sitting: string | null = null
const keyOf = (footageId: string): string => `review/${footageId}`

/** Half a finding beside its picture, kept as half of any form; null: it was saved. */
export function keepDraft(footageId: string, draft: Draft | null): void {
  show(footageId, draft)
  if (draft) keepForm({ key: keyOf(footageId), by: sitting, value: draft })
  else dropForm({ key: keyOf(footageId), by: sitting })
}

/** What is typed beside a picture so far; what was kept of it stands there again. */
export function useDraftOf(footageId: string): Draft {
  const typed = useStore(reviewing, ({ drafts }) => drafts.get(footageId))
  const kept = useDraft(keyOf(footageId))
  useEffect(() => {
    const half = halfIn<object>({ ...EMPTY, assetId: null, at: null }, kept) as Partial<Draft>
    if (half.title !== undefined && !reviewing.getState().drafts.has(footageId))
      show(footageId, { ...EMPTY, ...half })
  }, [kept, footageId])
  return typed ?? EMPTY
}

/** Somebody sits down: nothing of whoever sat there before is shown to them; what they typed earlier was kept. */
export function sitDown(by: string | null): void {
  if (by === sitting) return
  // What was typed before anybody had said who they are goes on.
  if (sitting !== null) reviewing.setState({ drafts: new Map(), form: null, marked: null, boxing: null })
  sitting = by
}

// A finding that is chosen is the one that pictures are added to next; a form belongs to its picture.
selection.subscribe(({ selected }) => {
  const { form, last } = reviewing.getState()
  if (selected?.kind === 'finding' && selected.id !== last?.id)
    reviewing.setState({ last: { id: selected.id, title: null } })
  if (form !== null && selected?.id !== form) reviewing.setState({ form: null })
})

/** The pictures that nobody has decided about, in the order in which keys lead to them: after one, then from the beginning. */
export function undecidedAfter(fromId: string): Picture[] {
  const { pictures, decided } = reviewing.getState()
  const index = pictures.findIndex(({ doc }) => doc.id === fromId)
  return [...pictures.slice(index + 1), ...pictures.slice(0, Math.max(0, index))].filter(
    ({ doc }) => !doc.review && !decided.has(doc.id),
  )
}

/** So many pictures are decoded beforehand where the keys lead, so that one that takes long keeps nobody waiting. */
const AHEAD = 8
/** The picture that was selected before: whoever steps back goes on stepping back. */
let lastIndex = -1

/**
 * Has the picture that is selected decoded, then the one to which a decision leads, those to which the arrows lead, and what
 * follows there.
 */
function prepare(): void {
  const { pictures } = reviewing.getState()
  const { selected } = selection.getState()
  const index = selected?.kind === 'footage' ? pictures.findIndex(({ doc }) => doc.id === selected.id) : -1
  const [own] = pictures.slice(Math.max(0, index))
  if (index < 0 || !own) return
  const isBack = index < lastIndex
  lastIndex = index
  const after = pictures.slice(index + 1, index + 1 + AHEAD)
  const before = pictures.slice(Math.max(0, index - AHEAD), index).reverse()
  const [along, against] = isBack ? [before, after] : [after, before]
  const undecided = undecidedAfter(own.doc.id).slice(0, AHEAD)
  const about = new Set([
    own,
    ...undecided.slice(0, 1),
    ...along.slice(0, 1),
    ...against.slice(0, 1),
    ...(isBack ? along : undecided),
    ...along,
  ])
  // Of a photo the flight's list says everything: it need not be asked for once more.
  for (const record of about) {
    const key = ['footage.get', { id: record.doc.id }]
    if (record.doc.kind === 'photo' && !queryClient.getQueryData(key)) queryClient.setQueryData(key, record)
  }
  want([...about].map(({ doc }) => doc))
}
selection.subscribe(({ selected }, before) => {
  if (selected !== before.selected) prepare()
})
reviewing.subscribe(({ pictures }, before) => {
  if (pictures !== before.pictures) prepare()
})
