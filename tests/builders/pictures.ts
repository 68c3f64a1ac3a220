import type { TrackPoint } from '../../src/core/flight/flight.ts'
import type { Footage } from '../../src/core/footage/footage.ts'
import { anId } from './enterprise.ts'

/** When the flight of these pictures begins, UTC ms. */
export const T0 = Date.UTC(2026, 4, 20, 2, 15)
const DEGREE_M = 111_195

/** A bent way of so many seconds at 6 m/s, a point a second: north, then east. */
export const bentTrack = (seconds = 300): TrackPoint[] =>
  Array.from({ length: seconds }, (_, i) => ({
    atMs: T0 + i * 1000,
    lat: 41.77 + (6 * Math.min(i, seconds / 2)) / DEGREE_M,
    lon: 109.97 + (6 * Math.max(0, i - seconds / 2)) / DEGREE_M / Math.cos((41.77 * Math.PI) / 180),
    heightM: 60,
  }))

/** A picture by a camera's own clock, `utcMs` as its zone gives it. */
export const aPicture = (utcMs: number, over: Partial<Footage> = {}): Footage => ({
  id: anId(700),
  sha256: '0'.repeat(64),
  sizeBytes: 1,
  fileName: 'a.jpg',
  mimeType: 'image/jpeg',
  kind: 'photo',
  flightId: anId(1),
  takenAt: { raw: '', source: 'exif', assumedZone: 'Asia/Shanghai', utcMs },
  placement: null,
  device: 'DJI M3E',
  widthPx: null,
  heightPx: null,
  lens: null,
  importedAtMs: T0,
  ...over,
})

/** A place that a picture has of its own. */
export const ownPlace = ({ lat, lon }: { lat: number; lon: number }): NonNullable<Footage['placement']> => ({
  at: { lat, lon },
  heightM: 60,
  headingDeg: null,
  pitchDeg: null,
  by: 'own',
  reason: '',
})
