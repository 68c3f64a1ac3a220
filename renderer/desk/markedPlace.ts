import { createStore } from 'zustand/vanilla'
import { type CoordinateReading, readCoordinate } from '../../src/core/geo/coordinates.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import { picking } from './editing/pick.ts'
import { pointPlace } from './places.ts'
import { selection } from './selection.ts'

/** One way to take a text for a place. */
export type PlaceSaid = CoordinateReading

/** The places that a text may say, the likeliest first; none where it is no coordinate. */
export const placesSaid = (text: string): PlaceSaid[] => readCoordinate(text)

/** The place that somebody went to by its coordinate, or marked; null: none. The map shows it until it is taken away. */
export const markedPlace = createStore<{ readonly at: LatLon | null }>()(() => ({ at: null }))

/** Marks a place and moves the map to it; where somebody is asked for a place on the map, it is the answer as well. */
export function goToPlace(at: LatLon): void {
  const { question, answer } = picking.getState()
  selection.getState().zoomTo(pointPlace(at))
  if (question?.form === 'place') answer([at])
  else markedPlace.setState({ at })
}
