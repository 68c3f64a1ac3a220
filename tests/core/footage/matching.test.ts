import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FileFacts, type FlightFacts, matchFile } from '../../../src/core/footage/matching.ts'
import { BESIDE_M, groupLogs, missionsFor } from '../../../src/core/footage/newFlights.ts'
import { siteUnder } from '../../../src/core/site/siteUnder.ts'
import { type DeviceZone, inZone, zoneOffsetMs } from '../../../src/core/footage/zone.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { anId } from '../../builders/enterprise.ts'
import { aMission, waypoints } from '../../builders/mission.ts'
import { aPicture, T0 } from '../../builders/pictures.ts'
import { aSite, place } from '../../builders/site.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Places some metres north of where the flights are. */
const north = (metres: number) => ({ lat: 41.77 + metres / 111_195, lon: 109.97 })
const trackAt = (metres: number) => Array.from({ length: 20 }, (_, i) => north(metres + 10 * i))
const flight = (id: string, fromMin: number, metres: number | null): FlightFacts => ({
  id,
  fromMs: T0 + fromMin * MINUTE,
  toMs: T0 + (fromMin + 20) * MINUTE,
  track: metres === null ? [] : trackAt(metres),
  corners: [],
})
const photo = (min: number | null, metres: number | null, over: Partial<FileFacts> = {}): FileFacts => ({
  fromMs: min === null ? null : T0 + min * MINUTE,
  toMs: min === null ? null : T0 + min * MINUTE,
  places: metres === null ? [] : [north(metres)],
  isOwnClock: true,
  isLog: false,
  ...over,
})

describe('a file', () => {
  const [here, there, later] = [flight('here', 0, 0), flight('there', 0, 900), flight('later', 120, 0)]
  test.each([
    ['of the time of one flight', photo(5, null), [here, later], 'here', 'time', ['here'], 'here'],
    ['of its time and place', photo(5, 40), [here, later], 'here', 'timeAndPlace', ['here'], 'here'],
    ['just before the take-off', photo(-4, null), [here], 'here', 'time', ['here'], 'here'],
    [
      'of two flights at once, near to one',
      photo(5, 950),
      [here, there],
      'there',
      'timeAndPlace',
      ['there'],
      'there',
    ],
    [
      'of two at once, without a place',
      photo(5, null),
      [here, there],
      null,
      'several',
      ['here', 'there'],
      null,
    ],
    [
      'of two at once, between them',
      photo(5, 560),
      [here, there],
      null,
      'several',
      ['there', 'here'],
      'there',
    ],
    [
      'near to one, the other without a track',
      photo(5, 40),
      [here, flight('dark', 0, null)],
      null,
      'several',
      ['here', 'dark'],
      'here',
    ],
    ['of the time of a flight that was elsewhere', photo(5, 5000), [here], null, 'far', ['here'], null],
    [
      'of the time of one and the place of another',
      photo(125, 9000),
      [flight('a', 0, 9000), flight('b', 120, 0)],
      null,
      'far',
      ['a', 'b'],
      'a',
    ],
    ['eight hours on', photo(8 * 60 + 5, null), [here], null, 'hours', ['here'], 'here'],
    ['eight hours back', photo(-8 * 60 + 5, null), [here], null, 'hours', ['here'], 'here'],
    ['eight hours on, but elsewhere', photo(8 * 60 + 5, 5000), [here], null, 'noFlight', [], null],
    ['one hour on, without a place', photo(65, null), [here], null, 'noFlight', [], null],
    ['one hour on, at its place', photo(65, 40), [here], null, 'hours', ['here'], 'here'],
    [
      'half an hour late, at the place',
      photo(50, 40),
      [here, later],
      null,
      'place',
      ['here', 'later'],
      'here',
    ],
    ['ten hours late, at the place', photo(620, 40), [here], null, 'place', ['here'], null],
    [
      'two days late, at the place: it is flown over and over',
      photo(2900, 40),
      [here],
      null,
      'noFlight',
      [],
      null,
    ],
    ['ten hours late, a log', photo(620, 40, { isLog: true }), [here], null, 'noFlight', [], null],
    [
      'of a clock that lost its date, at the place',
      photo(-5_000_000, 40),
      [here],
      null,
      'place',
      ['here'],
      null,
    ],
    ['without a time, at the place', photo(null, 40), [here], null, 'place', ['here'], 'here'],
    ['without a time or a place', photo(null, null), [here], null, 'noTime', [], null],
    ['of another day', photo(50_000, null), [here], null, 'noFlight', [], null],
    [
      'of another day by a receiver, at the place',
      photo(50_000, 40, { isOwnClock: false }),
      [here],
      null,
      'noFlight',
      [],
      null,
    ],
  ] as const)('%s', (_name, file, flights, flightId, why, candidates, suggestedId) => {
    expect(matchFile(file, flights)).toMatchObject({ flightId, why, candidates, suggestedId })
  })

  test('without a track is elsewhere when it is far from the site', () => {
    const logged = { ...flight('logged', 0, null), corners: trackAt(0) }
    expect(matchFile(photo(5, 100), [logged])).toMatchObject({ flightId: 'logged', why: 'time' })
    expect(matchFile(photo(5, 9000), [logged])).toMatchObject({ flightId: null, why: 'far' })
  })

  test('belongs to the same flight in whatever order they are, and to none that it does not fit', () => {
    const some = fc.array(
      fc.record({ fromMin: fc.integer({ min: 0, max: 600 }), metres: fc.option(fc.nat(5000)) }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(
        some,
        fc.option(fc.integer({ min: -700, max: 1400 })),
        fc.option(fc.nat(6000)),
        (list, min, metres) => {
          const flights = list.map((one, i) => flight(`f${i}`, one.fromMin, one.metres))
          const file = photo(min, metres)
          const found = matchFile(file, flights)
          expect(matchFile(file, [...flights].reverse())).toMatchObject({
            flightId: found.flightId,
            why: found.why,
          })
          if (found.flightId !== null) {
            const own = flights.find(({ id }) => id === found.flightId)
            expect(file.fromMs).toBeGreaterThanOrEqual((own?.fromMs ?? 0) - 5 * MINUTE)
            expect(file.fromMs).toBeLessThanOrEqual((own?.toMs ?? 0) + 5 * MINUTE)
          }
          if (found.suggestedId !== null) expect(found.candidates).toContain(found.suggestedId)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('logs of flights that nobody recorded', () => {
  const log = (fromMin: number, toMin: number, metres: number): FileFacts => ({
    fromMs: T0 + fromMin * MINUTE,
    toMs: T0 + toMin * MINUTE,
    places: trackAt(metres),
    isOwnClock: false,
    isLog: true,
  })
  test('are one flight when they overlap in one place, and two when a battery was changed, or elsewhere', () => {
    const groups = groupLogs([
      log(30, 50, 0),
      log(0, 20, 0),
      log(1, 19.5, 10),
      log(5, 15, 9000),
      log(21, 24, 0),
    ])
    expect(groups.map(({ logs }) => logs)).toEqual([[1, 2, 4], [3], [0]])
    expect(groups[0]).toMatchObject({ fromMs: T0, toMs: T0 + 24 * MINUTE })
    expect(groupLogs([photo(5, 0), photo(null, 0)])).toEqual([])
  })

  const site = aSite()
  const [corner] = site.boundary
  const inside = {
    lat: site.boundary.reduce((sum, { lat }) => sum + lat, 0) / site.boundary.length,
    lon: site.boundary.reduce((sum, { lon }) => sum + lon, 0) / site.boundary.length,
  }
  test('are of the site that they flew over, or beside, and of none far away', () => {
    const far = {
      ...site,
      id: anId(999),
      boundary: site.boundary.map(({ lat, lon }) => ({ lat: lat + 1, lon })),
    }
    expect(siteUnder([inside, inside], [far, site], BESIDE_M)?.id).toBe(site.id)
    expect(
      siteUnder([{ lat: (corner?.lat ?? 0) - 0.002, lon: corner?.lon ?? 0 }], [far, site], BESIDE_M)?.id,
    ).toBe(site.id)
    expect(siteUnder([{ lat: 10, lon: 10 }], [far, site], BESIDE_M)).toBeNull()
  })

  const mission = (n: number, over: Partial<Mission>): Mission => ({
    ...aMission(),
    id: anId(n),
    siteIds: [site.id],
    plannedAtMs: null,
    ...over,
  })
  const square = (side: number) => [
    place(20, 20),
    place(20 + side, 20),
    place(20 + side, 20 + side),
    place(20, 20 + side),
  ]
  /** Some of a way along corners, as a log has it. */
  const flownAlong = (corners: readonly LatLon[]): LatLon[] =>
    corners.slice(1).flatMap((to, i) => {
      const from = corners[i] as LatLon
      return Array.from({ length: 20 }, (_, k) => ({
        lat: from.lat + ((to.lat - from.lat) * k) / 20,
        lon: from.lon + ((to.lon - from.lon) * k) / 20,
      }))
    })
  const of = (site_: typeof site | null, list: readonly Mission[], places: readonly LatLon[]) =>
    missionsFor(site_, list, [site], { takeoffAtMs: T0, places })

  test('are of the mission that was planned for the day, or whose route was flown; else it is asked', () => {
    const small = mission(1, { patterns: [waypoints(square(30))] })
    const large = mission(2, { patterns: [waypoints(square(100))] })
    const flown = flownAlong([aMission().home, ...square(100), aMission().home])
    expect(of(site, [small], flown).suggested).toBe(small)
    expect(of(site, [small, large], flown)).toEqual({ missions: [large, small], suggested: large })
    expect(
      of(site, [small, large], flownAlong([aMission().home, ...square(30), aMission().home])).suggested,
    ).toBe(small)
    // Twice the same route, and a flight that went elsewhere over the site.
    expect(of(site, [large, { ...large, id: anId(3) }], flown).suggested).toBeNull()
    expect(of(site, [small, large], flownAlong([place(-900, 0), place(-900, 900)])).suggested).toBeNull()
    const planned = { ...small, id: anId(4), plannedAtMs: T0 - HOUR }
    expect(of(site, [large, planned], flown)).toEqual({ missions: [planned, large], suggested: planned })
    expect(of(site, [mission(5, { siteIds: [] })], flown).suggested).toBeNull()
    expect(of(null, [large], flown).missions).toEqual([])
  })
})

describe('the zone of a camera', () => {
  const zones = (zone: string): DeviceZone[] => [{ device: 'DJI M3E', zone }]
  test.each([
    ['Asia/Shanghai', 8],
    ['UTC', 0],
    ['+09:00', 9],
    ['-03:30', -3.5],
  ])('%s is %s h ahead of UTC', (zone, hours) => expect(zoneOffsetMs(zone)).toBe(hours * HOUR))

  test('is what its times are read in, and stays written beside them', () => {
    const picture = aPicture(T0)
    expect(inZone(picture, zones('UTC')).takenAt).toMatchObject({ utcMs: T0 + 8 * HOUR, assumedZone: 'UTC' })
    expect(inZone(picture, zones('+09:00')).takenAt).toMatchObject({
      utcMs: T0 - HOUR,
      assumedZone: '+09:00',
    })
    expect(inZone(picture, zones('Asia/Shanghai'))).toBe(picture)
    expect(inZone({ ...picture, device: 'Another' }, zones('UTC')).takenAt).toEqual(picture.takenAt)
  })

  test('changes nothing where the file says its own, and a clip’s header counts as UTC', () => {
    const said = aPicture(T0, { takenAt: { raw: '', source: 'exif', assumedZone: '+08:00', utcMs: T0 } })
    expect(inZone(said, zones('UTC'))).toBe(said)
    const clip = aPicture(T0, {
      kind: 'clip',
      device: '',
      takenAt: { raw: '', source: 'container', assumedZone: null, utcMs: T0 },
    })
    expect(inZone(clip, [{ device: 'clip', zone: 'Asia/Shanghai' }]).takenAt).toMatchObject({
      utcMs: T0 - 8 * HOUR,
      assumedZone: 'Asia/Shanghai',
    })
    // A photo with UTC beside its clock: the clock is compared in the zone that it was in.
    const both = aPicture(T0, {
      clockAheadS: 28_805,
      takenAt: { raw: '', source: 'utc', assumedZone: null, utcMs: T0 },
    })
    expect(inZone(both, zones('+09:00'))).toMatchObject({ clockAheadS: 25_205, takenAt: both.takenAt })
  })
})
