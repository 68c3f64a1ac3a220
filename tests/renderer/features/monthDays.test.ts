import { expect, it } from 'vitest'
import { readMonthDays, ruleProblem } from '../../../renderer/features/enterprises/duties/rule.ts'

it('reads days of a month however they are parted, and nothing where one is none', () => {
  expect(readMonthDays('15, 1，20日 1')).toEqual([1, 15, 20])
  expect(readMonthDays(' ')).toEqual([])
  for (const none of ['0', '32', '1.5', '一', '1-3', '-1']) expect(readMonthDays(none), none).toBeNull()
})

it('says what is amiss with a rule', () => {
  const rule = {
    freq: 'monthly' as const,
    interval: 1,
    from: '2026-01-01',
    byMonth: [],
    byMonthDay: [],
    byDay: [],
    count: null,
    until: null,
  }
  expect(ruleProblem(rule)).toBeNull()
  for (const bad of [
    { ...rule, from: '' },
    { ...rule, from: '1950-01-01' },
    { ...rule, count: 1, until: '2027-01-01' },
    { ...rule, byDay: ['MO' as const] },
  ])
    expect(ruleProblem(bad)).toMatch(/\S/)
})
