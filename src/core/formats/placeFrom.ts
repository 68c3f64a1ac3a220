import type { LatLon } from '../geo/position.ts'
import type { Note } from '../units/note.ts'
import { quantisePlace } from '../units/quantise.ts'

/**
 * A place from two numbers of a file, to 1e-7 degrees; a code for what is none. Every latitude is within 90: a pair that
 * fits only the other way round is said to be exchanged, never turned in silence.
 */
export function placeFrom(lat: number | undefined, lon: number | undefined): LatLon | Note['code'] {
  if (lat === undefined || lon === undefined || !Number.isFinite(lat) || !Number.isFinite(lon))
    return 'not_a_number'
  if (Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90) return 'swapped_coordinates'
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return 'bad_coordinates'
  return quantisePlace({ lat, lon })
}
