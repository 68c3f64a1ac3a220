import { z } from 'zod'
import { canonicalJson } from '../units/canonical.ts'
import { finiteIn } from '../units/finite.ts'
import { AtMs, Sha256 } from '../units/id.ts'
import { fail, ok, type Result } from '../units/result.ts'
import { neutral } from '../units/shown.ts'
import { PublicKey, StationId } from './acceptance.ts'
import { parseLine } from './parseLine.ts'

/**
 * The form of an exchange file: a line that names it, then records. A record is a header line (how many bytes, of what
 * kind, their SHA-256) and so many bytes. The records come in the order of `RECORD_KINDS`, the manifest and the end once
 * each. Nothing has a path: what is named is named by its hash. Nothing is packed, so nothing can unpack.
 */
export const EXCHANGE_FORM = 1
const NAME = 'sortie exchange '
export const EXCHANGE_MAGIC = `${NAME}${EXCHANGE_FORM}\n`
/** No first line of any form is longer, bytes. */
export const MOST_MAGIC_BYTES = 40

/**
 * `manifest`: what the file holds. `document`: the canonical text of one. `withheld`: hashes of documents that entries name
 * and the file does not hold, a line each. `entries`: texts of entries as they are hashed, a line each. `original`: a
 * file of the vault. `end`: how many records there were, and the SHA-256 of all bytes before it.
 */
export const RECORD_KINDS = ['manifest', 'document', 'withheld', 'entries', 'original', 'end'] as const
export type RecordKind = (typeof RECORD_KINDS)[number]
/** Of these a file has one. */
const ONCE: readonly RecordKind[] = ['manifest', 'end']

const MB = 1_000_000
/** The most bytes of a record; a reader keeps all of one in memory but of an original. */
export const MOST_BYTES: Readonly<Record<RecordKind, number>> = {
  manifest: 64 * MB,
  document: 256 * MB,
  withheld: 64 * MB,
  entries: 256 * MB,
  original: 1_000_000 * MB,
  end: 1000,
}
/** A header line has no more, bytes. */
export const MOST_HEADER_BYTES = 300
/** So many records, stretches of chains, documents and entries are taken from one file. */
export const MOST_RECORDS = 3_000_000
const MOST_STRETCHES = 20_000
/** One station's chain comes in no more stretches: each is signed, and each is proved from its chain's beginning. */
export const MOST_BRANCHES = 64
/** A writer begins a new record of entries beyond this, bytes. */
export const ENTRIES_BYTES = MB

const Whole = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
/** A workspace's id: a UUID, or hexadecimal text. */
const WorkspaceId = z.string().regex(/^[0-9a-f-]{32,64}$/)

export const RecordHeader = z.strictObject({ bytes: Whole, kind: z.enum(RECORD_KINDS), sha256: Sha256 })
export type RecordHeader = z.infer<typeof RecordHeader>

export const headerLine = (header: RecordHeader): string => `${canonicalJson(header)}\n`

/** A place in a chain: how many entries it has by then, and the hash of the last. */
const Place = z.strictObject({ seq: Whole, hash: Sha256 })

/**
 * A stretch of one station's chain: the entries behind `after` up to `to`. `after` is number 0 with the hash before the
 * first entry, or a place that the receiver has. `publicKey` (raw, base64) and `checkpoint` (the signed note of its head at `to`)
 * are null of the closed chain of a workspace that was taken over, which has no key.
 */
export const Stretch = z.strictObject({
  station: StationId,
  publicKey: PublicKey.nullable(),
  after: Place,
  to: Place,
  checkpoint: z.string().max(4000).nullable(),
})
export type Stretch = z.infer<typeof Stretch>

export const Manifest = z.strictObject({
  workspace: WorkspaceId,
  /** Who wrote the file. */
  from: StationId,
  atMs: AtMs,
  stretches: z.array(Stretch).max(MOST_STRETCHES),
  documents: Whole,
  entries: Whole,
  originals: z.strictObject({ count: Whole, bytes: Whole }),
})
export type Manifest = z.infer<typeof Manifest>

const End = z.strictObject({ records: Whole, sha256: Sha256 })
export type End = z.infer<typeof End>
export const endText = (end: End): string => canonicalJson(end)

/** What the first line says: nothing where it is of this form. */
export function readMagic(line: string): Result<null> {
  if (line === EXCHANGE_MAGIC) return ok(null)
  const found = /^sortie exchange ([1-9]\d{0,8})\n$/.exec(line)?.[1]
  return found
    ? fail('exchange_newer', { found: Number(found), known: EXCHANGE_FORM })
    : fail('exchange_none')
}

/** Whether bytes may be the beginning of the first line. */
export const beginsLikeMagic = (text: string): boolean =>
  text.length <= NAME.length ? NAME.startsWith(text) : text.startsWith(NAME)

/** What a record's header says; `at` is where it stands. */
export function readHeader(line: string, at: number): Result<RecordHeader> {
  const value = parseLine(line.slice(0, -1))
  const name = nameIn(value)
  if (name !== null) return fail('exchange_name', { name: neutral(name).slice(0, 80), byte: at })
  const bytes = (value as { bytes?: unknown } | null)?.bytes
  if (typeof bytes === 'number' && finiteIn(bytes, 0, Number.MAX_SAFE_INTEGER) === null)
    return fail('exchange_too_large', { byte: at, limit: MOST_BYTES.original / MB })
  const header = RecordHeader.safeParse(value)
  if (!header.success) return fail('exchange_damaged', { byte: at })
  const limit = MOST_BYTES[header.data.kind]
  return header.data.bytes > limit
    ? fail('exchange_too_large', { byte: at, limit: limit / MB })
    : ok(header.data)
}

/** A name in a header that is no hash: somebody would have it be a path. */
function nameIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { sha256, name, path } = value as Record<string, unknown>
  const isHash = sha256 === undefined || Sha256.safeParse(sha256).success
  const found = isHash ? (name ?? path) : sha256
  if (found === undefined) return null
  return typeof found === 'string' ? found : canonicalJson(found)
}

/** Whether a record of a kind may follow one of another, or stand first. */
export const mayFollow = (kind: RecordKind, before: RecordKind | null): boolean =>
  before === null
    ? kind === 'manifest'
    : before !== 'end' &&
      RECORD_KINDS.indexOf(kind) >= RECORD_KINDS.indexOf(before) &&
      !(kind === before && ONCE.includes(kind))

/** A manifest or an end from its text, which is canonical; null where it is none. */
export const readManifest = (text: string): Manifest | null => readAs(Manifest, text)
export const readEnd = (text: string): End | null => readAs(End, text)

function readAs<T extends z.ZodType>(schema: T, text: string): z.output<T> | null {
  const read = schema.safeParse(parseLine(text))
  return read.success ? read.data : null
}

const HASH_LINE = 65

/** Hashes of documents, a line each; null where something else is among them. */
export function readWithheld(text: string): string[] | null {
  const hashes: string[] = []
  for (let from = 0; from < text.length; from += HASH_LINE) {
    const hash = text.slice(from, from + HASH_LINE - 1)
    if (text[from + HASH_LINE - 1] !== '\n' || !Sha256.safeParse(hash).success) return null
    hashes.push(hash)
  }
  return hashes
}
