import fs from 'node:fs'
import { Refusal } from '../../store/refusal.ts'

const MB = 1024 * 1024

/** Largest files that are read whole, bytes, by what they are. */
export const LARGEST = {
  /** Missions and areas: a plan of 65,535 items has some 40 MB. */
  drawing: 100 * MB,
  /** A table that people fill in: packed, or a text. */
  table: 50 * MB,
  /** An elevation model: one second of SRTM is 26 MB, a district in metres a few hundred. */
  model: 512 * MB,
  /** A log that is read for its parameters. */
  params: 1024 * MB,
} as const

/**
 * A file's bytes, with a limit on what is read at once.
 * @throws {Refusal} `file_too_large` with the limit in MB; the system's error where it cannot be read.
 */
export function readWhole(file: string, name: string, largest: number = LARGEST.drawing): Uint8Array {
  const { size } = fs.statSync(file)
  if (size > largest) throw new Refusal('file_too_large', { file: name, limit: Math.floor(largest / MB) })
  return fs.readFileSync(file)
}
