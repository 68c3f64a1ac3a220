import { createStore } from 'zustand/vanilla'

/** What the colour of a track tells. */
export const TRACK_COLOURS = ['plain', 'height', 'speed', 'gsd'] as const
export type TrackColour = (typeof TRACK_COLOURS)[number]

type State = {
  /** The flight that is looked at, and the moment of it; null until somebody points at one. */
  flightId: string | null
  atMs: number | null
  /** Who moved it last: the player follows everybody but itself. */
  by: 'timeline' | 'player' | null
  colour: TrackColour
  seek(flightId: string, atMs: number, by?: 'timeline' | 'player'): void
  setColour(colour: TrackColour): void
}

/** The one moment that map, timeline, player and pictures show together. */
export const moment = createStore<State>()((set) => ({
  flightId: null,
  atMs: null,
  by: null,
  colour: 'plain',
  seek: (flightId, atMs, by = 'timeline') => set({ flightId, atMs: Math.round(atMs), by }),
  setColour: (colour) => set({ colour }),
}))
