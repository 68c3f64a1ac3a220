import { createStore } from 'zustand/vanilla'
import type { LatLon, Place, Ring } from '../../src/core/geo/position.ts'
import { unfinished } from './unfinished.ts'

/** The rooms of the rail; the last one is there while something waits for a decision. */
export const ROOMS = [
  'enterprises',
  'missions',
  'flights',
  'findings',
  'campaigns',
  'settings',
  'waiting',
] as const
export type Room = (typeof ROOMS)[number]

/** What is selected: `partId` names a part inside the document (an asset's, a zone's or a step's id). */
export type Selection =
  | { kind: 'enterprise'; id: string; partId?: string }
  | { kind: 'site'; id: string; partId?: string }
  | { kind: 'asset'; id: string; partId?: string }
  | { kind: 'mission'; id: string; partId?: string }
  | { kind: 'pattern'; id: string; partId?: string }
  | { kind: 'flight'; id: string; partId?: string }
  | { kind: 'footage'; id: string; partId?: string }
  | { kind: 'finding'; id: string; partId?: string }
  | { kind: 'layer'; id: string; partId?: string }
  | { kind: 'draw'; id: string; partId?: string }
  | { kind: 'campaign'; id: string; partId?: string }
  | { kind: 'visit'; id: string; partId?: string }
  | { kind: 'checklist'; id: string; partId?: string }
  | { kind: 'order'; id: string; partId?: string }
  /** A table of the workspace's settings; its id is the name of the setting. */
  | { kind: 'setting'; id: string; partId?: string }

/** A box in a picture, in shares of its width and height from the top left. */
export type Region = { x: number; y: number; width: number; height: number }

/** Something new that the inspector is filling in. */
export type Composing =
  | { kind: 'enterprise' }
  /** Many at once, from a table or drawing. */
  | { kind: 'takeIn' }
  | { kind: 'site'; enterpriseId: string | null; boundary: Ring | null }
  | { kind: 'mission'; siteId: string | null }
  | { kind: 'flight'; missionId: string | null }
  | {
      kind: 'sighting'
      at: LatLon | null
      /** How far off the place may be, m. */
      errorM?: number
      footageId: string | null
      flightId: string | null
      momentS: number | null
      /** The end of a stretch of a clip. */
      untilS?: number
      region: Region | null
      assetId?: string | null
      /** The visit in which it is seen. */
      visitId?: string
      /** What was typed of it already. */
      title?: string
      /** A re-check of this finding; null for a new one. */
      findingId: string | null
    }
  | { kind: 'layer' }
  | { kind: 'campaign' }
  | { kind: 'draw' }
  /** An order over findings of an enterprise; `replacesId`: for the rest of what another order asked. */
  | {
      kind: 'order'
      enterpriseId: string | null
      findingIds: readonly string[]
      replacesId: string | null
    }

type Target = { place: Place; count: number }

type State = {
  room: Room
  selected: Selection | null
  composing: Composing | null
  /** Where the map is asked to go; `count` makes the same place a new request. */
  target: Target | null
  /** Whatever leads away from something unfinished waits until the person has said what becomes of that. */
  enter(room: Room): void
  /** Selects and stays in the room. */
  select(selected: Selection | null): void
  /** Selects and enters the room where such a thing is listed; `place` also moves the map. */
  goTo(selected: Selection, place?: Place): void
  /** Moves the map to a place. */
  zoomTo(place: Place): void
  compose(composing: Composing | null): void
}

const ROOM_OF: Record<Selection['kind'], Room> = {
  enterprise: 'enterprises',
  site: 'enterprises',
  asset: 'enterprises',
  mission: 'missions',
  pattern: 'missions',
  flight: 'flights',
  footage: 'flights',
  finding: 'findings',
  layer: 'settings',
  draw: 'campaigns',
  campaign: 'campaigns',
  visit: 'campaigns',
  checklist: 'campaigns',
  order: 'campaigns',
  setting: 'settings',
}

/** A sighting to be put down that began with no picture: its place is chosen in the form. */
export const NO_PICTURE = {
  kind: 'sighting',
  at: null,
  footageId: null,
  flightId: null,
  momentS: null,
  region: null,
} as const

type Where = Pick<State, 'room' | 'selected' | 'composing'>

/** Whether what is drawn now would lose whoever asked for it: the room, the form, or the document. */
const leaves = (now: Where, next: Where): boolean =>
  now.room !== next.room ||
  (now.composing !== null && now.composing !== next.composing) ||
  now.selected?.id !== next.selected?.id

/** What the window is about: the room, the selection, and the thing being made. */
export const selection = createStore<State>()((set, get) => {
  const go = (to: Partial<Where>, then?: () => void): void => {
    const move = (): void => {
      set(to)
      then?.()
    }
    if (leaves(get(), { ...get(), ...to })) unfinished.getState().leave(move)
    else move()
  }
  return {
    room: 'enterprises',
    selected: null,
    composing: null,
    target: null,
    enter: (room) => go({ room, composing: null }),
    select: (selected) => go({ selected, composing: null }),
    goTo: (selected, place) =>
      go({ selected, composing: null, room: ROOM_OF[selected.kind] }, () => {
        if (place) get().zoomTo(place)
      }),
    zoomTo: (place) => set(({ target }) => ({ target: { place, count: (target?.count ?? 0) + 1 } })),
    compose: (composing) => go({ composing }),
  }
})
