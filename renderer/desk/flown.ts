import { createStore } from 'zustand/vanilla'
import type { Breach } from '../../src/core/flight/planFlown.ts'
import type { LatLon } from '../../src/core/geo/position.ts'

/** The way that was planned for the flight that is shown, beside its track; empty until somebody compares them. */
export const flownBeside = createStore<{
  flightId: string | null
  way: readonly LatLon[]
  breaches: readonly Breach[]
}>()(() => ({
  flightId: null,
  way: [],
  breaches: [],
}))
