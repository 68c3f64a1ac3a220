/** The index of what cameras looked at follows its documents, the elevation model of a flown mission among them. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Flight } from '../../../src/core/flight/flight.ts'
import { callsOver, type ScratchServices, scratchServices } from '../../builders/services.ts'
import { aMission } from '../../builders/mission.ts'
import { aDng, djiXmp } from '../../builders/rawPhoto.ts'
import { ORIGIN, place } from '../../builders/site.ts'
import { aSlope } from '../../builders/slope.ts'

let host: ScratchServices
beforeEach(() => {
  host = scratchServices()
})
afterEach(() => host.close())
const ok = callsOver(() => host)
const file = (name: string, tags: Readonly<Record<string, string>>): string => {
  const xmp = djiXmp({ GpsLatitude: `+${ORIGIN.lat}`, GpsLongitude: `+${ORIGIN.lon}`, ...tags }, 'attributes')
  const photo = { make: 'DJI', model: 'M30T', taken: '2026:05:20 10:15:30', xmp, lens: { filmMm: 24 } }
  return host.given(name, aDng(photo))
}
const EAST_DOWN = { RelativeAltitude: '+60.0', GimbalYawDegree: '+90.0', GimbalPitchDegree: '-45.0' }

it('a mission that gets an elevation model moves what was seen from its flights', async () => {
  const mission = aMission({ siteIds: [], home: { ...ORIGIN, amslM: 1600 } })
  const { version: base } = await ok('mission.put', { base: null, doc: mission })
  const flight: Flight = {
    id: '0190aaaa-0000-7000-8000-0000000f1001',
    missionId: mission.id,
    missionRevision: null,
    siteIds: [],
    takeoffAtMs: 0,
    landedAtMs: 1,
    pilot: '',
    aircraft: '',
    logIds: [],
    track: [],
    remarks: '',
  }
  await ok('flight.put', { base: null, doc: flight })
  await ok('footage.ingest', { files: [file('p.dng', EAST_DOWN)], flightId: flight.id })
  const middle = async () => (await ok('footage.sawPoint', { at: place(50, 0), heightsM: [0] })).seen
  // Over level ground 50 m east is nearer than the middle of the picture, which is 60 m off.
  const [flat] = await middle()
  expect(flat?.assumed).toEqual(['ground'])
  expect(flat?.fromCentre).toBeGreaterThan(0.1)

  // The ground rises by a fifth to the east: the middle is 50 m off.
  const raised = await ok('mission.put', { base, doc: { ...mission, terrain: aSlope(0.2) } })
  const [over] = await middle()
  expect(over?.assumed).toEqual([])
  expect(over?.fromCentre).toBeLessThan(0.02)
  // It falls by a fifth: 60 m less the way is a fifth of the way below take-off, 75 m off.
  await ok('mission.put', { base: raised.version, doc: { ...mission, terrain: aSlope(-0.2) } })
  const [sunken] = (await ok('footage.sawPoint', { at: place(75, 0), heightsM: [0] })).seen
  expect(sunken?.fromCentre).toBeLessThan(0.02)
})

it('a laser’s target is found again in the index', async () => {
  await ok('footage.ingest', {
    files: [
      file('laser.dng', {
        RelativeAltitude: '+60.0',
        AbsoluteAltitude: '+1660.0',
        LRFStatus: 'Normal',
        LRFTargetDistance: '116.6',
        LRFTargetLat: String(place(100, 0).lat),
        LRFTargetLon: String(place(100, 0).lon),
        LRFTargetAbsAlt: '1600.0',
      }),
    ],
    flightId: null,
  })
  const { seen } = await ok('footage.sawPoint', { at: place(101, 1), heightsM: [0] })
  expect(seen).toMatchObject([{ isLaser: true, distanceM: 116.6, assumed: [], heightM: 0 }])
})
