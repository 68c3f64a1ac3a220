import { z } from 'zod'
import { canonicalJson } from '../units/canonical.ts'
import { AtMs, Sha256 as HashText } from '../units/id.ts'
import { fail, ok, type Result } from '../units/result.ts'
import { PublicKey, StationId } from './acceptance.ts'
import type { Proving } from './arriving.ts'
import { bytesOfBase64 } from './base64.ts'
import { noteOf, originOf, readNote, signedBy } from './checkpoint.ts'
import { Head, stationOf } from './entry.ts'
import { type Sha256, utf8 } from './hash.ts'
import { parseLine } from './parseLine.ts'

/**
 * A receipt: a signed note (C2SP) that says which heads a station has and which originals it lacks, so that what is sent to
 * it next is what it has not. Its first line names the form, its second is the receipt as canonical JSON.
 */
const RECEIPT_FORM = 1
const TITLE = 'sortie receipt '
/** A receipt is no longer, characters. */
export const LONGEST_RECEIPT = 4_000_000
/** Nor more heads: what it does not say is sent once more. */
export const MOST_HEADS = 10_000
/** A receipt asks for no more originals than this at a time; the next one for others. */
export const MOST_WANTED = 30_000

const Receipt = z.strictObject({
  workspace: z.string().max(64),
  /** Who wrote and signed it. */
  station: StationId,
  publicKey: PublicKey,
  atMs: AtMs,
  heads: z.array(Head.strict()).max(MOST_HEADS),
  /** Originals that records there name and that are not there. */
  wants: z.array(HashText).max(MOST_WANTED),
})
export type Receipt = z.infer<typeof Receipt>

/** The receipt as it is written to a file. `sign`: Ed25519 by the key that it names. */
export function receiptText(
  receipt: Receipt,
  sign: (bytes: Uint8Array) => Uint8Array,
  sha256: Sha256,
): string {
  const text = `${TITLE}${RECEIPT_FORM}\n${canonicalJson(receipt)}\n`
  const publicKey = bytesOfBase64(receipt.publicKey) ?? new Uint8Array()
  const name = originOf(receipt.workspace, receipt.station)
  return noteOf(text, { name, publicKey }, sign(utf8(text)), sha256, LONGEST_RECEIPT)
}

/**
 * A receipt from its text, for the workspace that it has to be of. Failures: `receipt_none`, `receipt_newer` { found, known },
 * `receipt_damaged` where it is not as its station signed it, `receipt_other_workspace` { found, own }.
 */
export function readReceipt(text: string, workspace: string, { sha256, verify }: Proving): Result<Receipt> {
  const form = /^sortie receipt ([1-9]\d{0,8})\n/.exec(text)?.[1]
  if (form === undefined) return fail('receipt_none')
  if (Number(form) > RECEIPT_FORM) return fail('receipt_newer', { found: Number(form), known: RECEIPT_FORM })
  const note = readNote(text, LONGEST_RECEIPT)
  if (!note.ok) return fail('receipt_damaged')
  const [, line = '', ...more] = note.value.text.slice(0, -1).split('\n')
  const read = Receipt.safeParse(parseLine(line))
  if (!read.success || more.length > 0) return fail('receipt_damaged')
  const receipt = read.data
  if (receipt.workspace !== workspace)
    return fail('receipt_other_workspace', { found: receipt.workspace, own: workspace })
  const publicKey = bytesOfBase64(receipt.publicKey)
  if (!publicKey || stationOf(publicKey, sha256) !== receipt.station) return fail('receipt_damaged')
  const name = originOf(workspace, receipt.station)
  const isSigned = signedBy(note.value, { name, publicKey }, { verify, sha256 }) === 'checked'
  return isSigned ? ok(receipt) : fail('receipt_damaged')
}
