import type { LatLon } from '../geo/position.ts'
import { note, type Read } from '../units/note.ts'
import { MOST_SAMPLES, type Terrain } from './terrain.ts'

/** A whole elevation model as a reader finds it: heights in metres above its datum, NaN where there is none. */
export type Grid = Omit<Terrain, 'heightsDm'> & { readonly heightsM: ArrayLike<number> }

/** What a reader of elevation models may have to say; each has words. */
export const TERRAIN_NOTE_CODES = [
  'terrain_unreadable',
  'terrain_projection',
  'terrain_too_large',
  'terrain_elsewhere',
  'terrain_nothing_here',
  'terrain_not_metres',
  'terrain_datum_unknown',
  'terrain_not_heights',
  'terrain_no_crs',
  'terrain_units',
  'terrain_rotated',
  'terrain_scaled',
  'hgt_size',
  'hgt_name',
] as const
export type TerrainNoteCode = (typeof TERRAIN_NOTE_CODES)[number]

/** How far about the places a mission keeps ground, degrees: some 300 m. */
const AROUND_DEG = 0.003

/** The part of a model about some places, as a mission keeps it. */
export function terrainAbout(grid: Grid, places: readonly LatLon[]): Read<Terrain> {
  const of = (pick: (place: LatLon) => number, best: (a: number, b: number) => number) =>
    places.map(pick).reduce((a, b) => best(a, b))
  if (places.length === 0) return { value: null, notes: [note('error', 'terrain_elsewhere')] }
  const widen = AROUND_DEG / Math.max(0.05, Math.cos(((places[0]?.lat ?? 0) * Math.PI) / 180))
  const first = (value: number, most: number) => Math.min(most, Math.max(0, Math.floor(value)))
  const column = (lon: number) => (lon - grid.west) / grid.stepLon
  const row = (lat: number) => (grid.north - lat) / grid.stepLat
  const low = {
    x: column(of((p) => p.lon, Math.min) - widen),
    y: row(of((p) => p.lat, Math.max) + AROUND_DEG),
  }
  const high = {
    x: column(of((p) => p.lon, Math.max) + widen),
    y: row(of((p) => p.lat, Math.min) - AROUND_DEG),
  }
  if (high.x < 0 || high.y < 0 || low.x > grid.width - 1 || low.y > grid.height - 1)
    return { value: null, notes: [note('error', 'terrain_elsewhere')] }
  const x0 = first(low.x, grid.width - 2)
  const y0 = first(low.y, grid.height - 2)
  const x1 = Math.min(grid.width - 1, Math.max(x0 + 1, Math.ceil(high.x)))
  const y1 = Math.min(grid.height - 1, Math.max(y0 + 1, Math.ceil(high.y)))
  const width = x1 - x0 + 1
  const height = y1 - y0 + 1
  if (width * height > MOST_SAMPLES)
    return { value: null, notes: [note('error', 'terrain_too_large', null, { samples: width * height })] }
  const heightsDm: (number | null)[] = []
  for (let y = y0; y <= y1; y++)
    for (let x = x0; x <= x1; x++) {
      const metres = grid.heightsM[y * grid.width + x] ?? Number.NaN
      heightsDm.push(metres > -2000 && metres < 10_000 ? Math.round(metres * 10) : null)
    }
  const { source, datum, errorM, stepLon, stepLat } = grid
  const west = grid.west + x0 * stepLon
  const north = grid.north - y0 * stepLat
  return {
    value: { source, datum, errorM, west, north, stepLon, stepLat, width, height, heightsDm },
    notes: datum === 'unknown' ? [note('warning', 'terrain_datum_unknown')] : [],
  }
}
