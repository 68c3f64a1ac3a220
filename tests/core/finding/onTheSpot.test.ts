/** 当场改正: what was seen in a visit and put right before its end is closed by that visit's own sighting, and by no other. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../../../src/core/finding/deadlines/day.ts'
import type { Sighting } from '../../../src/core/finding/finding.ts'
import { knownOf } from '../../../src/core/finding/sightings.ts'
import { stepped } from '../../../src/core/finding/steps.ts'
import { anId } from '../../builders/enterprise.ts'
import { aFinding } from '../../builders/finding.ts'
import { NOW_MS } from '../../builders/mission.ts'

const FINDING = aFinding({ state: 'confirmed', level: 'general' })
const MAKER = { name: '顾砚之', role: 'officer', atMs: NOW_MS, alone: false }
const WANTED = { to: 'closed', reason: '', duplicateOfId: null, happenedAtMs: null } as const
const VISIT = anId(801)

type Look = Pick<Sighting, 'outcome' | 'seenFrom'> & { readonly visitId?: string | null }

/** What was seen of it, one after the other, all on one day. */
function seen(looks: readonly Look[]): Sighting[] {
  const all: Sighting[] = []
  for (const [n, look] of looks.entries())
    all.push({
      id: anId(600 + n),
      findingId: FINDING.id,
      flightId: null,
      footageId: null,
      momentS: null,
      region: null,
      at: FINDING.at,
      seenAtMs: NOW_MS + n * 60_000,
      level: 'general',
      author: '顾砚之',
      words: '',
      knew: knownOf(FINDING, all),
      ...look,
    })
  return all
}
const close = (looks: readonly Look[]) =>
  stepped(FINDING, WANTED, { sightings: seen(looks), criterion: null }, MAKER)

const FIRST: Look = { outcome: 'first', seenFrom: 'site', visitId: VISIT }
const GONE: Look = { outcome: 'gone', seenFrom: 'site', visitId: VISIT }

test.each([
  [
    'without any visit, though on one day',
    [
      { ...FIRST, visitId: null },
      { ...GONE, visitId: null },
    ],
    'visit',
  ],
  ['with a visit of the second look alone', [{ ...FIRST, visitId: null }, GONE], 'visit'],
  ['with a visit of the first look alone', [FIRST, { ...GONE, visitId: null }], 'onTheSpot'],
  ['in two visits', [FIRST, { ...GONE, visitId: anId(802) }], 'onTheSpot'],
  ['from the air', [FIRST, { ...GONE, seenFrom: 'air' }], 'onTheSpot'],
  ['and there again since', [FIRST, GONE, { ...FIRST, outcome: 'still' }], 'onTheSpot'],
  [
    'and there again, and gone in another visit',
    [FIRST, GONE, { ...FIRST, outcome: 'still', visitId: null }, { ...GONE, visitId: anId(802) }],
    'onTheSpot',
  ],
  ['only looked for in that visit', [{ ...FIRST, outcome: 'unseen' }, GONE], 'visit'],
] as const)(
  'what was seen gone %s is not closed on the spot, and the visit that is missing is named',
  (_, looks, needs) => {
    const done = close(looks)
    expect(done).toMatchObject({ ok: false, code: 'needs_proof', params: { to: 'closed', needs } })
    if (!done.ok && needs === 'onTheSpot') expect(done.params).toMatchObject({ visitOn: dayOf(NOW_MS) })
  },
)

test('what was seen and seen gone on site in one visit is closed by that sighting', () => {
  const done = close([FIRST, GONE])
  expect(done.ok && done.finding.transitions.at(-1)).toMatchObject({ to: 'closed', sightingId: anId(601) })
  expect(close([{ ...FIRST, seenFrom: 'air' }, GONE]).ok).toBe(true)
})

test('whatever was seen, nothing closes on the spot but a sighting on site of a visit that saw it before', () => {
  const look = fc.record({
    outcome: fc.constantFrom('first', 'still', 'gone', 'worse', 'unseen'),
    seenFrom: fc.constantFrom('air', 'site'),
    visitId: fc.constantFrom(undefined, null, VISIT, anId(802)),
  }) as fc.Arbitrary<Look>
  fc.assert(
    fc.property(fc.array(look, { maxLength: 8 }), (looks) => {
      const done = close(looks)
      if (!done.ok) return
      const at = looks.findIndex((_, n) => anId(600 + n) === done.finding.transitions.at(-1)?.sightingId)
      const proof = looks[at]
      expect(proof).toMatchObject({ outcome: 'gone', seenFrom: 'site', visitId: expect.any(String) })
      expect(
        looks.some((one) => one.visitId === proof?.visitId && !['gone', 'unseen'].includes(one.outcome)),
      ).toBe(true)
    }),
    { numRuns: 500 },
  )
})
