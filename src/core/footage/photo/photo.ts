import { DOMParser } from '@xmldom/xmldom'
import ExifReader from 'exifreader'
import { note, type Read } from '../../units/note.ts'
import type { Footage, Placement, TakenAt } from '../footage.ts'
import { laserTarget } from './laser.ts'
import { photoLens } from './photoLens.ts'

/** What reading a photo or clip may have to say. */
export type FootageNoteCode =
  | 'no_metadata'
  | 'no_position'
  | 'zero_position'
  | 'gps_invalid'
  | 'laser_unusable'
  | 'no_time'
  | 'clock_differs'
  | 'not_placed'
  | 'start_only'
  | 'protocol_guessed'
  | 'already_known'
  | 'file_failed'
  | 'ingest_cancelled'
  | 'ingest_stopped'
  | 'empty_file'
  | 'track_unreadable'
  | 'apart_from_track'

/** What a photo says of itself. */
export type PhotoRecord = {
  takenAt: TakenAt | null
  placement: Placement | null
  device: string
  widthPx: number | null
  heightPx: number | null
  /** How far the camera's clock, in its zone, was ahead of UTC, s; null where the photo has no UTC of its own. */
  clockAheadS: number | null
} & Pick<Footage, 'lens' | 'lensKind' | 'zoom' | 'target'>

/** Zone that camera clocks without one are read in; China has one zone and no summer time. */
const ASSUMED_ZONE = 'Asia/Shanghai'
const ASSUMED_OFFSET_MS = 8 * 3600_000
/** Camera clock and its own UTC record apart by more than this are worth a word, ms. */
const CLOCK_APART_MS = 2000

type Tags = Record<string, { value?: unknown; description?: unknown } | undefined>

/**
 * Reads EXIF and DJI's XMP from the first part of a photo (256 KB is enough for a JPEG), of JPEG, HEIC and DNG. UTCAtExposure is UTC and beats
 * the camera's local clock; a position of 0, 0, or one that the receiver itself calls invalid, is no position.
 */
export function readPhoto(bytes: Uint8Array): Read<PhotoRecord> {
  let groups: { exif?: Tags; xmp?: Tags; gps?: { Latitude?: number; Longitude?: number }; file?: Tags }
  try {
    groups = ExifReader.load(new Uint8Array(bytes).buffer, {
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
  const placement = placementOf(xmp, groups.gps, (code) => notes.push(note('warning', code)))
  const target = laserTarget(
    {
      status: xmp('LRFStatus'),
      lat: number(xmp('LRFTargetLat')),
      lon: number(xmp('LRFTargetLon')),
      amslM: number(xmp('LRFTargetAbsAlt')),
      distanceM: number(xmp('LRFTargetDistance')),
    },
    placement && {
      at: placement.at,
      amslM: number(xmp('AbsoluteAltitude')),
      heightM: placement.heightM,
    },
  )
  if (target === 'unusable') notes.push(note('warning', 'laser_unusable'))
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
      ...photoLens({
        source: xmp('ImageSource'),
        focalMm: number(exif('FocalLength')),
        filmMm: number(exif('FocalLengthIn35mmFilm')),
        calibratedPx: number(xmp('CalibratedFocalLength')),
        digitalZoom: number(exif('DigitalZoomRatio')) ?? number(xmp('DigitalZoomRatio')),
        isDji: /^(dji|hasselblad)/i.test(exif('Make') || xmp('Make')),
        widthPx,
        heightPx,
      }),
      ...(target === null || target === 'unusable' ? {} : { target }),
    },
    notes,
  }
}

/** A standard deviation beyond this is none that a receiver of this kind would give, m. */
const WORST_RTK_M = 100

function placementOf(
  xmp: (name: string) => string,
  gps: { Latitude?: number; Longitude?: number } | undefined,
  warn: (code: 'no_position' | 'zero_position' | 'gps_invalid') => void,
): Placement | null {
  const lat = number(xmp('GpsLatitude')) ?? gps?.Latitude ?? null
  const lon = number(xmp('GpsLongitude') || xmp('GpsLongtitude')) ?? gps?.Longitude ?? null
  const problem =
    lat === null || lon === null
      ? 'no_position'
      : lat === 0 && lon === 0
        ? 'zero_position'
        : /^invalid$/i.test(xmp('GpsStatus'))
          ? 'gps_invalid'
          : null
  if (problem) warn(problem)
  if (problem || lat === null || lon === null || Math.abs(lat) > 90 || Math.abs(lon) > 180) return null
  const yaw = number(xmp('GimbalYawDegree'))
  const rollDeg = number(xmp('GimbalRollDegree'))
  const [stdLatM, stdLonM] = [number(xmp('RtkStdLat')), number(xmp('RtkStdLon'))]
  const errorM = stdLatM === null || stdLonM === null ? 0 : Math.hypot(stdLatM, stdLonM)
  return {
    at: { lat, lon },
    heightM: number(xmp('RelativeAltitude')),
    headingDeg: yaw === null ? null : (yaw + 360) % 360,
    pitchDeg: number(xmp('GimbalPitchDegree')),
    ...(rollDeg !== null && rollDeg !== 0 && Math.abs(rollDeg) <= 180 ? { rollDeg } : {}),
    ...(errorM > 0 && errorM < WORST_RTK_M ? { errorM } : {}),
    by: 'own',
    reason: '',
  }
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
