import { describe, expect, it, test } from 'vitest'
import { type Mission, SPECIAL_CASES } from '../../../src/core/mission/mission.ts'
import { authorisationOf, type FlightApproval } from '../../../src/core/permit/approval.ts'
import type { FlightReport } from '../../../src/core/permit/flightReport.ts'
import type { Permits } from '../../../src/core/permit/permits.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { releaseGate } from '../../../src/core/safety/releaseGate.ts'
import type { RuleId, Verdict } from '../../../src/core/safety/verdict.ts'
import { aMission, anAuthorisation, aPolygonZone, NOW_MS } from '../../builders/mission.ts'
import { aFiling, aFlightReport, anApprovalOfFlights } from '../../builders/permit.ts'
import { aRoute } from '../../builders/route.ts'
import { aSite, box, place } from '../../builders/site.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const SQUARE = [
  { x: 50, y: 50 },
  { x: 150, y: 50 },
  { x: 150, y: 150 },
  { x: 50, y: 150 },
]

/** NOW_MS is 10:00 in China, when the mission takes off; filed and answered the day before, reported and confirmed. */
function verdictOf({
  approval = {},
  reports = [aFlightReport()],
  mission = {},
  nowMs = NOW_MS,
  permits,
}: {
  approval?: Partial<FlightApproval>
  reports?: FlightReport[]
  mission?: Partial<Mission>
  nowMs?: number
  permits?: Permits | null
}): Verdict {
  const record = anApprovalOfFlights(approval)
  const own = aMission({ authorisation: authorisationOf(record), ...mission })
  return judge({
    mission: own,
    sites: [aSite()],
    route: aRoute(own, SQUARE, 60),
    nowMs,
    permits: permits === undefined ? { approval: record, reports } : permits,
  })
}

const said = (verdict: Verdict, rule: RuleId) =>
  verdict.items.filter((item) => item.rule === rule).map(({ severity, code }) => `${severity} ${code}`)

describe('a mission under an approval of the records', () => {
  it('is as it should be where it is filed, answered, reported, confirmed and within', () => {
    const verdict = verdictOf({})
    for (const rule of [
      'authorisation',
      'authorisation.filing',
      'authorisation.report',
      'authorisation.special',
    ] as const)
      expect([rule, said(verdict, rule)]).toEqual([rule, []])
    expect(verdict.ok).toBe(true)
  })

  it.each([
    ['not filed, and still time', [], NOW_MS - 23 * HOUR_MS, 'warning filing_due'],
    ['not filed', [], NOW_MS, 'error not_filed'],
    [
      'filed late',
      [aFiling({ filedAtMs: NOW_MS - 2 * HOUR_MS, answeredAtMs: NOW_MS })],
      NOW_MS,
      'error filed_late',
    ],
    [
      'waiting',
      [aFiling({ answeredAtMs: null, agreed: null })],
      NOW_MS - 14 * HOUR_MS,
      'warning filing_waits',
    ],
    ['unanswered', [aFiling({ answeredAtMs: null, agreed: null })], NOW_MS, 'error filing_unanswered'],
    ['refused', [aFiling({ agreed: false })], NOW_MS, 'error filing_refused'],
    ['of another day', [aFiling({ day: '2026-06-02' })], NOW_MS, 'error not_filed'],
  ])('says of a day that it is %s', (_, filings, nowMs, expected) => {
    const verdict = verdictOf({ approval: { filings }, nowMs })
    // 10:00 less 23 h is 11:00 of the day before, less 14 h is 20:00.
    expect(said(verdict, 'authorisation.filing')).toEqual([expected])
    expect(verdict.ok).toBe(!expected.startsWith('error'))
    const [item] = verdict.items.filter(({ rule }) => rule === 'authorisation.filing')
    expect(item?.params.number).toBe('长〔2026〕7号')
    if (expected.endsWith('not_filed')) expect(item?.params.by).toBe('2026-05-31 12:00')
  })

  it('does not ask a day’s filing of an approval for one time, but goes by what was recorded', () => {
    const once = (filings: FlightApproval['filings']) =>
      said(verdictOf({ approval: { kind: 'once', filings } }), 'authorisation.filing')
    expect(once([])).toEqual([])
    expect(once([aFiling({ day: '2026-06-02' })])).toEqual([])
    expect(once([aFiling({ agreed: false })])).toEqual(['error filing_refused'])
  })

  it('is unknown where the record is not here or nobody said when it is flown', () => {
    expect(said(verdictOf({ permits: null }), 'authorisation.filing')).toEqual(['unknown approval_not_here'])
    expect(said(verdictOf({ permits: { approval: null, reports: [] } }), 'authorisation.filing')).toEqual([
      'unknown approval_not_here',
    ])
    expect(said(verdictOf({ mission: { plannedAtMs: null } }), 'authorisation.filing')).toEqual([
      'unknown filing_no_time',
    ])
  })

  it('goes by the record as it is now, and says that its copy is another', () => {
    const copy = authorisationOf(anApprovalOfFlights({ maxTrueHeightM: 120 }))
    const verdict = verdictOf({ approval: { maxTrueHeightM: 59 }, mission: { authorisation: copy } })
    expect(said(verdict, 'authorisation')).toEqual(['error above_authorised', 'warning approval_changed'])
    expect(said(verdictOf({ approval: { withdrawnAtMs: NOW_MS } }), 'authorisation')).toEqual([
      'error approval_withdrawn',
    ])
    expect(said(verdictOf({ approval: { withdrawnAtMs: NOW_MS + 1 } }), 'authorisation')).toEqual([])
  })

  it.each([
    ['an hour before take-off', 60 * MINUTE_MS, []],
    ['59 minutes before', 59 * MINUTE_MS, ['error reported_late']],
    ['61 minutes before', 61 * MINUTE_MS, []],
    ['a moment less than an hour before', 60 * MINUTE_MS - 1, ['error reported_late']],
  ])('was reported %s', (_, beforeMs, expected) => {
    const report = aFlightReport({
      reportedAtMs: NOW_MS - beforeMs,
      confirmed: { atMs: NOW_MS - MINUTE_MS, by: '值班员', number: '' },
    })
    expect(said(verdictOf({ reports: [report] }), 'authorisation.report')).toEqual(expected)
  })

  it.each([
    ['two days before', 48 * HOUR_MS, []],
    ['the day before', 20 * HOUR_MS, ['warning report_due']],
    ['an hour before', HOUR_MS, ['warning report_due']],
    ['59 minutes before', 59 * MINUTE_MS, ['error not_reported']],
  ])('is not reported yet, %s', (_, beforeMs, expected) => {
    expect(said(verdictOf({ reports: [], nowMs: NOW_MS - beforeMs }), 'authorisation.report')).toEqual(
      expected,
    )
  })

  it('is not taken off with before it is confirmed', () => {
    const open = aFlightReport({ confirmed: null })
    const of = (nowMs: number, report = open) =>
      said(verdictOf({ reports: [report], nowMs }), 'authorisation.report')
    expect(of(NOW_MS)).toEqual(['warning confirmation_due'])
    expect(of(NOW_MS + 1)).toEqual(['error not_confirmed'])
    const late = aFlightReport({ confirmed: { atMs: NOW_MS + 1, by: '值班员', number: '' } })
    expect(of(NOW_MS + HOUR_MS, late)).toEqual(['error not_confirmed'])
  })

  it('keeps to the area with its ways, its rally points and its fence', () => {
    const of = (area: FlightApproval['area'], mission: Partial<Mission> = {}) =>
      said(verdictOf({ approval: { area }, mission: { ...mission } }), 'authorisation')
    expect(of(box(-60, -60, 260, 260))).toEqual([])
    expect(of(box(-60, -60, 140, 260))).toEqual(['error outside_area', 'warning fence_beyond_area'])
    expect(of(box(-10, -10, 200, 200))).toEqual(['warning fence_beyond_area'])
    const authorisation = authorisationOf(anApprovalOfFlights({ area: box(-60, -60, 260, 260) }))
    const rallyPoints = [{ id: 'r', ...place(300, 0), heightM: 60 }]
    expect(of(box(-60, -60, 260, 260), { authorisation, rallyPoints })).toContain('error rally_outside_area')
    // A notch that no corner of the fence lies in.
    const notched = [
      place(-60, -60),
      place(90, -60),
      place(90, 20),
      place(110, 20),
      place(110, -60),
      place(260, -60),
      place(260, 260),
      place(-60, 260),
    ]
    expect(of(notched)).toEqual(['warning fence_beyond_area'])
    // Of two inclusions the vehicle keeps to both: one within the area is enough.
    const fence = [
      aPolygonZone(box(-500, -500, 500, 500), { id: 'wide' }),
      aPolygonZone(box(-60, -60, 260, 260)),
    ]
    expect(of(box(-60, -60, 260, 260), { authorisation, fence })).toEqual([])
  })

  it('keeps to a height over the ground and to one over the sea, each in its own frame', () => {
    const at = (over: Partial<FlightApproval>, mission: Partial<Mission> = {}) => {
      const authorisation = authorisationOf(anApprovalOfFlights(over))
      return said(verdictOf({ approval: over, mission: { authorisation, ...mission } }), 'authorisation')
    }
    // Home lies at 1300 m, ways and return at 60 m over it.
    expect(at({ maxAmslM: 1360 })).toEqual([])
    expect(at({ maxAmslM: 1359 })).toEqual(['error above_amsl'])
    const { contingency } = aMission()
    expect(at({ maxAmslM: 1360 }, { contingency: { ...contingency, returnHeightM: 61 } })).toEqual([
      'error above_amsl',
    ])
    expect(at({ maxAmslM: 1500 }, { home: { ...aMission().home, amslM: null } })).toEqual([
      'unknown amsl_unknown',
    ])
    expect(at({ maxTrueHeightM: 59 })).toEqual(['error above_authorised'])
    expect(at({ maxTrueHeightM: 60 })).toEqual([])
  })

  it('keeps to the daily hours by the wall clock of the place', () => {
    const at = (hours: FlightApproval['hours'], zone = 'Asia/Shanghai') => {
      const authorisation = authorisationOf(anApprovalOfFlights({ hours, zone }))
      return said(verdictOf({ approval: { hours, zone }, mission: { authorisation } }), 'authorisation')
    }
    expect(at([{ from: '10:00', to: '12:00' }])).toEqual([])
    expect(at([{ from: '10:01', to: '12:00' }])).toEqual(['error outside_hours'])
    expect(at([{ from: '10:00', to: '12:00' }], 'Europe/Berlin')).toEqual(['error outside_hours'])
    expect(at([{ from: '04:00', to: '05:00' }], 'Europe/Berlin')).toEqual([])
  })
})

describe('the five cases that need an application all the same', () => {
  const special = (over: Mission['special'], mission: Partial<Mission> = {}) => {
    const own = aMission({ special: over, ...mission })
    return said(
      judge({ mission: own, sites: [aSite()], route: aRoute(own, SQUARE, 60), nowMs: NOW_MS }),
      'authorisation.special',
    )
  }
  const no = aMission().special

  it('are asked of every flight with an approval, or with a reason to need none', () => {
    expect(special(undefined)).toEqual(['unknown special_unanswered'])
    const { relay: _relay, ...others } = no ?? {}
    expect(special(others)).toEqual(['unknown special_unanswered'])
    expect(special(undefined, { authorisation: null, exemption: 'ownStation' })).toEqual([
      'unknown special_unanswered',
    ])
    expect(special(undefined, { authorisation: null })).toEqual([])
    expect(special(no)).toEqual([])
  })

  test.each(SPECIAL_CASES)('%s is an error unless the approval names it', (one) => {
    const yes = { ...no, [one]: true }
    expect(special(yes)).toEqual([`error special_${one}`])
    expect(special(yes, { authorisation: null, exemption: 'ownStation' })).toEqual([`error special_${one}`])
    expect(special(yes, { authorisation: anAuthorisation({ covers: [one] }) })).toEqual([])
  })

  it('take the place of an approval only where none of them is so, and the flight is reported', () => {
    const own = aMission({ authorisation: null, exemption: 'ownStation' })
    const of = (reports: FlightReport[]) =>
      judge({
        mission: own,
        sites: [aSite()],
        route: aRoute(own, SQUARE, 60),
        nowMs: NOW_MS,
        permits: { approval: null, reports },
      })
    expect(said(of([aFlightReport()]), 'authorisation')).toEqual([])
    expect(said(of([aFlightReport()]), 'authorisation.report')).toEqual([])
    expect(said(of([]), 'authorisation.report')).toEqual(['error not_reported'])
  })
})

describe('the release gate', () => {
  it('holds back what was not filed, unless there is an emergency basis', () => {
    const record = anApprovalOfFlights({ filings: [] })
    const mission = aMission({ authorisation: authorisationOf(record) })
    const leave = (emergencyBasis: string | null) =>
      releaseGate({
        mission,
        sites: [aSite()],
        surroundings: [],
        permits: { approval: record, reports: [aFlightReport()] },
        nowMs: NOW_MS,
        revision: 'a'.repeat(64),
        known: [],
        isFlyable: true,
        request:
          emergencyBasis === null ? null : { by: '罗沙', role: 'supervisor', reason: '急', emergencyBasis },
      })
    expect(leave(null)).toMatchObject({ ok: false, params: { codes: 'not_filed' } })
    expect(leave('')).toMatchObject({ ok: false })
    expect(leave('指挥中心令')).toMatchObject({ ok: true })
  })
})
