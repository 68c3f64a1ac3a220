import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Finding, Sighting } from '../../../src/core/finding/finding.ts'
import { type Maker, stepped, withStep } from '../../../src/core/finding/steps.ts'
import { withdrawn } from '../../../src/core/finding/order/ordering.ts'
import { aFinding } from '../../builders/finding.ts'
import { anId } from '../../builders/enterprise.ts'
import { everyKind } from '../../builders/everyKind.ts'
import { NOW_MS } from '../../builders/mission.ts'

const GONE: Sighting = {
  id: anId(601),
  findingId: anId(501),
  flightId: null,
  footageId: null,
  momentS: null,
  region: null,
  at: { lat: 41.77, lon: 109.97 },
  seenAtMs: NOW_MS + 1000,
  seenFrom: 'site',
  outcome: 'gone',
  level: 'general',
  author: '顾砚之',
  words: '',
}

const maker = (name: string, personId: string | undefined, alone = false): Maker => ({
  name,
  personId,
  role: 'supervisor',
  atMs: NOW_MS,
  alone,
})

/** A finding whose report somebody wrote down; the step of an older program does not say who by the person. */
const reported = (by: Maker): Finding => withStep(aFinding({ state: 'rectifying' }), by, { to: 'toRecheck' })

const close = (finding: Finding, by: Maker) =>
  stepped(
    finding,
    { to: 'closed', reason: '', duplicateOfId: null, happenedAtMs: null },
    { sightings: [GONE], criterion: null },
    by,
  )

test('who wrote the report down does not close it: by the person where both steps know theirs, else by the name', () => {
  const someone = fc.record({
    name: fc.constantFrom('顾砚之', '沈怀瑾'),
    personId: fc.constantFrom(undefined, anId(901), anId(902)),
  })
  fc.assert(
    fc.property(someone, someone, fc.boolean(), (reporter, closer, alone) => {
      const finding = reported(maker(reporter.name, reporter.personId))
      const isSame =
        reporter.personId !== undefined && closer.personId !== undefined
          ? reporter.personId === closer.personId
          : reporter.name === closer.name
      const done = close(finding, maker(closer.name, closer.personId, alone))
      if (alone) expect(done.ok && done.finding.transitions.at(-1)?.alone).toBe(true)
      else if (isSame) expect(done).toMatchObject({ ok: false, code: 'needs_other_person' })
      else {
        expect(done.ok).toBe(true)
        const last = done.ok ? done.finding.transitions.at(-1) : undefined
        expect(last?.personId).toBe(closer.personId)
        expect(last?.alone).toBeUndefined()
      }
    }),
    { numRuns: 200 },
  )
})

test('with its order what was reported put right is confirmed again, and its report stays in its steps', () => {
  const order = everyKind().rectificationOrder
  const under = (state: Finding['state']): Finding => {
    const by = maker('顾砚之', undefined)
    const ordered = withStep(aFinding(), by, { to: 'ordered', orderId: order.id })
    return state === 'ordered' ? ordered : withStep(ordered, by, { to: state })
  }
  const states = ['ordered', 'rectifying', 'toRecheck', 'closed'] as const
  const done = withdrawn(
    { ...order, withdrawn: null },
    states.map(under),
    '依据有误',
    maker('贺兰舟', undefined),
  )
  expect(done.ok && done.findings.map(({ state }) => state)).toEqual([
    'confirmed',
    'confirmed',
    'confirmed',
    'closed',
  ])
  const [, , third] = done.ok ? done.findings : []
  expect(third?.transitions.map(({ to }) => to)).toEqual(['ordered', 'toRecheck', 'confirmed'])
})
