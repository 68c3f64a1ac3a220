import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Footage } from '../../src/core/footage/footage.ts'
import { AGGREGATES, type Aggregate } from '../../src/core/journal/kinds.ts'
import { references } from '../../src/core/journal/references.ts'
import { holdsInForce, isDeleted, keptBy, keptUntilMs } from '../../src/core/footage/retention.ts'
import { getReadable, type Stored } from '../../src/store/documents.ts'
import { namedBy, sweepDeleted } from '../../src/store/retention.ts'
import type { Tx } from '../../src/store/tx.ts'
import { aVisit } from '../builders/campaign.ts'
import { aFlight, anEnterprise, anId } from '../builders/enterprise.ts'
import { everyKind } from '../builders/everyKind.ts'
import { aFinding } from '../builders/finding.ts'
import { aFootage } from '../builders/footage.ts'
import { aMission } from '../builders/mission.ts'
import { aSite } from '../builders/site.ts'
import { copyStations, openStation, scratch, type Station, stationsAt } from './lab.ts'

const BYTES = [0, 1].map((n) => Buffer.from(`original ${n}`))
const PHOTOS = BYTES.map((bytes, n) =>
  aFootage({ id: anId(501 + n), sha256: createHash('sha256').update(bytes).digest('hex') }),
)
const TERM = { nowMs: keptUntilMs({ importedAtMs: 1 }, 6), months: 6 }
const signed = { by: '贺兰舟', role: 'supervisor', atMs: 2 }

const THERE = {
  enterprise: anId(1),
  site: anId(101),
  person: anId(41),
  mission: anId(201),
  flight: anId(401),
  visit: anId(801),
  finding: anId(4),
  sighting: anId(701),
  footage: anId(503),
  paperTemplate: anId(901),
}
/** Whatever a document may name beside a picture. */
function seed(tx: Tx): void {
  const { sighting, person, paperTemplate } = everyKind()
  const { knew: _, ...plain } = sighting
  const { enterprise: enterpriseId, finding: findingId, footage: footageId } = THERE
  tx.put('enterprise', null, anEnterprise({ id: enterpriseId }))
  tx.put('site', null, aSite({ id: THERE.site, enterpriseId }))
  tx.put('person', null, { ...person, id: THERE.person })
  tx.put('mission', null, aMission({ id: THERE.mission, siteIds: [THERE.site] }))
  tx.put('flight', null, aFlight({ id: THERE.flight, missionId: null, siteIds: [], logIds: [] }))
  tx.put('visit', null, aVisit({ id: THERE.visit, enterpriseId }))
  tx.put('finding', null, aFinding({ id: findingId, enterpriseId, siteId: null }))
  const bare = { flightId: null, footageId: null, visitId: null }
  tx.put('sighting', null, { ...plain, ...bare, id: THERE.sighting, findingId })
  tx.put('footage', null, aFootage({ id: footageId, kind: 'document' }))
  const versions = paperTemplate.versions.map((version) => ({ ...version, footageId }))
  tx.put('paperTemplate', null, { ...paperTemplate, id: THERE.paperTemplate, versions })
  for (const photo of PHOTOS) tx.put('footage', null, photo)
}

let dir = ''
let lived = 0
beforeAll(() => {
  dir = scratch()
  stationsAt(path.join(dir, 'first'), 2, seed)
  for (const name of ['0', '1'])
    for (const [n, photo] of PHOTOS.entries()) {
      const file = originalOf(path.join(dir, 'first', name, 'w'), photo)
      fs.mkdirSync(path.dirname(file), { recursive: true })
      fs.writeFileSync(file, BYTES[n] ?? '', { mode: 0o444 })
    }
})
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

const originalOf = (workspace: string, { sha256 }: Footage): string =>
  path.join(workspace, 'vault', sha256.slice(0, 2), sha256)
const hasBytes = ({ workspace }: Station, photo: Footage): boolean =>
  fs.existsSync(originalOf(workspace.dir, photo))
const recordOf = ({ workspace }: Station, { id }: Footage) =>
  getReadable<Footage>(workspace.db, 'footage', id)

/** Every way in which a document of any kind names a picture: the kind, and the id in it that stands for the picture. */
const WAYS = AGGREGATES.flatMap((kind) =>
  references(kind, everyKind()[kind] as never).flatMap(({ aggregate, id }) =>
    aggregate === 'footage' ? [{ kind, id }] : [],
  ),
)
/** Such a document with an id of its own, which names a picture in one way, and beside it only what is there. */
function made({ kind, id }: (typeof WAYS)[number], own: string, names: string) {
  const doc = everyKind()[kind]
  let text = JSON.stringify(doc).replaceAll(id, names)
  for (const { aggregate, id: other } of references(kind, doc as never))
    if (other !== id) text = text.replaceAll(other, THERE[aggregate as keyof typeof THERE])
  const next = { ...JSON.parse(text), id: own }
  // Of one picture that it names, a package is handed over; of the other it waits.
  if (kind === 'evidenceBag' && next.footageIds[0] === names) return { ...next, handedOver: null }
  if (kind !== 'footage') return next
  // Another picture that somebody made of it is one of its own, neither held nor deleted.
  const { holds: _, deletion: __, ...rest } = next
  return { ...rest, sha256: own.replaceAll('-', '').padEnd(64, '0') }
}

/**
 * Whether anything that a station shows names a photo or holds it, told without `references.ts` and `retention.ts`: by its
 * id in the text of any document, but for the camera's own small copy, which goes along, and what a package holds that
 * somebody has or that was withdrawn.
 */
function isNamed({ workspace: { db } }: Station, { id }: Footage): boolean {
  const others = AGGREGATES.some((table) =>
    (
      db.prepare(`SELECT doc FROM ${table} WHERE id <> ? AND instr(doc, ?) > 0`).all(id, id) as {
        doc: string
      }[]
    ).some(({ doc: text }) => {
      const doc = JSON.parse(text)
      if (table === 'evidenceBag' && (doc.handedOver || doc.withdrawn)) return doc.handedOver?.scanId === id
      return table !== 'footage' || doc.previewOf !== id
    }),
  )
  const own = db.prepare('SELECT doc FROM footage WHERE id = ?').get(id) as { doc: string } | undefined
  const { visitId = null, holds = [] } = JSON.parse(own?.doc ?? '{}') as Partial<Footage>
  const isHeld = holds.some(
    (one) => one.releases === null && !holds.some(({ releases }) => releases === one.id),
  )
  return others || visitId !== null || isHeld
}

let ids = 40_000
type Deed = 'hold' | 'release' | 'name' | 'forget' | 'visit' | 'edit' | 'delete'
/** Does something to a photo as a person could here; `pick` chooses among the ways in which it can be done. */
function act(here: Station, photo: Footage, deed: Deed, pick: number): void {
  const found = recordOf(here, photo)
  // Where versions wait for a decision nobody goes on.
  if (!found || here.view(`footage ${photo.id}`).waiting) return
  const { doc, version } = found
  ids += 1
  const id = anId(ids)
  const put = (next: object): void =>
    expect(here.write((tx) => void tx.put('footage', version, { ...doc, ...next }))).toBeNull()
  const hold = { id, ...signed, reason: '复议', releases: null }
  const { holds = [] } = doc
  if (deed === 'delete') {
    if (keptBy(doc, namedBy(here.workspace.db, doc), TERM).length > 0) return
    put({ deletion: { reason: '期满', asked: signed, done: { ...signed, alone: true } } })
  } else if (deed === 'release')
    put({
      holds: [
        ...holds,
        ...holdsInForce(doc).map((one, n) => ({ ...hold, id: `${id}-${n}`, releases: one.id })),
      ],
    })
  else if (deed === 'forget') {
    const names = here.workspace.db
      .prepare("SELECT aggregate, id FROM reference WHERE to_aggregate = 'footage' AND to_id = ? ORDER BY id")
      .all(photo.id) as { aggregate: Aggregate; id: string }[]
    const one = names[pick % Math.max(1, names.length)]
    const gone = one && (here.stored(one.aggregate, one.id) as Stored<never> | null)
    if (one && gone) expect(here.write((tx) => tx.remove(one.aggregate, one.id, gone.version))).toBeNull()
  } else if (isDeleted(doc)) return
  else if (deed === 'hold') put({ holds: [...holds, hold] })
  else if (deed === 'visit') put({ visitId: doc.visitId ? null : THERE.visit })
  else if (deed === 'edit') put({ device: `DJI ${ids}` })
  else {
    const way = WAYS[pick % WAYS.length] as (typeof WAYS)[number]
    expect(here.write((tx) => void tx.put(way.kind, null, made(way, id, photo.id)))).toBeNull()
  }
  sweepDeleted(here.workspace)
}

const step = fc.record({
  station: fc.nat(1),
  photo: fc.nat(1),
  deed: fc.constantFrom<Deed | 'exchange'>(
    'hold',
    'release',
    'name',
    'name',
    'forget',
    'visit',
    'edit',
    'delete',
    'delete',
    'exchange',
  ),
  pick: fc.nat(999),
})

test('every kind of document that may name a picture is among what is tried', () => {
  expect([...new Set(WAYS.map(({ kind }) => kind))].sort()).toEqual([
    'duty',
    'evidenceBag',
    'flight',
    'flightApproval',
    'footage',
    'layer',
    'paper',
    'paperTemplate',
    'selfCheck',
    'sighting',
  ])
})

test('whatever two stations do meanwhile, what anything names or holds where its bytes are is never deleted there', () => {
  const met = { kept: 0, gone: 0 }
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 12 }), (history) => {
      lived += 1
      const folder = path.join(dir, `h${lived}`)
      copyStations(path.join(dir, 'first'), folder, 2)
      const both = ['0', '1'].map((name) => openStation(path.join(folder, name))) as [Station, Station]
      const sure = (at: 0 | 1, work: () => void): void => {
        const here = both[at]
        const before = PHOTOS.map((photo) => hasBytes(here, photo))
        work()
        for (const [n, photo] of PHOTOS.entries())
          if (before[n] && isNamed(here, photo)) {
            expect(hasBytes(here, photo)).toBe(true)
            if (isDeleted(recordOf(here, photo)?.doc ?? {})) met.kept += 1
          } else if (before[n] && !hasBytes(here, photo)) met.gone += 1
      }
      const receive = (to: 0 | 1): void =>
        sure(to, () => {
          both[to].receive(both[to === 0 ? 1 : 0].packet())
          sweepDeleted(both[to].workspace)
        })
      for (const { station, photo, deed, pick } of history) {
        const at = station === 0 ? 0 : 1
        if (deed === 'exchange') receive(at)
        else sure(at, () => act(both[at], PHOTOS[photo] as Footage, deed, pick))
      }
      for (const to of [0, 1, 0, 1] as const) receive(to)
      expect(both[0].projection()).toBe(both[1].projection())
      for (const station of both)
        for (const photo of PHOTOS) {
          const found = recordOf(station, photo)
          if (!found || namedBy(station.workspace.db, found.doc).waits) continue
          // What nobody ever deleted is there; what was, and nothing keeps, is gone everywhere.
          if (!isDeleted(found.doc)) expect(hasBytes(station, photo)).toBe(true)
          else if (!isNamed(station, photo)) expect(hasBytes(station, photo)).toBe(false)
        }
      for (const one of both) one.close()
      fs.rmSync(folder, { recursive: true, force: true })
    }),
    { numRuns: 40 },
  )
  expect(Math.min(met.kept, met.gone)).toBeGreaterThan(0)
})
