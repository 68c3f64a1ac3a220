import { z } from 'zod'

const Latitude = z.number().min(-90).max(90)
const Longitude = z.number().min(-720).max(720)

/** A box on the map in degrees; one over the date line goes on beyond 180. */
export const Box = z.object({ south: Latitude, north: Latitude, west: Longitude, east: Longitude })
export type Box = z.infer<typeof Box>
