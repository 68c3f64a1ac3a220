import { randomUUID } from 'node:crypto'
import { canonicalJson } from '../../src/core/units/canonical.ts'
import {
  type Carried,
  carriedEntries,
  checkpointsOf,
  documentHashesOf,
  documentText,
  stationsKnown,
} from '../../src/store/journal/carried.ts'
import { readHead } from '../../src/store/journal/entries.ts'
import { readWorkspaceId } from '../../src/store/journal/own.ts'
import type { Received } from '../../src/store/journal/receive.ts'
import { AGGREGATE_TABLES } from '../../src/store/tables.ts'
import { transact, type Workspace } from '../../src/store/workspace.ts'

/** All that a workspace has, as an exchange would bring it; `order` may turn stations about. */
export function received(
  { db }: Workspace,
  order: (stations: readonly string[]) => readonly string[] = (stations) => stations,
): Received {
  const stations = stationsKnown(db)
  const entries = order(stations.map(({ station }) => station)).flatMap((station): Carried[] => [
    ...carriedEntries(db, station, 0),
  ])
  const hashes = new Set(entries.flatMap(documentHashesOf))
  return {
    workspaceId: readWorkspaceId(db) ?? '',
    stations: stations.map(({ station, publicKey }) => ({ station, publicKey })),
    documents: [...hashes].flatMap((hash) => {
      const text = documentText(db, hash)
      return text === null ? [] : [{ hash, text }]
    }),
    entries,
    checkpoints: stations.flatMap(({ station }) => checkpointsOf(db, station)),
  }
}

/** The station that a workspace writes as; null before its first entry. */
export const stationOfWorkspace = ({ db }: Workspace): string | null => readHead(db).head?.station ?? null

/** Accepts the station that another workspace writes as, as a person does. */
export function accept(workspace: Workspace, other: Workspace): void {
  const station = stationOfWorkspace(other)
  const publicKey = stationsKnown(other.db).find((one) => one.station === station)?.publicKey
  if (!station || !publicKey) throw new Error('the other one has no station yet')
  const done = transact(
    workspace,
    { actor: { name: '所长', role: 'supervisor' }, atMs: 9, action: 'station.accept' },
    (tx) =>
      tx.put('acceptance', null, {
        id: randomUUID(),
        station,
        publicKey: Buffer.from(publicKey).toString('base64'),
        name: '另一台',
        byName: '所长',
      }),
  )
  if (!done.ok) throw new Error(`${done.code} ${JSON.stringify(done.params)}`)
}

/** What a workspace shows, byte for byte: records, their newest versions and what waits, without whom it accepts. */
export const contentOf = ({ db }: Workspace): string =>
  canonicalJson(
    Object.fromEntries([
      ...AGGREGATE_TABLES.filter((table) => table !== 'acceptance').map((table) => [
        table,
        db.prepare(`SELECT id, revision, version, doc FROM ${table} ORDER BY id`).all(),
      ]),
      ...['head', 'waiting', 'reference'].map((table) => [
        table,
        db.prepare(`SELECT * FROM ${table} WHERE aggregate <> 'acceptance' ORDER BY 1, 2, 3`).all(),
      ]),
    ]),
  )
