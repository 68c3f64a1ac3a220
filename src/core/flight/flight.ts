import { z } from 'zod'
import { LatLon } from '../geo/position.ts'
import { AtMs, Id, Sha256 } from '../units/id.ts'

/** A moment of a track: UTC, WGS-84, height over take-off (null when the log does not say). */
export const TrackPoint = z.object({
  atMs: AtMs,
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  heightM: z.number().nullable(),
})
export type TrackPoint = z.infer<typeof TrackPoint>

/** A picture that the log tells of: UTC, and where, when it says so. */
export const Shot = z.object({ atMs: AtMs, at: LatLon.nullable() })
export type Shot = z.infer<typeof Shot>

/** A stretch in which the log says that video was recorded, UTC. */
export const Take = z.object({ fromMs: AtMs, toMs: AtMs })
export type Take = z.infer<typeof Take>

/** One take-off to landing (架次). The track itself is read from `logs`, originals in the vault. */
export const Flight = z
  .object({
    id: Id,
    missionId: Id.nullable(),
    /** The revision of the mission that was flown, when one was released or exported. */
    missionRevision: Sha256.nullable(),
    siteIds: z.array(Id).max(50),
    takeoffAtMs: AtMs,
    landedAtMs: AtMs,
    pilot: z.string().max(100),
    aircraft: z.string().max(100),
    /** Footage ids of the logs it came from. */
    logIds: z.array(Id).max(1000),
    /** A thinned track for the map (at most 2,000 points); empty without a log. */
    track: z.array(TrackPoint).max(2000),
    /** What the log says of pictures and clips: by them the clocks of cameras are found out. Absent: it says nothing. */
    shots: z.array(Shot).max(2000).optional(),
    takes: z.array(Take).max(500).optional(),
    remarks: z.string().max(4000),
  })
  .refine((flight) => flight.takeoffAtMs <= flight.landedAtMs, { error: 'flight_order' })
export type Flight = z.infer<typeof Flight>
