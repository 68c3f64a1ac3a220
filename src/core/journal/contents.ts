import { z } from 'zod'
import { Sha256 } from '../units/id.ts'
import { fail, type Failure, ok, type Result } from '../units/result.ts'
import { type Arrivals, arrivals, type Proving, type Receiver } from './arriving.ts'
import { ENTRY_FORM, shortCode } from './entry.ts'
import { type Manifest, MOST_BRANCHES, type RecordKind, readManifest, readWithheld } from './exchange.ts'
import { parseLine } from './parseLine.ts'

/** What whoever receives has, documents and the names of originals too. */
export type Holder = Receiver & {
  hasEntry(hash: string): boolean
  hasDocument(hash: string): boolean
  /** Whether a document of footage there is of this file. */
  namesOriginal(sha256: string): boolean
}

/** A record of a file whose bytes are of its hash; `text` is '' of an original. `at`: where its bytes stand in the file. */
type Given = {
  readonly kind: RecordKind
  readonly sha256: string
  readonly at: number
  readonly bytes: number
  readonly text: string
}

/** An original in an exchange file: its bytes, and where they begin. */
export type CarriedOriginal = { readonly sha256: string; readonly at: number; readonly bytes: number }

/** What a file holds that was checked whole. */
export type Contents = {
  readonly manifest: Manifest
  readonly originals: readonly CarriedOriginal[]
  /** How many documents entries name that the sender kept back. */
  readonly withheld: number
  /** How many entries the holder has not. */
  readonly fresh: number
  /** How many entries are of a form that only a newer program shows. */
  readonly newer: number
}

const OfAFile = z.looseObject({ sha256: Sha256 })

/** The texts of the entries of a record, one after the other: what does not end in a line feed is no entry's. */
export function* linesOf(text: string): Generator<string> {
  for (let from = 0; ; ) {
    const end = text.indexOf('\n', from)
    if (end < 0) {
      // A record without a line has no entry, which is refused as one that is none.
      if (from < text.length || from === 0) yield ''
      return
    }
    yield text.slice(from, end)
    from = end + 1
  }
}

/**
 * Checks the records of an exchange file for somebody who has `holder`, in the file's order: the workspace, the chains
 * (`arrivals`), that every document that an entry names is there or said to be withheld, that nothing is there that no entry
 * names, and the counts of the manifest. Kept meanwhile: the hashes of documents and originals.
 */
export function contents(
  holder: Holder,
  proving: Proving,
): { take(record: Given): Failure | null; end(): Result<Contents> } {
  const documents = new Set<string>()
  const named = new Set<string>()
  const withheld = new Set<string>()
  /** Documents of the file that have the hash of a file, with that; and the files that footage is of. */
  const ofFiles = new Map<string, string>()
  const files = new Set<string>()
  const originals = new Map<string, CarriedOriginal>()
  let manifest: Manifest | null = null
  let manifestAt = 0
  let chains: Arrivals | null = null
  let [entries, fresh, newer, originalBytes] = [0, 0, 0, 0]

  const damaged = (byte: number): Failure => fail('exchange_damaged', { byte })
  const stray = (hash: string): Failure => fail('exchange_stray', { name: hash.slice(0, 12) })

  function begin({ text, at }: Given): Failure | null {
    manifest = readManifest(text)
    manifestAt = at
    if (!manifest) return damaged(at)
    if (holder.workspace !== null && manifest.workspace !== holder.workspace)
      return fail('exchange_other_workspace', { found: manifest.workspace, own: holder.workspace })
    const branches = new Map<string, number>()
    for (const { station } of manifest.stretches) branches.set(station, (branches.get(station) ?? 0) + 1)
    if (Math.max(0, ...branches.values()) > MOST_BRANCHES)
      return fail('exchange_too_many', { limit: MOST_BRANCHES })
    chains = arrivals(manifest, holder, proving)
    return null
  }

  function document({ sha256, text, at }: Given): Failure | null {
    const value = parseLine(text)
    if (value === undefined || documents.has(sha256)) return damaged(at)
    documents.add(sha256)
    const file = OfAFile.safeParse(value)
    if (file.success) ofFiles.set(sha256, file.data.sha256)
    return null
  }

  function entry(text: string): Failure | null {
    const taken = chains?.take(text)
    if (!taken?.ok) return taken ?? damaged(0)
    const { station, seq, hash: own, form, named: names, old } = taken.value
    entries += 1
    if (!holder.hasEntry(own)) fresh += 1
    if (form > ENTRY_FORM) newer += 1
    for (const { aggregate, hash } of names) {
      if (!documents.has(hash) && !withheld.has(hash) && !holder.hasDocument(hash))
        return fail('exchange_no_document', { station: shortCode(station), seq })
      named.add(hash)
      const file = ofFiles.get(hash)
      if (aggregate === 'footage' && file !== undefined) files.add(file)
    }
    for (const { aggregate, doc } of old?.changes ?? []) {
      const file = OfAFile.safeParse(doc)
      if (aggregate === 'footage' && file.success) files.add(file.data.sha256)
    }
    return null
  }

  function original({ sha256, at, bytes }: Given): Failure | null {
    if (originals.has(sha256)) return damaged(at)
    if (!files.has(sha256) && !holder.namesOriginal(sha256)) return stray(sha256)
    originals.set(sha256, { sha256, at, bytes })
    originalBytes += bytes
    return null
  }

  return {
    take(record) {
      switch (record.kind) {
        case 'manifest':
          return begin(record)
        case 'document':
          return document(record)
        case 'withheld': {
          const hashes = readWithheld(record.text)
          for (const hash of hashes ?? []) withheld.add(hash)
          return hashes ? null : damaged(record.at)
        }
        case 'entries': {
          for (const line of linesOf(record.text)) {
            const refused = entry(line)
            if (refused) return refused.code === 'exchange_damaged' ? damaged(record.at) : refused
          }
          return null
        }
        case 'original':
          return original(record)
        case 'end':
          return null
      }
    },
    end() {
      if (!manifest || !chains) return damaged(0)
      const missing = chains.end()
      if (missing) return missing
      // What a newer form of entry names may not be known here.
      const unnamed = newer === 0 ? [...documents].find((hash) => !named.has(hash)) : undefined
      if (unnamed !== undefined) return stray(unnamed)
      const isAsSaid =
        manifest.entries === entries &&
        manifest.documents === documents.size &&
        manifest.originals.count === originals.size &&
        manifest.originals.bytes === originalBytes
      if (!isAsSaid) return damaged(manifestAt)
      return ok({ manifest, originals: [...originals.values()], withheld: withheld.size, fresh, newer })
    },
  }
}
