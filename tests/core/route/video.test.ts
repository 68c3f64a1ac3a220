/** A clip of a whole pattern: where it begins and ends, in the item list and in the files of those that have no items. */
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { FormatInput } from '../../../src/core/formats/formatInput.ts'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { writeLitchi } from '../../../src/core/formats/litchi.ts'
import { writeQgcPlan } from '../../../src/core/formats/qgcPlan.ts'
import { writeDjiFly, writeDjiWpml } from '../../../src/core/formats/wpml.ts'
import { Mission } from '../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { EXPORTED_AT_MS, aMission, aPolygonZone, waypoints } from '../../builders/mission.ts'
import { patternFrom, PLANNED_KINDS } from '../../builders/patterns.ts'
import { box, place } from '../../builders/site.ts'

const corners = [
  { x: 60, y: 60 },
  { x: 240, y: 60 },
  { x: 240, y: 240 },
  { x: 60, y: 240 },
]
const filmed = (kind: (typeof PLANNED_KINDS)[number]): Pattern => {
  const pattern = patternFrom(kind, corners, ({ x, y }) => place(x, y))
  return pattern.kind === 'visit' || pattern.kind === 'waypoints'
    ? pattern
    : { ...pattern, photo: { by: 'video' } }
}
const inputOf = (patterns: Pattern[], over: Partial<Mission> = {}): FormatInput => {
  const vehicle = VEHICLES.find(({ id }) => id === 'dji-m3e') as Mission['vehicle']
  const mission = Mission.parse(
    aMission({ vehicle, patterns, fence: [aPolygonZone(box(-300, -300, 600, 600))], ...over }),
  )
  return {
    mission,
    sites: [],
    route: plan({ mission, sites: [] }),
    releases: [],
    exportedAtMs: EXPORTED_AT_MS,
    revision: 'f',
  }
}
const video = ({ route }: FormatInput) =>
  route.items.filter(({ command }) => command === 2500 || command === 2501)

describe.each(['survey', 'perimeter', 'corridor', 'orbit'] as const)('a filmed %s', (kind) => {
  const input = inputOf([filmed(kind)])

  test('is one clip, from its first waypoint to its last', () => {
    expect(video(input).map(({ command }) => command)).toEqual([2500, 2501])
    const { items, points } = input.route
    const flown = items.filter(({ command }) => command === 16)
    const begin = items.findIndex(({ command }) => command === 2500)
    const end = items.findIndex(({ command }) => command === 2501)
    const own = points.filter(({ patternId }) => patternId !== null)
    const before = items.slice(0, begin).findLast(({ command }) => command === 16)
    expect([before?.lat, before?.lon]).toEqual([own[0]?.lat, own[0]?.lon])
    const last = items.slice(0, end).findLast(({ command }) => command === 16)
    expect([last?.lat, last?.lon]).toEqual([own.at(-1)?.lat, own.at(-1)?.lon])
    expect(flown.at(-1)).toBe(last)
  })

  test.each([
    ['DJI Pilot 2', writeDjiWpml, 'a.kmz'],
    ['DJI Fly', writeDjiFly, 'a.kmz'],
    ['Litchi', writeLitchi, 'a.csv'],
  ] as const)('is that clip in a file for %s, and read again', (_name, write, name) => {
    const { content, notes } = write(input)
    expect(notes.map(({ code }) => code)).not.toContain('item_not_carried')
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    const again = importMission(bytes, name).value
    const marks = (items: FormatInput['route']['items']) =>
      items.filter(({ command }) => [16, 2500, 2501].includes(command)).map(({ command }) => command)
    expect(marks(again?.items ?? [])).toEqual(marks(input.route.items))
  })

  test('stays a list of waypoints for QGroundControl, whose own patterns know no clip', () => {
    const copter = inputOf([filmed(kind)], { vehicle: VEHICLES[0] as Mission['vehicle'] })
    expect(String(writeQgcPlan(copter).content)).not.toContain('ComplexItem')
  })

  test('of which a part is flown is filmed on that part', () => {
    const part = inputOf([filmed(kind)], { part: { fromM: 40, toM: 200 } })
    expect(video(part).map(({ command }) => command)).toEqual([2500, 2501])
  })
})

test('between two patterns the camera rests where the second is not filmed', () => {
  const input = inputOf([filmed('perimeter'), waypoints([place(100, 100), place(150, 150)])])
  const { items } = input.route
  const end = items.findIndex(({ command }) => command === 2501)
  expect(items.slice(end).filter(({ command }) => command === 16).length).toBeGreaterThanOrEqual(2)
})

test('a clip ends before a photo is taken at the same place', () => {
  const corridor = filmed('corridor')
  const last = inputOf([corridor]).route.points.findLast(({ patternId }) => patternId !== null)
  const input = inputOf([corridor], {
    overrides: [
      {
        id: 'o',
        patternId: corridor.id,
        near: { lat: last?.lat ?? 0, lon: last?.lon ?? 0 },
        reachM: 2,
        change: { kind: 'photo', photo: true },
      },
    ],
  })
  const flown = unzipSync(writeDjiWpml(input).content as Uint8Array)['wpmz/waylines.wpml']
  const actions = [...new TextDecoder().decode(flown).matchAll(/<wpml:actionActuatorFunc>(\w+)</g)].map(
    (match) => match[1],
  )
  expect(actions).toEqual(['gimbalRotate', 'startRecord', 'stopRecord', 'takePhoto'])
  const row = String(writeLitchi(input).content).trimEnd().split('\r\n').at(-1)?.split(',') ?? []
  // The first pairs of action and parameter stand behind eight columns: stop recording, then a photo.
  expect([row[8], row[10]]).toEqual(['3', '1'])
})

test('no other pattern says a word more than before', () => {
  const input = inputOf(
    PLANNED_KINDS.map((kind, i) => ({
      ...patternFrom(kind, corners, ({ x, y }) => place(x, y)),
      id: `p${i}`,
    })),
  )
  expect(input.route.points.some((point) => 'video' in point)).toBe(false)
  expect(video(input)).toEqual([])
})
