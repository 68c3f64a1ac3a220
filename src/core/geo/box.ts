import { z } from 'zod'
import type { LatLon } from './position.ts'

const Latitude = z.number().min(-90).max(90)
const Longitude = z.number().min(-720).max(720)

/** A box on the map in degrees; one over the date line goes on beyond 180. */
export const Box = z.object({ south: Latitude, north: Latitude, west: Longitude, east: Longitude })
export type Box = z.infer<typeof Box>

/** The box about some places, at least one, and so many degrees more on each side. */
export const boxAround = (places: readonly LatLon[], marginDeg: number): Box => ({
  south: Math.max(-90, places.reduce((least, { lat }) => Math.min(least, lat), 90) - marginDeg),
  north: Math.min(90, places.reduce((most, { lat }) => Math.max(most, lat), -90) + marginDeg),
  west: places.reduce((least, { lon }) => Math.min(least, lon), 180) - marginDeg,
  east: places.reduce((most, { lon }) => Math.max(most, lon), -180) + marginDeg,
})
