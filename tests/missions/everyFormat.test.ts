/**
 * Every demo mission, for every firmware, in every format that gives a route back: the list of `.plan`, `.waypoints`,
 * GeoJSON and the link is one list, and what DJI and Litchi fly is the same way.
 */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FormatInput, Written } from '../../src/core/formats/formatInput.ts'
import { writeGeoJson } from '../../src/core/formats/geojson.ts'
import { writeGpx } from '../../src/core/formats/gpxRoute.ts'
import { importMission } from '../../src/core/formats/importMission.ts'
import type { ImportedMission } from '../../src/core/formats/importedMission.ts'
import { missionFrom } from '../../src/core/formats/importedMission.ts'
import { writeKml } from '../../src/core/formats/kmlMission.ts'
import { writeLitchi } from '../../src/core/formats/litchi.ts'
import { readMissionFile, writeMissionFile } from '../../src/core/formats/missionFile.ts'
import { writeQgcPlan } from '../../src/core/formats/qgcPlan.ts'
import { type Stop, stopsOf } from '../../src/core/formats/stops.ts'
import { writeWpl, writeWplFence, writeWplRally } from '../../src/core/formats/wpl.ts'
import { writeDjiFly, writeDjiWpml } from '../../src/core/formats/wpml.ts'
import type { Mission } from '../../src/core/mission/mission.ts'
import { MissionFile } from '../../src/core/mission/missionFile.ts'
import { VEHICLES } from '../../src/core/mission/vehicles.ts'
import { fenceItems, rallyItems } from '../../src/core/route/fenceItems.ts'
import { plan } from '../../src/core/route/plan.ts'
import type { Item } from '../../src/core/route/route.ts'
import { canonicalJson } from '../../src/core/units/canonical.ts'
import { fenceToWire, missionFromWire, missionToWire, rallyToWire } from '../../src/link/wire.ts'
import { EXPORTED_AT_MS } from '../builders/mission.ts'

const folder = path.resolve('missions/demo/missions')
const names = fs.readdirSync(folder).sort()
const FIRMWARES = ['ardupilot', 'px4', 'dji'] as const
/** One aircraft as each firmware would fly it: what is planned differs in nothing but the items. */
const vehicleOf = (firmware: (typeof FIRMWARES)[number]): Mission['vehicle'] => {
  const [quad] = VEHICLES
  if (!quad) throw new Error('no vehicle')
  return { ...quad, firmware, dji: VEHICLES.find(({ id }) => id === 'dji-m3e')?.dji ?? null }
}
const bytesOf = ({ content }: Written): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content
const read = (written: Written, name: string): ImportedMission => {
  const { value, notes } = importMission(bytesOf(written), name)
  if (!value) throw new Error(JSON.stringify(notes))
  expect(notes.filter(({ severity }) => severity === 'error')).toEqual([])
  return value
}

/** Command by command: places to 1e-7 degrees, heights to a millimetre, parameters exactly. */
function sameItems(
  found: readonly Omit<Item, 'role'>[],
  planned: readonly Item[],
  unset: 0 | null = null,
): void {
  expect(found.map(({ seq, command, frame, autoContinue }) => [seq, command, frame, autoContinue])).toEqual(
    planned.map(({ seq, command, frame, autoContinue }) => [seq, command, frame, autoContinue]),
  )
  for (const [i, item] of planned.entries()) {
    const other = found[i] as Item
    expect(Math.abs(other.lat - item.lat)).toBeLessThanOrEqual(1e-7)
    expect(Math.abs(other.lon - item.lon)).toBeLessThanOrEqual(1e-7)
    expect(Math.abs(other.altM - item.altM)).toBeLessThanOrEqual(1e-3)
    for (const [k, value] of item.params.entries()) {
      const held = other.params[k] as number | null
      if (value === null) expect(held).toBe(unset)
      // A waypoint list has eight decimals.
      else expect(Math.abs((held ?? Number.NaN) - value)).toBeLessThanOrEqual(5e-9)
    }
  }
}

const essenceOf = (stop: Stop) => [
  stop.lat.toFixed(7),
  stop.lon.toFixed(7),
  stop.heightM.toFixed(3),
  stop.speedMS.toFixed(3),
  stop.holdS.toFixed(3),
  stop.photo,
  stop.photoEveryM === null ? null : stop.photoEveryM.toFixed(3),
  stop.photoEveryS === null ? null : stop.photoEveryS.toFixed(3),
  stop.gimbalPitchDeg === null ? null : stop.gimbalPitchDeg.toFixed(3),
  stop.video ?? false,
]

describe.each(names)('%s', (name) => {
  const file = MissionFile.parse(JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')))
  const inputs = FIRMWARES.map((firmware): [string, FormatInput] => {
    const mission = { ...file.mission, vehicle: vehicleOf(firmware) }
    const route = plan({ mission, sites: file.sites })
    return [
      firmware,
      {
        mission,
        sites: file.sites,
        route,
        releases: [],
        exportedAtMs: EXPORTED_AT_MS,
        revision: 'g'.repeat(64),
      },
    ]
  })
  const flownOf = ({ route, mission }: FormatInput, items = route.items) =>
    stopsOf(items, { cruiseMS: mission.vehicle.cruiseMS, homeAmslM: mission.home.amslM }).flown

  test.each(inputs)(
    'for %s: plan, waypoint list and GeoJSON give back the same items, and so does a mission of them',
    (_firmware, input) => {
      const { items } = input.route
      expect(items.length).toBeGreaterThan(2)
      for (const [write, extension, unset] of [
        [writeQgcPlan, 'plan', null],
        [writeWpl, 'waypoints', 0],
        [writeGeoJson, 'geojson', null],
      ] as const) {
        const found = read(write(input), `a.${extension}`)
        sameItems(found.items, items, unset)
        const again = plan({ mission: missionFrom(found, input.mission), sites: [] })
        sameItems(again.items, items, unset)
      }
    },
  )

  test.each(inputs)(
    'for %s: fence and rally points are the same in plan, side files and upload',
    (_firmware, input) => {
      const { mission } = input
      const planned = read(writeQgcPlan(input), 'a.plan')
      const bare = (zones: readonly object[]) =>
        zones.map((zone) => canonicalJson({ ...zone, id: '' })).sort()
      // Neither MAVLink nor its files have heights of a fence.
      const level = mission.fence.map((zone) => ({ ...zone, floorM: null, ceilingM: null }))
      expect(bare(planned.fence)).toEqual(bare(level))
      expect(planned.rallyPoints.map(({ lat, lon, heightM }) => [lat, lon, heightM])).toEqual(
        mission.rallyPoints.map(({ lat, lon, heightM }) => [lat, lon, heightM]),
      )
      if (mission.fence.length > 0)
        expect(bare(read(writeWplFence(input), 'f.waypoints').fence)).toEqual(bare(level))
      if (mission.rallyPoints.length > 0)
        expect(read(writeWplRally(input), 'r.waypoints').rallyPoints).toHaveLength(mission.rallyPoints.length)
      expect(fenceToWire(mission).map(({ command, lat, lon }) => [command, lat, lon])).toEqual(
        fenceItems(mission).map(({ command, lat, lon }) => [command, lat, lon]),
      )
      expect(rallyToWire(mission)).toHaveLength(rallyItems(mission).length)
    },
  )

  test.each(inputs.filter(([firmware]) => firmware !== 'dji') as ['ardupilot' | 'px4', FormatInput][])(
    'for %s: what is uploaded is the list of the plan',
    (firmware, input) => {
      const wire = missionToWire(input.mission, input.route, firmware)
      expect(wire.map(({ seq }) => seq)).toEqual(wire.map((_, i) => i))
      if (firmware === 'ardupilot') expect(wire[0]).toMatchObject({ command: 16, frame: 0, current: true })
      sameItems(missionFromWire(wire, firmware).items, input.route.items, firmware === 'px4' ? null : 0)
    },
  )

  test('DJI and Litchi fly the way that the plan of an autopilot flies', () => {
    const [[, copter], , [, dji]] = inputs as [
      [string, FormatInput],
      [string, FormatInput],
      [string, FormatInput],
    ]
    const planned = flownOf(copter).stops.map(essenceOf)
    const wpml = read(writeDjiWpml(dji), 'a.kmz')
    expect(flownOf(dji, wpml.items).stops.map(essenceOf)).toEqual(planned)
    expect(flownOf(dji, wpml.items).atEnd).toBe(flownOf(copter).atEnd)
    const litchi = read(writeLitchi(dji), 'a.csv')
    expect(flownOf(dji, litchi.items).stops.map(essenceOf)).toEqual(planned)
  })

  test('DJI Fly flies over the same corners; KML and GPX draw them', () => {
    const [, , [, dji]] = inputs as [[string, FormatInput], [string, FormatInput], [string, FormatInput]]
    const at = ({ lat, lon, heightM }: Stop) => [lat.toFixed(7), lon.toFixed(7), heightM.toFixed(3)].join()
    const corners = flownOf(dji).stops.map(at)
    const fly = flownOf(dji, read(writeDjiFly(dji), 'a.kmz').items).stops.map(at)
    // Stops for photos lie between them, none is left out and none changes its turn.
    let next = 0
    for (const place of fly) if (place === corners[next]) next += 1
    expect(next).toBe(corners.length)
    for (const [write, extension] of [
      [writeKml, 'kml'],
      [writeGpx, 'gpx'],
    ] as const)
      expect(flownOf(dji, read(write(dji), `a.${extension}`).items).stops.map(at)).toEqual(corners)
  })

  test("comes back from Sortie's own file as it was", () => {
    const [[, input]] = inputs as [[string, FormatInput]]
    expect(readMissionFile(bytesOf(writeMissionFile(input))).value?.mission).toEqual(input.mission)
  })
})
