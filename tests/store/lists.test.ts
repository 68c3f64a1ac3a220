/** Laws of lists: pages by cursor, searches, filters and boxes give what a walk through all documents would give. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Finding, type Sighting, STATES } from '../../src/core/finding/finding.ts'
import { clocksOf, dueRowOf, overdueOf } from '../../src/core/finding/clocks.ts'
import { HOLIDAYS } from '../../src/core/finding/deadlines/holidays.ts'
import type { Flight } from '../../src/core/flight/flight.ts'
import { enterprisePage } from '../../src/store/enterprises.ts'
import { findingPage, findingsIn, findingsNear, type FindingsWanted } from '../../src/store/findings.ts'
import { flightPage, flightWays } from '../../src/store/flights.ts'
import { footageIn, footagePage } from '../../src/store/footage.ts'
import { type MissionOrder, type MissionRow, missionPage } from '../../src/store/missions.ts'
import { searchedOf, soughtIn } from '../../src/core/journal/searched.ts'
import { isFound, partsOf } from '../../src/core/units/sought.ts'
import type { GroupedTimeCursor, Page, Paged, TimeCursor } from '../../src/store/paging.ts'
import { boxOf } from '../../src/store/places.ts'
import { type Box, boxAround } from '../../src/core/geo/box.ts'
import { frameAt } from '../../src/core/geo/frame.ts'
import { distance } from '../../src/core/geo/polygon.ts'
import { siteExtent, siteNames, siteRowsIn, sitesIn, someSites } from '../../src/store/sites.ts'
import { openWorkspace, transact, type Tx, type Workspace } from '../../src/store/workspace.ts'
import { aFinding } from '../builders/finding.ts'
import { aFootage } from '../builders/footage.ts'
import { aFlight, anEnterprise, anId } from '../builders/enterprise.ts'
import { aMission } from '../builders/mission.ts'
import { aSite } from '../builders/site.ts'

let dir = ''
let workspace: Workspace
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-lists-'))
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

const numbered = (n: number, over: Partial<Finding> = {}): Finding =>
  aFinding({ id: anId(10_000 + n), title: `隐患 ${n}`, openedAtMs: 1000 + n, ...over })

/** Puts documents in the place of all that were there. */
const replace = (table: 'finding' | 'flight', docs: readonly { id: string }[]): void =>
  write((tx) => {
    const rows = workspace.db.prepare(`SELECT id FROM ${table}`).all() as { id: string }[]
    for (const { id } of rows) tx.remove(table, id, tx.get(table, id).version)
    for (const doc of docs) tx.put(table, null, doc)
  })

const EVERYTHING: FindingsWanted = {
  enterpriseId: null,
  states: [],
  level: null,
  overdueAtMs: null,
  text: '',
}
const CHARACTERS = ['围', '堰', '破', '损', 'A', 'a', 'ß', '𠮷', ' ', '"', '*', '%', '_', '0', '（', "'"]
const words = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 8 })

/** Whether a finding is found by a text, as the search over everything finds; by nothing that is none. */
const has = (doc: Finding, typed: string): boolean => {
  if (typed.trim() === '') return true
  const of = searchedOf('finding', doc)
  return of !== null && partsOf(typed).length > 0 && isFound(soughtIn(of), typed)
}

const byTime = (a: Finding, b: Finding): number =>
  b.openedAtMs - a.openedAtMs || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)

/** The clocks of a finding that is older than orders. */
const clocks = (finding: Finding) =>
  clocksOf(finding, { order: null, recheck: { days: 3, counts: 'working' }, years: HOLIDAYS })
const byDue = (a: Finding, b: Finding): number =>
  dueRowOf(a, clocks(a)).key - dueRowOf(b, clocks(b)).key || (a.id < b.id ? -1 : 1)

/** What a list is put together by. */
const byGroup = {
  due: () => 0,
  enterprise: (a: Finding, b: Finding) =>
    Number(a.enterpriseId > b.enterpriseId) - Number(a.enterpriseId < b.enterpriseId),
  state: (a: Finding, b: Finding) => STATES.indexOf(a.state) - STATES.indexOf(b.state),
} as const

const finding = (n: number) =>
  fc
    .record({
      title: words,
      state: fc.constantFrom(...STATES),
      level: fc.constantFrom('general' as const, 'major' as const),
      openedAtMs: fc.integer({ min: 1, max: 6 }),
      enterpriseId: fc.constantFrom(anId(1), anId(2)),
      dueMs: fc.option(fc.integer({ min: 1, max: 6 })),
      at: fc.record({
        lat: fc.integer({ min: -5, max: 5 }).map((n7) => 41.77 + n7 * 1e-3),
        lon: fc
          .integer({ min: -5, max: 5 })
          .map((n7) => (n7 < 0 ? 179.999 + n7 * 1e-3 : -179.999 + n7 * 1e-3)),
      }),
    })
    .map(({ dueMs, ...over }) =>
      numbered(n, {
        ...over,
        deadlines: dueMs === null ? [] : [{ dueMs, setAtMs: 1, by: 'a', reason: '' }],
      }),
    )
const findings = fc
  .integer({ min: 0, max: 25 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => finding(n))))

/** From how many on a list counts as long: then it is read in another way, which must say the same. */
const few = fc.constantFrom(0, 3, 2000)

/** All pages of a list, one after the other. */
function pages<R, C>(page: (which: Page<C>) => Paged<R, C>, most: number, between = (): void => {}): R[] {
  const rows: R[] = []
  for (let after: C | null = null; ; ) {
    const answer: Paged<R, C> = page({ after, most })
    rows.push(...answer.rows)
    if (answer.next === null) return rows
    after = answer.next
    between()
  }
}

describe('the list of findings', () => {
  beforeEach(() =>
    write((tx) => {
      tx.put('enterprise', null, anEnterprise())
      tx.put('enterprise', null, anEnterprise({ id: anId(2) }))
    }),
  )

  it('answers what a walk through all of them would, in order, with how many there are', () => {
    fc.assert(
      fc.property(
        findings,
        fc.record({
          text: fc.oneof(fc.constant(''), words),
          states: fc.uniqueArray(fc.constantFrom(...STATES), { maxLength: 3 }),
          level: fc.option(fc.constantFrom('general' as const, 'major' as const)),
          overdueAtMs: fc.option(fc.integer({ min: 1, max: 6 })),
          enterpriseId: fc.option(fc.constantFrom(anId(1), anId(2))),
        }),
        fc.integer({ min: 1, max: 7 }),
        few,
        fc.constantFrom('due' as const, 'enterprise' as const, 'state' as const),
        (docs, wanted, most, few, order) => {
          replace('finding', docs)
          const expected = docs
            .filter(
              (doc) =>
                has(doc, wanted.text) &&
                (wanted.states.length === 0 || wanted.states.includes(doc.state)) &&
                (wanted.level === null || wanted.level === doc.level) &&
                (wanted.overdueAtMs === null ||
                  overdueOf(clocks(doc), doc.state, wanted.overdueAtMs) !== null) &&
                (wanted.enterpriseId === null || wanted.enterpriseId === doc.enterpriseId),
            )
            .sort((a, b) => byGroup[order](a, b) || byDue(a, b))
            .map(({ id }) => id)
          const found = pages(
            (which: Page<GroupedTimeCursor>) => findingPage(workspace.db, wanted, which, few, order),
            most,
          )
          expect(found.map(({ id }) => id)).toEqual(expected)
          expect(findingPage(workspace.db, wanted, { after: null, most }, few).total).toBe(expected.length)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('gives each finding once that was there from the first page on, whatever comes and goes meanwhile', () => {
    fc.assert(
      fc.property(
        findings,
        fc.array(fc.tuple(fc.boolean(), fc.nat(), fc.integer({ min: 1, max: 6 })), { maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        (docs, meanwhile, most) => {
          replace('finding', docs)
          const gone = new Set<string>()
          const left = [...meanwhile]
          let made = 100
          const rows = pages(
            (which: Page<TimeCursor>) => findingPage(workspace.db, EVERYTHING, which),
            most,
            () => {
              const [step] = left.splice(0, 1)
              if (!step) return
              const [isRemoved, n, openedAtMs] = step
              const old = docs[n % Math.max(1, docs.length)]
              write((tx) => {
                if (isRemoved && old && !gone.has(old.id)) {
                  gone.add(old.id)
                  tx.remove('finding', old.id, tx.get('finding', old.id).version)
                } else tx.put('finding', null, numbered(made++, { openedAtMs }))
              })
            },
          ).map(({ id }) => id)
          expect(new Set(rows).size).toBe(rows.length)
          for (const { id } of docs) if (!gone.has(id)) expect(rows).toContain(id)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('knows those in a box and about a place as a walk through all of them does, over the date line too', () => {
    fc.assert(
      fc.property(
        findings,
        fc.record({
          lat: fc.integer({ min: -6, max: 6 }).map((n) => 41.77 + n * 1e-3),
          lon: fc.constantFrom(179.9985, -179.9985, 180),
          radiusM: fc.integer({ min: 1, max: 900 }),
        }),
        few,
        (docs, { lat, lon, radiusM }, few) => {
          replace('finding', docs)
          const box = boxOf({ lat, lon }, radiusM)
          const isIn = ({ at }: Finding): boolean =>
            at.lat >= box.south &&
            at.lat <= box.north &&
            [at.lon, at.lon + 360, at.lon - 360].some((x) => x >= box.west && x <= box.east)
          const expected = docs
            .filter(isIn)
            .sort(byTime)
            .map(({ id }) => id)
          const { toLocal } = frameAt({ lat, lon })
          const farM = docs
            .map(({ at }) => distance(toLocal(at), { x: 0, y: 0 }))
            .filter((distanceM) => distanceM <= radiusM)
            .sort((a, b) => a - b)
          for (const most of [2, docs.length + 1])
            expect(
              findingsNear(workspace.db, { lat, lon }, radiusM, most).map(({ distanceM }) => distanceM),
            ).toEqual(farM.slice(0, most))
          expect(
            pages((which: Page<TimeCursor>) => findingsIn(workspace.db, box, which, few), 3).map(
              ({ id }) => id,
            ),
          ).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('finds a finding by what was seen of it and by initials too, as the search over everything does', () => {
    const seen = (n: number, words: string, author = '贺兰舟'): Sighting => ({
      id: anId(20_000 + n),
      findingId: numbered(n).id,
      flightId: null,
      footageId: null,
      momentS: null,
      region: null,
      at: { lat: 41.77, lon: 109.97 },
      seenAtMs: 1000,
      seenFrom: 'site',
      outcome: 'first',
      level: 'general',
      author,
      words,
    })
    replace('finding', [numbered(1, { owner: '孟青棠' }), numbered(2), numbered(3)])
    write((tx) => {
      tx.put('sighting', null, seen(2, '东侧围堰渗漏，DJI_0012'))
      tx.put('sighting', null, seen(3, '无异常'))
    })
    const ids = (text: string, over: Partial<FindingsWanted> = {}) =>
      [0, 2000].map((few) =>
        findingPage(workspace.db, { ...EVERYTHING, text, ...over }, { after: null, most: 9 }, few).rows.map(
          ({ id }) => id,
        ),
      )
    const [one, two, three] = [numbered(1).id, numbered(2).id, numbered(3).id]
    const both = <T>(value: T): T[] => [value, value]
    expect(ids('mqt')).toEqual(both([one]))
    expect(ids('渗漏')).toEqual(both([two]))
    expect(ids('dji_00 围堰')).toEqual(both([two]))
    expect(ids('渗漏', { enterpriseId: anId(2) })).toEqual(both([]))
    expect(ids('渗漏', { states: ['toVerify'] })).toEqual(both([two]))
    expect(ids('hlz')).toEqual(both([two, three]))
    // What was seen is edited by another station, and taken back: the finding is found by what stands.
    write((tx) => {
      const { version } = tx.get<Sighting>('sighting', seen(3, '').id)
      tx.put('sighting', version, seen(3, '渗漏'))
    })
    expect(ids('渗漏')).toEqual(both([two, three]))
    expect(ids('无异常')).toEqual(both([]))
    write((tx) => tx.remove('sighting', seen(2, '').id, tx.get('sighting', seen(2, '').id).version))
    expect(ids('渗漏')).toEqual(both([three]))
  })

  it('follows what another program changed, past every one of ours, and leaves out what it broke', () => {
    replace('finding', [numbered(1), numbered(2), numbered(3)])
    const other = new Database(path.join(dir, 'sortie.db'))
    const change = other.prepare('UPDATE finding SET doc = json_set(doc, ?, json(?)) WHERE id = ?')
    change.run('$.title', '"围堰渗漏"', numbered(1).id)
    change.run('$.at', '{"lat":10,"lon":20}', numbered(2).id)
    change.run('$.owner', '7', numbered(3).id)
    const ids = (text: string) =>
      findingPage(workspace.db, { ...EVERYTHING, text }, { after: null, most: 9 }).rows.map(({ id }) => id)
    expect(ids('堰渗')).toEqual([numbered(1).id])
    expect(ids('隐患')).toEqual([numbered(2).id])
    const box: Box = { south: 9, north: 11, west: 19, east: 21 }
    expect(findingsIn(workspace.db, box, { after: null, most: 9 }).rows.map(({ id }) => id)).toEqual([
      numbered(2).id,
    ])
    change.run('$.owner', '"somebody"', numbered(3).id)
    expect(ids('隐患')).toEqual([numbered(2).id, numbered(3).id])
    other.close()
  })
})

describe('the other lists', () => {
  beforeEach(() =>
    write((tx) => {
      for (let n = 1; n <= 7; n++)
        tx.put(
          'enterprise',
          null,
          anEnterprise({ id: anId(n), name: { zh: `样例化工${n}厂`, en: `Works ${n}` } }),
        )
      for (let n = 1; n <= 5; n++)
        tx.put('site', null, aSite({ id: anId(100 + n), enterpriseId: anId(1 + (n % 2)) }))
      for (let n = 1; n <= 6; n++)
        tx.put(
          'mission',
          null,
          aMission({
            id: anId(200 + n),
            name: { zh: `任务${n}`, en: `Task ${n}` },
            siteIds: [anId(101 + (n % 3))],
          }),
        )
      for (let n = 1; n <= 9; n++)
        tx.put(
          'flight',
          null,
          aFlight({
            id: anId(300 + n),
            missionId: anId(201 + (n % 4)),
            siteIds: [anId(101 + (n % 3))],
            takeoffAtMs: 1000 + (n % 3),
            landedAtMs: 2000,
            pilot: n % 2 === 0 ? '王伟' : '李娜',
            track: [0, 1, 2].map((i) => ({ atMs: 1000 + i, lat: n, lon: n + i * i * 0.01, heightM: 50 })),
          }),
        )
      for (let n = 1; n <= 8; n++)
        tx.put(
          'footage',
          null,
          aFootage({
            id: anId(400 + n),
            sha256: String(n).repeat(64),
            flightId: n % 2 === 0 ? anId(301) : null,
            seconds: [[0, 1, 2, 3, 4, 5]],
            placement: {
              at: { lat: n, lon: 10 },
              heightM: null,
              headingDeg: null,
              pitchDeg: null,
              by: 'own',
              reason: '',
            },
          }),
        )
    }),
  )
  const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id)
  const range = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, i) => anId(from + i))

  it('go page by page through everything once, in their order', () => {
    for (const most of [1, 2, 3, 50]) {
      expect(ids(pages((which: Page<string>) => enterprisePage(workspace.db, '', which), most))).toEqual(
        range(1, 7),
      )
      const all = { text: '', siteId: null, enterpriseId: null }
      expect(ids(pages((which: Page<string>) => missionPage(workspace.db, all, which), most))).toEqual(
        range(201, 206),
      )
      const flights = pages((which: Page<TimeCursor>) => flightPage(workspace.db, all, which), most)
      const expected = flights.toSorted((a, b) => b.takeoffAtMs - a.takeoffAtMs || (a.id < b.id ? 1 : -1))
      expect(flights).toEqual(expected)
      expect(ids(flights).toSorted()).toEqual(range(301, 309))
      const footage = pages((which: Page<string>) => footagePage(workspace.db, null, which), most)
      expect(ids(footage.map(({ doc }) => doc))).toEqual(range(401, 408))
      expect(footage.every(({ doc }) => !('seconds' in doc))).toBe(true)
      expect(pages((which: Page<string>) => footagePage(workspace.db, anId(301), which), most)).toHaveLength(
        4,
      )
    }
  })

  it('are put together by what they are of, page by page through everything once', () => {
    write((tx) => {
      tx.put('mission', null, aMission({ id: anId(207), siteIds: [] }))
      // Flown in another month than all others, in China.
      const takeoffAtMs = Date.UTC(2026, 3, 30, 17)
      tx.put('flight', null, aFlight({ id: anId(310), missionId: anId(206), takeoffAtMs, siteIds: [] }))
    })
    const all = { text: '', siteId: null, enterpriseId: null }
    const groups = (order: MissionOrder, most: number): Record<string, string[]> => {
      const rows = pages((which: Page<string>) => missionPage(workspace.db, all, which, order), most)
      expect(ids(rows).toSorted()).toEqual(range(201, 207))
      const of = (row: MissionRow): string =>
        order === 'enterprise'
          ? String(row.enterpriseId)
          : order === 'stage'
            ? row.stage
            : String(
                row.lastFlownAtMs === null
                  ? null
                  : new Date(row.lastFlownAtMs + 8 * 3_600_000).toISOString().slice(0, 7),
              )
      return Object.fromEntries(
        [...new Set(rows.map(of))].map((group) => {
          const own = rows.filter((row) => of(row) === group)
          // Together, and within it as they were made.
          expect(rows.slice(rows.indexOf(own[0] as MissionRow)).slice(0, own.length)).toEqual(own)
          expect(ids(own)).toEqual(ids(own).toSorted())
          return [group, ids(own)]
        }),
      )
    }
    for (const most of [1, 2, 3, 50]) {
      expect(Object.keys(groups('enterprise', most))).toEqual([anId(1), anId(2), 'null'])
      expect(groups('flown', most)).toEqual({
        '2026-05': [anId(206)],
        '1970-01': range(201, 204),
        null: [anId(205), anId(207)],
      })
      expect(Object.keys(groups('flown', most))[0]).toBe('2026-05')
      expect(groups('stage', most)).toEqual({
        planned: [anId(205), anId(207)],
        flown: [...range(201, 204), anId(206)],
      })
      const flights = pages(
        (which: Page<GroupedTimeCursor>) => flightPage(workspace.db, all, which, true),
        most,
      )
      const key = ({ siteId }: { siteId: string | null }): string => siteId ?? '~'
      expect(flights).toHaveLength(10)
      expect(flights).toEqual(
        flights.toSorted(
          (a, b) =>
            Number(key(a) > key(b)) - Number(key(a) < key(b)) ||
            b.takeoffAtMs - a.takeoffAtMs ||
            (a.id < b.id ? 1 : -1),
        ),
      )
    }
  })

  it('count what belongs to an enterprise, and say where it is', () => {
    const { rows } = enterprisePage(workspace.db, '', { after: null, most: 3 })
    expect(rows.map(({ sites, missions }) => [sites, missions])).toEqual([
      [2, 2],
      [3, 4],
      [0, 0],
    ])
    expect(rows[0]?.box?.south).toBeCloseTo(41.77, 3)
    expect(rows[2]?.box).toBeNull()
  })

  it('find by what is shown: names in both languages, pilots, sites', () => {
    const first = { after: null, most: 50 }
    expect(ids(enterprisePage(workspace.db, 'wORKS 3', first).rows)).toEqual([anId(3)])
    expect(ids(enterprisePage(workspace.db, '化工4', first).rows)).toEqual([anId(4)])
    const sought = (text: string) => ({ text, siteId: null, enterpriseId: null })
    expect(ids(missionPage(workspace.db, sought('任务2'), first).rows)).toEqual([anId(202)])
    expect(missionPage(workspace.db, sought('化工1厂'), first).total).toBe(2)
    const flights = flightPage(workspace.db, sought('王伟'), first)
    expect(flights).toMatchObject({ total: 4 })
    expect(flights.rows.every(({ pilot }) => pilot === '王伟')).toBe(true)
    expect(
      flightPage(workspace.db, sought('任务1'), first).rows.every(({ missionId }) => missionId === anId(201)),
    ).toBe(true)
  })

  it('tell the map what is in a box: ways, pictures, sites', () => {
    const box: Box = { south: 2.5, north: 5.5, west: 0, east: 180 }
    const { ways } = flightWays(workspace.db, box, 50)
    expect(ways.map(({ id }) => id).toSorted()).toEqual(range(303, 305))
    const way = ways.find(({ id }) => id === anId(303))?.way
    expect(way).toEqual([3, 3, 3, 3.04].map((degrees) => Math.round(degrees * 1e7)))
    expect(flightWays(workspace.db, box, 2)).toMatchObject({ isMore: true, ways: [{}, {}] })
    for (const most of [0, 2000])
      expect(ids(footageIn(workspace.db, box, 50, most).marks)).toEqual(range(403, 405).reverse())
    expect(sitesIn(workspace.db, { south: 41, north: 42, west: 109, east: 111 })).toHaveLength(5)
    expect(sitesIn(workspace.db, { south: 0, north: 1, west: 0, east: 1 })).toEqual([])
  })

  it('tell of sites what the map draws, and read whole those that are asked for', () => {
    const about: Box = { south: 41, north: 42, west: 109, east: 111 }
    const all = siteRowsIn(workspace.db, about, 50)
    expect(all.isMore).toBe(false)
    expect(ids(all.rows)).toEqual(range(101, 105))
    expect(siteRowsIn(workspace.db, about, 5)).toEqual(all)
    const three = siteRowsIn(workspace.db, about, 3)
    expect([ids(three.rows), three.isMore]).toEqual([range(101, 103), true])
    expect([all.dots.length, three.dots.length]).toEqual([0, 2 * 2])
    for (const [i, degrees] of three.dots.entries()) {
      const box = boxAround(all.rows[3 + Math.floor(i / 2)]?.boundary ?? [], 1e-4)
      const [from, to] = i % 2 === 0 ? [box.south, box.north] : [box.west, box.east]
      expect(degrees / 1e7 > from && degrees / 1e7 < to).toBe(true)
    }
    expect(siteRowsIn(workspace.db, { south: 0, north: 1, west: 0, east: 1 }, 4)).toEqual({
      rows: [],
      isMore: false,
      dots: [],
    })
    const docs = someSites(workspace.db, [anId(105), anId(102), anId(999)]).map(({ doc }) => doc)
    expect(ids(docs)).toEqual([anId(102), anId(105)])
    for (const { id, name, boundary, assets, enterpriseId } of docs)
      expect(all.rows).toContainEqual({
        id,
        revision: 1,
        name,
        boundary,
        enterpriseId,
        assets: assets.length,
      })
    expect(siteNames(workspace.db)).toEqual(all.rows.map(({ id, name }) => ({ id, name })))
    const extent = siteExtent(workspace.db)
    if (!extent) throw new Error('no extent')
    for (const { lat, lon } of all.rows.flatMap(({ boundary }) => boundary)) {
      expect(lat >= extent.south && lat <= extent.north).toBe(true)
      expect(lon >= extent.west && lon <= extent.east).toBe(true)
    }
    expect(extent.north - extent.south).toBeLessThan(1)
  })

  it('give of a boundary the corners that show, each where it is', () => {
    const boundary = Array.from({ length: 400 }, (_, i) => ({
      lat: 30 + 0.01 * Math.sin((i / 200) * Math.PI),
      lon: 120 + 0.01 * Math.cos((i / 200) * Math.PI),
    }))
    write((tx) => {
      tx.put('site', null, aSite({ id: anId(150), enterpriseId: anId(1), boundary }))
    })
    const shown = (aroundDeg: number) => {
      const box = { south: 30 - aroundDeg, north: 30 + aroundDeg, west: 119, east: 121 }
      const row = siteRowsIn(workspace.db, box, 9).rows.find(({ id }) => id === anId(150))
      return row?.boundary ?? []
    }
    expect(shown(0.001)).toEqual(boundary)
    const far = shown(5)
    expect(far.length).toBeGreaterThanOrEqual(3)
    expect(far.length).toBeLessThan(40)
    for (const corner of far) expect(boundary).toContainEqual(corner)
  })

  it('forget a site that another program broke, until it is whole again', () => {
    const about: Box = { south: 41, north: 42, west: 109, east: 111 }
    const raw = new Database(path.join(dir, 'sortie.db'))
    const was = raw.prepare('SELECT doc FROM site WHERE id = ?').get(anId(103)) as { doc: string }
    raw.prepare('UPDATE site SET doc = ? WHERE id = ?').run(JSON.stringify({ boundary: 7 }), anId(103))
    const rest = range(101, 105).filter((id) => id !== anId(103))
    expect(ids(siteRowsIn(workspace.db, about, 9).rows)).toEqual(rest)
    expect(ids(siteNames(workspace.db))).toEqual(rest)
    raw.prepare('UPDATE site SET doc = ? WHERE id = ?').run(was.doc, anId(103))
    raw.close()
    expect(ids(siteRowsIn(workspace.db, about, 9).rows)).toEqual(range(101, 105))
  })

  it('forget what was deleted, and know what came back', () => {
    const box: Box = { south: 2.5, north: 3.5, west: 0, east: 180 }
    const known = () => flightWays(workspace.db, box, 9).ways.map(({ id }) => id)
    const doc: Flight = { ...aFlight({ id: anId(303) }) }
    write((tx) => {
      tx.remove('flight', anId(303), tx.get('flight', anId(303)).version)
    })
    expect(known()).toEqual([])
    write((tx) => {
      tx.put('flight', null, { ...doc, track: [1, 2].map((i) => ({ atMs: i, lat: 3, lon: i, heightM: 1 })) })
    })
    expect(known()).toEqual([anId(303)])
  })
})
