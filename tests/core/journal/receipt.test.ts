/** Receipts: what a station has and lacks, as its key signed it, and nothing else. */
import { describe, expect, test } from 'vitest'
import {
  LONGEST_RECEIPT,
  MOST_HEADS,
  MOST_WANTED,
  type Receipt,
  readReceipt,
  receiptText,
} from '../../../src/core/journal/receipt.ts'
import { PROVING } from '../../../src/store/exchange/proving.ts'
import { aKey, type Key, sha, WORKSPACE } from '../../builders/exchange.ts'

const receiptOf = ({ station, publicKey }: Key, over: Partial<Receipt> = {}): Receipt => ({
  workspace: WORKSPACE,
  station,
  publicKey,
  atMs: 1_790_000_000_000,
  heads: [{ station, seq: 3, hash: sha('head') }],
  wants: [sha('photo')],
  ...over,
})
const signed = (key: Key, over: Partial<Receipt> = {}, by: Key = key): string =>
  receiptText(receiptOf(key, over), (bytes) => by.sign(bytes), PROVING.sha256)
const read = (text: string, workspace = WORKSPACE) => readReceipt(text, workspace, PROVING)

describe('a receipt', () => {
  test('is read as it was written, as large as it may be', () => {
    const key = aKey()
    expect(read(signed(key))).toEqual({ ok: true, value: receiptOf(key) })
    const large = {
      heads: Array.from({ length: MOST_HEADS }, (_, i) => ({
        station: key.station,
        seq: 1_000_000 + i,
        hash: sha(`${i}`),
      })),
      wants: Array.from({ length: MOST_WANTED }, (_, i) => sha(`w${i}`)),
    }
    const text = signed(key, large)
    expect(text.length).toBeLessThan(LONGEST_RECEIPT)
    expect(read(text)).toEqual({ ok: true, value: receiptOf(key, large) })
  })

  test('is of its workspace, its form and its station', () => {
    const [key, other] = [aKey(), aKey()]
    const text = signed(key)
    const elsewhere = '0b9d5c1e-9999-4222-8333-444455556666'
    expect(read(text, elsewhere)).toMatchObject({
      code: 'receipt_other_workspace',
      params: { found: WORKSPACE, own: elsewhere },
    })
    expect(read(text.replace('receipt 1', 'receipt 7'))).toMatchObject({
      code: 'receipt_newer',
      params: { found: 7, known: 1 },
    })
    expect(read(signed(key, {}, other))).toMatchObject({ code: 'receipt_damaged' })
    expect(read(signed(key, { station: other.station }))).toMatchObject({ code: 'receipt_damaged' })
    for (const none of ['', 'x', 'sortie receipt', 'sortie exchange 1\n'])
      expect(read(none)).toMatchObject({ code: 'receipt_none' })
  })

  test('does not hold with any of its characters changed, or cut anywhere', () => {
    const text = signed(aKey())
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === 'a' ? 'b' : 'a'
      expect(read(text.slice(0, at) + other + text.slice(at + 1)).ok, `changed at ${at}`).toBe(false)
      expect(read(text.slice(0, at)).ok, `cut at ${at}`).toBe(false)
    }
    expect(read(`${text}x`).ok).toBe(false)
  })
})
