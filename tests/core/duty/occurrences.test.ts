import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Done, Duty } from '../../../src/core/duty/duty.ts'
import { licencesEnding, occurrencesOf } from '../../../src/core/duty/occurrences.ts'
import { yearlyOn } from '../../../src/core/duty/rule.ts'
import { usualDuties } from '../../../src/core/duty/usual.ts'
import { Duty as DutySchema } from '../../../src/core/duty/duty.ts'
import { addDays } from '../../../src/core/finding/deadlines/day.ts'
import { aDuty } from '../../builders/duty.ts'
import { anEnterprise } from '../../builders/enterprise.ts'

const done = (dueOn: string, doneOn: string): Done => ({
  dueOn,
  doneOn,
  words: '',
  footageIds: [],
  by: { personId: null, name: '顾砚之', number: '' },
  atMs: 0,
})
const states = (duty: Duty, today: string, checks: { id: string; checkedOn: string }[] = []) =>
  occurrencesOf(duty, checks, today, '2026-01-01', '2028-12-31').map(
    ({ dueOn, state }) => `${dueOn} ${state}`,
  )
const monthly = (over: Partial<Duty> = {}): Duty =>
  aDuty({
    rule: {
      freq: 'monthly',
      interval: 1,
      from: '2027-01-01',
      byMonth: [],
      byMonthDay: [-1],
      byDay: [],
      count: 4,
      until: null,
    },
    leadDays: 7,
    ...over,
  })

describe('the days of a duty', () => {
  it('are ahead, due, missing, done and late', () => {
    const report = aDuty({
      rule: yearlyOn('2026-01-01', 3, 31),
      leadDays: 30,
      done: [done('2027-03-31', '2027-04-02')],
    })
    expect(states(report, '2028-03-01')).toEqual(['2026-03-31 missing', '2027-03-31 late', '2028-03-31 due'])
    expect(states(report, '2028-02-29')[2]).toBe('2028-03-31 ahead')
    expect(states(report, '2028-03-31')[2]).toBe('2028-03-31 due')
    expect(states(report, '2028-04-01')[2]).toBe('2028-03-31 missing')
    expect(states({ ...report, done: [done('2028-03-31', '2028-03-31')] }, '2028-04-01')[2]).toBe(
      '2028-03-31 done',
    )
  })

  it('of one that is done twice, by two stations, is done by the first', () => {
    const twice = monthly({ done: [done('2027-01-31', '2027-02-09'), done('2027-01-31', '2027-01-30')] })
    expect(states(twice, '2027-02-10')[0]).toBe('2027-01-31 done')
  })

  it('are each their own, left out, replaced, or counted from the last one that was done', () => {
    const today = '2027-04-02'
    const late = [done('2027-01-31', '2027-03-05')]
    expect(states(monthly({ ifOpen: 'each', done: late }), today)).toEqual([
      '2027-01-31 late',
      '2027-02-28 missing',
      '2027-03-31 missing',
      '2027-04-30 ahead',
    ])
    expect(states(monthly({ ifOpen: 'skip', done: late }), today)).toEqual([
      '2027-01-31 late',
      '2027-02-28 skipped',
      '2027-03-31 missing',
      '2027-04-30 ahead',
    ])
    expect(states(monthly({ ifOpen: 'replace', done: late }), today)).toEqual([
      '2027-01-31 late',
      '2027-02-28 lapsed',
      '2027-03-31 missing',
      '2027-04-30 ahead',
    ])
    const { rule } = monthly()
    const after = monthly({
      ifOpen: 'afterDone',
      rule: { ...rule, byMonthDay: [] },
      done: [done('2027-01-01', '2027-01-20')],
    })
    expect(states(after, today)).toEqual(['2027-01-01 late', '2027-02-20 missing'])
  })

  it('of self-checks are shown done by the checks nearest to them', () => {
    const checks = [
      { id: 'c', checkedOn: '2027-03-02' },
      { id: 'a', checkedOn: '2027-01-20' },
      { id: 'b', checkedOn: '2027-01-25' },
    ]
    expect(states(monthly({ kind: 'selfCheck' }), '2027-03-31', checks)).toEqual([
      '2027-01-31 done',
      '2027-02-28 late',
      '2027-03-31 due',
      '2027-04-30 ahead',
    ])
    expect(states(monthly({ kind: 'other' }), '2027-03-31', checks)[0]).toBe('2027-01-31 missing')
  })

  it('do not depend on how far they are asked for, nor stand still when time goes on', () => {
    const n = fc.integer({ min: 0, max: 500 })
    fc.assert(
      fc.property(
        fc.constantFrom('each' as const, 'skip' as const, 'replace' as const, 'afterDone' as const),
        fc.array(fc.tuple(n, n), { maxLength: 5 }),
        n,
        n,
        (ifOpen, made, today, length) => {
          const duty = monthly({
            ifOpen,
            done: made.map(([a, b]) => done(addDays('2027-01-31', a % 90), addDays('2027-01-01', b))),
          })
          const now = addDays('2027-01-01', today)
          const all = occurrencesOf(duty, [], now, '2026-01-01', '2028-12-31')
          const part = occurrencesOf(duty, [], now, '2027-02-01', addDays('2027-02-01', length))
          const dueThen = all.filter(
            ({ dueOn }) => dueOn >= '2027-02-01' && dueOn <= addDays('2027-02-01', length),
          )
          // Only the one that takes another's place has to be within what is asked for.
          if (ifOpen !== 'replace') expect(part).toEqual(dueThen)
          for (const { dueOn, state } of all) {
            if (state === 'missing') expect(dueOn < now).toBe(true)
            if (state === 'ahead' || state === 'due') expect(dueOn >= now).toBe(true)
          }
        },
      ),
    )
  })
})

describe('licences', () => {
  it('are due sixty days before they end, and missing afterwards', () => {
    const licence = (validUntil: string | null) => ({
      kind: 'use' as const,
      number: String(validUntil),
      authority: '',
      validUntil,
    })
    const enterprise = anEnterprise({
      licences: [licence('2027-12-31'), licence(null), licence('2027-03-01'), licence('2027-01-01')],
    })
    expect(licencesEnding(enterprise, '2027-01-02').map(({ dueOn, state }) => `${dueOn} ${state}`)).toEqual([
      '2027-01-01 missing',
      '2027-03-01 due',
      '2027-12-31 ahead',
    ])
  })
})

describe('the usual duties', () => {
  it('fit their schema, and the yearly report is due by 31 March', () => {
    for (const usual of usualDuties('2027-05-05')) {
      const duty = aDuty(usual)
      expect(DutySchema.safeParse(duty).error).toBeUndefined()
      expect(occurrencesOf(duty, [], '2027-05-05', '2027-01-01', '2027-12-31').length).toBeGreaterThan(0)
    }
    expect(states(aDuty(usualDuties('2027-05-05')[0]), '2027-05-05')[0]).toBe('2027-03-31 missing')
  })
})
