import type { Flight, TrackPoint } from '../../core/flight/flight.ts'
import { pointsOf, readTrack, type TrackColumns } from '../../core/flight/trackFile.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { findDerived, keepDerived } from '../../store/derived.ts'
import { getReadable } from '../../store/documents.ts'
import { whileLocal } from '../../store/localCopy.ts'
import type { Workspace } from '../../store/workspace.ts'
import type { MediaForm } from '../host/media.ts'
import type { Threads } from '../host/jobTable.ts'

/** A log whose ends are within so much of the flight's own thinned track is the one that track came from, ms. */
const SAME_MS = 1000

/** Whole tracks of flights: the flight's document has but a thinned one. */
export type WholeTracks = {
  /** The file of the log that a flight's track came from, made again where it is gone; null where there is none. */
  fileOf(workspace: Workspace, flight: Flight): Promise<TrackFile | null>
  /** The same as points; the thinned track where there is no whole one. */
  pointsOf(workspace: Workspace, flight: Flight): Promise<readonly TrackPoint[]>
}

/** A track that is whole and as it was recorded. */
type TrackFile = { readonly path: string; readonly size: number; readonly columns: TrackColumns }

const known = new WeakMap<Threads, WholeTracks>()

/** Whole tracks, read by some threads: the same for whoever asks with the same. */
export function wholeTracks(threads: Threads): WholeTracks {
  const there = known.get(threads) ?? tracksBy(threads)
  known.set(threads, there)
  return there
}

function tracksBy(threads: Threads): WholeTracks {
  /** What is being read just now: asked for twice, it is read once. */
  const making = new Map<string, Promise<unknown>>()

  const trackOf = async (workspace: Workspace, log: Footage): Promise<TrackFile | null> => {
    const { sha256 } = log
    const known = keptTrack(workspace, sha256)
    if (known) return known
    const made = making.get(sha256) ?? make(workspace, log)
    making.set(sha256, made)
    await made.catch(() => undefined).finally(() => making.delete(sha256))
    return keptTrack(workspace, sha256)
  }
  /** Reads a log again, if it is still the one that was recorded. */
  const make = async (workspace: Workspace, { sha256, source }: Footage): Promise<void> => {
    const original = await workspace.vault.localCopy(sha256)
    if (!original) return
    await whileLocal(original, async (file) => {
      if ((await threads.run('hash', { file })) !== sha256) return
      const read = await threads.run('read', { file, source: source ?? null })
      if (read.ok) keepDerived(workspace, 'track', sha256, new Uint8Array(read.value.track))
    })
  }

  const fileOf: WholeTracks['fileOf'] = async (workspace, { track, logIds }) => {
    const [first, last] = [track[0], track.at(-1)]
    if (!first || !last) return null
    let best: { file: TrackFile; offMs: number } | null = null
    for (const id of logIds) {
      const log = getReadable<Footage>(workspace.db, 'footage', id)?.doc
      const file = log && (await trackOf(workspace, log))
      if (!file) continue
      const { atMs, count } = file.columns
      if (count === 0) continue
      const [fromMs, toMs] = [atMs[0] as number, atMs[count - 1] as number]
      const offMs = Math.max(Math.abs(fromMs - first.atMs), Math.abs(toMs - last.atMs))
      if (offMs <= SAME_MS && (best === null || offMs < best.offMs)) best = { file, offMs }
    }
    return best?.file ?? null
  }

  return {
    fileOf,
    async pointsOf(workspace, flight) {
      const file = await fileOf(workspace, flight)
      return file ? pointsOf(file.columns) : flight.track
    },
  }
}

function keptTrack(workspace: Workspace, sha256: string): TrackFile | null {
  const kept = findDerived(workspace, 'track', sha256)
  if (!kept) return null
  const columns = readTrack(new Uint8Array(kept.bytes).buffer)
  return columns && { path: kept.path, size: kept.sizeBytes, columns }
}

/** The whole track of a flight, as bytes for the window. */
export const trackMedia =
  (tracks: WholeTracks): MediaForm =>
  async (workspace, id) => {
    const flight = getReadable<Flight>(workspace.db, 'flight', id)?.doc
    const track = flight && (await tracks.fileOf(workspace, flight))
    return track ? { path: track.path, size: track.size, mimeType: 'application/octet-stream' } : null
  }
