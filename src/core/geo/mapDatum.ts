import gcoord from 'gcoord'
import { z } from 'zod'
import type { LatLon } from './position.ts'

/**
 * What coordinates of a file are measured in: WGS-84 (GNSS; CGCS2000 is within decimetres of it), or one of the two
 * systems of Chinese maps, shifted by hundreds of metres: GCJ-02 (Amap, Tencent) and BD-09 (Baidu).
 */
export const MAP_DATUMS = ['wgs84', 'gcj02', 'bd09'] as const
export const MapDatum = z.enum(MAP_DATUMS)
export type MapDatum = z.infer<typeof MapDatum>

/** Where something was brought in from, and how its coordinates were read. */
export const ImportSource = z.object({ fileName: z.string().max(300), datum: MapDatum })
export type ImportSource = z.infer<typeof ImportSource>

const CRS = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const

/** A position read in a datum, in WGS-84; outside of China the three are one. Exact to well below a metre. */
export function toWgs84({ lat, lon }: LatLon, datum: MapDatum): LatLon {
  if (datum === 'wgs84') return { lat, lon }
  const [wgsLon, wgsLat] = gcoord.transform([lon, lat], CRS[datum], gcoord.WGS84)
  return { lat: wgsLat, lon: wgsLon }
}

/** Whether it makes a difference here which datum is meant. */
export const isShifted = (at: LatLon): boolean => {
  const moved = toWgs84(at, 'gcj02')
  return moved.lat !== at.lat || moved.lon !== at.lon
}
