import type { Box } from '../core/geo/box.ts'
import type { LatLon } from '../core/geo/position.ts'
import type { WritableDb } from './connection.ts'

/** What has a place in an R*Tree of its own. */
export type Placed = 'site' | 'flight' | 'footage' | 'finding'

/** The box about some places; null about none. */
export function boxAbout(places: readonly LatLon[]): Box | null {
  if (places.length === 0) return null
  const box = {
    south: Number.POSITIVE_INFINITY,
    north: Number.NEGATIVE_INFINITY,
    west: Number.POSITIVE_INFINITY,
    east: Number.NEGATIVE_INFINITY,
  }
  for (const { lat, lon } of places) {
    box.south = Math.min(box.south, lat)
    box.north = Math.max(box.north, lat)
    box.west = Math.min(box.west, lon)
    box.east = Math.max(box.east, lon)
  }
  return box
}

/** The number of a document in indexes that know nothing but numbers; it keeps it. */
export function keyOf(db: WritableDb, aggregate: Placed, id: string): number {
  const row = db.prepare('SELECT key FROM derived_key WHERE aggregate = ? AND id = ?').get(aggregate, id)
  if (row) return (row as { key: number }).key
  return Number(
    db.prepare('INSERT INTO derived_key (aggregate, id) VALUES (?, ?)').run(aggregate, id).lastInsertRowid,
  )
}

/** Says where something is: in a box, or nowhere. */
export function putPlace(db: WritableDb, aggregate: Placed, id: string, box: Box | null): void {
  const key = keyOf(db, aggregate, id)
  db.prepare(`DELETE FROM ${aggregate}_place WHERE key = ?`).run(key)
  if (!box) return
  db.prepare(`INSERT INTO ${aggregate}_place VALUES (?, ?, ?, ?, ?)`).run(
    key,
    box.south,
    box.north,
    box.west,
    box.east,
  )
}

/** What meets a box, by the boxes about it: of `aggregate`'s table under the name `p`, with the box bound four times. */
export const MEETS_BOX = 'p.south <= ? AND p.north >= ? AND p.west <= ? AND p.east >= ?'

/** The values of `MEETS_BOX`. */
export const meeting = ({ south, north, west, east }: Box): number[] => [north, south, east, west]

/** The box of so many metres about a place. */
export function boxOf({ lat, lon }: LatLon, radiusM: number): Box {
  // A little more than there are metres in the shortest degree, so that nothing just within is left out.
  const latDeg = radiusM / 110_500
  const cos = Math.cos(((Math.abs(lat) + latDeg) * Math.PI) / 180)
  const lonDeg = cos > 1e-6 ? Math.min(180, latDeg / cos) : 180
  return { south: lat - latDeg, north: lat + latDeg, west: lon - lonDeg, east: lon + lonDeg }
}

/** A box as one or two that end at the date line. */
export function withinDateLine(box: Box): Box[] {
  const { west, east } = box
  if (east - west >= 360) return [{ ...box, west: -180, east: 180 }]
  if (east > 180)
    return [
      { ...box, east: 180 },
      { ...box, west: -180, east: east - 360 },
    ]
  if (west < -180)
    return [
      { ...box, west: west + 360, east: 180 },
      { ...box, west: -180 },
    ]
  return [box]
}
