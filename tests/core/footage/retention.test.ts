import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Hold,
  holdsInForce,
  keptBy,
  keptUntilMs,
  type NamedBy,
} from '../../../src/core/footage/retention.ts'
import { anId } from '../../builders/enterprise.ts'

const NOTHING: NamedBy = { findings: [], inVisit: false, frames: [], bags: [], inPapers: false, waits: false }
const day = (text: string): number => Date.parse(`${text}T08:00:00Z`)
const photo = { kind: 'photo', importedAtMs: day('2026-01-31') }
const signed = { by: '顾砚之', role: 'officer', atMs: 1 }
const aHold = (id: string, releases: string | null = null): Hold => ({
  id,
  ...signed,
  reason: '复议',
  releases,
})

test('six calendar months are never less than six, and at most three days more', () => {
  expect(new Date(keptUntilMs({ importedAtMs: day('2026-01-31') }, 6)).toISOString()).toBe(
    '2026-07-31T08:00:00.000Z',
  )
  // August has a 31st, February has not: the first days of March, never the 28th.
  expect(new Date(keptUntilMs({ importedAtMs: day('2025-08-31') }, 6)).toISOString()).toBe(
    '2026-03-03T08:00:00.000Z',
  )
  fc.assert(
    // A setting that says less says six; one that is no number lets nothing go.
    fc.property(
      fc.integer({ min: 0, max: 4e12 }),
      fc.constantFrom(6, 5, 0, -12, Number.NEGATIVE_INFINITY),
      (importedAtMs, months) => {
        const days = (keptUntilMs({ importedAtMs }, months) - importedAtMs) / 86_400_000
        // The shortest six months are those to the end of August of a common year.
        expect(days).toBeGreaterThanOrEqual(181)
        expect(days).toBeLessThanOrEqual(187)
      },
    ),
  )
})

test('a setting makes it longer, and a laptop whose clock was years behind does not make it shorter', () => {
  expect(new Date(keptUntilMs(photo, 12)).toISOString()).toBe('2027-01-31T08:00:00.000Z')
  // The battery of its clock was dead when the card came in; the picture says when it was taken.
  const late = { importedAtMs: day('2000-01-01'), takenAt: { utcMs: day('2026-01-31') } }
  expect(new Date(keptUntilMs(late, 6)).toISOString()).toBe('2026-07-31T08:00:00.000Z')
  expect(keptUntilMs({ ...late, importedAtMs: day('2026-03-01') }, 6)).toBe(day('2026-09-01'))
  expect(keptBy(photo, NOTHING, { nowMs: 8e15, months: Number.NaN }).map(({ code }) => code)).toEqual([
    'kept_until',
  ])
})

test('what nothing keeps is due to the millisecond, and each thing that keeps it is said', () => {
  const until = keptUntilMs(photo, 6)
  const at = (nowMs: number) => ({ nowMs, months: 6 })
  expect(keptBy(photo, NOTHING, at(until))).toEqual([])
  expect(keptBy(photo, NOTHING, at(until - 1))).toEqual([{ code: 'kept_until', what: '', untilMs: until }])
  // A clock that says nothing lets nothing go.
  expect(keptBy(photo, NOTHING, at(Number.NaN)).map(({ code }) => code)).toEqual(['kept_until'])
  const codes = (over: object, named: Partial<NamedBy> = {}) =>
    keptBy({ ...photo, ...over }, { ...NOTHING, ...named }, at(until)).map(({ code }) => code)
  expect(codes({ kind: 'log' })).toEqual(['kept_kind'])
  expect(codes({ kind: 'document' })).toEqual(['kept_kind'])
  expect(codes({ previewOf: anId(1) })).toEqual(['kept_preview'])
  expect(codes({}, { findings: ['围堰缺口', ''] })).toEqual(['kept_finding', 'kept_finding'])
  expect(codes({}, { inVisit: true })).toEqual(['kept_visit'])
  expect(codes({}, { frames: ['a.png'] })).toEqual(['kept_frame'])
  expect(codes({}, { bags: ['a.zip'] })).toEqual(['kept_bag'])
  expect(codes({}, { inPapers: true })).toEqual(['kept_paper'])
  expect(codes({}, { waits: true })).toEqual(['kept_waiting'])
  expect(codes({ holds: [aHold('a')] })).toEqual(['kept_hold'])
  const done = { ...signed, alone: false }
  expect(codes({ deletion: { reason: '期满', asked: signed, done } })).toEqual(['kept_deleted'])
  // What another station deleted and something keeps here says both.
  expect(
    codes(
      { deletion: { reason: '期满', asked: signed, done }, holds: [aHold('a')] },
      { findings: ['围堰缺口'] },
    ),
  ).toEqual(['kept_deleted', 'kept_finding', 'kept_hold'])
  expect(codes({ deletion: { reason: '期满', asked: signed, done: null } })).toEqual([])
})

test('a hold is in force until it is released by name, in whatever order the records came together', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(
        [aHold('a'), aHold('b'), aHold('c'), aHold('r', 'a'), aHold('s', 'b'), aHold('t', 'a')],
        { minLength: 6 },
      ),
      (holds) => {
        expect(holdsInForce({ holds }).map(({ id }) => id)).toEqual(['c'])
        expect(
          holdsInForce({ holds: holds.filter(({ id }) => id !== 's') })
            .map(({ id }) => id)
            .sort(),
        ).toEqual(['b', 'c'])
      },
    ),
  )
  expect(holdsInForce({})).toEqual([])
})
