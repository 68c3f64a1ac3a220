import { fromWgs84, isShifted, type MapDatum, toWgs84 } from './mapDatum.ts'
import type { LatLon } from './position.ts'
import { fromUtm, toUtm } from './utm.ts'

/** How a coordinate is written down for somebody else: decimal degrees in three datums, and WGS-84 in two more ways. */
export const COORDINATE_FORMS = ['decimal', 'dms', 'utm', 'gcj02', 'bd09'] as const
export type CoordinateForm = (typeof COORDINATE_FORMS)[number]

/** Degrees, minutes and seconds to a hundredth (30 cm), as the forms of flight applications ask for them. */
export function degreesMinutesSeconds(degrees: number, letters: readonly [string, string]): string {
  const hundredths = Math.round(Math.abs(degrees) * 360_000)
  const seconds = (hundredths % 6000) / 100
  const minutes = Math.floor(hundredths / 6000) % 60
  const whole = Math.floor(hundredths / 360_000)
  const letter = degrees < 0 ? letters[1] : letters[0]
  return `${whole}°${String(minutes).padStart(2, '0')}′${seconds.toFixed(2).padStart(5, '0')}″${letter}`
}

/** A position in degrees, minutes and seconds, north first. */
export const dmsOf = ({ lat, lon }: LatLon): string =>
  `${degreesMinutesSeconds(lat, ['N', 'S'])} ${degreesMinutesSeconds(lon, ['E', 'W'])}`

const decimal = ({ lat, lon }: LatLon): string => `${lat.toFixed(6)}, ${lon.toFixed(6)}`

/** Bands of 8° from 80° S; the last is 12° high. */
const BANDS = 'CDEFGHJKLMNPQRSTUVWX'
const bandOf = (lat: number): string => {
  const nth = Math.floor((lat + 80) / 8)
  // A hair below the equator still is the south.
  return BANDS[lat < 0 ? Math.min(nth, 9) : Math.min(nth, BANDS.length - 1)] ?? ''
}

/**
 * A position in WGS-84 as a form has it, north first; null where the form has none (UTM near the poles). On the grid N
 * stands for the north; south of the equator the band does, since an S is taken for a band in the north by some.
 */
export function writeCoordinate(at: LatLon, form: CoordinateForm): string | null {
  switch (form) {
    case 'decimal':
      return decimal(at)
    case 'dms':
      return dmsOf(at)
    case 'gcj02':
    case 'bd09':
      return decimal(fromWgs84(at, form))
    case 'utm': {
      const utm = toUtm(at)
      if (!utm) return null
      const letter = utm.isNorth ? 'N' : bandOf(at.lat)
      return `${utm.zone}${letter} ${utm.eastM.toFixed(1)} ${utm.northM.toFixed(1)}`
    }
  }
}

/** One way to take a text: where that is in WGS-84, and which datum it was taken for. */
export type CoordinateReading = { readonly at: LatLon; readonly datum: MapDatum }

/**
 * What a text says of a place, the likeliest first; none where it is no coordinate. It may be decimal degrees, degrees with
 * minutes and seconds, or UTM; in Chinese or English; with letters, marks, or just numbers. Where the datum matters every
 * datum is a reading; where the order of two bare numbers could be either, both are.
 */
export function readCoordinate(text: string): CoordinateReading[] {
  const plain = plainOf(text)
  const grid = readGrid(plain)
  if (grid) return grid.map((at) => ({ at, datum: 'wgs84' }))
  return readDegrees(plain).flatMap((at) =>
    isShifted(at)
      ? (['wgs84', 'gcj02', 'bd09'] as const).map((datum) => ({ at: toWgs84(at, datum), datum }))
      : [{ at, datum: 'wgs84' as const }],
  )
}

/** Words and marks of degrees, minutes and seconds, and of directions, each as one sign. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[º˚度]/g, '°'],
  [/[‘’ʹ′´分]/g, "'"],
  [/[“”ʺ″秒]/g, '"'],
  [/北纬|north(?:ing)?/gi, 'n'],
  [/南纬|south(?:ing)?/gi, 's'],
  [/东经|east(?:ing)?/gi, 'e'],
  [/西经|west/gi, 'w'],
  [/纬°?|lat(?:itude)?/gi, 'φ'],
  [/经°?|lon(?:gitude)?|lng/gi, 'λ'],
  [/[−–]/g, '-'],
  [/[,;、/|()[\]]/g, ' '],
  [/[:=]/g, ''],
]

/** A text with one sign for each thing, and one space between what stands apart. */
function plainOf(text: string): string {
  let plain = text.slice(0, 200).replace(/^\s*geo:/i, '')
  // Before wide letters become narrow: a double mark would become two single ones.
  for (const [sign, to] of SIGNS.slice(0, 3)) plain = plain.replace(sign, to)
  plain = plain.normalize('NFKC').replaceAll("''", '"')
  for (const [sign, to] of SIGNS) plain = plain.replace(sign, to)
  return plain.replace(/\s+/g, ' ').trim().toLowerCase()
}

const GRID =
  /^(?:utm )?(?:zone )?(\d{1,2}) ?([c-hj-np-x]) ?(\d{6}(?:\.\d+)?) ?(?:m ?)?e? (\d{1,8}(?:\.\d+)?) ?(?:m ?)?n?$/

/** Positions of a text on the grid; null where it is none. An S is a band of the north, or the south: both are told. */
function readGrid(plain: string): LatLon[] | null {
  const [, zone = '', letter = '', east = '', north = ''] = GRID.exec(plain) ?? []
  if (zone === '') return null
  const at = (isNorth: boolean): LatLon[] => {
    const found = fromUtm({ zone: Number(zone), isNorth, eastM: Number(east), northM: Number(north) })
    return found ? [found] : []
  }
  if (letter !== 's') return at(letter >= 'n')
  const [inBand] = at(true)
  return inBand && bandOf(inBand.lat) === 'S' ? [inBand, ...at(false)] : at(false)
}

const NUMBER = String.raw`\d+(?:\.\d+)?`
const ANGLE = new RegExp(String.raw`^([-+])? ?(${NUMBER}) ?°?(?: ?(${NUMBER}) ?'?(?: ?(${NUMBER}) ?"?)?)?$`)

/** Degrees of a text with at most minutes and seconds; null where it is no angle. */
function angleOf(text: string): number | null {
  const [, sign = '', whole = '', minutes, seconds] = ANGLE.exec(text.trim()) ?? []
  if (whole === '') return null
  const isWhole = (part: string | undefined): boolean => part !== undefined && !part.includes('.')
  if (minutes !== undefined && !isWhole(whole)) return null
  if (seconds !== undefined && !isWhole(minutes)) return null
  if (Number(minutes ?? 0) >= 60 || Number(seconds ?? 0) >= 60) return null
  return (sign === '-' ? -1 : 1) * (Number(whole) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600)
}

/** Positions of a text in degrees, the likeliest first. */
function readDegrees(plain: string): LatLon[] {
  const letters = plain.match(/[nsewφλ]/g) ?? []
  if (letters.length > 0) return lettered(plain, letters)
  const numbers = [...plain.matchAll(new RegExp(String.raw`[-+]?${NUMBER}`, 'g'))]
  // Two whole numbers may be anything: what is a coordinate has a point, or a mark.
  if (![2, 4, 6].includes(numbers.length) || !/[.°'"]/.test(plain)) return []
  const cut = numbers[numbers.length / 2]?.index ?? 0
  if (!/[ "'°]/.test(plain[cut - 1] ?? '')) return []
  return inEitherOrder(angleOf(plain.slice(0, cut)), angleOf(plain.slice(cut)))
}

/** A text whose two angles each have a letter, before or after them. */
function lettered(plain: string, letters: readonly string[]): LatLon[] {
  const [first = '', second = ''] = letters
  const isLat = (letter: string): boolean => 'nsφ'.includes(letter)
  if (letters.length !== 2 || isLat(first) === isLat(second)) return []
  const [before = '', between = '', after = ''] = plain.split(/[nsewφλ]/)
  const isBefore = before.trim() === ''
  const parts = isBefore ? [between, after] : [before, between]
  if (!isBefore && after.trim() !== '') return []
  const angles = [first, second].map((letter, i) => {
    const angle = angleOf(parts[i] ?? '')
    if (angle === null || (angle < 0 && 'nsew'.includes(letter))) return null
    return 'sw'.includes(letter) ? -angle : angle
  })
  const [lat = null, lon = null] = isLat(first) ? angles : [angles[1], angles[0]]
  return lat === null || lon === null ? [] : placed(lat, lon)
}

const placed = (lat: number, lon: number): LatLon[] =>
  Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [{ lat, lon }] : []

/** Two bare angles: north first, as here; east first where only that is possible, or only that is in China. */
function inEitherOrder(a: number | null, b: number | null): LatLon[] {
  if (a === null || b === null) return []
  const [asHere] = placed(a, b)
  const [turned] = placed(b, a)
  const both = [asHere, turned].filter((one) => one !== undefined)
  return turned && asHere && isShifted(turned) && !isShifted(asHere) ? both.toReversed() : both
}
