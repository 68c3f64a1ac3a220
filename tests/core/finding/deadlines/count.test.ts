import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countFrom } from '../../../../src/core/finding/deadlines/count.ts'
import { dayOf, endOfDay, startOfDay } from '../../../../src/core/finding/deadlines/day.ts'
import { DEFAULT_SETTINGS } from '../../../../src/core/finding/settings.ts'

const { years } = DEFAULT_SETTINGS.holidays

/** Worked by hand with the notices for 2025 and 2026 and a paper calendar; `?2027` says which year is not known. */
const BY_HAND: readonly [
  event: string,
  days: number,
  counts: 'natural' | 'working',
  due: string,
  why: string,
][] = [
  ['2026-03-02', 15, 'natural', '2026-03-17', 'Monday, the 15th day is a Tuesday'],
  ['2026-03-02', 5, 'natural', '2026-03-09', 'the last day is a Saturday'],
  ['2026-03-02', 6, 'natural', '2026-03-09', 'the last day is a Sunday'],
  ['2026-03-02', 7, 'natural', '2026-03-09', 'the last day is a Monday'],
  ['2026-09-18', 2, 'natural', '2026-09-20', 'a Sunday made up for National Day stays'],
  ['2026-09-24', 1, 'natural', '2026-09-28', 'Mid-autumn, Friday to Sunday'],
  ['2026-09-20', 15, 'natural', '2026-10-08', 'within National Day'],
  ['2026-10-03', 7, 'natural', '2026-10-10', 'a Saturday made up stays'],
  ['2026-02-06', 8, 'natural', '2026-02-14', 'a Saturday made up before Spring Festival stays'],
  ['2026-02-06', 15, 'natural', '2026-02-24', 'within Spring Festival'],
  ['2026-02-13', 15, 'natural', '2026-02-28', 'a Saturday made up after Spring Festival stays'],
  ['2025-12-20', 15, 'natural', '2026-01-04', 'over new year, to a Sunday made up'],
  ['2025-12-18', 15, 'natural', '2026-01-04', 'over new year: 2 January is off, the 4th is a Sunday made up'],
  ['2025-12-31', 1, 'natural', '2026-01-04', 'New Year’s Day itself'],
  ['2025-01-13', 15, 'natural', '2025-02-05', 'first day of Spring Festival'],
  ['2025-01-20', 6, 'natural', '2025-01-26', 'a Sunday made up stays'],
  ['2025-04-20', 7, 'natural', '2025-04-27', 'a Sunday made up before Labour Day stays'],
  ['2025-04-19', 7, 'natural', '2025-04-27', 'a Saturday off before a Sunday made up'],
  ['2025-09-16', 15, 'natural', '2025-10-09', 'first of eight days of National Day and Mid-autumn'],
  ['2025-05-24', 7, 'natural', '2025-06-03', 'Dragon Boat, Saturday to Monday'],
  ['2026-12-16', 15, 'natural', '2026-12-31', 'the last day that is known'],
  ['2026-12-17', 15, 'natural', '?2027', 'the last day is in a year that is not known'],
  ['2024-12-30', 5, 'natural', '2025-01-06', 'begun in a year that is not known, ended in one that is'],
  ['2026-03-02', 5, 'working', '2026-03-09', 'a weekend between'],
  ['2026-03-06', 1, 'working', '2026-03-09', 'served on a Friday'],
  ['2026-04-02', 3, 'working', '2026-04-08', 'Tomb-sweeping, Saturday to Monday'],
  ['2026-09-18', 5, 'working', '2026-09-24', 'a Sunday made up counts'],
  ['2026-09-30', 5, 'working', '2026-10-13', 'National Day does not count, a Saturday made up does'],
  ['2026-02-12', 5, 'working', '2026-02-26', 'Spring Festival between, a Saturday made up before it'],
  ['2025-12-29', 5, 'working', '2026-01-06', 'over new year, with a Sunday made up'],
  ['2025-01-23', 5, 'working', '2025-02-06', 'Spring Festival, a Sunday made up before it'],
  ['2026-12-24', 5, 'working', '2026-12-31', 'the last day that is known'],
  ['2026-12-24', 6, 'working', '?2027', 'one day more'],
  ['2026-12-28', 10, 'working', '?2027', 'three days are known of ten'],
  ['2024-12-30', 3, 'working', '?2024', 'begun in a year that is not known'],
]

test.each(BY_HAND)('%s and %i %s days: %s (%s)', (event, days, counts, due) => {
  const counted = countFrom(event, { days, counts }, years)
  expect(counted.ok ? counted.day : `?${counted.year}`).toBe(due)
  expect(counted.steps[0]).toMatchObject({ step: 'begins', event })
})

test('a year that is not known is said, with the day before which it cannot be', () => {
  const natural = countFrom('2026-12-17', { days: 15, counts: 'natural' }, years)
  expect(natural).toEqual({
    ok: false,
    year: 2027,
    notBefore: '2027-01-01',
    steps: [
      { step: 'begins', event: '2026-12-17', first: '2026-12-18' },
      { step: 'last', day: '2027-01-01', days: 15, counts: 'natural' },
      { step: 'unknown', year: 2027 },
    ],
  })
  // Three days of ten are counted by the end of the year; were all days of the next one worked, seven more end on the 7th.
  expect(countFrom('2026-12-28', { days: 10, counts: 'working' }, years)).toMatchObject({
    ok: false,
    year: 2027,
    notBefore: '2027-01-07',
  })
})

test('the rule is shown: what moved the last day, what was left out between', () => {
  expect(countFrom('2026-09-20', { days: 15, counts: 'natural' }, years).steps).toEqual([
    { step: 'begins', event: '2026-09-20', first: '2026-09-21' },
    { step: 'last', day: '2026-10-05', days: 15, counts: 'natural' },
    { step: 'moved', from: '2026-10-05', to: '2026-10-08' },
  ])
  expect(countFrom('2026-09-18', { days: 2, counts: 'natural' }, years).steps.at(-1)).toEqual({
    step: 'madeUp',
    day: '2026-09-20',
  })
  expect(countFrom('2026-09-30', { days: 5, counts: 'working' }, years).steps).toEqual([
    { step: 'begins', event: '2026-09-30', first: '2026-10-01' },
    { step: 'skipped', off: 8, made: 1 },
    { step: 'last', day: '2026-10-13', days: 5, counts: 'working' },
  ])
})

/** Counted another way: a list of all working days of both years, written out once. */
const OFF = [
  ['20250101', 1],
  ['20250128', 8],
  ['20250404', 3],
  ['20250501', 5],
  ['20250531', 3],
  ['20251001', 8],
  ['20260101', 3],
  ['20260215', 9],
  ['20260404', 3],
  ['20260501', 5],
  ['20260619', 3],
  ['20260925', 3],
  ['20261001', 7],
] as const
const MADE_UP = '0126 0208 0427 0928 1011'
  .split(' ')
  .map((day) => `2025${day}`)
  .concat('0104 0214 0228 0509 0920 1010'.split(' ').map((day) => `2026${day}`))
const number = (day: string) =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6))) / 86_400_000
const numbers = (from: string, to: string) =>
  Array.from({ length: number(to) - number(from) + 1 }, (_, i) => number(from) + i)
const offNumbers = new Set(OFF.flatMap(([from, n]) => Array.from({ length: n }, (_, i) => number(from) + i)))
const madeNumbers = new Set(MADE_UP.map(number))
// Day 0 of 1970 was a Thursday.
const WORKING = numbers('20250101', '20261231').filter(
  (n) => madeNumbers.has(n) || (!offNumbers.has(n) && (n + 4) % 7 !== 0 && (n + 4) % 7 !== 6),
)
const written = (n: number) => new Date(n * 86_400_000).toISOString().slice(0, 10)

describe('an independent count', () => {
  test('comes to the same on any day of both years', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: number('20250101'), max: number('20261231') }),
        fc.integer({ min: 1, max: 90 }),
        fc.constantFrom('natural' as const, 'working' as const),
        (event, days, counts) => {
          const found =
            counts === 'working'
              ? WORKING.filter((n) => n > event)[days - 1]
              : WORKING.find((n) => n >= event + days)
          const counted = countFrom(written(event), { days, counts }, years)
          expect(counted.ok ? counted.day : null).toBe(found === undefined ? null : written(found))
          if (!counted.ok) expect(counted.year).toBe(2027)
        },
      ),
    )
  })
})

describe('a day of China', () => {
  test('begins at four in the afternoon of the day before, UTC, and ends a millisecond before the next', () => {
    expect(startOfDay('2026-03-02')).toBe(Date.UTC(2026, 2, 1, 16))
    expect(endOfDay('2026-03-02')).toBe(Date.UTC(2026, 2, 2, 16) - 1)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (atMs) => {
        const day = dayOf(atMs)
        expect(startOfDay(day) <= atMs && atMs <= endOfDay(day)).toBe(true)
        expect(dayOf(endOfDay(day) + 1) > day).toBe(true)
      }),
    )
  })
})

test('a moment beyond the years of four digits is the last day there is', () => {
  expect(dayOf(8.64e15)).toBe('9999-12-31')
})
