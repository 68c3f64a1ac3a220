import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Flight, TrackPoint } from '../../../src/core/flight/flight.ts'
import { departuresOf, type HeldAgainst } from '../../../src/core/flight/kept.ts'
import { authorisationOf } from '../../../src/core/permit/approval.ts'
import type { Terrain } from '../../../src/core/terrain/terrain.ts'
import { aFlight } from '../../builders/enterprise.ts'
import { aMission, anAuthorisation, NOW_MS } from '../../builders/mission.ts'
import { aFiling, aFlightReport, anApprovalOfFlights } from '../../builders/permit.ts'
import { box, ORIGIN, place } from '../../builders/site.ts'

const MINUTE_MS = 60_000
const LENGTH_MS = 10 * MINUTE_MS

/** A flight of ten minutes from NOW_MS on, 10:00 in China: up at the origin, out by metres east, and back. */
const flown = (eastM = 100, heightM: number | null = 60, over: Partial<Flight> = {}): Flight => {
  const points = [place(0, 0), place(eastM, 0), place(0, 0)]
  return aFlight({
    takeoffAtMs: NOW_MS,
    landedAtMs: NOW_MS + LENGTH_MS,
    track: points.map(
      (at, i): TrackPoint => ({ ...at, atMs: NOW_MS + (i * LENGTH_MS) / 2, heightM: i === 1 ? heightM : 0 }),
    ),
    ...over,
  })
}
const approval = anApprovalOfFlights()
const held = (over: Partial<HeldAgainst> = {}): HeldAgainst => ({
  mission: aMission(),
  approved: authorisationOf(approval),
  approval,
  report: aFlightReport(),
  isReported: true,
  ...over,
})
const codes = (flight: Flight, over: Partial<HeldAgainst> = {}) =>
  departuresOf(flight, held(over)).map(({ code }) => code)

describe('a flight beside its approval', () => {
  it('has nothing to say where it kept to it, or where nothing is known of any', () => {
    expect(codes(flown())).toEqual([])
    const nothing = { mission: null, approved: null, approval: null, report: null, isReported: false }
    expect(departuresOf(flown(5000, 900), nothing)).toEqual([])
  })

  it.each([
    ['before', -1, []],
    ['at', 0, []],
    ['a moment after', 1, ['unconfirmed']],
  ])('took off %s its confirmation', (_, lateMs, expected) => {
    const confirmed = { atMs: NOW_MS + lateMs, by: '值班员', number: '' }
    expect(codes(flown(), { report: aFlightReport({ confirmed }) })).toEqual(expected)
  })

  it('says by how much, and that there was none', () => {
    const confirmed = { atMs: NOW_MS + 4 * MINUTE_MS, by: '值班员', number: '' }
    expect(departuresOf(flown(), held({ report: aFlightReport({ confirmed }) }))[0]).toMatchObject({
      code: 'unconfirmed',
      by: 240,
      limit: NOW_MS + 4 * MINUTE_MS,
    })
    expect(departuresOf(flown(), held({ report: aFlightReport({ confirmed: null }) }))[0]).toMatchObject({
      code: 'unconfirmed',
      by: null,
    })
    expect(codes(flown(), { report: null })).toEqual(['unreported'])
    expect(codes(flown(), { report: null, isReported: false })).toEqual([])
  })

  it('was on a day that was filed and answered before it', () => {
    const of = (filings: Parameters<typeof aFiling>[0][]) =>
      codes(flown(), { approval: { ...approval, filings: filings.map((one) => aFiling(one)) } })
    expect(of([{}])).toEqual([])
    expect(of([])).toEqual(['unfiled'])
    expect(of([{ day: '2026-06-02' }])).toEqual(['unfiled'])
    expect(of([{ agreed: false }])).toEqual(['unfiled'])
    expect(of([{ answeredAtMs: NOW_MS + 1 }])).toEqual(['unfiled'])
    expect(of([{ answeredAtMs: null, agreed: null }])).toEqual(['unfiled'])
    expect(codes(flown(), { approval: { ...approval, kind: 'once', filings: [] } })).toEqual([])
  })

  it('kept to the window and the daily hours', () => {
    const of = (over: Parameters<typeof anAuthorisation>[0]) =>
      departuresOf(flown(), held({ approved: anAuthorisation(over) }))
    expect(of({ fromMs: NOW_MS, toMs: NOW_MS + LENGTH_MS })).toEqual([])
    expect(of({ toMs: NOW_MS + LENGTH_MS - 1000 })[0]).toMatchObject({ code: 'outsideWindow', by: 1 })
    expect(of({ fromMs: NOW_MS + MINUTE_MS })[0]).toMatchObject({ code: 'outsideWindow', by: 60 })
    expect(of({ hours: [{ from: '10:00', to: '10:10' }] })).toEqual([])
    expect(of({ hours: [{ from: '10:00', to: '10:09' }] })[0]).toMatchObject({ code: 'outsideHours', by: 60 })
    expect(of({ hours: [{ from: '10:00', to: '10:10' }], zone: 'Europe/Berlin' })[0]?.code).toBe(
      'outsideHours',
    )
  })

  it('kept to the area, as far as a position can tell', () => {
    const approved = anAuthorisation({ area: box(-50, -50, 100, 50) })
    const of = (eastM: number) => departuresOf(flown(eastM), held({ approved }))
    expect(of(100)).toEqual([])
    expect(of(102)).toEqual([])
    expect(of(140)).toHaveLength(1)
    const [left] = of(140)
    expect(left).toMatchObject({ code: 'outsideArea', fromMs: NOW_MS + LENGTH_MS / 2 })
    expect(left?.by).toBeCloseTo(40, 1)
    expect(left?.at?.lon).toBeCloseTo(place(140, 0).lon, 9)
  })

  it('kept to each height in its own frame', () => {
    const of = (over: Parameters<typeof anAuthorisation>[0], heightM: number | null, mission = aMission()) =>
      departuresOf(flown(100, heightM), held({ approved: anAuthorisation(over), mission }))
    expect(of({ maxTrueHeightM: 60 }, 60)).toEqual([])
    expect(of({ maxTrueHeightM: 60 }, 61)[0]).toMatchObject({ code: 'tooHigh', by: 1, limit: 60 })
    expect(of({ maxTrueHeightM: 60 }, null)).toEqual([])
    // Home lies at 1300 m.
    expect(of({ maxAmslM: 1360 }, 60)).toEqual([])
    expect(of({ maxAmslM: 1360 }, 62)[0]).toMatchObject({ code: 'tooHighOverSea', by: 2, limit: 1360 })
    const homeless = aMission({ home: { ...ORIGIN, amslM: null } })
    expect(of({ maxAmslM: 1360 }, 90, homeless)).toEqual([])
  })

  it('is as high as the ground under it says, where that is known', () => {
    // The ground falls by 20 m from the take-off point to the east of it.
    const [west, east] = [place(-200, -200), place(200, 200)]
    const terrain: Terrain = {
      datum: 'EGM96',
      source: 'test',
      errorM: 1,
      west: west.lon,
      north: east.lat,
      stepLon: (east.lon - west.lon) / 2,
      stepLat: east.lat - west.lat,
      width: 3,
      height: 2,
      heightsDm: [13_400, 13_000, 12_800, 13_400, 13_000, 12_800],
    }
    const mission = { home: aMission().home, terrain }
    const of = (limitM: number) =>
      departuresOf(flown(200, 60), held({ approved: anAuthorisation({ maxTrueHeightM: limitM }), mission }))
    expect(of(81)).toEqual([])
    expect(of(79)[0]?.by).toBeCloseTo(1, 1)
  })

  it('answers whatever a track holds', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            atMs: fc.integer({ min: 0, max: 8.64e15 }),
            lat: fc.double({ min: -90, max: 90, noNaN: true }),
            lon: fc.double({ min: -180, max: 180, noNaN: true }),
            heightM: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
          }),
          { maxLength: 20 },
        ),
        fc.integer({ min: 0, max: 8.64e15 }),
        (track, takeoffAtMs) => {
          const approved = anAuthorisation({
            area: box(-50, -50, 100, 50),
            hours: [{ from: '08:00', to: '18:00' }],
          })
          const found = departuresOf(
            flown(1, 1, { track, takeoffAtMs, landedAtMs: 8.64e15 }),
            held({ approved }),
          )
          for (const { by } of found) expect(by === null || by > 0).toBe(true)
        },
      ),
    )
  })
})
