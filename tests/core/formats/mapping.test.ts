/** DJI's mapping templates: what is written, what is refused and why, and what others' templates come to. */
import fs from 'node:fs'
import path from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { FormatInput } from '../../../src/core/formats/formatInput.ts'
import { writeFormat } from '../../../src/core/formats/writeFormat.ts'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { missionFrom } from '../../../src/core/formats/importedMission.ts'
import { writeDjiWpml } from '../../../src/core/formats/wpml.ts'
import { writeDjiMapping } from '../../../src/core/formats/wpmlMapping.ts'
import { MissionFile } from '../../../src/core/mission/missionFile.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import type { Survey } from '../../../src/core/mission/pattern.ts'
import { CAMERAS } from '../../../src/core/mission/cameras.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { compareExport } from '../../../src/services/mission/compareExport.ts'
import { EXPORTED_AT_MS, aMission, aPolygonZone, waypoints } from '../../builders/mission.ts'
import { aSurvey } from '../../builders/patterns.ts'
import { box, ORIGIN, place, ring } from '../../builders/site.ts'

const M3E = VEHICLES.find(({ id }) => id === 'dji-m3e')
const CAMERA = CAMERAS.find(({ id }) => id === 'm3e-wide')
if (!M3E || !CAMERA) throw new Error('no M3E')

const byCamera = (over: Partial<Survey> = {}): Survey =>
  aSurvey({
    area: box(50, 50, 250, 290),
    heightM: 60,
    spacing: { by: 'camera', overlap: 0.8, sidelap: 0.7 },
    angleDeg: 30,
    photo: { by: 'distance', everyM: 10 },
    ...over,
  })
const inputOf = (over: Partial<Mission> = {}): FormatInput => {
  const mission = aMission({
    vehicle: M3E,
    camera: CAMERA,
    patterns: [byCamera()],
    fence: [aPolygonZone(box(-200, -200, 500, 500))],
    ...over,
  })
  return {
    mission,
    sites: [],
    route: plan({ mission, sites: [] }),
    releases: [],
    exportedAtMs: EXPORTED_AT_MS,
    revision: 'c'.repeat(64),
  }
}
const zipOf = (input: FormatInput) => writeDjiMapping(input).content as Uint8Array
const textOf = (zip: Uint8Array, name: string) => new TextDecoder().decode(unzipSync(zip)[`wpmz/${name}`])
const only = (text: string, tag: string): string => {
  const all = [...text.matchAll(new RegExp(`<wpml:${tag}>([^<]*)</wpml:${tag}>`, 'g'))]
  expect(all, tag).toHaveLength(1)
  return all[0]?.[1] ?? ''
}
const codes = (input: FormatInput) => writeFormat('dji-mapping', input).notes.map(({ code }) => code)
const errors = (input: FormatInput) =>
  writeDjiMapping(input)
    .notes.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code)

describe('a survey as a mapping template', () => {
  const input = inputOf()
  const template = textOf(zipOf(input), 'template.kml')

  test('says what DJI demands of one', () => {
    expect(errors(input)).toEqual([])
    expect(only(template, 'templateType')).toBe('mapping2d')
    expect(only(template, 'heightMode')).toBe('relativeToStartPoint')
    expect(only(template, 'globalShootHeight')).toBe('60')
    expect(only(template, 'surfaceFollowModeEnable')).toBe('0')
    expect(only(template, 'height')).toBe('60')
    expect(only(template, 'shootType')).toBe('distance')
    expect(only(template, 'direction')).toBe('30')
    expect(only(template, 'margin')).toBe('0')
    expect(only(template, 'elevationOptimizeEnable')).toBe('0')
    expect(only(template, 'orthoCameraOverlapH')).toBe('80')
    expect(only(template, 'orthoCameraOverlapW')).toBe('70')
    expect(only(template, 'gimbalPitchAngle')).toBe('-90')
    expect(only(template, 'imageFormat')).toBe('wide')
    const corners = /<coordinates>([^<]+)<\/coordinates>/.exec(template)?.[1]?.trim().split(/\s+/) ?? []
    const [survey] = input.mission.patterns as [Survey]
    expect(corners).toHaveLength(survey.area.length + 1)
    expect(corners[0]).toBe(corners.at(-1))
    for (const corner of corners) {
      const [lon, lat, height] = corner.split(',').map(Number)
      expect(Math.abs((lon ?? 0) - ORIGIN.lon)).toBeLessThan(0.01)
      expect(Math.abs((lat ?? 0) - ORIGIN.lat)).toBeLessThan(0.01)
      expect(height).toBe(0)
    }
  })

  test('has the proved lanes, looking straight down from the first of them on', () => {
    const lanes = textOf(zipOf(input), 'waylines.wpml')
    const plain = textOf(writeDjiWpml(input).content as Uint8Array, 'waylines.wpml')
    const all = (text: string, tag: string) =>
      [...text.matchAll(new RegExp(`<${tag}>\\s*([^<]*?)\\s*</${tag}>`, 'g'))].map((match) => match[1])
    for (const tag of ['coordinates', 'wpml:executeHeight', 'wpml:waypointSpeed', 'wpml:actionTriggerParam'])
      expect(all(lanes, tag)).toEqual(all(plain, tag))
    expect(all(lanes, 'wpml:gimbalPitchRotateAngle')).toEqual(['-90'])
  })

  test('always says that the controller may lay its own lanes, and that no fence travels', () => {
    expect(codes(input)).toEqual(expect.arrayContaining(['mapping_rebuilt', 'no_fence_on_board']))
  })

  test('by time, and with stated distances, has the overlaps that these come to', () => {
    const across = (60 * CAMERA.sensorWidthMm) / CAMERA.focalLengthMm
    const along = (60 * CAMERA.sensorHeightMm) / CAMERA.focalLengthMm
    const timed = inputOf({
      patterns: [
        byCamera({
          spacing: { by: 'distance', spacingM: across * 0.4 },
          photo: { by: 'time', everyS: (along * 0.25) / 5 },
          speedMS: 5,
        }),
      ],
    })
    const text = textOf(zipOf(timed), 'template.kml')
    expect(only(text, 'shootType')).toBe('time')
    expect(only(text, 'orthoCameraOverlapW')).toBe('60')
    expect(only(text, 'orthoCameraOverlapH')).toBe('75')
  })

  test('tells what it rounds', () => {
    const odd = inputOf({ patterns: [byCamera({ angleDeg: 30.4 })] })
    const noted = writeDjiMapping(odd).notes.find(({ code }) => code === 'mapping_rounded')
    expect(noted?.params).toMatchObject({ direction: 30, overlap: 80, sidelap: 70 })
    expect(codes(input)).not.toContain('mapping_rounded')
  })

  test('following the ground says so in the template, and that the controller needs a model', () => {
    const followed = inputOf({ heightOver: 'ground' })
    const text = textOf(zipOf(followed), 'template.kml')
    expect(only(text, 'surfaceFollowModeEnable')).toBe('1')
    expect(only(text, 'surfaceRelativeHeight')).toBe('60')
    expect(codes(followed)).toContain('mapping_over_ground')
  })
})

describe('what a mapping template cannot hold', () => {
  const notched = ring([
    [50, 50],
    [350, 50],
    [350, 350],
    [250, 350],
    [250, 120],
    [50, 120],
  ])
  const CASES: [string, Partial<Mission>, string][] = [
    ['no survey', { patterns: [waypoints([place(50, 50), place(90, 90)])] }, 'mapping_not_one_survey'],
    ['two surveys', { patterns: [byCamera(), byCamera({ id: 'q' })] }, 'mapping_not_one_survey'],
    ['a hole', { patterns: [byCamera({ holes: [box(100, 100, 150, 150)] })] }, 'mapping_holes'],
    ['a cross grid', { patterns: [byCamera({ crossGrid: true })] }, 'mapping_cross_grid'],
    ['a lead-in', { patterns: [byCamera({ leadInM: 5 })] }, 'mapping_lead_in'],
    ['a part', { part: { fromM: 0, toM: 300 } }, 'mapping_part'],
    ['heights over the sea', { heightOver: 'sea' }, 'mapping_over_sea'],
    ['no photos', { patterns: [byCamera({ photo: { by: 'none' } })] }, 'mapping_photos'],
    ['a clip', { patterns: [byCamera({ photo: { by: 'video' } })] }, 'mapping_photos'],
    [
      'no camera',
      { camera: null, patterns: [byCamera({ spacing: { by: 'distance', spacingM: 20 } })] },
      'mapping_no_camera',
    ],
    [
      'lanes wider than the picture',
      { patterns: [byCamera({ spacing: { by: 'distance', spacingM: 70 }, heightM: 30 })] },
      'mapping_overlaps',
    ],
    [
      'a change by hand',
      {
        overrides: [
          {
            id: 'o',
            patternId: byCamera().id,
            near: place(60, 60),
            reachM: 400,
            change: { kind: 'hold', holdS: 2 },
          },
        ],
      },
      'mapping_by_hand',
    ],
    [
      'an area that crosses itself',
      {
        patterns: [
          byCamera({
            area: ring([
              [50, 50],
              [250, 250],
              [250, 50],
              [50, 250],
            ]),
          }),
        ],
      },
      'mapping_self_crossing',
    ],
  ]
  test.each(CASES)('%s', (_name, over, code) => {
    const input = inputOf(over)
    expect(errors(input)).toContain(code)
    expect(writeDjiMapping(input).content).toHaveLength(0)
  })

  test('a plain polygon with a notch is held while its lanes have one direction', () => {
    expect(errors(inputOf({ patterns: [byCamera({ area: notched, angleDeg: 0 })] }))).toEqual([])
  })

  test('an aircraft that is no DJI aircraft', () => {
    expect(errors(inputOf({ vehicle: VEHICLES[0] as Mission['vehicle'] }))).toContain('no_dji_numbers')
  })
})

describe('read again', () => {
  const input = inputOf()
  const home = { ...aMission(), patterns: [] }

  test('is the lanes as they would be flown, and says so', () => {
    const { value, notes } = importMission(zipOf(input), 'area.kmz')
    expect(notes.map(({ code }) => code)).toContain('mapping_lanes_kept')
    expect(notes.map(({ code }) => code)).not.toContain('wpml_files_differ')
    const placed = (items: readonly { command: number; lat: number; lon: number; altM: number }[]) =>
      items.filter(({ command }) => command === 16).map(({ lat, lon, altM }) => [lat, lon, altM])
    expect(placed(value?.items ?? [])).toEqual(placed(input.route.items))
    if (!value) throw new Error('nothing read')
    expect(missionFrom(value, home).patterns).toMatchObject([{ kind: 'waypoints', verbatim: true }])
  })

  test('as an area where that is asked for, or where the file has no lanes: the same lanes', () => {
    const { 'wpmz/template.kml': template } = unzipSync(zipOf(input))
    const bare = zipSync({ 'wpmz/template.kml': template as Uint8Array })
    const stub = zipSync({
      'wpmz/template.kml': template as Uint8Array,
      'wpmz/waylines.wpml': new TextEncoder().encode(
        '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:wpml="http://www.dji.com/wpmz/1.0.2"><Document><Folder><wpml:templateId>0</wpml:templateId></Folder></Document></kml>',
      ),
    })
    const [survey] = input.mission.patterns as [Survey]
    for (const bytes of [bare, stub]) {
      const { value, notes } = importMission(bytes, 'area.kmz')
      expect(notes.map(({ code }) => code)).toContain('mapping_planned_here')
      if (!value) throw new Error('nothing read')
      const mission = missionFrom(value, { ...input.mission, patterns: [] })
      expect(mission.patterns).toMatchObject([
        {
          kind: 'survey',
          angleDeg: 30,
          heightM: 60,
          speedMS: survey.speedMS,
          spacing: { by: 'camera', overlap: 0.8, sidelap: 0.7 },
        },
      ])
      const again = plan({
        mission: { ...mission, fence: input.mission.fence, home: input.mission.home },
        sites: [],
      })
      expect(again.figures.laneLengthM).toBeCloseTo(input.route.figures.laneLengthM, 0)
    }
    const both = importMission(zipOf(input), 'area.kmz').value
    if (!both) throw new Error('nothing read')
    expect(missionFrom(both, home, true).patterns).toMatchObject([{ kind: 'survey' }])
  })

  test('compares as the same, and a lane that the controller moved as another', () => {
    const same = compareExport(input, zipOf(input), 'area.kmz')
    expect(same).toMatchObject({ ok: true, value: { differences: [] } })
    const files = unzipSync(zipOf(input))
    const text = new TextDecoder().decode(files['wpmz/waylines.wpml'])
    const first = /<coordinates>([\d.]+),([\d.]+)/.exec(text)
    const moved = text.replace(`${first?.[1]},${first?.[2]}`, `${Number(first?.[1]) + 0.0002},${first?.[2]}`)
    const other = compareExport(
      input,
      zipSync({ ...files, 'wpmz/waylines.wpml': new TextEncoder().encode(moved) }),
      'area.kmz',
    )
    expect(other.ok && other.value.differences.map(({ what }) => what)).toEqual(['place'])
  })
})

describe("others' templates", () => {
  const file = (type: string, placemark: string, params = '') =>
    zipSync({
      'wpmz/template.kml': new TextEncoder().encode(
        `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:wpml="http://www.dji.com/wpmz/1.0.6"><Document><Folder><wpml:templateType>${type}</wpml:templateType><wpml:templateId>0</wpml:templateId><wpml:waylineCoordinateSysParam><wpml:coordinateMode>WGS84</wpml:coordinateMode><wpml:heightMode>relativeToStartPoint</wpml:heightMode>${params}</wpml:waylineCoordinateSysParam><wpml:autoFlightSpeed>7</wpml:autoFlightSpeed><Placemark>${placemark}</Placemark></Folder></Document></kml>`,
      ),
    })
  const overlap =
    '<wpml:overlap><wpml:orthoCameraOverlapH>75</wpml:orthoCameraOverlapH><wpml:orthoCameraOverlapW>65</wpml:orthoCameraOverlapW></wpml:overlap>'
  const polygon = (text: string) =>
    `<Polygon><outerBoundaryIs><LinearRing><coordinates>${text}</coordinates></LinearRing></outerBoundaryIs></Polygon>`
  const AREA = '109.970,41.770,0 109.972,41.770,0 109.972,41.772,0 109.970,41.772,0'
  const readPatterns = (bytes: Uint8Array) => {
    const { value, notes } = importMission(bytes, 'a.kmz')
    return { patterns: value?.template?.patterns ?? [], over: value?.template?.heightOver, notes }
  }

  test('an oblique one is read as its lanes straight down, and says what is left out', () => {
    const { patterns, notes } = readPatterns(
      file(
        'mapping3d',
        `<wpml:inclinedGimbalPitch>-45</wpml:inclinedGimbalPitch><wpml:shootType>time</wpml:shootType><wpml:direction>90</wpml:direction><wpml:margin>0</wpml:margin>${overlap}<wpml:height>80</wpml:height>${polygon(AREA)}`,
      ),
    )
    expect(patterns).toMatchObject([{ kind: 'survey', angleDeg: 90, heightM: 80, speedMS: 7 }])
    expect(notes.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['mapping_oblique', 'mapping_by_time', 'mapping_planned_here']),
    )
  })

  test('a strip is a corridor as wide as its wider side', () => {
    const { patterns, notes } = readPatterns(
      file(
        'mappingStrip',
        `<wpml:direction>0</wpml:direction><wpml:leftExtend>20</wpml:leftExtend><wpml:rightExtend>30</wpml:rightExtend><wpml:boundaryOptimEnable>1</wpml:boundaryOptimEnable>${overlap}<wpml:height>50</wpml:height><LineString><coordinates>109.970,41.770,0 109.972,41.771,0 109.974,41.771,0</coordinates></LineString>`,
      ),
    )
    expect(patterns).toMatchObject([
      { kind: 'corridor', widthM: 60, heightM: 50, spacing: { sidelap: 0.65 } },
    ])
    expect(patterns[0]).toHaveProperty('path.length', 3)
    expect(notes.map(({ code }) => code)).toEqual(expect.arrayContaining(['mapping_sides', 'mapping_extra']))
  })

  test('following the ground, with a margin and with switches, nothing is lost in silence', () => {
    const { patterns, over, notes } = readPatterns(
      file(
        'mapping2d',
        `<wpml:elevationOptimizeEnable>1</wpml:elevationOptimizeEnable><wpml:smartObliqueEnable>1</wpml:smartObliqueEnable><wpml:direction>0</wpml:direction><wpml:margin>20</wpml:margin>${polygon(AREA)}`,
        '<wpml:globalShootHeight>90</wpml:globalShootHeight><wpml:surfaceFollowModeEnable>1</wpml:surfaceFollowModeEnable><wpml:surfaceRelativeHeight>70</wpml:surfaceRelativeHeight>',
      ),
    )
    expect(over).toBe('ground')
    const [survey] = patterns as [Survey]
    expect(survey.heightM).toBe(70)
    expect(Math.min(...survey.area.map(({ lat }) => lat))).toBeLessThan(41.77 - 0.00015)
    expect(notes.filter(({ code }) => code === 'mapping_extra').map(({ params }) => params['what'])).toEqual([
      'elevationOptimizeEnable',
      'smartObliqueEnable',
    ])
    expect(notes.filter(({ code }) => code === 'mapping_overlap_missing')).toHaveLength(2)
  })

  test('an area that is none is an error, and swapped corners are told', () => {
    const empty = importMission(file('mapping2d', ''), 'a.kmz')
    expect(empty.value).toBeNull()
    expect(empty.notes.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['mapping_no_area', 'wpml_no_route']),
    )
    const swapped = importMission(
      file('mapping2d', polygon('41.77,109.97 41.77,109.98 41.78,109.98')),
      'a.kmz',
    )
    expect(swapped.value).toBeNull()
    expect(swapped.notes.map(({ code }) => code)).toContain('swapped_coordinates')
  })

  test('several waylines are read one after the other, the photos of each where they belong', () => {
    const line = (id: number, lat: number) =>
      `<Folder><wpml:waylineId>${id}</wpml:waylineId><wpml:autoFlightSpeed>6</wpml:autoFlightSpeed>${[0, 1]
        .map(
          (k) =>
            `<Placemark><Point><coordinates>${109.97 + k / 1000},${lat}</coordinates></Point><wpml:index>${k}</wpml:index><wpml:executeHeight>50</wpml:executeHeight>${
              k === 0
                ? '<wpml:actionGroup><wpml:actionGroupStartIndex>0</wpml:actionGroupStartIndex><wpml:actionGroupEndIndex>1</wpml:actionGroupEndIndex><wpml:actionTrigger><wpml:actionTriggerType>multipleDistance</wpml:actionTriggerType><wpml:actionTriggerParam>12</wpml:actionTriggerParam></wpml:actionTrigger></wpml:actionGroup>'
                : ''
            }</Placemark>`,
        )
        .join('')}</Folder>`
    const bytes = zipSync({
      'wpmz/waylines.wpml': new TextEncoder().encode(
        `<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:wpml="http://www.dji.com/wpmz/1.0.6"><Document>${line(0, 41.77)}${line(1, 41.78)}</Document></kml>`,
      ),
    })
    const { value, notes } = importMission(bytes, 'a.kmz')
    expect(notes.map(({ code }) => code)).toContain('wpml_several_lines')
    expect(value?.items.filter(({ command }) => command === 16)).toHaveLength(4)
    // On for the first leg, off between the lines, on again, off at the end.
    expect(value?.items.filter(({ command }) => command === 206).map(({ params }) => params[0])).toEqual([
      12, 0, 12, 0,
    ])
  })
})

test('every demo mission is either written as a mapping template that reads the same, or refused with a reason', () => {
  const folder = path.resolve('missions/demo/missions')
  const written: string[] = []
  for (const name of fs.readdirSync(folder)) {
    const { mission, sites } = MissionFile.parse(JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')))
    const flown = { ...mission, vehicle: M3E, camera: mission.camera ?? CAMERA }
    const input = {
      mission: flown,
      sites,
      route: plan({ mission: flown, sites }),
      releases: [],
      exportedAtMs: EXPORTED_AT_MS,
      revision: 'd',
    }
    if (errors(input).length > 0) expect(writeDjiMapping(input).content).toHaveLength(0)
    else {
      written.push(name)
      expect(compareExport(input, zipOf(input), name.replace('.json', '.kmz'))).toMatchObject({
        ok: true,
        value: { differences: [] },
      })
    }
  }
  expect(written.length).toBeGreaterThan(0)
})
