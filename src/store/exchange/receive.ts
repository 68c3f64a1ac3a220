import fsp from 'node:fs/promises'
import path from 'node:path'
import type { CarriedOriginal } from '../../core/journal/contents.ts'
import { linesOf } from '../../core/journal/contents.ts'
import { bytesOfBase64 } from '../../core/journal/base64.ts'
import { readCheckpoint, readNote } from '../../core/journal/checkpoint.ts'
import { readEntryHead } from '../../core/journal/entry.ts'
import type { Stretch } from '../../core/journal/exchange.ts'
import { OldEntry } from '../../core/journal/arriving.ts'
import { canonicalJson } from '../../core/units/canonical.ts'
import type { ReadableDb } from '../connection.ts'
import { hashText } from '../hash.ts'
import type { Carried, KnownCheckpoint } from '../journal/carried.ts'
import { receiveEntries, type Taken } from '../journal/receive.ts'
import { Refusal } from '../refusal.ts'
import { sweepDeleted } from '../retention.ts'
import type { Vault } from '../vault.ts'
import { type Checked, recordsAgain } from './check.ts'

/** What was taken in; `originals`: files that were not here before. */
export type TakenIn = Taken & { readonly originals: number }

type Work = { readonly signal?: AbortSignal; readonly onBytes?: (bytes: number) => void }

/**
 * Takes in an exchange file that was checked: its originals wait in the vault as any that is brought in does, one
 * transaction takes the entries, then the originals get their places. Refused, or called off, nothing is left of it; killed
 * anywhere, what waits without a record is forgotten as always.
 * @throws {Refusal} where the file is no longer what was checked, `disk_full`, or what the system says.
 */
export async function takeIn(
  db: ReadableDb,
  vault: Vault,
  checked: Checked,
  work: Work = {},
): Promise<TakenIn> {
  const brought: string[] = []
  try {
    const missing = await missingIn(vault, checked.originals)
    await sureOfRoom(vault, missing)
    for (const { sha256, at, bytes } of missing) {
      const made = await vault.bring(checked.file, work.onBytes, work.signal, { from: at, bytes })
      brought.push(made.sha256)
      if (made.sha256 !== sha256) throw new Refusal('exchange_damaged', { byte: at })
    }
    work.signal?.throwIfAborted()
    const taken = receiveEntries(db, {
      workspaceId: checked.manifest.workspace,
      stations: checked.manifest.stretches.map(({ station, publicKey }) => ({
        station,
        publicKey: publicKey === null ? null : bytesOfBase64(publicKey),
      })),
      documents: documentsIn(checked),
      entries: entriesIn(checked),
      checkpoints: checked.manifest.stretches.flatMap(checkpointOf),
    })
    for (const { sha256 } of checked.originals) vault.settle(sha256)
    sweepDeleted({ dir: path.dirname(vault.dir), db, vault })
    return { ...taken, originals: brought.length }
  } catch (error) {
    for (const sha256 of brought) vault.forget(sha256)
    throw error
  }
}

async function missingIn(vault: Vault, originals: readonly CarriedOriginal[]): Promise<CarriedOriginal[]> {
  const missing: CarriedOriginal[] = []
  for (const original of originals) {
    const copy = await vault.localCopy(original.sha256)
    if (copy) copy.release()
    else missing.push(original)
  }
  return missing
}

/** Entries and what is derived of them take room as well, bytes. */
const SPARE_BYTES = 10_000_000

/** @throws {Refusal} `disk_full` before anything is written, where what comes would not fit */
async function sureOfRoom(vault: Vault, originals: readonly CarriedOriginal[]): Promise<void> {
  if (originals.length === 0) return
  const needed = originals.reduce((sum, { bytes }) => sum + bytes, SPARE_BYTES)
  const { bavail, bsize } = await fsp.statfs(vault.dir)
  if (bavail * bsize < needed) throw new Refusal('disk_full', { file: 'vault' })
}

/** The entries as their texts, each with the stretch that it stands in. */
function* linesIn(checked: Checked): Generator<{ stretch: Stretch; text: string }> {
  const stretches = checked.manifest.stretches.values()
  let stretch: Stretch | undefined
  let left = 0
  for (const { kind, text: lines } of recordsAgain(checked)) {
    if (kind !== 'entries') continue
    for (const text of linesOf(lines)) {
      if (left === 0) {
        stretch = stretches.next().value
        left = stretch ? stretch.to.seq - stretch.after.seq : 0
      }
      if (!stretch) throw changed()
      yield { stretch, text }
      left -= 1
    }
  }
}

/** Another file stands in its place by now. */
const changed = (): Refusal => new Refusal('exchange_damaged', { byte: 0 })

const isClosed = ({ publicKey }: Stretch): boolean => publicKey === null

/** Documents, those that entries of a closed chain hold themselves among them. */
function* documentsIn(checked: Checked): Generator<{ hash: string; text: string }> {
  for (const { kind, sha256, text } of recordsAgain(checked))
    if (kind === 'document') yield { hash: sha256, text }
  if (!checked.manifest.stretches.some(isClosed)) return
  for (const { stretch, text } of linesIn(checked)) {
    if (!isClosed(stretch)) continue
    for (const { doc } of oldOf(text).changes) {
      if (doc === null) continue
      const inside = canonicalJson(doc)
      yield { hash: hashText(inside), text: inside }
    }
  }
}

function* entriesIn(checked: Checked): Generator<Carried> {
  for (const { stretch, text } of linesIn(checked))
    yield isClosed(stretch) ? closedEntry(stretch, text) : keyedEntry(text)
}

const oldOf = (text: string): OldEntry => {
  const old = OldEntry.safeParse(JSON.parse(text))
  if (!old.success) throw changed()
  return old.data
}

/** As it is kept here: with the hashes of its documents in their places. */
function closedEntry({ station }: Stretch, text: string): Carried {
  const old = oldOf(text)
  const changes = old.changes.map((change) => ({
    ...change,
    doc: change.doc === null ? null : hashText(canonicalJson(change.doc)),
  }))
  const body = canonicalJson({ ...old, changes })
  return { hash: hashText(text), station, seq: old.seq, prevHash: old.prevHash, form: 1, body, raw: null }
}

function keyedEntry(text: string): Carried {
  const head = readEntryHead(text)
  if (!head.ok) throw changed()
  const { station, seq, prevHash, form } = head.value
  return { hash: hashText(text), station, seq, prevHash, form, body: text, raw: null }
}

function checkpointOf({ station, checkpoint }: Stretch): KnownCheckpoint[] {
  const note = checkpoint === null ? null : readNote(checkpoint)
  const head = note?.ok ? readCheckpoint(note.value.text) : null
  return checkpoint !== null && head?.ok
    ? [{ station, size: head.value.size, root: head.value.root, note: checkpoint }]
    : []
}
