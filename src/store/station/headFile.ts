import { canonicalJson } from '../../core/units/canonical.ts'
import { hashText } from '../hash.ts'
import { entryAt, withFile } from '../openFile.ts'
import { HeadRecord } from './headRecord.ts'

/**
 * The last head that a key signed, in a file beside the key's own. It is written with every entry and must cost little: in
 * place, and the system brings it onto the disk in its own time. There are two places for it, each no larger than what a disk
 * writes at once, and the older one is written over: the other is whole whatever happens meanwhile, and whoever reads at the
 * same moment finds one of them. What a power cut takes is the end of what was recorded, which stays behind then.
 */

const PLACES = [0, 1] as const
/** One sector. */
const PLACE_BYTES = 512

type Kept = { readonly place: number; readonly head: HeadRecord }

/** The head that a file keeps; null where there is none, or nothing that can be taken for one. */
export function readHeadFile(file: string): HeadRecord | null {
  try {
    return newestIn(file)?.head ?? null
  } catch {
    return null
  }
}

/**
 * Keeps a head in a file (a new one with `mode`), over the older of the two that it has. Nobody else may write it meanwhile.
 * @throws what the system says.
 */
export function writeHeadFile(file: string, head: HeadRecord, mode: number): void {
  const newest = newestIn(file)
  const place = PLACES.find((one) => one !== newest?.place) ?? 0
  const text = canonicalJson({ ...head, sum: sumOf(head) })
  withFile(
    file,
    entryAt(file) ? 'r+' : 'wx',
    (open) => open.put(`${text.padEnd(PLACE_BYTES - 1)}\n`, place * PLACE_BYTES),
    mode,
  )
}

/** By which one that was written half is told. */
const sumOf = ({ seq, hash, root }: HeadRecord): string =>
  hashText(canonicalJson({ seq, hash, root })).slice(0, 16)

function newestIn(file: string): Kept | null {
  if (!entryAt(file)) return null
  const bytes = withFile(file, 'r', (open) => open.read(PLACES.length * PLACE_BYTES, 0))
  return PLACES.map((place) => keptAt(bytes, place)).reduce(
    (a, b) => (b && (!a || a.head.seq < b.head.seq) ? b : a),
    null,
  )
}

function keptAt(bytes: Buffer, place: number): Kept | null {
  try {
    const text = bytes.toString('utf8', place * PLACE_BYTES, (place + 1) * PLACE_BYTES)
    const { sum, ...said } = JSON.parse(text) as { sum?: unknown }
    const head = HeadRecord.safeParse(said)
    return head.success && sumOf(head.data) === sum ? { place, head: head.data } : null
  } catch {
    return null
  }
}
