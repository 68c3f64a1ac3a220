import { createStore } from 'zustand/vanilla'
import type { LatLon } from '../../src/core/geo/position.ts'

/** What the map shows: the place in its top left corner, which stays where it is while panels beside it open, and its zoom. */
export type MapView = { readonly corner: LatLon; readonly zoom: number }

/** What the map shows now, and what it is asked to show again; null: nothing yet, nothing. */
export const mapView = createStore<{ readonly now: MapView | null; readonly asked: MapView | null }>()(
  () => ({ now: null, asked: null }),
)
