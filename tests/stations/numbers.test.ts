import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PaperNumber } from '../../src/core/finding/numbers/paperNumber.ts'
import { gapsIn } from '../../src/core/finding/numbers/pattern.ts'
import { DEFAULT_SETTINGS } from '../../src/core/finding/settings.ts'
import { givenNumbers, nextNumber, numbersSaying } from '../../src/store/paperNumbers.ts'
import type { Tx } from '../../src/store/tx.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { aFinding } from '../builders/finding.ts'
import { everyKind } from '../builders/everyKind.ts'
import { copyStations, openStation, scratch, type Station, stationsAt } from './lab.ts'

const ORDER = anId(9801)
const seed = (tx: Tx): void => {
  tx.put('enterprise', null, anEnterprise({ id: anId(1) }))
  tx.put('finding', null, aFinding({ id: anId(4), enterpriseId: anId(1), siteId: null }))
  const { rectificationOrder: order } = everyKind()
  const items = [{ ...order.items[0], findingId: anId(4) }]
  tx.put('rectificationOrder', null, {
    ...order,
    id: ORDER,
    enterpriseId: anId(1),
    items,
    replacesId: null,
  } as typeof order)
}

let dir = ''
let lived = 0
beforeAll(() => {
  dir = scratch()
  stationsAt(path.join(dir, 'first'), 2, seed)
})
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

let ids = 20_000
/** Gives the next number or one that somebody types, in the transaction that keeps it; null where it was given before. */
function give(station: Station, year: number, typed: string | null): string | null {
  ids += 1
  let said: string | null = null
  const problem = station.write((tx) => {
    const isTaken = (text: string) => numbersSaying(tx.db, text).length > 0
    if (typed !== null && isTaken(typed)) return
    const next =
      typed === null
        ? nextNumber(tx.db, DEFAULT_SETTINGS.numbering, { kind: 'order', year }, tx.station(), isTaken)
        : { text: typed, series: null }
    const doc: PaperNumber = {
      id: anId(ids),
      kind: 'order',
      given: { by: '贺兰舟', role: 'supervisor', atMs: ids },
      of: { aggregate: 'rectificationOrder', id: ORDER },
      voided: null,
      ...next,
    }
    said = doc.text
    tx.put('paperNumber', null, doc)
  })
  expect(problem).toBeNull()
  return said
}

const station = fc.nat(1)
const step = fc.oneof(
  fc.record({ do: fc.constant('give' as const), station, year: fc.constantFrom(2026, 2027) }),
  fc.record({ do: fc.constant('type' as const), station, nth: fc.nat(4) }),
  fc.record({ do: fc.constant('exchange' as const), station }),
)

test('two stations that give numbers, type some in and exchange at any time never give one twice, and leave no gap', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 16 }), (history) => {
      lived += 1
      const folder = path.join(dir, `h${lived}`)
      copyStations(path.join(dir, 'first'), folder, 2)
      const both = ['0', '1'].map((name) => openStation(path.join(folder, name))) as [Station, Station]
      const given: string[] = []
      const exchange = (to: 0 | 1): void => both[to].receive(both[to === 0 ? 1 : 0].packet())
      for (const one of history) {
        const at = one.station === 0 ? 0 : 1
        const here = both[at]
        if (one.do === 'exchange') exchange(at)
        else if (one.do === 'give') {
          const said = give(here, one.year, null)
          expect(given).not.toContain(said)
          given.push(said ?? '')
        } else {
          // What would come next on this station is typed by hand, or a number of another form.
          const db = here.workspace.db
          const next = nextNumber(
            db,
            DEFAULT_SETTINGS.numbering,
            { kind: 'order', year: 2026 },
            here.id(),
            () => false,
          )
          const typed = one.nth === 0 ? next.text : `责改〔2026〕${one.nth}号`
          const isFree = numbersSaying(db, typed).length === 0
          expect(give(here, 2026, typed) !== null).toBe(isFree)
          if (one.nth === 0 && isFree) given.push(typed)
        }
      }
      exchange(0)
      exchange(1)
      for (const { workspace } of both) expect(gapsIn(givenNumbers(workspace.db), 9).total).toBe(0)
      for (const one of both) one.close()
      fs.rmSync(folder, { recursive: true, force: true })
    }),
    { numRuns: 25 },
  )
})
