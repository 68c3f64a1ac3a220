import type { Cues } from '../../core/flight/logs/cueSeconds.ts'
import type { Shot, Take } from '../../core/flight/flight.ts'
import { writeTrack } from '../../core/flight/trackFile.ts'
import { deviceOf, someOf } from '../../core/footage/clock/guess.ts'
import type { Footage } from '../../core/footage/footage.ts'
import type { LatLon } from '../../core/geo/position.ts'
import type { Note } from '../../core/units/note.ts'
import { ok, type Result } from '../../core/units/result.ts'
import { copyExact } from '../../store/copies.ts'
import { whileLocal } from '../../store/localCopy.ts'
import { hashFile, openVault } from '../../store/vault.ts'
import { type Described, describe, METADATA_BYTES, readPart } from './describe.ts'
import { type LogAnswer, type LogRead, readLogFile } from './log.ts'
import type { Work } from '../host/work.ts'
import { unread } from './unread.ts'

export type Brought = { sha256: string; sizeBytes: number; described: Described; notes: Note[] }

export type LogOfFile = {
  answer: LogAnswer
  track: ArrayBuffer
  shots: readonly Shot[]
  takes: readonly Take[]
  cues: Cues | null
}

export type Identified = {
  answer: LogAnswer
  isLog: boolean
  /** As `deviceOf` names the camera. */
  device: string
  file: Pick<Footage, 'takenAt' | 'device' | 'kind'>
  places: readonly LatLon[]
}

/** So many places of a track tell where it was, lane by lane. */
const MOST_PLACES = 300
/** What is no flight log, by the kinds that `readLogFile` answers. */
const PICTURES: Readonly<Record<string, Footage['kind']>> = {
  jpeg: 'photo',
  heic: 'photo',
  dng: 'photo',
  mp4: 'clip',
  ts: 'clip',
}

function identified({ answer, track, taken }: LogRead): Identified {
  const kind = PICTURES[answer.kind] ?? 'log'
  const file = { takenAt: taken ?? null, device: answer.device ?? '', kind }
  const place = answer.position ? [answer.position] : []
  const places = (track.length > 0 ? someOf(track, MOST_PLACES) : place).map(({ lat, lon }) => ({ lat, lon }))
  return { answer, isLog: kind === 'log', device: deviceOf(file), file, places }
}

/** What is read, proved and copied of originals. */
export const originalJobs = {
  /** What a log, photo or clip says of itself, and where and by what clock it was. */
  identify: async (
    { file, source = null }: { file: string; source?: string | null },
    work: Work,
  ): Promise<Result<Identified>> => {
    const read = await readLogFile(file, work, source)
    return read.ok ? ok(identified(read.value)) : read
  },
  /** The same with its track, as `core/flight/trackFile.ts` writes it. */
  read: async (
    { file, source = null }: { file: string; source?: string | null },
    work: Work,
  ): Promise<Result<LogOfFile>> => {
    const read = await readLogFile(file, work, source)
    if (!read.ok) return read
    const { answer, track, shots = [], takes = [], cues = null } = read.value
    return ok({ answer, track: writeTrack(track), shots, takes, cues })
  },
  /** What subtitles say of the seconds of their clip; null where they are none. */
  cues: async ({ file }: { file: string }, work: Work): Promise<Cues | null> => {
    const read = await readLogFile(file, work)
    return read.ok ? (read.value.cues ?? null) : null
  },
  /**
   * Copies, hashes and proves a file into the vault's `incoming`, and says what it is; null for an empty one. What one
   * of `candidates` is already, is not copied again.
   */
  bring: async (
    { dir, file, candidates }: { dir: string; file: string; candidates: readonly string[] },
    { onBytes, signal }: Work,
  ): Promise<Brought | null> => {
    const head = await readPart(file, 0, METADATA_BYTES).catch((error: unknown) => {
      throw unread(error)
    })
    if (head.length === 0) return null
    const vault = openVault(dir)
    /** The file that is brought may be a card's that is pulled out: what the vault's own disk says is another thing. */
    const ofCard = (error: unknown): never => {
      throw (error as NodeJS.ErrnoException).path === file ? unread(error) : error
    }
    const own = candidates.length > 0 ? await hashFile(file, undefined, signal).catch(ofCard) : ''
    const known = candidates.includes(own) ? await vault.localCopy(own) : null
    const isThere =
      known !== null && (await whileLocal(known, (there) => hashFile(there, onBytes, signal))) === own
    const { sha256, sizeBytes } = isThere
      ? { sha256: own, sizeBytes: known.sizeBytes }
      : await vault.bring(file, onBytes, signal).catch(ofCard)
    const original = await vault.localCopy(sha256)
    if (!original) throw Object.assign(new Error(dir), { code: 'ENOENT', path: dir })
    const { value, found } = await whileLocal(original, (there) =>
      describe(there, head, signal ? { signal } : {}),
    )
    return { sha256, sizeBytes, described: value, notes: found }
  },
  hash: ({ file }: { file: string }, { onBytes, signal }: Work): Promise<string> =>
    hashFile(file, onBytes, signal),
  /** Copies a file of a hash to a new one; fails with `NOT_AS_RECORDED` where it is not that any more. */
  copyExact: ({ file, target, sha256 }: { file: string; target: string; sha256: string }): Promise<number> =>
    copyExact(file, target, sha256),
}
