import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aStep, live, seed } from './history.ts'
import { scratch, type Station, stationsAt } from './lab.ts'

/** Histories in one run; `SORTIE_HISTORIES=10000` for the long one. */
const HISTORIES = Number(process.env['SORTIE_HISTORIES'] ?? 200)
/** Other histories with every seed; the same ones each time without one. */
const SEED = Number(process.env['SORTIE_SEED'] ?? 20_261_127)
const LONGEST = 40

let dir = ''
let lived = 0
const next = (): string => path.join(dir, `h${lived++}`)

beforeAll(() => {
  dir = scratch()
  for (const count of [2, 3]) stationsAt(path.join(dir, `of${count}`), count, seed)
})
afterAll(() => {
  fs.rmSync(dir, { recursive: true, force: true })
})

const aHistory = fc.integer({ min: 2, max: 3 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    steps: fc.array(aStep(count), { maxLength: LONGEST, size: 'max' }),
  }),
)

test('whatever two or three stations do, and however they exchange it, all show the same and nothing is lost', {
  timeout: Math.max(20 * 60_000, HISTORIES * 2000),
}, () => {
  let [edits, collided] = [0, 0]
  fc.assert(
    fc.property(aHistory, ({ count, steps }) => {
      const outcome = live(path.join(dir, `of${count}`), next(), count, steps)
      edits += outcome.edits
      collided += outcome.collided
      expect(outcome.faults).toEqual([])
    }),
    { numRuns: HISTORIES, seed: SEED },
  )
  // Otherwise the histories would not have tried what they are for.
  expect(collided / edits).toBeGreaterThan(1 / 3)
  console.info(
    `${HISTORIES} histories, ${edits} edits, ${((100 * collided) / edits).toFixed(1)} % of them met another`,
  )
})

/** Faults that a product could have: each does to a station's database what it would. */
const MUTANTS: Readonly<Record<string, (db: Database.Database) => void>> = {
  'drops who comes second where versions part': (db) => {
    for (const { aggregate, id } of parted(db)) keepOne(db, aggregate, id)
    db.exec("DELETE FROM waiting WHERE reason <> 'still_referred'")
  },
  'joins by taking one side': (db) => {
    const isWaiting = db.prepare('SELECT 1 FROM waiting WHERE aggregate = ? AND id = ?')
    for (const { aggregate, id } of parted(db))
      if (isWaiting.get(aggregate, id) === undefined) keepOne(db, aggregate, id)
  },
  'shows one side while both wait': (db) => {
    const isWaiting = db.prepare('SELECT 1 FROM waiting WHERE aggregate = ? AND id = ?')
    for (const { aggregate, id } of parted(db))
      if (isWaiting.get(aggregate, id) !== undefined) show(db, aggregate, id)
  },
}

type Parted = { aggregate: string; id: string }
const parted = (db: Database.Database): Parted[] =>
  db.prepare('SELECT aggregate, id FROM head GROUP BY aggregate, id HAVING count(*) > 1').all() as Parted[]

function show(db: Database.Database, aggregate: string, id: string): string {
  const one = db
    .prepare(
      `SELECT h.version, d.text FROM head h JOIN version v ON v.hash = h.version LEFT JOIN document d ON d.hash = v.doc
       WHERE h.aggregate = ? AND h.id = ? ORDER BY h.version DESC`,
    )
    .get(aggregate, id) as { version: string; text: string | null }
  if (one.text === null) db.prepare(`DELETE FROM ${aggregate} WHERE id = ?`).run(id)
  else db.prepare(`UPDATE ${aggregate} SET doc = ?, version = ? WHERE id = ?`).run(one.text, one.version, id)
  return one.version
}

function keepOne(db: Database.Database, aggregate: string, id: string): void {
  const kept = show(db, aggregate, id)
  db.prepare('DELETE FROM head WHERE aggregate = ? AND id = ? AND version <> ?').run(aggregate, id, kept)
}

test.each(Object.entries(MUTANTS))('the oracle finds a product that %s', (_name, mutate) => {
  const meddle = ({ workspace }: Station): void => {
    const db = new Database(workspace.db.file)
    mutate(db)
    db.close()
  }
  const histories = fc.sample(aHistory, { seed: 20_261_127, numRuns: 30 })
  const found = histories.filter(
    ({ count, steps }) => live(path.join(dir, `of${count}`), next(), count, steps, meddle).faults.length > 0,
  )
  expect(found.length).toBeGreaterThan(5)
})
