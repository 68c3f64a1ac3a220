import { z } from 'zod'

/** A position in WGS-84 degrees, as documents keep it: north and east positive. */
export const LatLon = z.object({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
})
export type LatLon = z.infer<typeof LatLon>

/** The outline of an area: at least three corners, not closed, either direction. */
export const Ring = z.array(LatLon).min(3).max(20_000)
export type Ring = z.infer<typeof Ring>

/** A line of at least two points. */
export const Path = z.array(LatLon).min(2).max(20_000)
export type Path = z.infer<typeof Path>

/** A GeoJSON geometry (RFC 7946: longitude first), used where a place is shown or handed over. */
export type Place =
  | { type: 'Point'; coordinates: [number, number] }
  | { type: 'LineString'; coordinates: [number, number][] }
  | { type: 'Polygon'; coordinates: [number, number][][] }
  | { type: 'MultiPoint'; coordinates: [number, number][] }
  | { type: 'MultiLineString'; coordinates: [number, number][][] }

const lonLat = z.tuple([z.number(), z.number()])
export const Place = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: lonLat }),
  z.object({ type: z.literal('LineString'), coordinates: z.array(lonLat) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(lonLat)) }),
  z.object({ type: z.literal('MultiPoint'), coordinates: z.array(lonLat) }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(lonLat)) }),
])
