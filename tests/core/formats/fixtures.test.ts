/** Files that other programs wrote, read in place from ../shared/fixtures/missions where that folder is there. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { distanceToSegment, isInside } from '../../../src/core/geo/polygon.ts'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { readAreas } from '../../../src/core/formats/readAreas.ts'

const folder = path.resolve(import.meta.dirname, '../../../../shared/fixtures/missions')
const isThere = fs.existsSync(folder)
const bytes = (name: string) => new Uint8Array(fs.readFileSync(path.join(folder, name)))

type Expected = {
  items?: number
  commands?: [first: number, last: number]
  home?: boolean
  firmware?: 'px4' | 'ardupilot' | 'dji' | null
  notes?: string[]
}
const MISSIONS: Record<string, Expected> = {
  'mavsdk-bsd3/mission_planner_sample.txt': { items: 4, commands: [22, 20], home: false },
  'mavsdk-bsd3/qgroundcontrol_sample.plan': { items: 6, commands: [22, 20], home: true, firmware: 'px4' },
  'mavsdk-bsd3/qgroundcontrol_sample_with_structured_scan.plan': {
    items: 19,
    notes: ['plan_structure_scan'],
  },
  'mavsdk-bsd3/qgroundcontrol_sample_with_survey.plan': { items: 13, notes: ['plan_complex_expanded'] },
  'mavsdk-bsd3/qgroundcontrol_sample_without_mission.plan': { notes: ['plan_part_missing'] },
  'mavsdk-bsd3/qgroundcontrol_sample_wrong_overall_version.plan': { notes: ['plan_version'] },
  'qgc-apache2/100Waypoints.waypoints.txt': { items: 99, home: true },
  'qgc-apache2/MissionPlanner.waypoints': { items: 5, home: true },
  'qgc-apache2/MissionPlanner.waypoints.txt': { items: 14, home: true },
  'wpml-apache2/waypoint.kmz': { commands: [22, 20], home: true, notes: ['wpml_action'] },
  'qgc-apache2/SectionTest.plan': { commands: [22, 16], home: true, firmware: 'px4' },
}

describe.skipIf(!isThere)('missions of other programs (../shared/fixtures/missions)', () => {
  test.each(Object.entries(MISSIONS))('%s', (name, expected) => {
    const { value, notes } = importMission(bytes(name), path.basename(name))
    for (const code of expected.notes ?? []) expect(notes.map((note) => note.code)).toContain(code)
    if (expected.items === undefined && expected.commands === undefined) {
      expect(value).toBeNull()
      expect(notes.some(({ severity }) => severity === 'error')).toBe(true)
      return
    }
    if (expected.items !== undefined) expect(value?.items).toHaveLength(expected.items)
    if (expected.commands)
      expect([value?.items[0]?.command, value?.items.at(-1)?.command]).toEqual(expected.commands)
    if (expected.home !== undefined) expect(value?.home !== null).toBe(expected.home)
    if (expected.firmware !== undefined) expect(value?.firmware).toBe(expected.firmware)
    expect(value?.items.map(({ seq }) => seq)).toEqual(value?.items.map((_, i) => i + 1))
    for (const item of value?.items ?? []) {
      expect(Math.abs(item.lat)).toBeLessThanOrEqual(90)
      expect(Math.abs(item.lon)).toBeLessThanOrEqual(180)
    }
  })

  test('every file there is either a mission or a reason', () => {
    const files = fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('LICENSE'))
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    expect(files.length).toBeGreaterThan(14)
    for (const name of files) {
      const { value, notes } = importMission(bytes(name), path.basename(name))
      if (value) expect(value.items.length, name).toBeGreaterThan(0)
      else
        expect(
          notes.some(({ severity }) => severity === 'error'),
          name,
        ).toBe(true)
    }
  })

  test('every item of the older plan is read, place and all', () => {
    const { value, notes } = importMission(bytes('qgc-apache2/SectionTest.plan'), 'SectionTest.plan')
    const raw = JSON.parse(fs.readFileSync(path.join(folder, 'qgc-apache2/SectionTest.plan'), 'utf8')) as {
      mission: { items: { command: number; coordinate?: [number, number, number] }[] }
    }
    expect(notes.filter(({ code }) => code === 'plan_bad_item')).toEqual([])
    expect(value?.items).toHaveLength(raw.mission.items.length)
    raw.mission.items.forEach(({ command, coordinate }, i) => {
      const item = value?.items[i]
      expect(item?.command).toBe(command)
      if (coordinate) expect(item?.lat).toBeCloseTo(coordinate[0], 7)
      if (coordinate) expect(item?.altM).toBeCloseTo(coordinate[2], 3)
    })
  })

  test('a structure scan is flown round its outline, once a layer, as far off as it says', () => {
    const { value } = importMission(
      bytes('mavsdk-bsd3/qgroundcontrol_sample_with_structured_scan.plan'),
      'scan.plan',
    )
    const places = (value?.items ?? []).filter(({ command }) => command === 16)
    // In at 50 m; 100 m high, layers of 25 m from the top: in their middles; out at 50 m.
    expect(places.map(({ altM }) => altM)).toEqual([50, ...Array(5).fill(87.5), ...Array(5).fill(62.5), 50])
    const raw = JSON.parse(
      fs.readFileSync(
        path.join(folder, 'mavsdk-bsd3/qgroundcontrol_sample_with_structured_scan.plan'),
        'utf8',
      ),
    ) as { mission: { items: { polygon?: [number, number][] }[] } }
    const corners = raw.mission.items[1]?.polygon ?? []
    const { toLocal } = frameAt({ lat: corners[0]?.[0] ?? 0, lon: corners[0]?.[1] ?? 0 })
    const outline = corners.map(([lat, lon]) => toLocal({ lat, lon }))
    const walls = outline.map((a, i) => ({ a, b: outline[(i + 1) % outline.length] ?? a }))
    // The ways run along the walls, 50 m off them (its camera stands 50 m from the surface).
    for (let i = 1; i < 5; i++) {
      const [from, to] = [places[i], places[i + 1]].map((one) => toLocal(one ?? { lat: 0, lon: 0 }))
      const middle = { x: ((from?.x ?? 0) + (to?.x ?? 0)) / 2, y: ((from?.y ?? 0) + (to?.y ?? 0)) / 2 }
      expect(Math.min(...walls.map((wall) => distanceToSegment(middle, wall)))).toBeCloseTo(50, 1)
      expect(isInside(middle, [outline])).toBe(false)
    }
  })

  const AREAS: [file: string, kinds: string[]][] = [
    ['qgc-apache2/PolygonGood.kml', ['Polygon']],
    ['qgc-apache2/polygon.kml', ['Polygon']],
    ['qgc-apache2/polyline.kml', ['LineString']],
    ['wpml-apache2/waypoint.kmz', ['Point', 'Point', 'Point', 'Point', 'Point', 'Point']],
  ]
  test.each(AREAS)('%s', (name, kinds) => {
    const { value } = readAreas(bytes(name), path.basename(name))
    expect(value?.map(({ geometry }) => geometry.type)).toEqual(kinds)
  })

  test.each(['PolygonBadCoordinatesNode.kml', 'PolygonBadXml.kml'])('%s is refused in one line', (name) => {
    const { value, notes } = readAreas(bytes(`qgc-apache2/${name}`), name)
    expect(value).toBeNull()
    expect(notes.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0)
  })
})
