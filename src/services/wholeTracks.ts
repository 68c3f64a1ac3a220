import fsp from 'node:fs/promises'
import type { Flight, TrackPoint } from '../core/flight/flight.ts'
import { pointsOf, readTrack } from '../core/flight/trackFile.ts'
import type { Footage } from '../core/footage/footage.ts'
import { getReadable } from '../store/documents.ts'
import { findTrack, type TrackFile, trackPath } from '../store/tracks.ts'
import type { Workspace } from '../store/workspace.ts'
import type { Threads } from './threads/threads.ts'

/** A log whose ends are within so much of the flight's own thinned track is the one that track came from, ms. */
const SAME_MS = 1000

/** Whole tracks of flights: the flight's document has but a thinned one. */
export type WholeTracks = {
  /** The file of the log that a flight's track came from, made again where it is gone; null where there is none. */
  fileOf(workspace: Workspace, flight: Flight): Promise<TrackFile | null>
  /** The same as points; the thinned track where there is no whole one. */
  pointsOf(workspace: Workspace, flight: Flight): Promise<readonly TrackPoint[]>
}

export function wholeTracks(threads: Threads): WholeTracks {
  /** What is being read just now: asked for twice, it is read once. */
  const making = new Map<string, Promise<unknown>>()

  const trackOf = async (
    { dir, vault }: Workspace,
    { sha256, source }: Footage,
  ): Promise<TrackFile | null> => {
    const known = findTrack(dir, sha256)
    if (known) return known
    const keep = trackPath(dir, sha256)
    const made =
      making.get(keep) ?? threads.run('read', { file: vault.pathOf(sha256), source: source ?? null, keep })
    making.set(keep, made)
    await made.catch(() => undefined).finally(() => making.delete(keep))
    return findTrack(dir, sha256)
  }

  const fileOf: WholeTracks['fileOf'] = async (workspace, { track, logIds }) => {
    const [first, last] = [track[0], track.at(-1)]
    if (!first || !last) return null
    let best: { file: TrackFile; offMs: number } | null = null
    for (const id of logIds) {
      const log = getReadable<Footage>(workspace.db, 'footage', id)?.doc
      const file = log && (await trackOf(workspace, log))
      if (!file) continue
      const { fromMs, toMs } = file.span
      const offMs = Math.max(Math.abs(fromMs - first.atMs), Math.abs(toMs - last.atMs))
      if (offMs <= SAME_MS && (best === null || offMs < best.offMs)) best = { file, offMs }
    }
    return best?.file ?? null
  }

  return {
    fileOf,
    async pointsOf(workspace, flight) {
      const file = await fileOf(workspace, flight)
      const bytes = file && (await fsp.readFile(file.path).catch(() => null))
      const columns =
        bytes && readTrack(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
      return columns ? pointsOf(columns) : flight.track
    },
  }
}
