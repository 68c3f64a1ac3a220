/** DJI, Litchi, KML and GPX: every demo mission written and read again, and what a strict reader would refuse. */
import fs from 'node:fs'
import path from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { FormatInput, Written } from '../../../src/core/formats/formatInput.ts'
import { writeFlightArea } from '../../../src/core/formats/flightArea.ts'
import { writeGpx } from '../../../src/core/formats/gpxRoute.ts'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { writeKml } from '../../../src/core/formats/kmlMission.ts'
import { writeLitchi } from '../../../src/core/formats/litchi.ts'
import { withPhotoStops } from '../../../src/core/formats/photoStops.ts'
import { writeDjiFly, writeDjiWpml } from '../../../src/core/formats/wpml.ts'
import { writeFormat } from '../../../src/core/formats/writeFormat.ts'
import { MissionFile } from '../../../src/core/mission/missionFile.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { plan } from '../../../src/core/route/plan.ts'
import type { Item } from '../../../src/core/route/route.ts'
import { EXPORTED_AT_MS, aMission, waypoints } from '../../builders/mission.ts'
import { place } from '../../builders/site.ts'

const folder = path.resolve('missions/demo/missions')
const files = fs.readdirSync(folder).sort()
const M3E = VEHICLES.find(({ id }) => id === 'dji-m3e')

/** A demo mission as it would be flown by a DJI aircraft: the items are built for it. */
function inputOf(file: string): FormatInput {
  const { mission, sites } = MissionFile.parse(JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')))
  if (!M3E) throw new Error('no M3E')
  const flown = { ...mission, vehicle: M3E }
  return {
    mission: flown,
    sites,
    route: plan({ mission: flown, sites }),
    releases: [],
    exportedAtMs: EXPORTED_AT_MS,
    revision: 'a'.repeat(64),
  }
}
const bytesOf = ({ content }: Written): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content
const again = (written: Written, name: string): Item[] => {
  const { value, notes } = importMission(bytesOf(written), name)
  if (!value) throw new Error(JSON.stringify(notes))
  return value.items
}
const essence = ({ command, lat, lon, altM, params }: Item) => [
  command,
  lat.toFixed(7),
  lon.toFixed(7),
  altM.toFixed(3),
  ...params.map((value) => (value ?? 0).toFixed(2)),
]
const WAYPOINT = 16

describe.each(files)('%s', (file) => {
  const input = inputOf(file)

  test('as a DJI route comes back with every command it had', () => {
    const written = writeDjiWpml(input)
    expect(written.notes.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(again(written, 'route.kmz').map(essence)).toEqual(input.route.items.map(essence))
  })

  test('has a template and a wayline that agree, without gaps, within the limits of DJI', () => {
    const zip = unzipSync(bytesOf(writeDjiWpml(input)))
    const [template, waylines] = ['wpmz/template.kml', 'wpmz/waylines.wpml'].map((name) =>
      new TextDecoder().decode(zip[name]),
    )
    const all = (text: string | undefined, tag: string) =>
      [...(text ?? '').matchAll(new RegExp(`<${tag}>\\s*([^<]*?)\\s*</${tag}>`, 'g'))].map(
        (match) => match[1] ?? '',
      )
    for (const tag of ['coordinates', 'wpml:index', 'wpml:waypointSpeed', 'wpml:actionActuatorFunc'])
      expect(all(template, tag)).toEqual(all(waylines, tag))
    expect(all(template, 'wpml:height')).toEqual(all(waylines, 'wpml:executeHeight'))
    expect(all(waylines, 'wpml:index').map(Number)).toEqual(all(waylines, 'wpml:index').map((_, i) => i))
    // Points are longitude first, the reference of the take-off latitude first.
    for (const point of all(waylines, 'coordinates')) expect(Number(point.split(',')[0])).toBeGreaterThan(100)
    for (const reference of all(template, 'wpml:takeOffRefPoint'))
      expect(Number(reference.split(',')[0])).toBeLessThan(50)
    const ids = all(waylines, 'wpml:actionGroupId')
    expect(new Set(ids).size).toBe(ids.length)
    for (const speed of all(waylines, 'wpml:waypointSpeed')) {
      expect(Number(speed)).toBeGreaterThan(0)
      expect(Number(speed)).toBeLessThanOrEqual(15)
    }
    for (const angle of all(waylines, 'wpml:waypointHeadingAngle'))
      expect(Math.abs(Number(angle))).toBeLessThanOrEqual(180)
    expect(all(waylines, 'wpml:droneEnumValue')).toEqual(['77'])
  })

  test('as a file of DJI Fly has no intervals, and as many photos as were planned', () => {
    const written = writeDjiFly(input)
    const text = new TextDecoder().decode(unzipSync(bytesOf(written))['wpmz/waylines.wpml'])
    expect(text).toContain('http://www.uav.com/wpmz/1.0.2')
    expect(text).not.toMatch(/multipleDistance|multipleTiming/)
    const photos = [...text.matchAll(/takePhoto/g)].length
    // By time the trigger runs on while the vehicle slows for corners: fewer places by distance than by the clock.
    const isByTime = input.route.points.some(({ photoEveryS }) => photoEveryS !== null)
    expect(photos).toBeGreaterThanOrEqual(input.route.figures.photos * (isByTime ? 0.85 : 0.98) - 2)
    expect(photos).toBeLessThanOrEqual(input.route.figures.photos * 1.02 + 2)
  })

  test('as a Litchi file has 46 columns a row, and its places, heights, speeds and photos come back', () => {
    const written = writeLitchi(input)
    const rows = bytesOf(written)
    const lines = new TextDecoder().decode(rows).trimEnd().split('\r\n')
    for (const line of lines) expect(line.split(',')).toHaveLength(46)
    const kept = (item: Item) => ![22, 20, 21].includes(item.command)
    const back = again(written, 'route.csv').filter(kept)
    // Litchi gives every waypoint a heading; what the plan left open is the way ahead.
    const noYaw = (item: Item) => item.command !== 115
    expect(back.filter(noYaw).map(essence)).toEqual(input.route.items.filter(kept).filter(noYaw).map(essence))
  })

  test.each([
    ['kml', writeKml],
    ['gpx', writeGpx],
  ] as const)('as %s keeps every waypoint, to 1e-7 degrees and a millimetre', (name, write) => {
    const written = write(input)
    const own = ({ lat, lon, altM, params }: Item) => [
      lat.toFixed(7),
      lon.toFixed(7),
      altM.toFixed(3),
      params[0],
    ]
    const isWaypoint = ({ command }: Item) => command === WAYPOINT
    expect(again(written, `route.${name}`).filter(isWaypoint).map(own)).toEqual(
      input.route.items.filter(isWaypoint).map(own),
    )
  })

  test("as DJI's custom flight area has closed rings of longitude and latitude", () => {
    const area = JSON.parse(String(writeFlightArea(input).content)) as {
      features: { geofence_type: string; geometry: { type: string; coordinates: number[][][] } }[]
    }
    expect(area.features).toHaveLength(input.mission.fence.length)
    for (const { geometry, geofence_type } of area.features) {
      expect(['dfence', 'nfz']).toContain(geofence_type)
      if (geometry.type !== 'Polygon') continue
      const [ring = []] = geometry.coordinates
      expect(ring[0]).toEqual(ring.at(-1))
      expect(ring[0]?.[0]).toBeGreaterThan(100)
    }
  })
})

describe('what a format cannot hold', () => {
  const input = (over: Parameters<typeof aMission>[0]): FormatInput => {
    const mission = aMission(over)
    return {
      mission,
      sites: [],
      route: plan({ mission, sites: [] }),
      releases: [],
      exportedAtMs: EXPORTED_AT_MS,
      revision: 'b'.repeat(64),
    }
  }
  const errors = ({ notes }: Written) =>
    notes.filter(({ severity }) => severity === 'error').map(({ code }) => code)

  test('a DJI route needs a DJI aircraft and two waypoints', () => {
    expect(errors(writeDjiWpml(input({})))).toEqual(['no_dji_numbers'])
    const nowhere = input({ patterns: [waypoints([])], ...(M3E ? { vehicle: M3E } : {}) })
    expect(errors(writeDjiWpml(nowhere))).toEqual(['too_few_points'])
  })

  test('a fence is never left out in silence', () => {
    for (const format of ['dji-wpml', 'dji-mapping', 'dji-fly', 'litchi'] as const)
      expect(writeFormat(format, input({})).notes.map(({ code }) => code)).toContain('no_fence_on_board')
  })
})

describe('photos every so many metres as stops', () => {
  test('lie the interval apart, on the leg, from its beginning on', () => {
    const stop = { heightM: 50, speedMS: 5, holdS: 0, headingDeg: null, gimbalPitchDeg: null, photo: false }
    const stops = withPhotoStops([
      { ...stop, ...place(0, 0), photoEveryM: null, photoEveryS: null },
      { ...stop, ...place(100, 0), photoEveryM: 30, photoEveryS: null },
      { ...stop, ...place(100, 50), photoEveryM: null, photoEveryS: null },
    ])
    expect(stops.map(({ photo }) => photo)).toEqual([true, true, true, true, false, false])
    expect(stops.every(({ photoEveryM, photoEveryS }) => photoEveryM === null && photoEveryS === null)).toBe(
      true,
    )
  })
})

describe('DJI routes of others', () => {
  test('that say one thing in the template and another in the wayline are told', () => {
    const [first] = files
    const zip = unzipSync(bytesOf(writeDjiWpml(inputOf(first ?? ''))))
    const edited = new TextDecoder().decode(zip['wpmz/waylines.wpml']).replace(/109\.97/, '109.98')
    const changed = zipSync({ ...zip, 'wpmz/waylines.wpml': new TextEncoder().encode(edited) })
    expect(importMission(changed, 'a.kmz').notes.map(({ code }) => code)).toContain('wpml_files_differ')
  })
})
