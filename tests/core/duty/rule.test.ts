import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAfter, daysOf, MOST_DAYS, Rule, WEEKDAYS, yearlyOn } from '../../../src/core/duty/rule.ts'
import { addDays, weekdayOf } from '../../../src/core/finding/deadlines/day.ts'

const rule = (over: Partial<Rule>): Rule =>
  Rule.parse({
    freq: 'monthly',
    interval: 1,
    from: '2027-01-01',
    byMonth: [],
    byMonthDay: [],
    byDay: [],
    count: null,
    until: null,
    ...over,
  })

describe('the days of a rule', () => {
  // Worked out by hand from RFC 5545, 3.3.10.
  it.each<[string, Partial<Rule>, string, string, string[]]>([
    [
      'every 31 March',
      { freq: 'yearly', byMonth: [3], byMonthDay: [31] },
      '2027-01-01',
      '2029-12-31',
      ['2027-03-31', '2028-03-31', '2029-03-31'],
    ],
    [
      '29 February, in leap years alone',
      { freq: 'yearly', from: '2024-02-29' },
      '2024-01-01',
      '2032-12-31',
      ['2024-02-29', '2028-02-29', '2032-02-29'],
    ],
    [
      'the last day of each month',
      { byMonthDay: [-1] },
      '2028-01-15',
      '2028-04-30',
      ['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30'],
    ],
    [
      'the 31st, where there is one',
      { byMonthDay: [31] },
      '2027-01-01',
      '2027-06-30',
      ['2027-01-31', '2027-03-31', '2027-05-31'],
    ],
    [
      'every third month on the 15th',
      { interval: 3, from: '2027-02-10', byMonthDay: [15] },
      '2027-01-01',
      '2027-12-31',
      ['2027-02-15', '2027-05-15', '2027-08-15', '2027-11-15'],
    ],
    [
      'the last day said twice',
      { byMonthDay: [31, -1] },
      '2027-01-01',
      '2027-02-28',
      ['2027-01-31', '2027-02-28'],
    ],
    [
      'every other Monday and Friday',
      { freq: 'weekly', interval: 2, from: '2027-01-06', byDay: ['FR', 'MO'] },
      '2027-01-01',
      '2027-02-05',
      ['2027-01-08', '2027-01-18', '2027-01-22', '2027-02-01', '2027-02-05'],
    ],
    [
      'the weekday on which it began',
      { freq: 'weekly', from: '2027-01-06' },
      '2027-01-01',
      '2027-01-20',
      ['2027-01-06', '2027-01-13', '2027-01-20'],
    ],
    [
      'three of them',
      { byMonthDay: [1], count: 3 },
      '2027-02-01',
      '2030-01-01',
      ['2027-02-01', '2027-03-01'],
    ],
    [
      'until a day, which is one',
      { byMonthDay: [1], until: '2027-03-01' },
      '2027-01-01',
      '2030-01-01',
      ['2027-01-01', '2027-02-01', '2027-03-01'],
    ],
    [
      'March and September',
      { byMonth: [9, 3], byMonthDay: [1] },
      '2027-01-01',
      '2027-12-31',
      ['2027-03-01', '2027-09-01'],
    ],
    [
      'nothing before it begins',
      { from: '2027-03-20', byMonthDay: [10] },
      '2027-01-01',
      '2027-04-30',
      ['2027-04-10'],
    ],
    [
      'over new year',
      { freq: 'weekly', from: '2026-12-25' },
      '2026-12-30',
      '2027-01-10',
      ['2027-01-01', '2027-01-08'],
    ],
  ])('%s', (_, over, from, to, days) => expect(daysOf(rule(over), from, to)).toEqual(days))

  const day = fc.integer({ min: 0, max: 80_000 }).map((n) => addDays('1970-01-01', n))
  const anyRule = fc
    .record({
      freq: fc.constantFrom('yearly' as const, 'monthly' as const, 'weekly' as const),
      interval: fc.integer({ min: 1, max: 100 }),
      from: day,
      byMonth: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
      days: fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant(-1)), { maxLength: 3 }),
      week: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { maxLength: 3 }),
      count: fc.option(fc.integer({ min: 1, max: 1000 })),
    })
    .map(({ days, week, ...over }) =>
      rule({
        ...over,
        byMonthDay: over.freq === 'weekly' ? [] : days,
        byDay: over.freq === 'weekly' ? week : [],
      }),
    )

  it('are in order, each once, within what was asked and what the rule allows', () => {
    fc.assert(
      fc.property(anyRule, day, day, (any, a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const days = daysOf(any, from, to)
        expect(days).toEqual([...new Set(days)].sort())
        expect(days.length).toBeLessThanOrEqual(Math.min(MOST_DAYS, any.count ?? MOST_DAYS))
        const fits = (one: string): boolean =>
          one >= from &&
          one <= to &&
          one >= any.from &&
          one >= '1970-01-01' &&
          one <= '2199-12-31' &&
          (any.byMonth.length === 0 || any.byMonth.includes(Number(one.slice(5, 7)))) &&
          (any.byDay.length === 0 || any.byDay.includes(WEEKDAYS[(weekdayOf(one) + 6) % 7] ?? 'MO'))
        expect(days.filter((one) => !fits(one))).toEqual([])
      }),
    )
  })

  it('are the same however they are asked for: in one stretch or in two, or one after the other', () => {
    fc.assert(
      fc.property(
        anyRule,
        fc.integer({ min: 0, max: 2000 }),
        fc.integer({ min: 0, max: 2000 }),
        (any, n, m) => {
          const [from, middle] = [any.from, addDays(any.from, n)]
          const to = addDays(middle, m)
          const whole = daysOf(any, from, to)
          expect([...daysOf(any, from, middle), ...daysOf(any, addDays(middle, 1), to)]).toEqual(whole)
          const [first, second] = whole
          if (first !== undefined && second !== undefined) expect(dayAfter(any, first)).toBe(second)
        },
      ),
    )
  })

  it('end soon where the range does not', () => {
    expect(daysOf(yearlyOn('1970-01-01', 3, 31), '0001-01-01', '9999-12-31')).toHaveLength(230)
    expect(daysOf(rule({ freq: 'weekly' }), '0001-01-01', '9999-12-31')).toHaveLength(MOST_DAYS)
    expect(daysOf(yearlyOn('2199-12-31', 2, 30), '0001-01-01', '9999-12-31')).toEqual([])
    expect(Rule.safeParse(yearlyOn('9999-12-31', 3, 31)).success).toBe(false)
  })

  it('of a rule that says too much are refused', () => {
    const bad = (over: object) => Rule.safeParse({ ...rule({}), ...over }).success
    expect(bad({ byDay: ['MO'] })).toBe(false)
    expect(bad({ freq: 'weekly', byMonthDay: [1] })).toBe(false)
    expect(bad({ count: 1, until: '2027-01-01' })).toBe(false)
    expect(bad({ byMonth: [3, 3] })).toBe(false)
    expect(bad({ byMonthDay: [0] })).toBe(false)
    expect(bad({ interval: 0 })).toBe(false)
  })
})
