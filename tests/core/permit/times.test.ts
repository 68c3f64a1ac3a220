import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { Authorisation } from '../../../src/core/mission/mission.ts'
import { FlightApproval } from '../../../src/core/permit/approval.ts'
import { hoursText, readHours } from '../../../src/core/permit/hours.ts'
import { reportFor, reportOf } from '../../../src/core/permit/flightReport.ts'
import { filingStanding, filingTimes, outsideHoursMs } from '../../../src/core/permit/times.ts'
import { clockIn, dayIn, daysLater, momentIn, wallTime, ZoneName } from '../../../src/core/units/wallClock.ts'
import { anAuthorisation } from '../../builders/mission.ts'
import { aFiling, aFlightReport, anApprovalOfFlights } from '../../builders/permit.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const CHINA = 'Asia/Shanghai'
const china = (text: string): number => Date.parse(`${text}+08:00`)

describe('a wall clock', () => {
  it('shows China’s day and hour whatever the zone of the laptop', () => {
    expect(wallTime(CHINA, Date.parse('2026-11-27T16:00:00Z'))).toBe('2026-11-28 00:00')
    expect(wallTime(CHINA, Date.parse('2026-11-27T15:59:00Z'))).toBe('2026-11-27 23:59')
    expect(momentIn(CHINA, '2026-11-27', '12:00')).toBe(Date.parse('2026-11-27T04:00:00Z'))
  })

  it('goes by summer time where there is such a thing', () => {
    // Berlin goes forward on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00.
    expect(momentIn('Europe/Berlin', '2026-03-28', '12:00')).toBe(Date.parse('2026-03-28T11:00:00Z'))
    expect(momentIn('Europe/Berlin', '2026-03-29', '12:00')).toBe(Date.parse('2026-03-29T10:00:00Z'))
    expect(momentIn('Europe/Berlin', '2026-10-25', '12:00')).toBe(Date.parse('2026-10-25T11:00:00Z'))
    // An hour that is not there is as long after the jump; one that is there twice is its first.
    expect(momentIn('Europe/Berlin', '2026-03-29', '02:30')).toBe(Date.parse('2026-03-29T01:30:00Z'))
    expect(momentIn('Europe/Berlin', '2026-10-25', '02:30')).toBe(Date.parse('2026-10-25T00:30:00Z'))
  })

  const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata']
  test('and the moment at which it shows a time are each other’s', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }),
        (zone, atMs) => {
          const minuteMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS
          const back = momentIn(zone, dayIn(zone, minuteMs), clockIn(zone, minuteMs))
          // An hour that the clock shows twice comes back as its first.
          expect([0, HOUR_MS / 2, HOUR_MS, 2 * HOUR_MS]).toContain(minuteMs - back)
          expect(wallTime(zone, back)).toBe(wallTime(zone, minuteMs))
        },
      ),
    )
  })

  it('takes any moment and any name', () => {
    for (const atMs of [0, 8.64e15]) expect(dayIn(CHINA, atMs)).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(daysLater(dayIn(CHINA, 8.64e15), 1)).toMatch(/^\d{4}-/)
    expect(outsideHoursMs([{ from: '08:00', to: '18:00' }], CHINA, 0, 8.64e15)).toBeGreaterThan(0)
    expect(ZoneName.safeParse(CHINA).success).toBe(true)
    for (const name of ['', 'Mond', '+08:00', '08:00', 'Asia/Nirgends', '../etc'])
      expect([name, ZoneName.safeParse(name).success]).toEqual([name, false])
  })
})

describe('the filing of a day', () => {
  const takeoff = china('2026-06-01T10:00:00')
  const standing = (filings: Parameters<typeof aFiling>[0][], nowMs: number, at = takeoff, zone = CHINA) =>
    filingStanding(
      anApprovalOfFlights({ zone, filings: filings.map((one, i) => aFiling({ id: `f${i}`, ...one })) }),
      at,
      nowMs,
    )
  const waiting = { answeredAtMs: null, agreed: null }
  const noon = china('2026-05-31T12:00:00')
  const nine = china('2026-05-31T21:00:00')

  it.each([
    ['a minute before 12:00', -MINUTE_MS, 'due'],
    ['at 12:00', 0, 'due'],
    ['a moment after', 1, 'missing'],
    ['a minute after', MINUTE_MS, 'missing'],
  ] as const)('is still to be made or was not: %s', (_, byMs, state) => {
    expect(standing([], noon + byMs)).toMatchObject({ day: '2026-06-01', state, byMs: noon })
  })

  it.each([
    ['a minute before 12:00', -MINUTE_MS, 'agreed'],
    ['at 12:00', 0, 'agreed'],
    ['a moment after', 1, 'late'],
    ['a minute after', MINUTE_MS, 'late'],
  ] as const)('was made in time or late: %s', (_, byMs, state) => {
    const filing = { filedAtMs: noon + byMs, answeredAtMs: nine, agreed: true }
    const found = standing([filing], takeoff)
    expect(found.state).toBe(state)
    if (found.state === 'late') expect(found.lateMs).toBe(byMs)
  })

  it.each([
    ['a minute before 21:00', -MINUTE_MS, 'waiting'],
    ['at 21:00', 0, 'waiting'],
    ['a moment after', 1, 'unanswered'],
    ['a minute after', MINUTE_MS, 'unanswered'],
  ] as const)('waits for its answer: %s', (_, byMs, state) => {
    expect(standing([{ filedAtMs: noon - 1, ...waiting }], nine + byMs).state).toBe(state)
  })

  it('is of the day that it is at the place, across midnight', () => {
    // 00:10 in China is still the day before in UTC.
    const night = china('2026-06-01T00:10:00')
    expect(standing([], noon, night)).toMatchObject({ day: '2026-06-01', state: 'due' })
    expect(standing([], noon + 1, night).state).toBe('missing')
    const before = china('2026-05-31T23:50:00')
    expect(standing([], noon, before)).toMatchObject({
      day: '2026-05-31',
      state: 'missing',
      byMs: china('2026-05-30T12:00:00'),
    })
    // A filing for another day is none for this one.
    expect(standing([{ day: '2026-05-31' }], noon + 1).state).toBe('missing')
  })

  it('goes by the wall clock across a change to summer time and back', () => {
    // 12:00 of the day before is 11:00 UTC in winter and 10:00 UTC in summer.
    expect(filingTimes('Europe/Berlin', '2026-03-29')).toEqual({
      fileByMs: Date.parse('2026-03-28T11:00:00Z'),
      answerByMs: Date.parse('2026-03-28T20:00:00Z'),
    })
    expect(filingTimes('Europe/Berlin', '2026-03-30')).toEqual({
      fileByMs: Date.parse('2026-03-29T10:00:00Z'),
      answerByMs: Date.parse('2026-03-29T19:00:00Z'),
    })
    expect(filingTimes('Europe/Berlin', '2026-10-26')).toEqual({
      fileByMs: Date.parse('2026-10-25T11:00:00Z'),
      answerByMs: Date.parse('2026-10-25T20:00:00Z'),
    })
    const takeoffAtMs = Date.parse('2026-03-30T08:00:00Z')
    const at = Date.parse('2026-03-29T10:00:00Z')
    expect(standing([], at, takeoffAtMs, 'Europe/Berlin').state).toBe('due')
    expect(standing([], at + 1, takeoffAtMs, 'Europe/Berlin').state).toBe('missing')
  })

  it('of an urgent flight is made 30 min before it and answered 10 min before it', () => {
    const urgent = (filedBeforeMs: number, answer: object, nowMs = takeoff) =>
      standing([{ filedAtMs: takeoff - filedBeforeMs, urgent: '抢险', ...answer }], nowMs).state
    const yes = { answeredAtMs: takeoff, agreed: true }
    expect(urgent(31 * MINUTE_MS, yes)).toBe('agreed')
    expect(urgent(30 * MINUTE_MS, yes)).toBe('agreed')
    expect(urgent(30 * MINUTE_MS - 1, yes)).toBe('late')
    expect(urgent(29 * MINUTE_MS, yes)).toBe('late')
    expect(urgent(40 * MINUTE_MS, waiting, takeoff - 11 * MINUTE_MS)).toBe('waiting')
    expect(urgent(40 * MINUTE_MS, waiting, takeoff - 10 * MINUTE_MS)).toBe('waiting')
    expect(urgent(40 * MINUTE_MS, waiting, takeoff - 9 * MINUTE_MS)).toBe('unanswered')
  })

  it('is the one that serves best, whatever the order', () => {
    const several = [
      { filedAtMs: noon + 5 },
      { filedAtMs: noon - 5, answeredAtMs: noon, agreed: false },
      { filedAtMs: noon - 5, answeredAtMs: noon, agreed: true },
    ]
    expect(standing(several, takeoff)).toMatchObject({ state: 'agreed', filing: { id: 'f2' } })
    expect(standing(several.toReversed(), takeoff).state).toBe('agreed')
    expect(standing(several.slice(0, 2), takeoff).state).toBe('late')
    expect(standing(several.slice(1, 2), takeoff).state).toBe('refused')
  })
})

describe('daily hours', () => {
  const day = [{ from: '08:00', to: '18:00' }]
  const outside = (hours: typeof day, from: string, to: string, zone = CHINA) =>
    outsideHoursMs(hours, zone, china(from), china(to))

  it('hold a flight that begins and ends within them, both ends included', () => {
    expect(outside(day, '2026-06-01T08:00:00', '2026-06-01T18:00:00')).toBe(0)
    expect(outside(day, '2026-06-01T07:59:00', '2026-06-01T09:00:00')).toBe(MINUTE_MS)
    expect(outside(day, '2026-06-01T17:00:00', '2026-06-01T18:01:00')).toBe(MINUTE_MS)
    expect(outside([], '2026-06-01T03:00:00', '2026-06-01T04:00:00')).toBe(0)
  })

  it('go on after midnight where they end no later than they begin', () => {
    const night = [{ from: '22:00', to: '02:00' }]
    expect(outside(night, '2026-06-01T23:50:00', '2026-06-02T00:20:00')).toBe(0)
    expect(outside(night, '2026-06-02T01:00:00', '2026-06-02T02:00:00')).toBe(0)
    expect(outside(night, '2026-06-02T01:00:00', '2026-06-02T02:01:00')).toBe(MINUTE_MS)
    expect(outside(night, '2026-06-02T12:00:00', '2026-06-02T12:10:00')).toBe(10 * HOUR_MS)
  })

  it('are those of the wall clock on the day on which it changes', () => {
    const at = Date.parse('2026-03-29T06:00:00Z')
    expect(outsideHoursMs(day, 'Europe/Berlin', at, at + HOUR_MS)).toBe(0)
    expect(outsideHoursMs(day, 'Europe/Berlin', at - MINUTE_MS, at + HOUR_MS)).toBe(MINUTE_MS)
  })
})

describe('daily hours as they are typed', () => {
  it.each([
    ['', []],
    ['08:00-18:00', [{ from: '08:00', to: '18:00' }]],
    [
      '8:00–12:00，14：00至18:00',
      [
        { from: '08:00', to: '12:00' },
        { from: '14:00', to: '18:00' },
      ],
    ],
    ['0800 - 1800;', [{ from: '08:00', to: '18:00' }]],
    // The end of a day is the beginning of the next.
    ['00:00-24:00', [{ from: '00:00', to: '00:00' }]],
    ['22:00-06:00', [{ from: '22:00', to: '06:00' }]],
  ])('%s', (text, hours) => {
    expect(readHours(text)).toEqual(hours)
    expect(readHours(hoursText(hours))).toEqual(hours)
    expect(hoursText(hours)).not.toContain('-00:00')
    expect(FlightApproval.safeParse(anApprovalOfFlights({ hours })).success).toBe(true)
  })

  it.each([
    '8点到18点',
    '08:00',
    '25:00-26:00',
    '08:60-09:00',
    '24:30-25:00',
    '08:00-18:00 14:00-15:00',
    '-',
  ])('is not read where no clock shows it: %s', (text) => expect(readHours(text)).toBeNull())

  it('of a whole day hold any flight', () => {
    const whole = readHours('00:00-24:00') ?? []
    expect(outsideHoursMs(whole, CHINA, china('2026-11-27T00:00:00'), china('2026-11-27T23:59:00'))).toBe(0)
  })
})

describe('the report of a flight', () => {
  const takeoffAtMs = china('2026-06-01T10:00:00')
  const missionId = 'm'
  const report = (id: string, over: Parameters<typeof aFlightReport>[0]) =>
    aFlightReport({ id, missionId, takeoffAtMs, ...over })

  it('is the one that names it, else the nearest of its mission', () => {
    const near = report('a', { takeoffAtMs: takeoffAtMs + MINUTE_MS })
    const far = report('b', { takeoffAtMs: takeoffAtMs - 5 * HOUR_MS })
    const naming = report('c', { missionId: null, flightId: 'f' })
    const flight = { id: 'f', missionId, takeoffAtMs }
    expect(reportOf([far, near, naming], flight)?.id).toBe('c')
    expect(reportOf([far, near], flight)?.id).toBe('a')
    expect(reportOf([far], flight)?.id).toBe('b')
  })

  it('is none of another mission, another flight, another day', () => {
    expect(reportFor([report('a', { missionId: 'x' })], missionId, takeoffAtMs)).toBeNull()
    expect(reportFor([report('a', { flightId: 'x' })], missionId, takeoffAtMs)).toBeNull()
    expect(
      reportFor([report('a', { takeoffAtMs: takeoffAtMs - 7 * HOUR_MS })], missionId, takeoffAtMs),
    ).toBeNull()
  })
})

describe('an approval', () => {
  it.each([
    ['a zone that there is not', { zone: 'Asia/Nirgends' }],
    ['an end before its beginning', { toMs: 1 }],
    ['hours past the clock', { hours: [{ from: '08:00', to: '24:00' }] }],
    ['an answer without a time', { filings: [aFiling({ answeredAtMs: null })] }],
    ['an answer before the filing', { filings: [aFiling({ answeredAtMs: 1 })] }],
    ['a day that there is not', { filings: [aFiling({ day: '2026-02-30' })] }],
  ])('with %s is refused', (_, over) => {
    expect(FlightApproval.safeParse(anApprovalOfFlights()).success).toBe(true)
    expect(FlightApproval.safeParse({ ...anApprovalOfFlights(), ...over }).success).toBe(false)
  })
})

describe('what a mission keeps of its approval', () => {
  const kept = { ...anAuthorisation(), zone: 'Asia/Shanghai', hours: [{ from: '08:00', to: '12:00' }] }
  it.each([
    ['a zone that there is not', { zone: 'Asia/Nirgends' }],
    ['hours that no clock shows', { hours: [{ from: '厂区', to: '=1+1' }] }],
    ['hours past the clock', { hours: [{ from: '08:00', to: '24:00' }] }],
  ])('with %s is refused', (_, over) => {
    expect(Authorisation.safeParse(kept).success).toBe(true)
    expect(Authorisation.safeParse({ ...kept, ...over }).success).toBe(false)
  })
})
