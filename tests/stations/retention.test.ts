import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Footage } from '../../src/core/footage/footage.ts'
import { holdsInForce, isDeleted, keptBy, keptUntilMs } from '../../src/core/footage/retention.ts'
import { getReadable } from '../../src/store/documents.ts'
import { namedBy, sweepDeleted } from '../../src/store/retention.ts'
import type { Tx } from '../../src/store/tx.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { everyKind } from '../builders/everyKind.ts'
import { aFinding } from '../builders/finding.ts'
import { aFootage } from '../builders/footage.ts'
import { copyStations, openStation, scratch, type Station, stationsAt } from './lab.ts'

const BYTES = [0, 1].map((n) => Buffer.from(`original ${n}`))
const PHOTOS = BYTES.map((bytes, n) =>
  aFootage({ id: anId(501 + n), sha256: createHash('sha256').update(bytes).digest('hex') }),
)
const NOW_MS = keptUntilMs({ importedAtMs: 1 })
const signed = { by: '贺兰舟', role: 'supervisor', atMs: 2 }

const seed = (tx: Tx): void => {
  tx.put('enterprise', null, anEnterprise({ id: anId(1) }))
  tx.put('finding', null, aFinding({ id: anId(4), enterpriseId: anId(1), siteId: null }))
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

let ids = 40_000
type Deed = 'hold' | 'see' | 'edit' | 'delete'
/** Does something to a photo as a person could here; whether this station keeps its bytes for it from now on. */
function act(here: Station, photo: Footage, deed: Deed): boolean {
  const found = recordOf(here, photo)
  // Where versions wait for a decision nobody goes on.
  if (!found || here.view(`footage ${photo.id}`).waiting) return false
  const { doc, version } = found
  if (deed === 'delete') {
    if (keptBy(doc, namedBy(here.workspace.db, doc), NOW_MS).length > 0) return false
    const deletion = { reason: '期满', asked: signed, done: { ...signed, alone: true } }
    expect(here.write((tx) => void tx.put('footage', version, { ...doc, deletion }))).toBeNull()
    sweepDeleted(here.workspace)
    return false
  }
  if (isDeleted(doc)) return false
  ids += 1
  const id = anId(ids)
  const { knew: _, ...sighting } = everyKind().sighting
  const put = (tx: Tx): void => {
    if (deed === 'see')
      tx.put('sighting', null, {
        ...sighting,
        id,
        findingId: anId(4),
        flightId: null,
        visitId: null,
        footageId: photo.id,
      })
    else if (deed === 'hold') {
      const hold = { id, ...signed, reason: '复议', releases: null }
      tx.put('footage', version, { ...doc, holds: [...(doc.holds ?? []), hold] })
    } else tx.put('footage', version, { ...doc, device: `DJI ${ids}` })
  }
  expect(here.write(put)).toBeNull()
  return deed !== 'edit' && hasBytes(here, photo)
}

const step = fc.record({
  station: fc.nat(1),
  photo: fc.nat(1),
  deed: fc.constantFrom<Deed | 'exchange'>('hold', 'see', 'edit', 'delete', 'delete', 'exchange'),
})

test('whatever two stations do meanwhile, the one that holds an original or saw a finding on it never loses it to the other', () => {
  const met = { kept: 0, gone: 0 }
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 10 }), (history) => {
      lived += 1
      const folder = path.join(dir, `h${lived}`)
      copyStations(path.join(dir, 'first'), folder, 2)
      const both = ['0', '1'].map((name) => openStation(path.join(folder, name))) as [Station, Station]
      const claimed = new Set<string>()
      const receive = (to: 0 | 1): void => {
        both[to].receive(both[to === 0 ? 1 : 0].packet())
        sweepDeleted(both[to].workspace)
      }
      const sureOfClaims = (): void => {
        for (const claim of claimed) {
          const [at = 0, nth = 0] = claim.split(' ').map(Number)
          expect(hasBytes(both[at as 0 | 1], PHOTOS[nth] as Footage)).toBe(true)
        }
      }
      for (const { station, photo: nth, deed } of history) {
        const at = station === 0 ? 0 : 1
        if (deed === 'exchange') receive(at)
        else if (act(both[at], PHOTOS[nth] as Footage, deed)) claimed.add(`${at} ${nth}`)
        sureOfClaims()
      }
      for (const to of [0, 1, 0, 1] as const) receive(to)
      sureOfClaims()
      expect(both[0].projection()).toBe(both[1].projection())
      for (const [at, station] of both.entries())
        for (const [nth, photo] of PHOTOS.entries()) {
          const found = recordOf(station, photo)
          if (!found) continue
          const named = namedBy(station.workspace.db, found.doc)
          const isClaimed = holdsInForce(found.doc).length > 0 || named.findings.length > 0
          // What nobody ever deleted is there; what was, and nothing keeps, is gone everywhere.
          if (!isDeleted(found.doc) && !named.waits) expect(hasBytes(station, photo)).toBe(true)
          if (isDeleted(found.doc) && !isClaimed && !named.waits) expect(hasBytes(station, photo)).toBe(false)
          if (claimed.has(`${at} ${nth}`)) met.kept += 1
          else if (isDeleted(found.doc)) met.gone += 1
        }
      for (const one of both) one.close()
      fs.rmSync(folder, { recursive: true, force: true })
    }),
    { numRuns: 25 },
  )
  expect(Math.min(met.kept, met.gone)).toBeGreaterThan(0)
})
