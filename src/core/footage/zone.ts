import { z } from 'zod'
import { deviceOf } from './clock/guess.ts'
import type { Footage, TakenAt } from './footage.ts'

/** Zone that camera clocks without one are read in; China has one zone and no summer time. */
export const USUAL_ZONE = 'Asia/Shanghai'

/** A zone that a camera's clock may be assumed to be in: China's, UTC, or hours and minutes from UTC. */
export const Zone = z.string().regex(/^(Asia\/Shanghai|UTC|[+-](0\d|1[0-4]):[0-5]\d)$/)
export type Zone = z.infer<typeof Zone>

/** The zone of one camera's clock as somebody chose it at import; cameras are named as `deviceOf` does. */
export const DeviceZone = z.object({ device: z.string().max(200), zone: Zone })
export type DeviceZone = z.infer<typeof DeviceZone>

/** How far a zone is ahead of UTC, ms. */
export function zoneOffsetMs(zone: Zone): number {
  if (zone === USUAL_ZONE) return 8 * 3_600_000
  const match = /^([+-])(\d\d):(\d\d)$/.exec(zone)
  if (!match) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return (match[1] === '-' ? -minutes : minutes) * 60_000
}

/**
 * The zone that was assumed for a time: EXIF and subtitles without one are read as China's, a clip's header as UTC. Null where the file
 * says the zone itself, or needs none.
 */
export function assumedZone({ source, assumedZone: zone }: TakenAt): Zone | null {
  if (source === 'exif' || source === 'subtitles' || source === 'file')
    return zone === USUAL_ZONE ? USUAL_ZONE : null
  return source === 'container' && zone === null ? 'UTC' : null
}

type Timed = Pick<Footage, 'takenAt' | 'clockAheadS' | 'device' | 'kind'>

/** A file's time read in the zone that was chosen for its camera; as it is where none was, or where it says its own. */
export function inZone<T extends Timed>(file: T, zones: readonly DeviceZone[]): T {
  const { takenAt, clockAheadS } = file
  const chosen = zones.find(({ device }) => device === deviceOf(file))?.zone
  if (!takenAt || chosen === undefined) return file
  // A photo with UTC of its own has its clock compared with it in China's zone.
  if (takenAt.source === 'utc')
    return clockAheadS === undefined
      ? file
      : { ...file, clockAheadS: clockAheadS + (zoneOffsetMs(USUAL_ZONE) - zoneOffsetMs(chosen)) / 1000 }
  const before = assumedZone(takenAt)
  if (before === null || before === chosen) return file
  const utcMs = takenAt.utcMs + zoneOffsetMs(before) - zoneOffsetMs(chosen)
  return utcMs < 0 ? file : { ...file, takenAt: { ...takenAt, utcMs, assumedZone: chosen } }
}
