/** Laws of the search over everything: what the index gives is what the rule of searching gives of every document. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { searchedOf, soughtIn } from '../../src/core/journal/searched.ts'
import { matchedIn } from '../../src/core/journal/matched.ts'
import { isFound } from '../../src/core/units/sought.ts'
import { enterprisePage } from '../../src/store/enterprises.ts'
import { flightPage } from '../../src/store/flights.ts'
import { missionPage } from '../../src/store/missions.ts'
import { foundOf, SEARCHED_KINDS } from '../../src/store/search.ts'
import { settleAll } from '../../src/store/settle.ts'
import { verifyWorkspace } from '../../src/store/verify.ts'
import { openWorkspace, transact, type Tx, type Workspace } from '../../src/store/workspace.ts'
import { aFlight, anEnterprise, anId } from '../builders/enterprise.ts'
import { everyKind } from '../builders/everyKind.ts'
import { aFinding } from '../builders/finding.ts'
import { aMission } from '../builders/mission.ts'
import { aSite, anAsset } from '../builders/site.ts'

let dir = ''
let workspace: Workspace
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-search-'))
  const opened = openWorkspace(dir, { create: true })
  if (!opened.ok) throw new Error(opened.code)
  workspace = opened.value
})
afterEach(() => {
  workspace.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

const write = (work: (tx: Tx) => void): void => {
  const done = transact(workspace, { actor: { name: 'a', role: 'officer' }, atMs: 1, action: 'test' }, work)
  if (!done.ok) throw new Error(`${done.code} ${JSON.stringify(done.params)}`)
}
const ids = (kind: (typeof SEARCHED_KINDS)[number], typed: string): string[] =>
  foundOf(workspace.db, kind, typed, { after: null, most: 1000 }).rows.map(({ id }) => id)

const CHARACTERS = [
  '围',
  '堰',
  '破',
  '重',
  'a',
  'B',
  '7',
  '_',
  ' ',
  '"',
  '*',
  '（',
  'ß',
  '𠮷',
  'Ａ',
  '-',
  '\u0000',
  "'",
]
const text = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 9 })

describe('the search', () => {
  it('gives what the rule gives of every finding, the newest first, page by page', () => {
    write((tx) => void tx.put('enterprise', null, anEnterprise()))
    fc.assert(
      fc.property(
        fc.array(fc.record({ title: text, owner: text, openedAtMs: fc.integer({ min: 1, max: 5000 }) }), {
          maxLength: 20,
        }),
        text,
        fc.integer({ min: 1, max: 4 }),
        (given, typed, most) => {
          const docs = given.map((one, n) =>
            aFinding({ id: anId(10_000 + n), enterpriseId: anId(1), siteId: null, ...one }),
          )
          write((tx) => {
            for (const { id } of workspace.db.prepare('SELECT id FROM finding').all() as { id: string }[])
              tx.remove('finding', id, tx.get('finding', id).version)
            for (const doc of docs) tx.put('finding', null, doc)
          })
          const rule = docs.filter((doc) => {
            const said = searchedOf('finding', doc)
            return said && isFound(soughtIn(said), typed) && typed.trim() !== ''
          })
          const found: string[] = []
          for (let after: number | null = null; ; ) {
            const page = foundOf(workspace.db, 'finding', typed, { after, most })
            found.push(...page.rows.map(({ id }) => id))
            if (page.next === null) break
            after = page.next
          }
          expect([...found].sort()).toEqual(rule.map(({ id }) => id).sort())
          const seconds = found.map((id) =>
            Math.floor((docs.find((doc) => doc.id === id)?.openedAtMs ?? 0) / 1000),
          )
          expect(seconds).toEqual([...seconds].sort((a, b) => b - a))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('finds one and two characters, across words, and names by initials, in every list', () => {
    write((tx) => {
      tx.put(
        'enterprise',
        null,
        anEnterprise({ name: { zh: '重庆路硫酸厂', en: 'Acid' }, address: '工业园区３号' }),
      )
      const asset = { ...anAsset(), id: 'tank-7', name: { zh: '二号储罐', en: '' } }
      tx.put(
        'site',
        null,
        aSite({ id: anId(101), enterpriseId: anId(1), name: { zh: '北厂区', en: '' }, assets: [asset] }),
      )
      tx.put(
        'mission',
        null,
        aMission({ id: anId(201), siteIds: [anId(101)], name: { zh: '周界巡查', en: '' } }),
      )
      tx.put(
        'flight',
        null,
        aFlight({
          id: anId(401),
          missionId: anId(201),
          siteIds: [anId(101)],
          pilot: '孟青棠',
          aircraft: 'M300-07',
        }),
      )
    })
    const { db } = workspace
    const first = { after: null, most: 10 }
    for (const typed of ['酸', '硫酸', '路硫', 'cqlls', 'zqll', 'lls', 'acid', '3号', '园区 硫酸'])
      expect([typed, enterprisePage(db, typed, first).total]).toEqual([typed, 1])
    for (const typed of ['酸路', 'xyz', '"', '%'])
      expect([typed, enterprisePage(db, typed, first).total]).toEqual([typed, 0])
    const anywhere = { siteId: null, enterpriseId: null }
    for (const typed of ['界', 'zjxc', '北厂', 'bcq', '硫酸', 'lsc', '储罐', 'ehcg'])
      expect([typed, missionPage(db, { ...anywhere, text: typed }, first).total]).toEqual([typed, 1])
    for (const typed of ['孟', 'mqt', 'm300', '07', '界', 'bcq'])
      expect([typed, flightPage(db, { ...anywhere, text: typed }, first).total]).toEqual([typed, 1])
    expect(ids('site', '储罐')).toEqual([anId(101)])
    const [site] = foundOf(db, 'site', 'ehcg', first).rows
    expect(site && matchedIn(site.said, 'ehcg')).toEqual({ matched: '二号储罐', partId: 'tank-7' })
  })

  it('knows every kind that is searched, follows edits and removals, and what another hand wrote', () => {
    const put = (kind: (typeof SEARCHED_KINDS)[number], doc: { id: string }) =>
      workspace.db.prepare(`SELECT 1 FROM searched WHERE aggregate = ? AND id = ?`).get(kind, doc.id) !==
      undefined
    const raw = new Database(path.join(dir, 'sortie.db'))
    const docs = everyKind()
    for (const kind of SEARCHED_KINDS)
      raw
        .prepare(`INSERT INTO ${kind} (id, revision, version, doc) VALUES (?, 1, ?, ?)`)
        .run(docs[kind].id, 'a'.repeat(64), JSON.stringify(docs[kind]))
    settleAll(workspace.db)
    for (const kind of SEARCHED_KINDS) expect([kind, put(kind, docs[kind])]).toEqual([kind, true])
    const before = ids('finding', '围墙')
    expect(before).toEqual([docs.finding.id])
    raw.prepare('UPDATE finding SET doc = ?').run(JSON.stringify({ ...docs.finding, title: '罐区积水' }))
    settleAll(workspace.db)
    expect([ids('finding', '围墙'), ids('finding', '积水')]).toEqual([[], before])
    raw.prepare("UPDATE finding SET doc = json_remove(doc, '$.title')").run()
    settleAll(workspace.db)
    expect(ids('finding', '积水')).toEqual([])
    raw.prepare('DELETE FROM sighting').run()
    settleAll(workspace.db)
    expect(workspace.db.prepare("SELECT 1 FROM searched WHERE aggregate = 'sighting'").get()).toBeUndefined()
    raw.close()
  })

  it('is derived: a verification does not trip on it, and losing it loses nothing', async () => {
    write((tx) => void tx.put('enterprise', null, anEnterprise({ name: { zh: '硫酸厂', en: '' } })))
    const raw = new Database(path.join(dir, 'sortie.db'))
    raw.exec('DELETE FROM search_words; DELETE FROM searched;')
    raw.exec("INSERT OR IGNORE INTO unsettled SELECT 'enterprise', id FROM enterprise")
    raw.close()
    settleAll(workspace.db)
    expect(ids('enterprise', '硫')).toEqual([anId(1)])
    expect((await verifyWorkspace(workspace)).ok).toBe(true)
  })
})
