import { base64Of } from '../../core/journal/base64.ts'
import { genesisOf, shortCode } from '../../core/journal/entry.ts'
import type { Stretch } from '../../core/journal/exchange.ts'
import { bytesOfHex, hexOf } from '../../core/journal/hash.ts'
import { append, EMPTY_FRONTIER, rootOf } from '../../core/journal/merkle.ts'
import { type Going, stretchesFor } from '../../core/journal/stretches.ts'
import type { Receipt } from '../../core/journal/receipt.ts'
import type { Failure } from '../../core/units/result.ts'
import type { ReadableDb } from '../connection.ts'
import { sha256 } from '../hash.ts'
import {
  type Carried,
  carriedEntries,
  checkpointsOf,
  documentText,
  markGiven,
  stationsKnown,
} from '../journal/carried.ts'
import { oldEntryText } from '../journal/oldEntry.ts'
import { readWorkspaceId } from '../journal/own.ts'
import { whileLocal } from '../localCopy.ts'
import { Refusal } from '../refusal.ts'
import type { Vault } from '../vault.ts'
import { placeWhole } from '../whole.ts'
import { branchesHere } from './chains.ts'
import { checkExchange } from './check.ts'
import { writeExchange } from './write.ts'

/** What is to be sent: all, or what the station of a receipt lacks. */
export type Sending = {
  readonly file: string
  /** Whose file it is. */
  readonly from: string
  readonly atMs: number
  readonly since: Receipt | null
  readonly originals: 'all' | 'none'
}

/** What a file came to hold. `unknown`: stations of which the receipt has heads that are not known here: all of theirs went. */
export type Sent = {
  readonly entries: number
  readonly documents: number
  readonly originals: number
  readonly bytes: number
  readonly unknown: readonly string[]
}

type Work = { readonly signal?: AbortSignal; readonly onBytes?: (bytes: number) => void }

/** @throws {Refusal} `not_sent`: what is here does not hold, which verification tells more of. */
const broken = (problem: string, station = '', seq = 0): Refusal =>
  new Refusal('not_sent', { problem, station: station && shortCode(station), seq })

/** The same by what a check of the written file found: what does not hold there does not hold here. */
function brokenAs({ code, params }: Failure): Refusal {
  const { station = '', seq = 0 } = params
  const isChain = station !== '' && code !== 'exchange_signature'
  const problem = isChain ? 'sent_not_whole' : station === '' ? 'sent_otherwise' : 'sent_unsigned'
  return new Refusal('not_sent', { problem, station, seq })
}

/**
 * Writes an exchange file: entries with their documents, the signed heads of their chains, and originals. It is written
 * aside, checked as whoever receives it will, and takes its name only then. Entries that are in it count as given.
 * @throws {Refusal} `not_sent`, `changed_file`, `exchange_too_large`, or what the system says.
 */
export async function sendEntries(
  db: ReadableDb,
  vault: Vault,
  sending: Sending,
  work: Work = {},
): Promise<Sent> {
  const workspace = readWorkspaceId(db)
  if (workspace === null) throw broken('sent_no_entries')
  const { file, since } = sending
  const { going, unknown } = stretchesFor(branchesHere(db), since?.heads ?? [])
  const named = documentsOf(db, going, since?.wants ?? [])
  const stretches = going.map((one) => stretchOf(db, workspace, one))
  const entries = going.reduce((sum, { branch, afterSeq }) => sum + branch.hashes.length - afterSeq, 0)
  const originals: { sha256: string; bytes: number }[] = []
  for (const sha256 of sending.originals === 'all' ? named.originals : []) {
    const copy = await vault.localCopy(sha256)
    if (copy) originals.push({ sha256, bytes: copy.sizeBytes })
    copy?.release()
  }
  const originalBytes = originals.reduce((sum, { bytes }) => sum + bytes, 0)
  return placeWhole(file, async (aside) => {
    await writeExchange(aside, async (writer) => {
      await writer.manifest({
        workspace,
        from: sending.from,
        atMs: sending.atMs,
        stretches,
        documents: named.documents.size,
        entries,
        originals: { count: originals.length, bytes: originalBytes },
      })
      for (const hash of named.documents) await writer.document(documentText(db, hash) ?? '')
      await writer.withheld([...named.withheld])
      for (const one of going)
        for (const entry of entriesOf(db, one)) {
          work.signal?.throwIfAborted()
          await writer.entry(textOf(db, entry))
        }
      for (const { sha256, bytes } of originals) {
        const copy = await vault.localCopy(sha256)
        if (!copy) throw new Refusal('changed_file', { file: sha256.slice(0, 12) })
        await whileLocal(copy, (path) => writer.original(sha256, bytes, path, work.signal, work.onBytes))
      }
      await writer.end()
    })
    const wants = new Set(since?.wants)
    const checked = await checkExchange(
      aside,
      {
        workspace,
        // It is for somebody who has what lies before the stretches, and nothing else.
        hashesTo: (station, seq, hash) =>
          going
            .find(({ branch }) => branch.station === station && branch.hashes[seq - 1] === hash)
            ?.branch.hashes.slice(0, seq) ?? null,
        lastOf: () => 0,
        hasEntry: () => false,
        hasDocument: () => false,
        namesOriginal: (sha256) => wants.has(sha256),
      },
      work,
    )
    if (!checked.ok) throw brokenAs(checked)
    // Whoever was killed between this and the name has a file that nobody got: counted as given is the safe side.
    markGiven(
      db,
      stretches.map(({ station, to }) => ({ station, seq: to.seq })),
    )
    return {
      entries,
      documents: named.documents.size,
      originals: originals.length,
      bytes: checked.value.sizeBytes,
      unknown,
    }
  })
}

/** The entries of a stretch, in their order. */
function* entriesOf(db: ReadableDb, { branch, afterSeq }: Going): Generator<Carried> {
  for (const entry of carriedEntries(db, branch.station, afterSeq))
    if (branch.hashes[entry.seq - 1] === entry.hash) yield entry
}

/** An entry as the text that it was hashed as. */
function textOf(db: ReadableDb, { form, body, raw, station, seq }: Carried): string {
  if (form > 1) return body
  const text = raw === null ? oldEntryText(body, (hash) => documentText(db, hash)) : null
  if (text === null) throw broken('sent_old_entry', station, seq)
  return text
}

const isFootage = ({ aggregate }: { aggregate?: unknown }): boolean => aggregate === 'footage'

/** What entries name: documents that are here and that are not, and originals that footage among them is of, with `wanted`. */
function documentsOf(
  db: ReadableDb,
  going: readonly Going[],
  wanted: readonly string[],
): { documents: Set<string>; withheld: Set<string>; originals: Set<string> } {
  const documents = new Set<string>()
  const withheld = new Set<string>()
  const originals = new Set(wanted)
  for (const one of going)
    for (const { form, body } of entriesOf(db, one)) {
      const { changes } = JSON.parse(body) as { changes?: unknown }
      for (const change of Array.isArray(changes)
        ? (changes as { aggregate?: unknown; doc?: unknown }[])
        : []) {
        const { doc } = change
        if (typeof doc !== 'string' || !/^[0-9a-f]{64}$/.test(doc) || documents.has(doc)) continue
        const text = documentText(db, doc)
        if (text !== null && isFootage(change)) {
          const { sha256 } = JSON.parse(text) as { sha256?: unknown }
          if (typeof sha256 === 'string') originals.add(sha256)
        }
        // A closed chain's entry goes with its documents in it.
        if (form > 1) (text === null ? withheld : documents).add(doc)
      }
    }
  return { documents, withheld, originals }
}

function stretchOf(db: ReadableDb, workspace: string, { branch, afterSeq }: Going): Stretch {
  const { station, hashes } = branch
  const key = stationsKnown(db).find((one) => one.station === station)?.publicKey ?? null
  const genesis = key ? genesisOf(workspace, station, sha256) : '0'.repeat(64)
  return {
    station,
    publicKey: key && base64Of(key),
    after: { seq: afterSeq, hash: hashes[afterSeq - 1] ?? genesis },
    to: { seq: hashes.length, hash: hashes.at(-1) ?? genesis },
    checkpoint: key && checkpointAt(db, station, hashes),
  }
}

/** The signed head of a branch. @throws {Refusal} `not_sent` where there is none. */
function checkpointAt(db: ReadableDb, station: string, hashes: readonly string[]): string {
  const kept = checkpointsOf(db, station).filter(({ size }) => size === hashes.length)
  let frontier = EMPTY_FRONTIER
  for (const hash of hashes) frontier = append(frontier, bytesOfHex(hash), sha256)
  const root = hexOf(rootOf(frontier, sha256))
  const found = kept.find((one) => one.root === root)
  if (!found) throw broken('sent_unsigned', station, hashes.length)
  return found.note
}
