import { createHash, type Hash } from 'node:crypto'
import fsp from 'node:fs/promises'
import {
  ENTRIES_BYTES,
  EXCHANGE_MAGIC,
  endText,
  headerLine,
  type Manifest,
  MOST_BYTES,
  type RecordKind,
} from '../../core/journal/exchange.ts'
import { canonicalJson } from '../../core/units/canonical.ts'
import { Refusal } from '../refusal.ts'
import { eachChunk } from '../vault.ts'

/** Small records go to the disk together, bytes. */
const TOGETHER_BYTES = 1 << 20

/** The records of an exchange file, to be given in the order of `RECORD_KINDS`; `end` makes it whole. */
export type ExchangeWriter = {
  manifest(manifest: Manifest): Promise<void>
  document(text: string): Promise<void>
  withheld(hashes: readonly string[]): Promise<void>
  /** The text of an entry as it is hashed. */
  entry(text: string): Promise<void>
  /** A file that is hashed while it goes. @throws {Refusal} `changed_file` where it is not of its hash, or size. */
  original(
    sha256: string,
    sizeBytes: number,
    file: string,
    signal?: AbortSignal,
    onBytes?: (bytes: number) => void,
  ): Promise<void>
  end(): Promise<void>
}

/**
 * Writes an exchange file to a new one, from its first byte to the disk. What `work` throws leaves an unfinished file.
 * @throws {Refusal} `exchange_too_large` for what no reader would take
 */
export async function writeExchange(
  file: string,
  work: (writer: ExchangeWriter) => Promise<void>,
): Promise<void> {
  const out = await fsp.open(file, 'wx')
  const whole = createHash('sha256')
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let records = 0
  let lines: string[] = []
  let linesBytes = 0
  let written = 0

  async function flush(): Promise<void> {
    if (waitingBytes > 0) await out.writeFile(Buffer.concat(waiting))
    waiting = []
    waitingBytes = 0
  }
  async function put(bytes: Uint8Array): Promise<void> {
    whole.update(bytes)
    written += bytes.length
    waiting.push(bytes)
    waitingBytes += bytes.length
    if (waitingBytes >= TOGETHER_BYTES) await flush()
  }
  async function begin(kind: RecordKind, sha256: string, bytes: number): Promise<void> {
    if (bytes > MOST_BYTES[kind])
      throw new Refusal('exchange_too_large', { byte: written, limit: MOST_BYTES[kind] / 1_000_000 })
    records += 1
    await put(Buffer.from(headerLine({ bytes, kind, sha256 })))
  }
  async function record(kind: RecordKind, text: string): Promise<void> {
    const bytes = Buffer.from(text)
    await begin(kind, hexOf(createHash('sha256').update(bytes)), bytes.length)
    await put(bytes)
  }
  async function endLines(): Promise<void> {
    if (lines.length > 0) await record('entries', `${lines.join('\n')}\n`)
    lines = []
    linesBytes = 0
  }

  try {
    await put(Buffer.from(EXCHANGE_MAGIC))
    await work({
      manifest: (manifest) => record('manifest', canonicalJson(manifest)),
      document: (text) => record('document', text),
      withheld: async (hashes) => {
        if (hashes.length > 0) await record('withheld', hashes.map((hash) => `${hash}\n`).join(''))
      },
      async entry(text) {
        if (linesBytes + text.length > ENTRIES_BYTES) await endLines()
        lines.push(text)
        linesBytes += text.length
      },
      async original(sha256, sizeBytes, original, signal, onBytes) {
        await endLines()
        await begin('original', sha256, sizeBytes)
        const hash = createHash('sha256')
        let bytes = 0
        await eachChunk(
          original,
          async (chunk) => {
            hash.update(chunk)
            bytes += chunk.length
            // The reader reads on into its other half meanwhile: what waits is a copy.
            await put(Buffer.from(chunk))
            onBytes?.(chunk.length)
          },
          signal,
        )
        if (bytes !== sizeBytes || hexOf(hash) !== sha256)
          throw new Refusal('changed_file', { file: sha256.slice(0, 12) })
      },
      async end() {
        await endLines()
        await record('end', endText({ records: records + 1, sha256: hexOf(whole.copy()) }))
        await flush()
        await out.sync()
      },
    })
  } finally {
    await out.close()
  }
}

const hexOf = (hash: Hash): string => hash.digest('hex')
