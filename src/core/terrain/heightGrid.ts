import type { LatLon } from '../geo/position.ts'
import type { Terrain } from './terrain.ts'

/** Metres in a degree of latitude; the same everywhere as far as a shade or a slope shows. */
const DEGREE_M = 111_320

/**
 * Heights over a piece of ground, row by row from the north-west, metres, NaN where there is none; and how far apart the
 * samples are.
 */
export type HeightGrid = {
  readonly width: number
  readonly height: number
  readonly heightsM: ArrayLike<number>
  readonly cellEastM: number
  readonly cellNorthM: number
}

/** A piece of an elevation model as plain heights. */
export function heightGridOf({ width, height, heightsDm, stepLat, stepLon, north }: Terrain): HeightGrid {
  const middle = north - (stepLat * (height - 1)) / 2
  return {
    width,
    height,
    heightsM: Float32Array.from(heightsDm, (heightDm) => (heightDm === null ? Number.NaN : heightDm / 10)),
    cellEastM: stepLon * DEGREE_M * Math.max(0.01, Math.cos((middle * Math.PI) / 180)),
    cellNorthM: stepLat * DEGREE_M,
  }
}

/** The position of a place in the grid of a model, columns from its west and rows from its north. */
export const positionIn = ({ west, north, stepLon, stepLat }: Terrain, x: number, y: number): LatLon => ({
  lat: north - y * stepLat,
  lon: west + x * stepLon,
})

/** The corners of a picture with a pixel a sample: top left, top right, bottom right, bottom left. */
export function cornersOf(terrain: Terrain): [LatLon, LatLon, LatLon, LatLon] {
  // A pixel is as wide as the steps, and its sample is in its middle.
  const [left, top] = [-0.5, -0.5]
  const [right, bottom] = [terrain.width - 0.5, terrain.height - 0.5]
  return [
    positionIn(terrain, left, top),
    positionIn(terrain, right, top),
    positionIn(terrain, right, bottom),
    positionIn(terrain, left, bottom),
  ]
}
