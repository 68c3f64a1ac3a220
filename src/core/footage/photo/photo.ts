import { DOMParser } from '@xmldom/xmldom'
import ExifReader from 'exifreader'
import { heightMOf } from '../../geo/measured.ts'
import { markupFault } from '../../units/markupShape.ts'
import { type Note, note, type Read } from '../../units/note.ts'
import type { Footage, Placement, TakenAt } from '../footage.ts'
import { laserTarget } from './laser.ts'
import { photoLens } from './photoLens.ts'
import { photoPlace } from './photoPlace.ts'
import { fractionsOf, lettersOf, numberWithUnit, plainNumber, type Tags, textOf } from './photoTags.ts'
import { photoTime, type TimeTags } from './photoTime.ts'

/** What reading a photo or clip may have to say. */
export type FootageNoteCode =
  | 'no_metadata'
  | 'no_position'
  | 'zero_position'
  | 'gps_invalid'
  | 'gps_unreadable'
  | 'gps_hemisphere'
  | 'gps_dop'
  | 'map_datum'
  | 'change_time'
  | 'header_differs'
  | 'laser_unusable'
  | 'no_time'
  | 'clock_differs'
  | 'not_placed'
  | 'start_only'
  | 'protocol_guessed'
  | 'already_known'
  | 'was_deleted'
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

/** Camera clock and its own UTC record apart by more than this are worth a word, s. */
const CLOCK_APART_S = 2
/** No picture is wider, and no lens longer: what says so is damage. */
const MOST_PX = 1_000_000
const MOST_MM = 100_000

/** Reads XMP that is no deeper, and no more, than a tree can be made of; other XMP is left out. */
const shallowParser = {
  parseFromString(text: string, type: string) {
    const refused = markupFault(text)
    if (refused) throw new Error(refused.fault)
    return new DOMParser({ onError: () => undefined }).parseFromString(text, type)
  },
}

/**
 * Reads EXIF and DJI's XMP from the first part of a photo (256 KB is enough for a JPEG), of JPEG, HEIC and DNG: when it
 * was taken (`photoTime`), where (`photoPlace`), and through which lens.
 */
export function readPhoto(bytes: Uint8Array): Read<PhotoRecord> {
  let groups: { exif?: Tags; xmp?: Tags; file?: Tags }
  try {
    groups = ExifReader.load(new Uint8Array(bytes).buffer, {
      expanded: true,
      includeUnknown: true,
      // Node has no DOMParser of its own, and without one XMP is left out.
      domParser: shallowParser,
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
  const notes: Note[] = []
  const { exif: exifTags = {}, xmp: xmpTags = {}, file = {} } = groups
  const exif = (name: string) => textOf(exifTags[name])
  const xmp = (name: string) => textOf(xmpTags[name])
  const { takenAt, clockAheadS, isChangeTime } = photoTime(timeTags(exifTags, xmpTags))
  if (!takenAt) notes.push(note('warning', 'no_time'))
  if (isChangeTime) notes.push(note('warning', 'change_time'))
  if (clockAheadS !== null && Math.abs(clockAheadS) > CLOCK_APART_S)
    notes.push(note('info', 'clock_differs', null, { seconds: Math.round(clockAheadS) }))
  const { placement, notes: placeNotes } = photoPlace(exifTags, xmpTags)
  notes.push(...placeNotes)
  const amsl = (name: string) => heightMOf(plainNumber(xmp(name), -1e6, 1e6))
  const target = laserTarget(
    {
      status: xmp('LRFStatus'),
      lat: plainNumber(xmp('LRFTargetLat'), -90, 90),
      lon: plainNumber(xmp('LRFTargetLon'), -180, 180),
      amslM: amsl('LRFTargetAbsAlt'),
      distanceM: plainNumber(xmp('LRFTargetDistance'), -1e9, 1e9),
    },
    placement && { at: placement.at, amslM: amsl('AbsoluteAltitude'), heightM: placement.heightM },
  )
  if (target === 'unusable') notes.push(note('warning', 'laser_unusable'))
  const widthPx = pixels(textOf(file['Image Width']) || exif('PixelXDimension'))
  const heightPx = pixels(textOf(file['Image Height']) || exif('PixelYDimension'))
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
        focalMm: numberWithUnit(exif('FocalLength'), 0, MOST_MM),
        filmMm: numberWithUnit(exif('FocalLengthIn35mmFilm'), 0, MOST_MM),
        calibratedPx: numberWithUnit(xmp('CalibratedFocalLength'), 0, MOST_PX),
        digitalZoom:
          numberWithUnit(exif('DigitalZoomRatio'), 0, MOST_PX) ??
          numberWithUnit(xmp('DigitalZoomRatio'), 0, MOST_PX),
        isDji: /^(dji|hasselblad)/i.test(exif('Make') || xmp('Make')),
        widthPx,
        heightPx,
      }),
      ...(target === null || target === 'unusable' ? {} : { target }),
    },
    notes,
  }
}

function pixels(text: string): number | null {
  const count = numberWithUnit(text, 0, MOST_PX)
  return count === null ? null : Math.round(count)
}

/** Cameras write one zone and mean all their times by it; `OffsetTime` is that of the last change by the book. */
function timeTags(exif: Tags, xmp: Tags): TimeTags {
  const offset = (...names: string[]): string =>
    names.map((name) => lettersOf(exif[name])).find((text) => text !== '') ?? ''
  const clock = (name: string, ...offsets: string[]) => ({
    raw: lettersOf(exif[name]),
    offset: offset(...offsets),
  })
  const written = (name: string) => ({ raw: lettersOf(xmp[name]), offset: '' })
  const isVoid = lettersOf(exif['GPSStatus']).toUpperCase() === 'V'
  return {
    utcAtExposure: textOf(xmp['UTCAtExposure']),
    // Without a fix the receiver's clock may be that of its last one.
    gpsDate: isVoid ? '' : lettersOf(exif['GPSDateStamp']),
    gpsTime: fractionsOf(exif['GPSTimeStamp']),
    clocks: [
      clock('DateTimeOriginal', 'OffsetTimeOriginal', 'OffsetTimeDigitized', 'OffsetTime'),
      clock('DateTimeDigitized', 'OffsetTimeDigitized', 'OffsetTimeOriginal', 'OffsetTime'),
      written('DateTimeOriginal'),
      written('DateTimeDigitized'),
      written('CreateDate'),
      written('DateCreated'),
    ],
    changed: clock('DateTime', 'OffsetTime', 'OffsetTimeOriginal', 'OffsetTimeDigitized'),
  }
}
