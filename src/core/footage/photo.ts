import { DOMParser } from '@xmldom/xmldom'
import ExifReader from 'exifreader'
import { note, type Read } from '../units/note.ts'
import type { Lens, Placement, TakenAt } from './footage.ts'

/** What reading a photo or clip may have to say. */
export type FootageNoteCode =
  | 'no_metadata'
  | 'no_position'
  | 'zero_position'
  | 'no_time'
  | 'clock_differs'
  | 'not_placed'
  | 'protocol_guessed'
  | 'already_known'
  | 'file_failed'
  | 'ingest_cancelled'
  | 'ingest_stopped'
  | 'empty_file'
  | 'track_unreadable'

/** What a photo says of itself. */
export type PhotoRecord = {
  takenAt: TakenAt | null
  placement: Placement | null
  device: string
  widthPx: number | null
  heightPx: number | null
  /** How far the camera's clock, in its zone, was ahead of UTC, s; null where the photo has no UTC of its own. */
  clockAheadS: number | null
  /** From the 35 mm equivalent, or DJI's calibrated focal length in pixels. */
  lens: Lens | null
}

/** Zone that camera clocks without one are read in; China has one zone and no summer time. */
const ASSUMED_ZONE = 'Asia/Shanghai'
const ASSUMED_OFFSET_MS = 8 * 3600_000
/** Camera clock and its own UTC record apart by more than this are worth a word, ms. */
const CLOCK_APART_MS = 2000

type Tags = Record<string, { value?: unknown; description?: unknown } | undefined>

/**
 * Reads EXIF and DJI's XMP from the first part of a photo (256 KB is enough for a JPEG), of JPEG, HEIC and DNG. UTCAtExposure is UTC and beats
 * the camera's local clock; a position of 0, 0 is "no fix" and no position.
 */
export function readPhoto(bytes: Uint8Array): Read<PhotoRecord> {
  let groups: { exif?: Tags; xmp?: Tags; gps?: { Latitude?: number; Longitude?: number }; file?: Tags }
  try {
    groups = ExifReader.load(bytes.slice().buffer, {
      expanded: true,
      includeUnknown: true,
      // Node has no DOMParser of its own, and without one XMP is left out.
      domParser: new DOMParser({ onError: () => undefined }),
    }) as unknown as typeof groups
  } catch {
    return {
      value: {
        takenAt: null,
        placement: null,
        device: '',
        widthPx: null,
        heightPx: null,
        clockAheadS: null,
        lens: null,
      },
      notes: [note('warning', 'no_metadata')],
    }
  }
  const notes = []
  const exif = (name: string) => text(groups.exif?.[name])
  const xmp = (name: string) => text(groups.xmp?.[name])
  const takenAt = timeOf(
    exif('DateTimeOriginal') || exif('DateTime'),
    exif('OffsetTimeOriginal'),
    xmp('UTCAtExposure'),
  )
  let clockAheadS: number | null = null
  if (!takenAt) notes.push(note('warning', 'no_time'))
  else {
    const local = exifMs(exif('DateTimeOriginal'))
    const apart = local === null ? 0 : takenAt.utcMs - (local - ASSUMED_OFFSET_MS)
    if (takenAt.source === 'utc' && local !== null) clockAheadS = Math.round(-apart) / 1000
    if (takenAt.source === 'utc' && Math.abs(apart) > CLOCK_APART_MS)
      notes.push(note('info', 'clock_differs', null, { seconds: Math.round(-apart / 1000) }))
  }
  const lat = number(xmp('GpsLatitude')) ?? groups.gps?.Latitude ?? null
  const lon = number(xmp('GpsLongitude') || xmp('GpsLongtitude')) ?? groups.gps?.Longitude ?? null
  let placement: Placement | null = null
  if (lat === null || lon === null) notes.push(note('warning', 'no_position'))
  else if (lat === 0 && lon === 0) notes.push(note('warning', 'zero_position'))
  else if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) {
    const yaw = number(xmp('GimbalYawDegree'))
    placement = {
      at: { lat, lon },
      heightM: number(xmp('RelativeAltitude')),
      headingDeg: yaw === null ? null : (yaw + 360) % 360,
      pitchDeg: number(xmp('GimbalPitchDegree')),
      by: 'own',
      reason: '',
    }
  }
  const widthPx = number(text(groups.file?.['Image Width']) || exif('PixelXDimension'))
  const heightPx = number(text(groups.file?.['Image Height']) || exif('PixelYDimension'))
  return {
    value: {
      takenAt,
      placement,
      device: [exif('Make'), exif('Model')].filter(Boolean).join(' ').slice(0, 200),
      widthPx,
      heightPx,
      clockAheadS,
      lens: lensOf(
        number(exif('FocalLengthIn35mmFilm')),
        number(xmp('CalibratedFocalLength')),
        widthPx,
        heightPx,
      ),
    },
    notes,
  }
}

/** The diagonal of 35 mm film, mm: what an equivalent focal length is equivalent by. */
const FILM_DIAGONAL_MM = Math.hypot(36, 24)

function lensOf(
  film: number | null,
  calibratedPx: number | null,
  widthPx: number | null,
  heightPx: number | null,
): Lens | null {
  if (widthPx === null || heightPx === null || widthPx <= 0 || heightPx <= 0) return null
  const diagonalPx = Math.hypot(widthPx, heightPx)
  const focalPx =
    calibratedPx !== null && calibratedPx > 0
      ? calibratedPx
      : film !== null && film > 0
        ? (film / FILM_DIAGONAL_MM) * diagonalPx
        : null
  if (focalPx === null) return null
  const fovDeg = (px: number) => (2 * Math.atan(px / (2 * focalPx)) * 180) / Math.PI
  return { hfovDeg: fovDeg(widthPx), vfovDeg: fovDeg(heightPx) }
}

function text(tag: { value?: unknown; description?: unknown } | undefined): string {
  const value = tag?.description ?? tag?.value
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}

function number(value: string): number | null {
  const parsed = Number.parseFloat(value)
  return Number.isFinite(parsed) ? parsed : null
}

/** EXIF's `YYYY:MM:DD hh:mm:ss` as if it were UTC, ms. */
function exifMs(raw: string): number | null {
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(raw)
  if (!match) return null
  const [, y, mo, d, h, mi, s] = match.map(Number)
  const ms = Date.UTC(y as number, (mo as number) - 1, d, h, mi, s)
  return ms >= 0 ? ms : null
}

function timeOf(local: string, offset: string, utc: string): TakenAt | null {
  const exposure = utc
    ? Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(utc) ? utc : `${utc.replace(' ', 'T')}Z`)
    : Number.NaN
  if (exposure >= 0)
    return { raw: utc.slice(0, 100), source: 'utc', assumedZone: null, utcMs: Math.round(exposure) }
  const ms = exifMs(local)
  if (ms === null) return null
  const zone = /^([+-])(\d\d):(\d\d)$/.exec(offset)
  const offsetMs = zone
    ? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) * 60_000
    : ASSUMED_OFFSET_MS
  const utcMs = ms - offsetMs
  return utcMs < 0 ? null : { raw: local, source: 'exif', assumedZone: zone ? offset : ASSUMED_ZONE, utcMs }
}
