import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import fs from 'node:fs'
import { base64Of } from '../../src/core/journal/base64.ts'
import { checkpointBody, noteOf, originOf } from '../../src/core/journal/checkpoint.ts'
import type { Holder } from '../../src/core/journal/contents.ts'
import { closedStationOf, genesisOf, stationOf } from '../../src/core/journal/entry.ts'
import type { Manifest, Stretch } from '../../src/core/journal/exchange.ts'
import { bytesOfHex, hexOf } from '../../src/core/journal/hash.ts'
import { append, EMPTY_FRONTIER, rootOf } from '../../src/core/journal/merkle.ts'
import { canonicalJson } from '../../src/core/units/canonical.ts'
import { type ExchangeWriter, writeExchange } from '../../src/store/exchange/write.ts'

export const sha = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

export const WORKSPACE = '0b9d5c1e-1111-4222-8333-444455556666'

/** A key of a station, as an exchange file has its public half. */
export function aKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  return {
    station: stationOf(raw, sha256),
    publicKey: base64Of(raw),
    raw,
    sign: (bytes: Uint8Array): Uint8Array => sign(null, bytes, privateKey),
  }
}
export type Key = ReturnType<typeof aKey>

export type Link = { text: string; hash: string; seq: number }
export type Doc = { text: string; hash: string }

export const aDocument = (members: object): Doc => {
  const text = canonicalJson(members)
  return { text, hash: sha(text) }
}

/** The next entry of a chain; `over` replaces members of its body. */
export function anEntry(
  key: Key,
  before: { seq: number; hash: string },
  docs: readonly Doc[],
  over: object = {},
): Link {
  const seq = before.seq + 1
  const text = canonicalJson({
    form: 2,
    station: key.station,
    seq,
    atMs: 1_790_000_000_000 + seq,
    actor: { name: '测试员', role: 'officer' },
    action: 'footage.put',
    undoes: null,
    continues: null,
    prevHash: before.hash,
    changes: docs.map((doc) => ({
      aggregate: 'footage',
      id: `0190a0b0-0000-7000-8000-${doc.hash.slice(0, 12)}`,
      bases: [],
      doc: doc.hash,
    })),
    ...over,
  })
  return { text, hash: sha(text), seq }
}

export const genesis = (key: Key, workspace = WORKSPACE) => ({
  seq: 0,
  hash: genesisOf(workspace, key.station, sha256),
})

export const rootOfHashes = (hashes: readonly string[]): string =>
  hexOf(
    rootOf(
      hashes.reduce((f, hash) => append(f, bytesOfHex(hash), sha256), EMPTY_FRONTIER),
      sha256,
    ),
  )

/** The signed head of a chain. */
export function aNote(key: Key, hashes: readonly string[], workspace = WORKSPACE): string {
  const name = originOf(workspace, key.station)
  const body = checkpointBody({ origin: name, size: hashes.length, root: rootOfHashes(hashes) })
  return noteOf(body, { name, publicKey: key.raw }, key.sign(Buffer.from(body)), sha256)
}

/** A stretch of `links` behind `before`, whose chain has `hashes` in all. */
export const aStretch = (
  key: Key,
  after: { seq: number; hash: string },
  links: readonly Link[],
  hashes: readonly string[],
): Stretch => {
  const last = links.at(-1)
  return {
    station: key.station,
    publicKey: key.publicKey,
    after,
    to: { seq: last?.seq ?? 0, hash: last?.hash ?? '' },
    checkpoint: aNote(key, hashes),
  }
}

/** A chain of `count` entries from its beginning, each with a document of footage of its own. */
export function aChain(key: Key, count: number) {
  const links: Link[] = []
  const docs: Doc[] = []
  for (let i = 0; i < count; i++) {
    const doc = aDocument({ fileName: `照片 ${i}.jpg`, sha256: sha(`${key.station} ${i}`) })
    docs.push(doc)
    links.push(anEntry(key, links.at(-1) ?? genesis(key), [doc]))
  }
  const hashes = links.map(({ hash }) => hash)
  return { links, docs, hashes, stretch: aStretch(key, genesis(key), links, hashes) }
}

/** An entry of the closed chain of a workspace that was taken over. */
export function oldEntries(count: number, docs: readonly object[] = []) {
  const texts: string[] = []
  let prevHash = '0'.repeat(64)
  for (let seq = 1; seq <= count; seq++) {
    const changes = docs.map((doc, i) => ({
      aggregate: 'footage',
      id: `old-${seq}-${i}`,
      revision: 1,
      doc,
    }))
    const text = canonicalJson({
      seq,
      atMs: 1_780_000_000_000 + seq,
      actor: { name: '旧', role: 'operator' },
      action: 'footage.ingest',
      undoes: null,
      changes,
      prevHash,
    })
    texts.push(text)
    prevHash = sha(text)
  }
  const hashes = texts.map(sha)
  const stretch: Stretch = {
    station: closedStationOf(hashes[0] ?? '', sha256),
    publicKey: null,
    after: { seq: 0, hash: '0'.repeat(64) },
    to: { seq: count, hash: hashes.at(-1) ?? '' },
    checkpoint: null,
  }
  return { texts, hashes, stretch }
}

export type Held = {
  stretches: readonly Stretch[]
  entries: readonly string[]
  docs?: readonly Doc[]
  withheld?: readonly string[]
  originals?: readonly string[]
}

const manifestOf = ({ stretches, entries, docs = [], originals = [] }: Held): Manifest => ({
  workspace: WORKSPACE,
  from: stretches[0]?.station ?? '0'.repeat(32),
  atMs: 1_790_000_000_000,
  stretches: [...stretches],
  documents: docs.length,
  entries: entries.length,
  originals: {
    count: originals.length,
    bytes: originals.reduce((sum, file) => sum + fs.statSync(file).size, 0),
  },
})

/** Writes an exchange file of what it is to hold, whether that is right or not; `over` replaces members of its manifest. */
export const exchangeFile = (file: string, held: Held, over: Partial<Manifest> = {}): Promise<void> =>
  writeExchange(file, async (writer: ExchangeWriter) => {
    await writer.manifest({ ...manifestOf(held), ...over })
    for (const { text } of held.docs ?? []) await writer.document(text)
    await writer.withheld(held.withheld ?? [])
    for (const text of held.entries) await writer.entry(text)
    for (const original of held.originals ?? [])
      await writer.original(sha(fs.readFileSync(original)), fs.statSync(original).size, original)
    await writer.end()
  })

/** Somebody who has nothing yet, or what `over` says. */
export const aHolder = (over: Partial<Holder> = {}): Holder => ({
  workspace: WORKSPACE,
  hashesTo: () => null,
  lastOf: () => 0,
  hasEntry: () => false,
  hasDocument: () => false,
  namesOriginal: () => false,
  ...over,
})

/** One record, as bytes of an exchange file. */
export function recordBytes(kind: string, content: Uint8Array | string, header: object = {}): Buffer {
  const bytes = Buffer.from(content)
  const line = canonicalJson({ bytes: bytes.length, kind, sha256: sha(bytes), ...header })
  return Buffer.concat([Buffer.from(`${line}\n`), bytes])
}
