import fsp from 'node:fs/promises'
import { fixOf, momentMsOf } from '../../core/geo/measured.ts'
import { finiteIn } from '../../core/units/finite.ts'
import { type Note, note } from '../../core/units/note.ts'

/** A flight record of an hour is some ten megabytes. */
const LARGEST_BYTES = 200_000_000
/** No record is longer, s and m. */
const LONGEST_S = 7 * 86_400
const FARTHEST_M = 10_000_000
/** From this version on what was recorded is encrypted with keys that only its maker gives. */
const ENCRYPTED_FROM = 13

/** What the head of DJI's flight record says: the records themselves are not read. */
export type DjiHeader = {
  readonly startMs: number | null
  readonly durationS: number
  readonly distanceM: number
  readonly at: { readonly lat: number; readonly lon: number } | null
  readonly device: string
  readonly notes: Note[]
}

/** Reads the head of a DJI `.txt` flight record; null for what is none after all. Nothing is asked of any network. */
export async function djiHeader(file: string): Promise<DjiHeader | null> {
  const { size } = await fsp.stat(file)
  if (size > LARGEST_BYTES) return null
  // A module of 700 kB with its WebAssembly in it: loaded for those who have such a file.
  const { DJILog } = await import('dji-log-parser-js')
  try {
    const log = new DJILog(new Uint8Array(await fsp.readFile(file)))
    const {
      startTime,
      totalTime,
      totalDistance,
      latitude,
      longitude,
      aircraftName,
      aircraftSn,
      productType,
    } = log.details
    const isEncrypted = log.version >= ENCRYPTED_FROM
    log.free()
    const at = fixOf(latitude, longitude)
    return {
      startMs: momentMsOf(Date.parse(startTime)) || null,
      durationS: finiteIn(totalTime, 0, LONGEST_S) ?? 0,
      distanceM: finiteIn(totalDistance, 0, FARTHEST_M) ?? 0,
      at,
      device: [
        aircraftName,
        typeof productType === 'string' && productType !== 'None' ? productType : '',
        aircraftSn,
      ]
        .filter((word) => typeof word === 'string' && word !== '')
        .join(' ')
        .slice(0, 200),
      notes: [
        note(isEncrypted ? 'warning' : 'info', isEncrypted ? 'records_encrypted' : 'header_only'),
        ...(at ? [] : [note('warning', 'zero_position')]),
      ],
    }
  } catch {
    return null
  }
}
