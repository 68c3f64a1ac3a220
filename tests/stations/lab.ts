import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { getDocument } from '../../src/store/documents.ts'
import {
  type Carried,
  carriedEntries,
  checkpointsOf,
  documentHashesOf,
  documentText,
  stationsKnown,
} from '../../src/store/journal/carried.ts'
import { type Received, receiveEntries } from '../../src/store/journal/receive.ts'
import { readOwn, readWorkspaceId } from '../../src/store/journal/own.ts'
import { keysIn } from '../../src/store/station/keys.ts'
import { AGGREGATE_TABLES, type AggregateTable } from '../../src/store/tables.ts'
import { transact } from '../../src/store/transact.ts'
import type { Tx } from '../../src/store/tx.ts'
import { openWorkspace, type Workspace } from '../../src/store/workspace.ts'
import { anId } from '../builders/enterprise.ts'
import { type Doc, textOf, type View } from './oracle.ts'

/** Everything that a station had at one moment, as another takes it in. */
export type Packet = Omit<Received, 'documents' | 'entries'> & {
  readonly documents: { readonly hash: string; readonly text: string }[]
  readonly entries: Carried[]
}

/** A station of its own: a folder, a key, and what is done with both. */
export type Station = {
  readonly id: () => string
  /** What went wrong; null where it was acknowledged. */
  write(work: (tx: Tx) => void): string | null
  /** A document as it stands, with the version that an edit of it is made on. */
  stored(kind: AggregateTable, id: string): { version: never; doc: Doc } | null
  heads(kind: AggregateTable, id: string): string[]
  view(of: string): View
  packet(): Packet
  receive(packet: Packet): void
  /** All that is shown, with its revisions and versions, and what waits: the same bytes on every station that has the same entries. */
  projection(): string
  readonly workspace: Workspace
  close(): void
}

const ACTOR = { name: '测试员', role: 'supervisor' }

export function openStation(dir: string): Station {
  const opened = openWorkspace(path.join(dir, 'w'), { create: true, keys: keysIn(path.join(dir, 'keys')) })
  if (!opened.ok) throw new Error(opened.code)
  const workspace = opened.value
  const { db } = workspace
  let atMs = 0
  const waiting = (kind: string, id: string): string | null =>
    (
      db.prepare('SELECT reason FROM waiting WHERE aggregate = ? AND id = ?').get(kind, id) as
        | { reason: string }
        | undefined
    )?.reason ?? null
  const heads = (kind: string, id: string): string[] =>
    (
      db
        .prepare('SELECT version FROM head WHERE aggregate = ? AND id = ? ORDER BY version')
        .all(kind, id) as {
        version: string
      }[]
    ).map(({ version }) => version)
  const docOf = (version: string): Doc | null => {
    const row = db.prepare('SELECT doc FROM version WHERE hash = ?').get(version) as { doc: string | null }
    return row.doc === null ? null : (JSON.parse(documentText(db, row.doc) ?? 'null') as Doc)
  }
  const stored = (kind: AggregateTable, id: string) =>
    getDocument(db, kind, id) as { version: never; doc: Doc } | null
  return {
    workspace,
    id: () => readOwn(db)?.station ?? '',
    write(work) {
      atMs += 1
      const done = transact(workspace, { actor: ACTOR, atMs, action: 'test' }, work)
      return done.ok ? null : done.code
    },
    stored,
    heads,
    view(of) {
      const [kind = '', id = ''] = of.split(' ')
      const reason = waiting(kind, id)
      const isHeld = reason === 'still_referred'
      return {
        shown: stored(kind as AggregateTable, id)?.doc ?? null,
        waiting: reason === null || isHeld ? null : heads(kind, id).map(docOf),
        isHeld,
      }
    },
    packet() {
      const stations = stationsKnown(db)
      const entries = stations.flatMap(({ station }) => [...carriedEntries(db, station, 0)])
      const documents = [...new Set(entries.flatMap(documentHashesOf))].map((hash) => ({
        hash,
        text: documentText(db, hash) ?? '',
      }))
      return {
        workspaceId: readWorkspaceId(db) ?? '',
        stations: stations.map(({ station, publicKey }) => ({ station, publicKey })),
        documents,
        entries,
        checkpoints: stations.flatMap(({ station }) => checkpointsOf(db, station)),
      }
    },
    receive: (packet) => void receiveEntries(db, packet),
    projection() {
      const rows = AGGREGATE_TABLES.flatMap((table) =>
        (db.prepare(`SELECT id, revision, version, doc FROM ${table} ORDER BY id`).all() as object[]).map(
          (row) => textOf({ table, ...row }),
        ),
      )
      const waits = db
        .prepare('SELECT aggregate, id, reason FROM waiting ORDER BY aggregate, id')
        .all() as object[]
      return [...rows, ...waits.map(textOf)].join('\n')
    },
    close: () => workspace.close(),
  }
}

/** Folders of stations that know and accept one another, with `seed` written by the first; copied for each history. */
export function stationsAt(dir: string, count: number, seed: (tx: Tx) => void): void {
  const stations = Array.from({ length: count }, (_, n) => openStation(path.join(dir, String(n))))
  const [first] = stations
  const sure = (problem: string | null): void => {
    if (problem) throw new Error(problem)
  }
  sure(first?.write(seed) ?? null)
  // Each writes once, upon what the first has, so that it has a key; then each accepts the others.
  for (const [n, station] of stations.entries()) {
    if (n === 0 || !first) continue
    station.receive(first.packet())
    const { station: id, publicKey } = keyOf(first)
    sure(station.write((tx) => void tx.put('acceptance', null, acceptance(n * 10, id, publicKey))))
  }
  for (const [n, station] of stations.entries())
    for (const [m, other] of stations.entries()) {
      if (n === m || (m === 0 && n > 0)) continue
      const { station: id, publicKey } = keyOf(other)
      sure(station.write((tx) => void tx.put('acceptance', null, acceptance(n * 10 + m, id, publicKey))))
    }
  for (const station of stations)
    for (const other of stations) if (station !== other) station.receive(other.packet())
  for (const station of stations)
    for (const other of stations) if (station !== other) station.receive(other.packet())
  for (const station of stations) station.close()
}

const keyOf = (station: Station): { station: string; publicKey: Uint8Array } => {
  const found = stationsKnown(station.workspace.db).find((one) => one.station === station.id())
  if (!found?.publicKey) throw new Error('no key')
  return { station: found.station, publicKey: found.publicKey }
}

const acceptance = (n: number, station: string, publicKey: Uint8Array) => ({
  id: anId(9000 + n),
  station,
  publicKey: Buffer.from(publicKey).toString('base64'),
  name: `工作站 ${n}`,
  byName: ACTOR.name,
})

/** Copies the folders of some stations. */
export function copyStations(from: string, to: string, count: number): void {
  fs.cpSync(from, to, { recursive: true })
  // A copy has other rights, and a key is for its owner alone.
  for (let n = 0; n < count; n++) {
    const keys = path.join(to, String(n), 'keys')
    fs.chmodSync(keys, 0o700)
    for (const file of fs.readdirSync(keys)) fs.chmodSync(path.join(keys, file), 0o600)
  }
}

/** In memory where the system has such a folder: a history is bounded by its number of writes, not by the disk. */
export const scratch = (): string =>
  fs.mkdtempSync(path.join(fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'sortie-stations-'))
