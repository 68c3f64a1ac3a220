import type { Footage, Lens } from '../footage.ts'

/** What a photo says of the camera that took it; null where it does not. */
export type LensTags = {
  /** DJI's `ImageSource`. */
  readonly source: string
  readonly focalMm: number | null
  /** The 35 mm equivalent of EXIF, mm. */
  readonly filmMm: number | null
  /** DJI's calibrated focal length, pixels. */
  readonly calibratedPx: number | null
  readonly digitalZoom: number | null
  readonly isDji: boolean
  readonly widthPx: number | null
  readonly heightPx: number | null
}
export type PhotoLens = Pick<Footage, 'lens' | 'lensKind' | 'zoom'>

/** The diagonal of 35 mm film, mm: what an equivalent focal length is equivalent by. */
const FILM_DIAGONAL_MM = Math.hypot(36, 24)
/** No camera on an aircraft has a sensor smaller than a third of an inch (6 mm across): 43.3 / 6. */
const SMALLEST_SENSOR_CROP = 7.3
const MOST_ZOOM = 1000

/** Which camera it was and how wide it saw, from EXIF and DJI's XMP. */
export function photoLens(tags: LensTags): PhotoLens {
  const lensKind = kindOf(tags.source)
  const zoom = tags.digitalZoom !== null && tags.digitalZoom <= MOST_ZOOM ? Math.max(1, tags.digitalZoom) : 1
  const lens = fieldOfView(tags, lensKind, zoom)
  return { lens, ...(lensKind ? { lensKind } : {}), ...(zoom > 1 ? { zoom } : {}) }
}

/** `WideCamera`, `ZoomCamera`, `InfraredCamera`, `Thermal`, `Visible` and the like: firmwares differ in the endings. */
function kindOf(source: string): Footage['lensKind'] {
  const name = source.toLowerCase()
  if (name.startsWith('wide')) return 'wide'
  if (name.startsWith('zoom') || name.startsWith('tele')) return 'zoom'
  if (name.startsWith('infra') || name.startsWith('therm') || name === 'ir') return 'thermal'
  return name.startsWith('visible') || name.startsWith('rgb') ? 'visible' : undefined
}

/**
 * Digital zoom narrows the view once. DJI's equivalent focal length is of the glass alone (it follows the optical zoom),
 * and the digital zoom comes on top; telephones write an equivalent that has it in already, and a ratio that may even be
 * counted from another lens. Where DJI's equivalent over its focal length would need a sensor smaller than any, the
 * zoom must be in it too. The calibrated focal length is of the whole sensor and of fixed glass: not for a zoom lens.
 */
function fieldOfView(tags: LensTags, kind: Footage['lensKind'], zoom: number): Lens | null {
  const { widthPx, heightPx, filmMm, focalMm } = tags
  if (!isPositive(widthPx) || !isPositive(heightPx)) return null
  const isCounted =
    !tags.isDji || (isPositive(filmMm) && isPositive(focalMm) && filmMm / focalMm > SMALLEST_SENSOR_CROP)
  const byFilm = isPositive(filmMm)
    ? (filmMm / FILM_DIAGONAL_MM) * Math.hypot(widthPx, heightPx) * (isCounted ? 1 : zoom)
    : null
  const byCalibration = isPositive(tags.calibratedPx) ? tags.calibratedPx * zoom : null
  const focalPx = kind === 'zoom' ? (byFilm ?? byCalibration) : (byCalibration ?? byFilm)
  if (focalPx === null) return null
  const fovDeg = (px: number): number => (2 * Math.atan(px / (2 * focalPx)) * 180) / Math.PI
  const [hfovDeg, vfovDeg] = [fovDeg(widthPx), fovDeg(heightPx)]
  return isAngle(hfovDeg) && isAngle(vfovDeg) ? { hfovDeg, vfovDeg } : null
}

const isAngle = (deg: number): boolean => deg > 0 && deg < 180
const isPositive = (value: number | null): value is number => value !== null && value > 0
