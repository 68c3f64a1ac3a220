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

/** Whether it makes a difference here which datum is meant. */
export const isShifted = ({ lat, lon }: LatLon): boolean => {
  const [movedLon, movedLat] = gcoord.transform([lon, lat], CRS.gcj02, gcoord.WGS84)
  return movedLat !== lat || movedLon !== lon
}

/** A position read in a datum, in WGS-84; outside of China the three are one. Exact to well below a metre. */
export function toWgs84({ lat, lon }: LatLon, datum: MapDatum): LatLon {
  // Of BD-09 the converter alone would shift the rest of the Earth too.
  if (datum === 'wgs84' || !isShifted({ lat, lon })) return { lat, lon }
  const [wgsLon, wgsLat] = gcoord.transform([lon, lat], CRS[datum], gcoord.WGS84)
  return { lat: wgsLat, lon: wgsLon }
}

/** A place as a datum has it: what `toWgs84` takes back. */
export function fromWgs84({ lat, lon }: LatLon, datum: MapDatum): LatLon {
  if (datum === 'wgs84' || !isShifted({ lat, lon })) return { lat, lon }
  const [shiftedLon, shiftedLat] = gcoord.transform([lon, lat], gcoord.WGS84, CRS[datum])
  return { lat: shiftedLat, lon: shiftedLon }
}
