import { z } from 'zod'
import { Sha256 as HashText } from '../units/id.ts'
import { fail, type Failure, ok, type Result } from '../units/result.ts'
import { bytesOfBase64 } from './base64.ts'
import { originOf, readCheckpoint, readNote, signedBy, type Verify } from './checkpoint.ts'
import { closedStationOf, genesisOf, readEntry, readEntryHead, shortCode, stationOf } from './entry.ts'
import type { Manifest, Stretch } from './exchange.ts'
import { bytesOfHex, hashOfText, hexOf, type Sha256 } from './hash.ts'
import { append, EMPTY_FRONTIER, type Frontier, rootOf } from './merkle.ts'
import { parseLine } from './parseLine.ts'

/** What whoever receives has, as far as it decides what fits. */
export type Receiver = {
  /** Null where there is no workspace yet. */
  readonly workspace: string | null
  /** The hashes of a station's entries 1 to `seq`, of the branch that ends there in `hash`; null where that is not here. */
  hashesTo(station: string, seq: number, hash: string): readonly string[] | null
  /** The number of a station's last entry here, 0 for none. */
  lastOf(station: string): number
}

/** What the platform proves by. */
export type Proving = { readonly sha256: Sha256; readonly verify: Verify }

/** An entry that was checked against its chain. */
export type Arrived = {
  readonly station: string
  readonly seq: number
  readonly hash: string
  readonly prevHash: string
  /** 1: of a closed chain. Above what this program writes: a newer program's. */
  readonly form: number
  /** The documents that it names by their hashes, with the kind of each. */
  readonly named: readonly { readonly aggregate: string; readonly hash: string }[]
  /** An entry of a closed chain, which holds its documents itself. */
  readonly old: OldEntry | null
}

/** Entries as they come, each checked against its chain. */
export type Arrivals = {
  /** The next entry of the manifest's stretches, as its text. */
  take(text: string): Result<Arrived>
  /** All entries were given. */
  end(): Failure | null
}

const Whole = z.number().int().min(0)
/** An entry of a closed chain in the form in which it was hashed: with its documents, and without a station. */
export const OldEntry = z.strictObject({
  seq: Whole,
  atMs: z.number(),
  actor: z.looseObject({ name: z.string(), role: z.string() }),
  action: z.string(),
  undoes: Whole.nullable(),
  changes: z.array(
    z.strictObject({ aggregate: z.string(), id: z.string(), revision: Whole, doc: z.unknown() }),
  ),
  prevHash: HashText,
})
export type OldEntry = z.infer<typeof OldEntry>
/** Of the changes of any form, what names documents. */
const Naming = z.looseObject({ aggregate: z.string(), doc: HashText })

/** The hash before the first entry of a closed chain. */
const NO_HASH = '0'.repeat(64)

/** A stretch that is under way: its last entry so far, and the tree of all up to there. */
type Chain = { readonly stretch: Stretch; seq: number; hash: string; frontier: Frontier }

/**
 * Checks entries as they come by the manifest that they stand under: that each is the one text of what it says, continues its
 * chain without a gap from where the receiver has it, and that each station signed the head that its entries come to.
 */
export function arrivals(manifest: Manifest, receiver: Receiver, { sha256, verify }: Proving): Arrivals {
  const stretches = manifest.stretches
  /** The hashes of chains of which several stretches come, from number 1 on: later ones may leave them anywhere. */
  const read = new Map<string, string[][]>()
  const once = new Set<string>()
  for (const { station } of stretches)
    if (once.has(station)) read.set(station, [])
    else once.add(station)
  let next = 0
  let chain: Chain | null = null

  const wrong = (station: string, seq: number): Failure =>
    fail('exchange_chain', { station: shortCode(station), seq })
  const unsigned = (station: string): Failure => fail('exchange_signature', { station: shortCode(station) })
  const gap = (station: string, from: number, to: number): Failure =>
    fail('exchange_gap', { station: shortCode(station), from, to })

  /** What stands before a stretch: the hashes of the entries up to its beginning. */
  function before({ station, publicKey, after }: Stretch): Result<readonly string[]> {
    if (after.seq === 0) {
      const genesis = publicKey === null ? NO_HASH : genesisOf(manifest.workspace, station, sha256)
      return after.hash === genesis ? ok([]) : wrong(station, 1)
    }
    const inFile = read.get(station)?.find((hashes) => hashes[after.seq - 1] === after.hash)
    const hashes = inFile?.slice(0, after.seq) ?? receiver.hashesTo(station, after.seq, after.hash)
    return hashes ? ok(hashes) : gap(station, Math.min(receiver.lastOf(station) + 1, after.seq), after.seq)
  }

  function begin(stretch: Stretch): Result<Chain> {
    const key = stretch.publicKey === null ? null : bytesOfBase64(stretch.publicKey)
    if (key && stationOf(key, sha256) !== stretch.station) return unsigned(stretch.station)
    const hashes = before(stretch)
    if (!hashes.ok) return hashes
    let frontier = EMPTY_FRONTIER
    for (const hash of hashes.value) frontier = append(frontier, bytesOfHex(hash), sha256)
    read.get(stretch.station)?.push([...hashes.value])
    return ok({ stretch, seq: stretch.after.seq, hash: stretch.after.hash, frontier })
  }

  function continued(at: Chain, text: string): Result<Arrived> {
    const { station, publicKey } = at.stretch
    const entry = publicKey === null ? closedEntry(station, text) : keyedEntry(text)
    if (!entry) return wrong(station, at.seq + 1)
    // The entry of another station, or one that stands later, in this one's place: some are missing.
    if (entry.station !== station) return gap(station, at.seq + 1, at.stretch.to.seq)
    if (entry.seq > at.seq + 1) return gap(station, at.seq + 1, entry.seq - 1)
    if (entry.seq !== at.seq + 1 || entry.prevHash !== at.hash)
      return entry.seq === 1 && at.seq === 0 && publicKey !== null
        ? fail('exchange_other_entry', { station: shortCode(station) })
        : wrong(station, at.seq + 1)
    const hash = hashOfText(text, sha256)
    if (publicKey === null && entry.seq === 1 && closedStationOf(hash, sha256) !== station)
      return wrong(station, 1)
    at.seq = entry.seq
    at.hash = hash
    at.frontier = append(at.frontier, bytesOfHex(hash), sha256)
    read.get(station)?.at(-1)?.push(hash)
    return ok({ ...entry, hash })
  }

  /** A stretch came to its end: it is what the manifest says, and signed. */
  function finish({ stretch, hash, frontier }: Chain): Failure | null {
    const { station, publicKey, to, checkpoint } = stretch
    if (hash !== to.hash) return wrong(station, to.seq)
    const key = publicKey === null ? null : bytesOfBase64(publicKey)
    if (!key) return checkpoint === null ? null : unsigned(station)
    const note = checkpoint === null ? null : readNote(checkpoint)
    const head = note?.ok ? readCheckpoint(note.value.text) : null
    if (!note?.ok || !head?.ok) return unsigned(station)
    const name = originOf(manifest.workspace, station)
    const isOfThese =
      head.value.origin === name &&
      head.value.size === to.seq &&
      head.value.root === hexOf(rootOf(frontier, sha256))
    const isSigned = signedBy(note.value, { name, publicKey: key }, { verify, sha256 }) === 'checked'
    return isOfThese && isSigned ? null : unsigned(station)
  }

  return {
    take(text) {
      if (!chain) {
        const stretch = stretches[next]
        if (!stretch) return fail('exchange_damaged', { byte: 0 })
        if (stretch.to.seq <= stretch.after.seq) return wrong(stretch.station, stretch.to.seq)
        const begun = begin(stretch)
        if (!begun.ok) return begun
        chain = begun.value
        next += 1
      }
      const entry = continued(chain, text)
      if (!entry.ok || chain.seq < chain.stretch.to.seq) return entry
      const refused = finish(chain)
      chain = null
      return refused ?? entry
    },
    end() {
      const missing = chain?.stretch ?? stretches[next]
      if (!missing) return null
      return gap(missing.station, (chain?.seq ?? missing.after.seq) + 1, missing.to.seq)
    },
  }
}

type Read = Omit<Arrived, 'hash'>

function closedEntry(station: string, text: string): Read | null {
  const entry = OldEntry.safeParse(parseLine(text))
  if (!entry.success) return null
  const { seq, prevHash } = entry.data
  return { station, seq, prevHash, form: 1, named: [], old: entry.data }
}

function keyedEntry(text: string): Read | null {
  const entry = readEntry(text)
  // A newer program's: what this one knows of it is enough to check it, keep it and pass it on.
  const head = !entry.ok && entry.params['problem'] === 'newer_entry' ? readEntryHead(text) : entry
  if (!head.ok) return null
  const { station, seq, prevHash, form, changes } = head.value
  const named = (Array.isArray(changes) ? changes : []).flatMap((change) => {
    const { success, data } = Naming.safeParse(change)
    return success ? [{ aggregate: data.aggregate, hash: data.doc }] : []
  })
  return { station, seq, prevHash, form, named, old: null }
}
