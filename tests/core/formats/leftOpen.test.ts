/** Heights, home and lost lines: what a file leaves open is asked for, never assumed. */
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { type ImportWish, missionOfFile } from '../../../src/core/formats/settle.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { Mission as MissionSchema } from '../../../src/core/mission/mission.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import type { Note } from '../../../src/core/units/note.ts'
import type { Result } from '../../../src/core/units/result.ts'
import {
  type At,
  geo,
  geoLine,
  geoPoint,
  gpx,
  homeRow,
  kml,
  kmlLine,
  kmlPoint,
  kmlTrack,
  litchi,
  placemark,
  plan,
  planItem,
  waylines,
  wpl,
} from '../../builders/drawings.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const ID = '01890000-0000-7000-8000-000000000000'
const base = newMission({ id: ID, name: { zh: '巡查', en: '' }, sites: [] })
type Made = Result<{ mission: Mission; notes: Note[] }>
const made = (
  text: string | Uint8Array,
  wish: Partial<ImportWish> = {},
  beside: { groundM?: (at: LatLon) => number | null; siteHome?: Mission['home'] } = {},
): Made => {
  const bytes = typeof text === 'string' ? encode(text) : text
  const full: ImportWish = { datum: 'wgs84', ...wish }
  return missionOfFile(importMission(bytes, 'file', full), 'file', full, base, beside)
}
const stepsOf = (result: Made) => {
  if (!result.ok) throw new Error(JSON.stringify(result))
  // Whatever is made can be kept.
  expect(MissionSchema.safeParse(result.value.mission).success).toBe(true)
  const [pattern] = result.value.mission.patterns
  return pattern?.kind === 'waypoints'
    ? pattern.steps.flatMap((step) => (step.kind === 'command' && step.command === 16 ? [step] : []))
    : []
}
const heightsOf = (result: Made): [frame: number, altM: number][] =>
  stepsOf(result).map(({ frame, altM }) => [frame, altM])
const codesOf = (result: Made): string[] =>
  result.ok ? result.value.notes.map(({ code }) => code) : [result.code]

const northOf = (i: number): number => Number((41.77 + i / 1000).toFixed(3))
const line = (...heights: (number | undefined)[]): At[] =>
  heights.map((high, i): At => (high === undefined ? [northOf(i), 109.97] : [northOf(i), 109.97, high]))
const way = (over: string | null, ...heights: number[]) =>
  kml(placemark('w', kmlLine(line(...heights), over)))

/** A file with a way at 1665 and 1670 m over the sea, by each program that can say it. */
const OVER_SEA: [name: string, text: string | Uint8Array, code: string][] = [
  ['KML, absolute', way('absolute', 1665, 1670), 'heights_over_sea'],
  [
    'KML points, absolute',
    kml(...line(1665, 1670).map((at) => placemark('p', kmlPoint(at, 'absolute')))),
    'heights_over_sea',
  ],
  ['KML track, absolute', kml(placemark('t', kmlTrack(line(1665, 1670), 'absolute'))), 'heights_over_sea'],
  ['KMZ, absolute', zipSync({ 'doc.kml': strToU8(way('absolute', 1665, 1670)) }), 'heights_over_sea'],
  ['GPX route', gpx({ rte: [line(1665, 1670)] }), 'heights_over_sea'],
  ['GPX track', gpx({ trk: [line(1665, 1670)] }), 'heights_over_sea'],
  ['GPX waypoints', gpx({ wpt: line(1665, 1670) }), 'heights_over_sea'],
  ['GeoJSON line', geo([geoLine(line(1665, 1670))]), 'heights_over_ellipsoid'],
  ['GeoJSON points', geo(line(1665, 1670).map(geoPoint)), 'heights_over_ellipsoid'],
  ['waylines, WGS84', waylines([{ over: 'WGS84', at: line(1665, 1670) }]), 'heights_over_ellipsoid'],
  ['waylines, EGM96', waylines([{ over: 'EGM96', at: line(1665, 1670) }]), 'heights_over_sea'],
]
const OVER_GROUND: [name: string, text: string][] = [
  ['KML, relativeToGround', way('relativeToGround', 55, 60)],
  [
    'KML, gx:relativeToSeaFloor',
    way('relativeToGround', 55, 60)
      .replaceAll('altitudeMode', 'gx:altitudeMode')
      .replaceAll('relativeToGround', 'relativeToSeaFloor'),
  ],
  ['waylines, realTimeFollowSurface', waylines([{ over: 'realTimeFollowSurface', at: line(55, 60) }])],
  ['Litchi, above ground', litchi(line(55, 60).map((at) => ({ at, mode: 1 })))],
]
const OVER_HOME: [name: string, text: string][] = [
  ['waylines', waylines([{ at: line(55, 60) }])],
  ['Litchi', litchi(line(55, 60).map((at) => ({ at })))],
  ['waypoint list', wpl([homeRow([41.77, 109.97, 1610]), ...line(55, 60).map((at) => ({ at }))])],
  ['plan', plan(line(55, 60).map((at) => planItem(at)))],
]

describe('heights', () => {
  test.each(OVER_SEA)(
    'over the sea, of %s: converted with the take-off, or asked for',
    (_name, text, code) => {
      const asked = made(text)
      expect(asked).toMatchObject({ ok: false, code: 'needs_home_height' })
      expect(asked.ok ? {} : asked.params).toMatchObject({ count: 2, lowestM: 1665, highestM: 1670 })
      const told = made(text, { homeAmslM: 1610 })
      expect(heightsOf(told)).toEqual([
        [3, 55],
        [3, 60],
      ])
      expect(told.ok && told.value.mission.home.amslM).toBe(1610)
      const said = told.ok ? told.value.notes.find((note) => note.code === code) : null
      expect(said?.params).toEqual({ lowestM: 1665, highestM: 1670, fromM: 55, toM: 60, homeM: 1610 })
      // An elevation model knows home, too.
      expect(heightsOf(made(text, {}, { groundM: () => 1600 }))).toEqual([
        [3, 65],
        [3, 70],
      ])
      // One height for all stands for those of the file.
      expect(heightsOf(made(text, { heightM: 45 }))).toEqual([
        [3, 45],
        [3, 45],
      ])
    },
  )

  test.each(OVER_GROUND)('over the ground, of %s: by a model, else as over home and said', (_name, text) => {
    const plain = made(text)
    expect(heightsOf(plain)).toEqual([
      [3, 55],
      [3, 60],
    ])
    expect(codesOf(plain)).toContain('heights_over_ground')
    const groundM = ({ lat }: LatLon) => 1600 + Math.round((lat - 41.77) * 1e6) / 100
    const modelled = made(text, {}, { groundM })
    expect(heightsOf(modelled)).toEqual([
      [3, 55],
      [3, 70],
    ])
    expect(codesOf(modelled)).toContain('heights_by_model')
  })

  test.each(OVER_HOME)('over home, of %s: as they are', (_name, text) => {
    const plain = made(text)
    expect(heightsOf(plain)).toEqual([
      [3, 55],
      [3, 60],
    ])
    expect(codesOf(plain).filter((code) => code.startsWith('heights_'))).toEqual([])
  })

  test('clamped to the ground are none, whatever the number', () => {
    for (const over of [null, 'clampToGround', 'clampToSeaFloor'])
      for (const high of [0, 50, 1665]) {
        const result = made(way(over, high, high))
        expect(heightsOf(result)).toEqual([
          [3, 60],
          [3, 60],
        ])
        expect(codesOf(result)).toContain('heights_draped')
        expect(heightsOf(made(way(over, high, high), { heightM: 80 }))).toEqual([
          [3, 80],
          [3, 80],
        ])
      }
  })

  test.each<[string, string]>([
    ['a GPX route with a gap', gpx({ rte: [line(1665, undefined, 1670)] })],
    ['a GeoJSON line with a gap', geo([geoLine(line(1665, undefined, 1670))])],
    [
      'points of two modes',
      kml(
        placemark('a', kmlPoint([41.77, 109.97, 1665], 'absolute')),
        placemark('b', kmlPoint([41.771, 109.97, 55], 'relativeToGround')),
      ),
    ],
    [
      'a Litchi list of two modes',
      litchi([{ at: [41.77, 109.97, 50] }, { at: [41.771, 109.97, 50], mode: 1 }]),
    ],
    ['a height beyond all measure', gpx({ rte: [line(1665, 1e308, 1670)] })],
  ])('of %s are no route: one is asked for all', (_name, text) => {
    expect(made(text)).toMatchObject({ ok: false, code: 'heights_mixed' })
    expect(made(text, { isPartial: true, homeAmslM: 1600 }).ok).toBe(false)
    for (const [frame, altM] of heightsOf(made(text, { heightM: 70 }))) expect([frame, altM]).toEqual([3, 70])
  })

  test('of items over the sea stay so where home is known, and are asked for where it is not', () => {
    const items = [homeRow([41.77, 109.97, 1610]), { frame: 0, at: [41.771, 109.97, 1665] as At }]
    expect(heightsOf(made(wpl(items)))).toEqual([[0, 1665]])
    const nowhere = [homeRow([41.77, 109.97, 0]), ...items.slice(1)]
    expect(made(wpl(nowhere))).toMatchObject({ ok: false, code: 'needs_home_height' })
    expect(heightsOf(made(wpl(nowhere), { homeAmslM: 1610 }))).toEqual([[0, 1665]])
    const planned = plan([planItem([41.771, 109.97, 1665], 5)], { home: [41.77, 109.97, 0] })
    expect(made(planned)).toMatchObject({ ok: false, code: 'needs_home_height' })
    for (const frame of [10, 11])
      expect(
        heightsOf(made(wpl([homeRow([41.77, 109.97, 1610]), { frame, at: [41.771, 109.97, 60] }]))),
      ).toEqual([[frame, 60]])
  })

  test('below take-off are told', () => {
    expect(codesOf(made(way('absolute', 1500, 1510), { homeAmslM: 1610 }))).toContain('heights_below_home')
  })

  test('missing in waylines, or in a mode that nobody knows, are an error', () => {
    expect(made(waylines([{ at: line(60, undefined) }]))).toMatchObject({
      ok: false,
      params: { problem: 'wpml_no_height', at: 'Placemark 2' },
    })
    expect(made(waylines([{ over: 'sideways', at: line(60, 60) }]))).toMatchObject({
      ok: false,
      params: { problem: 'wpml_height_mode' },
    })
  })

  test('of a mapping template over the sea are converted, not cut to what a pattern may have', () => {
    const template = (mode: string, high: number) =>
      `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:wpml="http://www.dji.com/wpmz/1.0.2"><Document><Folder><wpml:templateType>mapping2d</wpml:templateType><wpml:waylineCoordinateSysParam><wpml:heightMode>${mode}</wpml:heightMode></wpml:waylineCoordinateSysParam><wpml:autoFlightSpeed>5</wpml:autoFlightSpeed><Placemark><wpml:overlap><wpml:orthoCameraOverlapH>80</wpml:orthoCameraOverlapH><wpml:orthoCameraOverlapW>70</wpml:orthoCameraOverlapW></wpml:overlap><Polygon><outerBoundaryIs><LinearRing><coordinates>109.97,41.77,0 109.972,41.77,0 109.972,41.772,0</coordinates></LinearRing></outerBoundaryIs></Polygon><wpml:height>${high}</wpml:height></Placemark></Folder></Document></kml>`
    const surveyOf = (result: Made) => {
      if (!result.ok) return result.code
      const [pattern] = result.value.mission.patterns
      return pattern?.kind === 'survey' ? [result.value.mission.heightOver, pattern.heightM] : null
    }
    expect(surveyOf(made(template('relativeToStartPoint', 80)))).toEqual(['home', 80])
    expect(surveyOf(made(template('EGM96', 1665)))).toBe('needs_home_height')
    expect(surveyOf(made(template('EGM96', 1665), { homeAmslM: 1610 }))).toEqual(['home', 55])
    expect(surveyOf(made(template('EGM96', 1665), { homeAmslM: 3000 }))).toBe('needs_home_height')
    expect(surveyOf(made(template('relativeToStartPoint', 1665)))).toBe('partly_readable')
  })

  test('of loose waylines are those of the same file in its KMZ', () => {
    const text = waylines([{ at: line(95, 110), actions: [['takePhoto']] }])
    const loose = stepsOf(made(text))
    expect(loose.map(({ altM }) => altM)).toEqual([95, 110])
    expect(loose).toEqual(stepsOf(made(zipSync({ 'wpmz/waylines.wpml': strToU8(text) }))))
  })
})

describe('one height that somebody gives', () => {
  const amsl = (high: number, i: number) => ({ frame: 0, at: [northOf(i), 109.97, high] }) as const
  const FILES: [name: string, text: string][] = [
    [
      'waypoint list, over the sea',
      wpl([homeRow([0, 0, 0]), { command: 22, at: [41.77, 109.97, 20] }, amsl(1665, 0), amsl(1700, 1)]),
    ],
    [
      'waypoint list, of two kinds',
      wpl([homeRow([41.77, 109.97, 1600]), { at: [41.77, 109.97, 40] }, amsl(1700, 1)]),
    ],
    ['plan, over the sea', plan([planItem([41.77, 109.97, 1665], 0), planItem([41.771, 109.97, 1700], 0)])],
    ['plan, over the ground', plan([planItem([41.77, 109.97, 65], 10), planItem([41.771, 109.97, 50], 10)])],
    ['waylines', waylines([{ over: 'WGS84', at: line(1665, 1670) }])],
    ['Litchi, of two kinds', litchi([{ at: [41.77, 109.97, 50] }, { at: [41.771, 109.97, 40], mode: 1 }])],
    ['KML', way('absolute', 1665, 1670)],
  ]
  test.each(FILES)('is that of all points of a %s, over take-off', (_name, text) => {
    const result = made(text, { heightM: 80 })
    expect(heightsOf(result)).toEqual([
      [3, 80],
      [3, 80],
    ])
    expect(codesOf(result).filter((code) => code === 'heights_given')).toHaveLength(1)
  })

  test('leaves take-off and landing theirs, unless those are over the sea', () => {
    const ends = (frame: number, high: number) =>
      wpl([
        homeRow([41.77, 109.97, 1600]),
        { command: 22, frame, at: [41.77, 109.97, high] },
        { at: [41.771, 109.97, 50] },
        { command: 21, frame, at: [41.77, 109.97, high - 20] },
      ])
    const of = (text: string) => {
      const result = made(text, { heightM: 80 })
      if (!result.ok || result.value.mission.patterns[0]?.kind !== 'waypoints') throw new Error('no mission')
      return result.value.mission.patterns[0].steps.map((step) => step.kind === 'command' && step.altM)
    }
    expect(of(ends(3, 20))).toEqual([20, 80, 0])
    expect(of(ends(0, 1620))).toEqual([80, 80, 0])
  })
})

describe('heights of nought', () => {
  test.each<[string, string]>([
    ['GeoJSON', geo([geoLine(line(0, 0))])],
    ['GPX', gpx({ rte: [line(0, 0)] })],
    ['KML, absolute', way('absolute', 0, 0)],
    ['KML, relativeToGround', way('relativeToGround', 0, 0)],
  ])('in all of a %s are none', (_name, text) => {
    const result = made(text)
    expect(heightsOf(result)).toEqual([
      [3, 60],
      [3, 60],
    ])
    expect(codesOf(result)).toContain('heights_assumed')
  })

  test('in one point of several are what the file says', () => {
    expect(made(gpx({ rte: [line(0, 30)] }))).toMatchObject({ code: 'needs_home_height' })
  })
})

test('the mode of heights counts however it is written', () => {
  expect(made(way('Absolute', 1665, 1670))).toMatchObject({ ok: false, code: 'needs_home_height' })
})

test('the height of take-off by a model is told', () => {
  const result = made(way('absolute', 1665, 1670), {}, { groundM: () => 1600 })
  expect(codesOf(result)).toContain('home_by_model')
})

describe('home', () => {
  const homeOf = (result: Made) =>
    result.ok ? [result.value.mission.home.lat, result.value.mission.home.lon] : result.code
  const takeoff = (at: At) => ({ command: 22, at })
  const far: At = [41.78, 109.98, 60]

  test('is where the mission takes off, where the file has none', () => {
    for (const at of [
      [0, 0, 0],
      [0, 0, 1600],
    ] as At[]) {
      const result = made(wpl([homeRow(at), takeoff([41.77, 109.97, 10]), { at: far }]))
      expect(homeOf(result)).toEqual([41.77, 109.97])
      expect(codesOf(result)).toContain('home_from_takeoff')
      expect(result.ok && result.value.mission.home.amslM).toBeNull()
    }
    const planned = plan([planItem([41.77, 109.97, 10], 3, 22), planItem(far)], { home: [0, 0, 0] })
    expect(homeOf(made(planned))).toEqual([41.77, 109.97])
  })

  test.each<[string, string]>([
    ['a list whose take-off has no place', wpl([homeRow([0, 0, 0]), takeoff([0, 0, 10]), { at: far }])],
    ['a list of waypoints', wpl([homeRow([0, 0, 0]), { at: far }])],
    ['a plan without home', plan([planItem(far)], { home: [0, 0, 0] })],
    ['a plan with half a home', plan([planItem(far)], { home: [41.77, 109.97] })],
    [
      'a fence alone',
      plan([], {
        home: [0, 0, 0],
        geoFence: {
          version: 2,
          polygons: [
            {
              version: 1,
              inclusion: true,
              polygon: [
                [41.77, 109.97],
                [41.772, 109.97],
                [41.772, 109.972],
              ],
            },
          ],
          circles: [],
        },
      }),
    ],
    [
      'a fence file',
      `QGC WPL 110\n0\t1\t0\t16\t0\t0\t0\t0\t0\t0\t0\t1\n${[
        [41.77, 109.97],
        [41.772, 109.97],
        [41.772, 109.972],
      ]
        .map(([lat, lon], i) => `${i + 1}\t0\t0\t5001\t3\t0\t0\t0\t${lat}\t${lon}\t0\t1`)
        .join('\n')}\n`,
    ],
  ])('of %s is asked for, never 0, 0 nor its first waypoint', (_name, text) => {
    expect(homeOf(made(text))).toBe('needs_home')
    expect(homeOf(made(text, { home: { lat: 41.769, lon: 109.969 } }))).toEqual([41.769, 109.969])
    // That of the site it is for, where that is near.
    const siteHome = { lat: 41.7705, lon: 109.9705, amslM: 1605 }
    expect(homeOf(made(text, {}, { siteHome }))).toEqual([41.7705, 109.9705])
  })

  test('of a site that is far off is none', () => {
    const siteHome = { lat: 40, lon: 109.97, amslM: 1000 }
    expect(homeOf(made(wpl([homeRow([0, 0, 0]), { at: far }]), {}, { siteHome }))).toBe('needs_home')
  })

  test('of a drawing is its first point, and said', () => {
    for (const text of [
      way('relativeToGround', 55, 60),
      gpx({ rte: [line(undefined, undefined)] }),
      litchi([{ at: far }]),
    ]) {
      const result = made(text)
      expect(codesOf(result)).toContain('home_at_first')
      const [first] = stepsOf(result)
      expect(homeOf(result)).toEqual([first?.lat, first?.lon])
    }
    expect(
      homeOf(
        made(waylines([{ at: line(60, 60) }], '<wpml:takeOffRefPoint>0.0,0.0,0.0</wpml:takeOffRefPoint>')),
      ),
    ).toEqual([41.77, 109.97])
  })

  test('far from the mission is told', () => {
    const result = made(wpl([homeRow([-35.36, 149.16, 580]), { at: far }]))
    expect(codesOf(result)).toContain('home_far')
  })
})

describe('a line that cannot be read', () => {
  const places = line(60, 61, 62, 63)
  const QUOTED = '"41.771"'
  const FILES: [name: string, text: string][] = [
    ['waypoint list', wpl([homeRow([41.77, 109.97, 1600]), ...places.map((at) => ({ at }))])],
    ['Litchi', litchi(places.map((at) => ({ at })))],
    ['plan', plan(places.map((at) => planItem(at)))],
    ['KML line', way('relativeToGround', 60, 61, 62, 63)],
    ['GPX', gpx({ rte: [places.map(([lat, lon]): At => [lat, lon])] })],
    ['GeoJSON', geo(places.map(([lat, lon]) => geoPoint([lat, lon])))],
    ['waylines', waylines([{ at: places }])],
  ]
  test.each(FILES)('of a %s is never a smaller mission, unless that is said', (name, text) => {
    const whole = stepsOf(made(text))
    expect(whole).toHaveLength(4)
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom('"x"', '1e999', '41;773', '', '-', '0x29', '999', '41.77.3', QUOTED),
        (k, broken) => {
          // Plans and GeoJSON have their places in numbers: a text there is none. In a table quotes are only around it.
          fc.pre(broken !== QUOTED || name !== 'Litchi')
          const bad = text.replace(new RegExp(`41\\.77${k}(0{4})?(?=[,<"\\t\\]\\s])`), () => broken)
          expect(bad).not.toBe(text)
          const result = made(bad)
          expect(result.ok, JSON.stringify(codesOf(result))).toBe(false)
          const partial = made(bad, { isPartial: true })
          if (partial.ok) {
            expect(stepsOf(partial)).toHaveLength(3)
            expect(partial.value.notes.some(({ severity }) => severity === 'error')).toBe(true)
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  test('of a waypoint list may be parted by any white space, and by commas, as pymavlink and Mission Planner have it', () => {
    const rows = [homeRow([41.77, 109.97, 1600]), ...places.map((at) => ({ at }))]
    const whole = stepsOf(made(wpl(rows)))
    fc.assert(
      fc.property(
        fc.constantFrom('\t', ' ', '   ', '\t\t', ' \t ', ', ', ','),
        fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\n# a comment\n', ' \n', '\t\n'),
        fc.constantFrom('', '\uFEFF', '\n', '# made by hand\n'),
        (between, end, before) => {
          const text = before + wpl(rows, between).trimEnd().replaceAll('\n', end) + end
          expect(stepsOf(made(text)).map(({ lat, lon, altM }) => [lat, lon, altM])).toEqual(
            whole.map(({ lat, lon, altM }) => [lat, lon, altM]),
          )
        },
      ),
      { numRuns: 150 },
    )
    // Tabs here and blanks there.
    const mixed = wpl(rows).replaceAll('\t0\t0\t0\t0\t', ' 0  0\t0 0 ')
    expect(stepsOf(made(mixed))).toHaveLength(4)
  })

  test('with a decimal comma, a command or a frame that is none, or a place in metres is an error', () => {
    const list = (row: string) => `${wpl([homeRow([41.77, 109.97, 1600])])}${row}\n`
    for (const row of [
      '1\t0\t3\t16\t0\t0\t0\t0\t41,771\t109,97\t60\t1',
      '1 0 3 16 0 0 0 0 41,771 109,97 60 1',
      '1\t0\t3\t70000\t0\t0\t0\t0\t41.771\t109.97\t60\t1',
      '1\t0\t3\t-1\t0\t0\t0\t0\t41.771\t109.97\t60\t1',
      '1\t0\t300\t16\t0\t0\t0\t0\t41.771\t109.97\t60\t1',
      '1\t0\t1\t16\t0\t0\t0\t0\t41.771\t19.97\t60\t1',
      '1\t0\t3\t16\t0\t0\t0\t0\t41.771\t109.97\t60',
      '1\t0\t3\t16\t0\t0\t0\t0\t41.771\t109.97\t60\t1\t9',
    ])
      expect(made(list(row)), row).toMatchObject({ ok: false })
  })

  test('nor is a fence without one of its zones, a plan without one of its items, or a mission of nothing', () => {
    const zone = {
      version: 1,
      inclusion: false,
      polygon: [
        [41.77, 109.97],
        [41.771, 'x'],
        [41.772, 109.972],
      ],
    }
    const fenced = plan([planItem([41.771, 109.97, 60])], {
      geoFence: { version: 2, polygons: [zone], circles: [] },
    })
    expect(made(fenced)).toMatchObject({ ok: false, code: 'partly_readable' })
    const unknown = plan([
      planItem([41.771, 109.97, 60]),
      { type: 'ComplexItem', complexItemType: 'tetherScan' },
    ])
    expect(made(unknown)).toMatchObject({ ok: false, params: { problem: 'plan_unknown_item' } })
    expect(made(plan([]))).toMatchObject({ ok: false })
    expect(made(wpl([homeRow([41.77, 109.97, 1600])]))).toMatchObject({ ok: false })
  })
})
