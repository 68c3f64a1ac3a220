import { createHash, type Hash } from 'node:crypto'
import fsp from 'node:fs/promises'
import { type Contents, contents, type Holder } from '../../core/journal/contents.ts'
import type { Failure, Result } from '../../core/units/result.ts'
import { ok } from '../../core/units/result.ts'
import { withFile } from '../openFile.ts'
import { Refusal } from '../refusal.ts'
import { eachChunk } from '../vault.ts'
import { PROVING } from './proving.ts'
import { type ScannedRecord, scanExchange } from './scan.ts'

/** A file that was checked whole; the rest is for `recordsAgain`. */
export type Checked = Contents & {
  readonly file: string
  readonly sizeBytes: number
  /** Where originals begin, or the end. */
  readonly textBytes: number
  /** SHA-256 over kinds and hashes of all records before that. */
  readonly textDigest: string
}

/** Adds a record to what proves, a second time, that a file is the one that was checked. */
const addTo = (digest: Hash, { kind, sha256 }: ScannedRecord): void =>
  void digest.update(`${kind} ${sha256}\n`)
const hasText = ({ kind }: ScannedRecord): boolean => kind !== 'original' && kind !== 'end'

/** Ends reading as soon as a file is refused. */
class Refused extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.code)
    this.failure = failure
  }
}

/**
 * Checks an exchange file from its first byte to its last for somebody who has `holder`, and takes nothing in. Memory is
 * bounded by the largest record that is no original, and by some hundred bytes a document. @throws what the system says.
 */
export async function checkExchange(
  file: string,
  holder: Holder,
  work: { readonly signal?: AbortSignal; readonly onBytes?: (bytes: number) => void } = {},
): Promise<Result<Checked>> {
  const { size: sizeBytes } = await fsp.stat(file)
  const held = contents(holder, PROVING)
  const digest = createHash('sha256')
  let textBytes = 0
  const scan = scanExchange(sizeBytes, (record) => {
    if (hasText(record)) {
      addTo(digest, record)
      textBytes = record.at + record.bytes
    }
    return held.take(record)
  })
  try {
    await eachChunk(
      file,
      (chunk) => {
        const refused = scan.take(chunk)
        if (refused) throw new Refused(refused)
        work.onBytes?.(chunk.length)
      },
      work.signal,
    )
  } catch (error) {
    if (error instanceof Refused) return error.failure
    throw error
  }
  const refused = scan.end()
  if (refused) return refused
  const found = held.end()
  return found.ok
    ? ok({ ...found.value, file, sizeBytes, textBytes, textDigest: digest.digest('hex') })
    : found
}

/** What is read at once the second time. */
const AGAIN_BYTES = 1 << 20

/**
 * The records of a file that was checked, but originals and the end, one after the other: for a transaction, which waits for
 * nothing. @throws {Refusal} `exchange_damaged` where the file is no longer what it was; then nothing of it may count.
 */
export function* recordsAgain({ file, sizeBytes, textBytes, textDigest }: Checked): Generator<ScannedRecord> {
  const digest = createHash('sha256')
  const ready: ScannedRecord[] = []
  const scan = scanExchange(sizeBytes, (record) => {
    ready.push(record)
    return null
  })
  for (let at = 0; at < textBytes; ) {
    const length = Math.min(AGAIN_BYTES, textBytes - at)
    const chunk = withFile(file, 'r', (open) => open.read(length, at))
    const refused = scan.take(chunk)
    if (refused) throw new Refusal(refused.code, refused.params)
    if (chunk.length === 0) break
    at += chunk.length
    for (const record of ready.splice(0)) {
      addTo(digest, record)
      yield record
    }
  }
  if (digest.digest('hex') !== textDigest) throw new Refusal('exchange_damaged', { byte: 0 })
}
