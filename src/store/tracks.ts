import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { readTrackSpan, TRACK_HEAD_BYTES, TRACK_VERSION, type TrackSpan } from '../core/flight/trackFile.ts'
import { withFile } from './openFile.ts'

/**
 * Whole tracks of logs, as `core/flight/trackFile.ts` writes them: `derived/tracks/ab/SHA256.v1.track`, by the log that
 * each was read from. They are no evidence, nothing records them, and they are made again where they are gone.
 */
export const trackPath = (dir: string, sha256: string): string =>
  path.join(dir, 'derived', 'tracks', sha256.slice(0, 2), `${sha256}.v${TRACK_VERSION}.track`)

export type TrackFile = { path: string; size: number; span: TrackSpan }

/** The track of a log; null where there is none, or a damaged one. */
export function findTrack(dir: string, sha256: string): TrackFile | null {
  const file = trackPath(dir, sha256)
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size < TRACK_HEAD_BYTES) return null
  const span = withFile(file, 'r', (open) =>
    readTrackSpan(size, (from, bytes) => {
      const part = new Uint8Array(bytes)
      part.set(open.read(bytes, from))
      return part.buffer
    }),
  )
  return span && { path: file, size, span }
}

/** Keeps a track, whole or not at all. */
export function keepTrack(file: string, bytes: ArrayBuffer): void {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const aside = `${file}.${randomBytes(4).toString('hex')}`
  fs.writeFileSync(aside, new Uint8Array(bytes))
  fs.renameSync(aside, file)
}
