/** Every command that a patrol needs: read from a plan, kept through a mission, and written, or said to be lost. */
import { describe, expect, test } from 'vitest'
import type { FormatInput, Written } from '../../../src/core/formats/formatInput.ts'
import { writeGeoJson } from '../../../src/core/formats/geojson.ts'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { missionFrom } from '../../../src/core/formats/importedMission.ts'
import { writeLitchi } from '../../../src/core/formats/litchi.ts'
import { writeQgcPlan } from '../../../src/core/formats/qgcPlan.ts'
import { writeWpl } from '../../../src/core/formats/wpl.ts'
import { writeDjiFly, writeDjiWpml } from '../../../src/core/formats/wpml.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { pointsOfItems } from '../../../src/core/route/verbatim.ts'
import { plan } from '../../../src/core/route/plan.ts'
import type { Item } from '../../../src/core/route/route.ts'
import { missionFromWire, missionToWire } from '../../../src/link/wire.ts'
import { EXPORTED_AT_MS, aMission } from '../../builders/mission.ts'

type Raw = { command: number; frame: number; params: (number | null)[] }
const LAT = 41.7701
const LON = 109.9702
const wp = (k: number): Raw => ({ command: 16, frame: 3, params: [0, 0, 0, null, LAT + k / 1000, LON, 60] })
const bare = (command: number, params: (number | null)[]): Raw => ({ command, frame: 2, params })

type Row = {
  name: string
  item: Raw
  /** What a route of stops (DJI, Litchi) makes of it: carried, or said to be lost. */
  stops: 'carried' | 'lost'
  /** What planning sees of it: a property of the waypoint behind it, or a note. */
  seen?: (points: ReturnType<typeof pointsOfItems>) => unknown
}
const ROWS: Row[] = [
  {
    name: 'takeoff',
    item: { command: 22, frame: 3, params: [0, 0, 0, null, LAT, LON, 30] },
    stops: 'carried',
  },
  {
    name: 'waypoint with a wait',
    item: { command: 16, frame: 3, params: [7, 0, 0, null, LAT, LON, 50] },
    stops: 'carried',
  },
  {
    name: 'speed',
    item: bare(178, [1, 6.5, -1, 0, 0, 0, 0]),
    stops: 'carried',
    seen: ({ points }) => points.at(-1)?.speedMS === 6.5,
  },
  {
    name: 'ROI at a place',
    item: { command: 195, frame: 3, params: [0, 0, 0, 0, LAT, LON + 0.001, 12] },
    stops: 'lost',
  },
  {
    name: 'ROI, the old way',
    item: { command: 201, frame: 3, params: [3, 0, 0, 0, LAT, LON + 0.001, 12] },
    stops: 'lost',
  },
  { name: 'ROI beside the way', item: bare(196, [0, 0, 0, 0, -20, 0, 90]), stops: 'lost' },
  { name: 'ROI none', item: bare(197, [0, 0, 0, 0, 0, 0, 0]), stops: 'lost' },
  {
    name: 'gimbal, the old way',
    item: bare(205, [-45, 0, 0, 0, 0, 0, 2]),
    stops: 'carried',
    seen: ({ points }) => points.at(-1)?.gimbalPitchDeg === -45,
  },
  { name: 'gimbal turned aside', item: bare(205, [-45, 0, 30, 0, 0, 0, 2]), stops: 'lost' },
  {
    name: 'gimbal manager',
    item: bare(1000, [-60, 0, null, null, 12, 0, 0]),
    stops: 'carried',
    seen: ({ points }) => points.at(-1)?.gimbalPitchDeg === -60,
  },
  {
    name: 'photos by distance',
    item: bare(206, [12.5, 0, 1, 0, 0, 0, 0]),
    stops: 'carried',
    seen: ({ points }) => points.at(-1)?.photoEveryM === 12.5,
  },
  {
    name: 'photos by time, ArduPilot',
    item: bare(214, [2500, 0, 0, 0, 0, 0, 0]),
    stops: 'carried',
    seen: ({ points }) => points.at(-1)?.photoEveryS === 2.5,
  },
  {
    name: 'photos by time',
    item: bare(2000, [0, 2, 0, 0, 0, 0, 0]),
    stops: 'carried',
    seen: ({ points }) => points.at(-1)?.photoEveryS === 2,
  },
  { name: 'a number of photos', item: bare(2000, [0, 2, 5, 0, 0, 0, 0]), stops: 'lost' },
  {
    name: 'one photo',
    item: bare(2000, [0, 0, 1, 0, 0, 0, 0]),
    stops: 'carried',
    seen: ({ points }) => points.at(-2)?.photo,
  },
  {
    name: 'one photo, the old way',
    item: bare(203, [0, 0, 0, 0, 1, 0, 0]),
    stops: 'carried',
    seen: ({ points }) => points.at(-2)?.photo,
  },
  { name: 'photos end', item: bare(2001, [0, 0, 0, 0, 0, 0, 0]), stops: 'carried' },
  {
    name: 'video begins',
    item: bare(2500, [0, 0, 0, 0, 0, 0, 0]),
    stops: 'carried',
    seen: ({ points }) => points.at(-1)?.video,
  },
  { name: 'video ends', item: bare(2501, [0, 0, 0, 0, 0, 0, 0]), stops: 'carried' },
  { name: 'camera mode', item: bare(530, [0, 2, null, null, null, null, null]), stops: 'lost' },
  {
    name: 'yaw',
    item: bare(115, [135, 20, 1, 0, 0, 0, 0]),
    stops: 'carried',
    seen: ({ points }) => points.at(-1)?.headingDeg === 135,
  },
  {
    name: 'delay',
    item: bare(93, [9, -1, -1, -1, 0, 0, 0]),
    stops: 'carried',
    seen: ({ points }) => points.at(-2)?.holdS === 9,
  },
  { name: 'delay of the next command', item: bare(112, [4, 0, 0, 0, 0, 0, 0]), stops: 'lost' },
  {
    name: 'loiter for a time',
    item: { command: 19, frame: 3, params: [15, 0, 0, 0, LAT, LON, 55] },
    stops: 'carried',
    seen: ({ points }) => points.at(-2)?.holdS === 15,
  },
  {
    name: 'loiter in turns',
    item: { command: 18, frame: 3, params: [3, 0, 20, 0, LAT, LON, 55] },
    stops: 'lost',
    seen: ({ notes }) => notes.length === 1,
  },
  {
    name: 'orbit',
    item: { command: 34, frame: 3, params: [25, 5, 0, 0, LAT, LON, 55] },
    stops: 'lost',
    seen: ({ notes }) => notes.length === 1,
  },
  {
    name: 'jump',
    item: bare(177, [2, 3, 0, 0, 0, 0, 0]),
    stops: 'lost',
    seen: ({ notes }) => notes.length === 1,
  },
  {
    name: 'fence off',
    item: bare(207, [0, 0, 0, 0, 0, 0, 0]),
    stops: 'lost',
    seen: ({ notes }) => notes.length === 1,
  },
  {
    name: 'home elsewhere',
    item: { command: 179, frame: 3, params: [0, 0, 0, 0, LAT, LON, 0] },
    stops: 'lost',
    seen: ({ notes }) => notes.length === 1,
  },
  { name: 'land', item: { command: 21, frame: 3, params: [0, 0, 0, null, LAT, LON, 0] }, stops: 'carried' },
  { name: 'return', item: bare(20, [0, 0, 0, 0, 0, 0, 0]), stops: 'carried' },
]

/** A `.plan` written here by hand: a waypoint, the command, another waypoint. */
function planOf(item: Raw): Uint8Array {
  const items = [wp(0), wp(1), item, wp(2)].map(({ command, frame, params }, i) => ({
    type: 'SimpleItem',
    autoContinue: true,
    command,
    doJumpId: i + 1,
    frame,
    params,
  }))
  return new TextEncoder().encode(
    JSON.stringify({
      fileType: 'Plan',
      version: 1,
      groundStation: 'QGroundControl',
      mission: {
        version: 2,
        firmwareType: 12,
        vehicleType: 2,
        hoverSpeed: 5,
        plannedHomePosition: [LAT, LON, 1600],
        items,
      },
      geoFence: { version: 2, polygons: [], circles: [] },
      rallyPoints: { version: 2, points: [] },
    }),
  )
}
const bytesOf = ({ content }: Written): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content
const DJI = VEHICLES.find(({ id }) => id === 'dji-m3e') as Mission['vehicle']

function inputOf(bytes: Uint8Array, over: Partial<Mission> = {}): FormatInput {
  const { value, notes } = importMission(bytes, 'a.plan')
  if (!value) throw new Error(JSON.stringify(notes))
  const mission = { ...missionFrom(value, aMission({ fence: [] })), ...over }
  return {
    mission,
    sites: [],
    route: plan({ mission, sites: [] }),
    releases: [],
    exportedAtMs: EXPORTED_AT_MS,
    revision: 'e'.repeat(64),
  }
}
const essence = ({ command, frame, params, lat, lon, altM }: Item, unset: number | null = null) => ({
  command,
  frame,
  params: params.map((value) => value ?? unset),
  lat: lat.toFixed(7),
  lon: lon.toFixed(7),
  altM: altM.toFixed(3),
})

describe.each(ROWS)('$name', ({ item, stops, seen }) => {
  const input = inputOf(planOf(item))

  test('is read as it stands', () => {
    const [, , read] = input.route.items
    const [p1, p2, p3, p4, lat, lon, altM] = item.params
    expect(read).toMatchObject({ command: item.command, frame: item.frame, params: [p1, p2, p3, p4] })
    expect(read?.lat).toBeCloseTo(lat ?? 0, 7)
    expect(read?.lon).toBeCloseTo(lon ?? 0, 7)
    expect(read?.altM).toBeCloseTo(altM ?? 0, 3)
  })

  test.each([
    ['plan', writeQgcPlan, null],
    ['waypoints', writeWpl, 0],
    ['geojson', writeGeoJson, null],
  ] as const)('comes back from a .%s', (name, write, unset) => {
    const { value } = importMission(bytesOf(write(input)), `a.${name}`)
    expect(value?.items.map((one) => essence(one, unset))).toEqual(
      input.route.items.map((one) => essence(one, unset)),
    )
  })

  test.each(['ardupilot', 'px4'] as const)('travels to %s and back', (firmware) => {
    const wire = missionToWire(input.mission, input.route, firmware)
    const back = missionFromWire(wire, firmware).items
    const unset = firmware === 'px4' ? null : 0
    // PX4 counts from 0: a jump is renumbered on its way and not back.
    const same = input.route.items.map((one) => essence(one, unset))
    if (item.command === 177)
      expect(wire.find(({ command }) => command === 177)?.params[0]).toBe(firmware === 'px4' ? 1 : 2)
    else expect(back.map((one) => essence({ ...one, role: 'other' }, unset))).toEqual(same)
  })

  test('is in what planning sees of it', () => {
    if (!seen) return
    const { mission, route } = input
    expect(seen(pointsOfItems(route.items, mission, 'p', 5))).toBe(true)
  })

  test.each([
    ['DJI Pilot 2', writeDjiWpml],
    ['DJI Fly', writeDjiFly],
    ['Litchi', writeLitchi],
  ] as const)(`is ${stops} by %s`, (_name, write) => {
    const { notes } = write({ ...input, mission: { ...input.mission, vehicle: DJI } })
    const lost = notes
      .filter(({ code }) => code === 'item_not_carried')
      .map(({ params }) => params['command'])
    expect(lost).toEqual(stops === 'lost' ? [item.command] : [])
  })
})

describe('jumps', () => {
  const jump = (target: number) => bare(177, [target, 2, 0, 0, 0, 0, 0])
  const withIds = (ids: number[], target: number) => {
    const json = JSON.parse(new TextDecoder().decode(planOf(jump(target)))) as {
      mission: { items: { doJumpId: number }[] }
    }
    json.mission.items.forEach((one, i) => (one.doJumpId = ids[i] as number))
    return importMission(new TextEncoder().encode(JSON.stringify(json)), 'a.plan')
  }
  const targetOf = (read: ReturnType<typeof withIds>) =>
    read.value?.items.find(({ command }) => command === 177)?.params[0]
  const codes = (read: ReturnType<typeof withIds>) => read.notes.map(({ code }) => code)

  test('go where they went, whatever the file calls its items', () => {
    expect(targetOf(withIds([10, 20, 30, 40], 20))).toBe(2)
  })
  test('to nowhere are an error, to several a warning', () => {
    const nowhere = withIds([1, 2, 3, 4], 99)
    expect(codes(nowhere)).toContain('plan_jump_lost')
    const twice = withIds([7, 7, 8, 9], 7)
    expect(codes(twice)).toContain('plan_jump_twice')
    expect(targetOf(twice)).toBe(1)
  })
  test('in a waypoint list without home go by the numbers of its lines', () => {
    const line = (...fields: (number | string)[]) => fields.join('\t')
    const text = [
      'QGC WPL 110',
      line(0, 0, 3, 22, 0, 0, 0, 0, LAT, LON, 30, 1),
      line(1, 0, 3, 16, 0, 0, 0, 0, LAT, LON, 50, 1),
      line(2, 0, 2, 177, 1, 3, 0, 0, 0, 0, 0, 1),
    ].join('\n')
    const { value } = importMission(new TextEncoder().encode(text), 'a.waypoints')
    const [takeoff, first, jumped] = value?.items ?? []
    expect([takeoff?.command, first?.command, jumped?.params[0]]).toEqual([22, 16, first?.seq])
  })
})
