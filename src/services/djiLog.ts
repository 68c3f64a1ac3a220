import fsp from 'node:fs/promises'
import { type Note, note } from '../core/units/note.ts'

/** A flight record of an hour is some ten megabytes. */
const LARGEST_BYTES = 200_000_000
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
    const startMs = Date.parse(startTime)
    const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
    const isFix = isPlace && (latitude !== 0 || longitude !== 0)
    return {
      startMs: startMs > 0 ? startMs : null,
      durationS: Math.max(0, totalTime),
      distanceM: Math.max(0, totalDistance),
      at: isFix ? { lat: latitude, lon: longitude } : null,
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
        ...(isFix ? [] : [note('warning', 'zero_position')]),
      ],
    }
  } catch {
    return null
  }
}
