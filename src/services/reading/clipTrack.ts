import type { TrackPoint } from '../../core/flight/flight.ts'
import { median } from '../../core/units/median.ts'
import {
  DJMD,
  djmdFrame,
  type DjmdFrame,
  djmdProtocol,
  type DjmdProtocol,
} from '../../core/footage/clip/djmd.ts'
import { timedSamples } from '../../core/footage/clip/timedTrack.ts'
import type { Movie } from './movieBox.ts'
import { openPlain } from '../../store/openFile.ts'

/** One frame's message is a few hundred bytes; the first also says what the camera is. */
const LARGEST_SAMPLE = 64 * 1024
/** All of them together, so that a file that lies cannot keep anybody waiting. */
const MOST_BYTES = 32 * 1024 * 1024
/** Five frames a second are enough for a track; an hour of them for a clip. */
const STEP_S = 0.2
const MOST_FRAMES = 20_000

/** What a clip says of every moment: DJI's timed metadata. Times are from its start where it has no UTC. */
export type ClipTrack = {
  readonly protocol: DjmdProtocol
  readonly frames: readonly (DjmdFrame & { readonly atS: number })[]
  /** When the clip began by the receiver's time, UTC. */
  readonly startMs: number | null
}

/** Reads the timed metadata of a clip from its header and the file; null where it has none. */
export async function clipTrack(path: string, { moov, fragments }: Movie): Promise<ClipTrack | null> {
  const samples = timedSamples(moov, DJMD, fragments)
  const [first] = samples ?? []
  if (!samples || !first) return null
  const file = await openPlain(path)
  try {
    const { size } = await file.stat()
    const read = async (sample: { offset: number; size: number }): Promise<Uint8Array | null> => {
      if (sample.size > LARGEST_SAMPLE || sample.offset + sample.size > size) return null
      const { buffer, bytesRead } = await file.read(Buffer.alloc(sample.size), 0, sample.size, sample.offset)
      return buffer.subarray(0, bytesRead)
    }
    const head = await read(first)
    if (!head) return null
    const protocol = djmdProtocol(head)
    const frames: (DjmdFrame & { atS: number })[] = []
    let [nextS, readBytes] = [0, 0]
    for (const sample of samples) {
      if (sample.atS < nextS - 1e-6) continue
      readBytes += sample.size
      if (frames.length >= MOST_FRAMES || readBytes > MOST_BYTES) break
      const bytes = await read(sample)
      if (!bytes) continue
      frames.push({ ...djmdFrame(bytes, protocol), atS: sample.atS })
      nextS = sample.atS + STEP_S
    }
    return { protocol, frames, startMs: startOf(frames) }
  } finally {
    await file.close()
  }
}

/** The receiver tells whole seconds: of all frames that agree the one that had just turned over tells best. */
const TURN_MS = 1000

function startOf(frames: ClipTrack['frames']): number | null {
  const starts = frames.flatMap(({ utcMs, atS }) => (utcMs === null ? [] : [utcMs - atS * 1000]))
  const middle = median(starts)
  if (middle === null) return null
  return Math.round(
    starts.reduce(
      (best, start) => (Math.abs(start - middle) < TURN_MS ? Math.max(best, start) : best),
      middle,
    ),
  )
}

/** The places of a clip as a track that begins at a time. */
export const trackOf = ({ frames }: ClipTrack, startMs: number): TrackPoint[] =>
  frames.flatMap(({ at, atS, heightM }) =>
    at ? [{ atMs: Math.round(startMs + atS * 1000), ...at, heightM }] : [],
  )
