import { createHash, type Hash } from 'node:crypto'
import {
  beginsLikeMagic,
  type End,
  MOST_HEADER_BYTES,
  MOST_MAGIC_BYTES,
  MOST_RECORDS,
  mayFollow,
  readEnd,
  readHeader,
  readMagic,
  type RecordHeader,
  type RecordKind,
} from '../../core/journal/exchange.ts'
import { fail, type Failure } from '../../core/units/result.ts'

/** A record whose bytes were of its hash; `text` of all but originals. `at`: where its bytes begin in the file. */
export type ScannedRecord = {
  readonly kind: RecordKind
  readonly sha256: string
  readonly at: number
  readonly bytes: number
  readonly text: string
}

/** Whoever wants the records; a failure ends the scan. */
type Sink = (record: ScannedRecord) => Failure | null

export type Scan = {
  /** The file's next bytes, in pieces of any size. Answers why it is refused as soon as that is known. */
  take(bytes: Uint8Array): Failure | null
  /** All bytes were given. */
  end(): Failure | null
}

type Current = {
  readonly header: RecordHeader
  readonly at: number
  readonly hash: Hash
  readonly kept: Buffer | null
  taken: number
}

const LINE_FEED = 0x0a
const damaged = (at: number): Failure => fail('exchange_damaged', { byte: at })

/**
 * Reads an exchange file of `sizeBytes` that comes in pieces: the form, the order, the lengths against what is left, and
 * every hash. Nothing is kept but the record that is being read, and of an original nothing.
 */
export function scanExchange(sizeBytes: number, sink: Sink): Scan {
  const whole = createHash('sha256')
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let position = 0
  let records = 0
  let line = Buffer.alloc(0)
  let isNamed = false
  let before: RecordKind | null = null
  let current: Current | null = null
  let digest = ''
  let refused: Failure | null = null

  function begun(line: Buffer): Failure | null {
    const at = position - line.length
    if (!isNamed) {
      const known = readMagic(line.toString('latin1'))
      isNamed = true
      whole.update(line)
      return known.ok ? null : known
    }
    const header = readHeader(line.toString('utf8'), at)
    if (!header.ok) return header
    const { kind, bytes } = header.value
    if (!mayFollow(kind, before)) return damaged(at)
    if (bytes > sizeBytes - position) return fail('exchange_cut', { byte: sizeBytes })
    records += 1
    if (records > MOST_RECORDS) return fail('exchange_too_many', { limit: MOST_RECORDS })
    if (kind === 'end') digest = whole.copy().digest('hex')
    else whole.update(line)
    before = kind
    const kept = kind === 'original' ? null : Buffer.allocUnsafe(bytes)
    current = { header: header.value, at: position, hash: createHash('sha256'), kept, taken: 0 }
    return bytes === 0 ? ended(current) : null
  }

  function ended({ header, at, hash, kept }: Current): Failure | null {
    const { kind, sha256, bytes } = header
    current = null
    if (hash.digest('hex') !== sha256) return damaged(at)
    let text = ''
    try {
      if (kept) text = utf8.decode(kept)
    } catch {
      return damaged(at)
    }
    if (kind === 'end') {
      const end: End | null = readEnd(text)
      if (end?.records !== records || end.sha256 !== digest) return damaged(at)
    }
    return sink({ kind, sha256, at, bytes, text })
  }

  /** Takes what belongs to the line or the record that is being read; answers how many bytes that was. */
  function step(bytes: Buffer): { used: number; failure: Failure | null } {
    if (current) {
      const mine = bytes.subarray(0, current.header.bytes - current.taken)
      if (current.kept) current.kept.set(mine, current.taken)
      current.hash.update(mine)
      if (current.header.kind !== 'end') whole.update(mine)
      current.taken += mine.length
      position += mine.length
      return { used: mine.length, failure: current.taken === current.header.bytes ? ended(current) : null }
    }
    // Behind the end nothing may stand.
    if (before === 'end') return { used: 0, failure: damaged(position) }
    const end = bytes.indexOf(LINE_FEED)
    const mine = bytes.subarray(0, end < 0 ? bytes.length : end + 1)
    line = Buffer.concat([line, mine.subarray(0, MOST_HEADER_BYTES + 1)])
    if (!isNamed && !beginsLikeMagic(line.toString('latin1')))
      return { used: 0, failure: fail('exchange_none') }
    if (line.length > (isNamed ? MOST_HEADER_BYTES : MOST_MAGIC_BYTES))
      return { used: 0, failure: isNamed ? damaged(position) : fail('exchange_none') }
    position += mine.length
    if (end < 0) return { used: mine.length, failure: null }
    const read = line
    line = Buffer.alloc(0)
    return { used: mine.length, failure: begun(read) }
  }

  return {
    take(bytes) {
      let rest = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      while (rest.length > 0 && !refused) {
        const { used, failure } = step(rest)
        refused = failure
        rest = rest.subarray(used)
      }
      return refused
    },
    end() {
      if (refused) return refused
      return before === 'end' && !current
        ? null
        : isNamed || position > 0
          ? fail('exchange_cut', { byte: position })
          : fail('exchange_none')
    },
  }
}
