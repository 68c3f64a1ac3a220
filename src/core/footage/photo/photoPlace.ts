import { fixOf, heightMOf } from '../../geo/measured.ts'
import { finiteIn } from '../../units/finite.ts'
import { type Note, note } from '../../units/note.ts'
import type { Placement } from '../footage.ts'
import { fractionsOf, lettersOf, plainNumber, type Tags, textOf } from './photoTags.ts'

/** A standard deviation beyond this is none that a receiver of this kind would give, m. */
const WORST_RTK_M = 100
/** From here on the satellites stand badly: a place is off by tens of metres. */
const POOR_DOP = 5
/** Names of WGS-84 and of what is the same within a metre. */
const SAME_DATUM = /^(wgs[\s_-]*(19)?84|cgcs[\s_-]*2000|itrf.*|etrs[\s_-]*89)?$/i

/** Degrees, minutes and seconds (Exif 3.0, 4.6.7), south or west where it is turned back; null where they are no angle. */
function angle(parts: readonly number[], isBack: boolean): number | null {
  const [degrees, minutes = 0, seconds = 0] = parts
  const d = finiteIn(degrees, -180, 180)
  const [m, s] = [finiteIn(minutes, 0, 60), finiteIn(seconds, 0, 60)]
  if (d === null || m === null || s === null) return null
  const size = Math.round((Math.abs(d) + m / 60 + s / 3600) * 1e9) / 1e9
  return isBack || d < 0 ? -size : size
}

/**
 * Where the camera was: by DJI's XMP, which has more digits, else by EXIF's GPS. A receiver that calls its position void
 * or invalid has none; neither has a half, a 0/0, or a place without its side of the equator or of Greenwich.
 */
export function photoPlace(
  exif: Tags,
  xmp: Tags,
): { readonly placement: Placement | null; readonly notes: Note[] } {
  const said = (name: string): string => textOf(xmp[name])
  const inRange = (name: string, min: number, max: number) => plainNumber(said(name), min, max)
  const [ownLat, ownLon] = [
    inRange('GpsLatitude', -90, 90),
    // Older firmware misspells it.
    inRange('GpsLongitude', -180, 180) ?? inRange('GpsLongtitude', -180, 180),
  ]
  const isOwn = ownLat !== null && ownLon !== null
  const names = ['GPSLatitude', 'GPSLongitude']
  if (!isOwn && names.every((name) => exif[name] === undefined))
    return { placement: null, notes: [note('warning', 'no_position')] }

  const sides = names.map((name) => lettersOf(exif[`${name}Ref`]).slice(0, 1).toUpperCase())
  const [lat, lon] = isOwn
    ? [ownLat, ownLon]
    : [
        angle(fractionsOf(exif['GPSLatitude']), sides[0] === 'S'),
        angle(fractionsOf(exif['GPSLongitude']), sides[1] === 'W'),
      ]
  const isVoid = lettersOf(exif['GPSStatus']).toUpperCase() === 'V' || /^invalid$/i.test(said('GpsStatus'))
  const hasSides = isOwn || (/[NS]/.test(sides[0] ?? '') && /[EW]/.test(sides[1] ?? ''))
  const at = fixOf(lat, lon)
  const problem =
    lat === 0 && lon === 0
      ? 'zero_position'
      : isVoid
        ? 'gps_invalid'
        : at === null
          ? 'gps_unreadable'
          : hasSides
            ? null
            : 'gps_hemisphere'
  if (problem || !at) return { placement: null, notes: [note('warning', problem ?? 'gps_unreadable')] }

  const yawDeg = inRange('GimbalYawDegree', -360, 360)
  const rollDeg = inRange('GimbalRollDegree', -180, 180)
  const [stdLatM, stdLonM] = [inRange('RtkStdLat', 0, WORST_RTK_M), inRange('RtkStdLon', 0, WORST_RTK_M)]
  const errorM = stdLatM === null || stdLonM === null ? 0 : Math.hypot(stdLatM, stdLonM)
  return {
    placement: {
      at,
      heightM: heightMOf(inRange('RelativeAltitude', -1e6, 1e6)),
      headingDeg: yawDeg === null ? null : (yawDeg + 360) % 360,
      pitchDeg: inRange('GimbalPitchDegree', -180, 180),
      ...(rollDeg !== null && rollDeg !== 0 ? { rollDeg } : {}),
      ...(errorM > 0 && errorM < WORST_RTK_M ? { errorM } : {}),
      by: 'own',
      reason: '',
    },
    notes: isOwn ? [] : qualityNotes(exif),
  }
}

/** What the receiver says against its own place. */
function qualityNotes(exif: Tags): Note[] {
  const dop = finiteIn(fractionsOf(exif['GPSDOP'])[0], 0, 1e6)
  const datum = lettersOf(exif['GPSMapDatum']).slice(0, 40)
  return [
    ...(dop !== null && dop > POOR_DOP
      ? [note('info', 'gps_dop', null, { dop: Math.round(dop * 10) / 10 })]
      : []),
    ...(SAME_DATUM.test(datum) ? [] : [note('warning', 'map_datum', null, { name: datum })]),
  ]
}
