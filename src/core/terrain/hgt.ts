import { note, type Read } from '../units/note.ts'
import type { Grid } from './grid.ts'

/** SRTM's own statement: absolute height error below 16 m with 90 %, 10 m is usual for hills. */
const SRTM_ERROR_M = 10
const VOID = -32_768

/**
 * A tile of SRTM (`N41E109.hgt`): 1201 or 3601 samples a side, signed 16-bit, highest byte first, from the north-west;
 * the name says the south-west corner. Heights are above EGM96 (SRTM topography, USGS 2006, section 3).
 */
export function readHgt(bytes: Uint8Array, name: string): Read<Grid> {
  const corner = /([NS])(\d{1,2})([EW])(\d{1,3})\.hgt$/i.exec(name)
  const side = Math.sqrt(bytes.length / 2)
  if (!corner || (side !== 1201 && side !== 3601))
    return {
      value: null,
      notes: [
        corner ? note('error', 'hgt_size', name, { bytes: bytes.length }) : note('error', 'hgt_name', name),
      ],
    }
  const south = Number(corner[2]) * (corner[1]?.toUpperCase() === 'S' ? -1 : 1)
  const west = Number(corner[4]) * (corner[3]?.toUpperCase() === 'W' ? -1 : 1)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const heightsM = Float32Array.from({ length: side * side }, (_, i) => {
    const metres = view.getInt16(2 * i, false)
    return metres === VOID ? Number.NaN : metres
  })
  const step = 1 / (side - 1)
  return {
    value: {
      source: name.slice(0, 200),
      datum: 'EGM96',
      errorM: SRTM_ERROR_M,
      west,
      north: south + 1,
      stepLon: step,
      stepLat: step,
      width: side,
      height: side,
      heightsM,
    },
    notes: [],
  }
}
