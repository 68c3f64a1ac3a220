import { frameAt } from '../../src/core/geo/frame.ts'
import type { Terrain } from '../../src/core/terrain/terrain.ts'
import { ORIGIN } from './site.ts'

/** An elevation model of 4 km by 4 km about the origin; `metres` gives its ground by metres east and north of it. */
export function aModel(metres: (x: number, y: number) => number): Terrain {
  const size = 61
  const [stepLon, stepLat] = [0.0008, 0.0006]
  const half = (size - 1) / 2
  const [west, north] = [ORIGIN.lon - half * stepLon, ORIGIN.lat + half * stepLat]
  const { toLocal } = frameAt(ORIGIN)
  const heightsDm = Array.from({ length: size * size }, (_, i) => {
    const { x, y } = toLocal({
      lat: north - Math.floor(i / size) * stepLat,
      lon: west + (i % size) * stepLon,
    })
    return Math.round(metres(x, y) * 10)
  })
  return {
    source: 'made',
    datum: 'EGM96',
    errorM: 1,
    west,
    north,
    stepLon,
    stepLat,
    width: size,
    height: size,
    heightsDm,
  }
}

/** Ground of 1,600 m at the origin that rises to the east, so many metres a metre. */
export const aSlope = (rise: number): Terrain => aModel((x) => 1600 + rise * x)
