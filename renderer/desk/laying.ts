import { createStore } from 'zustand/vanilla'
import type { LatLon } from '../../src/core/geo/position.ts'

/** A place on the map that somebody lays a picture by, under its number in the list. */
export type LaidMark = { readonly number: number; readonly on: LatLon; readonly isWorst: boolean }

/** A picture that is being laid out: where it would lie (null: as it lies), and its control points. Nothing is written yet. */
export type Laying = {
  readonly layerId: string
  readonly corners: readonly [LatLon, LatLon, LatLon, LatLon] | null
  readonly marks: readonly LaidMark[]
}

/** The picture whose control points are open; null: none is. The map shows it so. */
export const laying = createStore<{ readonly now: Laying | null }>()(() => ({ now: null }))
