/** The table of formats against what its codecs do, what docs/formats.md says, and what anybody may feed them. */
import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areaReaderOf, missionReaderOf } from '../../../src/core/formats/codecs.ts'
import type { FormatInput } from '../../../src/core/formats/formatInput.ts'
import {
  EXPORT_FORMATS,
  endingsOf,
  type ExportFormat,
  type Format,
  FORMATS,
  type FormatInfo,
  isFlyable,
} from '../../../src/core/formats/formats.ts'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { readMissionFile } from '../../../src/core/formats/missionFile.ts'
import { readAreas } from '../../../src/core/formats/readAreas.ts'
import { sniff } from '../../../src/core/formats/sniff.ts'
import { writeFormat } from '../../../src/core/formats/writeFormat.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { CAMERAS } from '../../../src/core/mission/cameras.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { MAV_CMD } from '../../../src/core/route/mav.ts'
import { plan } from '../../../src/core/route/plan.ts'
import type { Route } from '../../../src/core/route/route.ts'
import { aMission, aPolygonZone, EXPORTED_AT_MS } from '../../builders/mission.ts'
import { aSurvey } from '../../builders/patterns.ts'
import { aShp } from '../../builders/shapefile.ts'
import { aSite, box, place } from '../../builders/site.ts'
import { aZip } from '../../builders/zips.ts'

const dji = VEHICLES.find(({ id }) => id === 'dji-m3e') as Mission['vehicle']
const infoOf = (format: Format): FormatInfo => FORMATS[format]

/** A survey with photos that every format holds, a fence with a ceiling, a rally point and a release. */
function full(over: Partial<Mission> = {}): FormatInput {
  const mission = aMission({
    vehicle: dji,
    camera: CAMERAS[0] ?? null,
    patterns: [
      {
        ...aSurvey(),
        spacing: { by: 'camera', overlap: 0.8, sidelap: 0.7 },
        photo: { by: 'distance', everyM: 10 },
      },
    ],
    fence: [aPolygonZone(box(-300, -300, 700, 700), { ceilingM: 110 })],
    rallyPoints: [{ ...place(20, 20), id: 'r1', heightM: 60 }],
    ...over,
  })
  const release = {
    revision: 'e'.repeat(64),
    rules: ['link.sight'],
    reason: '样例理由',
    by: '样例人',
    role: '样例职',
    emergencyBasis: null,
    atMs: EXPORTED_AT_MS,
  } as FormatInput['releases'][number]
  return {
    mission,
    sites: [aSite()],
    route: plan({ mission, sites: [] }),
    releases: [release],
    revision: 'e'.repeat(64),
    exportedAtMs: EXPORTED_AT_MS,
    language: 'en',
  }
}

const INPUT = full()
const withMission = (over: Partial<Mission>): FormatInput => ({
  ...INPUT,
  mission: { ...INPUT.mission, ...over },
})
const withRoute = (over: Partial<Route>): FormatInput => ({ ...INPUT, route: { ...INPUT.route, ...over } })
const bytesOf = (format: ExportFormat, input: FormatInput) => writeFormat(format, input).bytes
const codesOf = (format: ExportFormat, input: FormatInput) =>
  writeFormat(format, input).notes.map(({ code }) => code)
const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(Buffer.from(b))

/** The same mission but for one thing: the file differs just where the format carries that. */
const DIFFERING: readonly [keyof NonNullable<FormatInfo['carries']>, FormatInput][] = [
  ['fence', withMission({ fence: [aPolygonZone(box(-310, -300, 700, 700), { ceilingM: 110 })] })],
  ['rally', withMission({ rallyPoints: [{ ...place(30, 20), id: 'r1', heightM: 60 }] })],
  [
    'contingency',
    withMission({
      contingency: {
        ...INPUT.mission.contingency,
        returnHeightM: 71,
        onLostLink: 'hover',
        onLowBattery: 'land',
      },
    }),
  ],
  ['releases', { ...INPUT, releases: [] }],
  ['reminders', withMission({ reminders: ['sample reminder'] })],
  [
    'camera',
    withRoute({
      items: INPUT.route.items.filter(({ command }) => command !== MAV_CMD.DO_SET_CAM_TRIGG_DIST),
      points: INPUT.route.points.map((point) => ({ ...point, photoEveryM: null })),
    }),
  ],
  [
    'speeds',
    withRoute({
      items: INPUT.route.items.map((item) =>
        item.command === MAV_CMD.DO_CHANGE_SPEED ? { ...item, params: [1, 3.25, -1, 0] } : item,
      ),
      points: INPUT.route.points.map((point) => ({ ...point, speedMS: 3.25 })),
    }),
  ],
  [
    'route',
    withRoute({
      items: INPUT.route.items.map((item) => ({ ...item, lat: item.lat + (item.lat && 1e-4) })),
      points: INPUT.route.points.map((point) => ({ ...point, lat: point.lat + 1e-4 })),
    }),
  ],
]

describe.each(EXPORT_FORMATS)('%s', (format) => {
  const { carries, readAs, endings, use } = infoOf(format)
  if (!carries) throw new Error(format)

  test('holds a whole mission', () => {
    const { problem, fileName, mimeType } = writeFormat(format, INPUT)
    expect(problem).toBeNull()
    expect(fileName.endsWith(`.${endings[0]}`)).toBe(true)
    expect(mimeType).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/)
  })

  test.each(DIFFERING)('differs by %s just where it carries that', (what, other) => {
    const isCarried =
      what === 'fence' || what === 'rally'
        ? carries[what] === 'whole' || carries[what] === 'level'
        : carries[what] !== false && carries[what] !== 'none'
    // The mission itself is no route: that is planned anew by who reads it.
    const isOfRoute = what === 'route' || what === 'camera' || what === 'speeds'
    if (use === 'own' && isOfRoute) return
    expect(isSame(bytesOf(format, INPUT), bytesOf(format, other))).toBe(!isCarried)
  })

  test('says what it does not carry, and nothing of what is not there', () => {
    const told = codesOf(format, INPUT)
    const hasRoute = carries.route !== 'none'
    const lost = (isLost: boolean, ...codes: string[]) =>
      expect(
        codes.some((code) => told.includes(code)),
        codes.join(),
      ).toBe(isLost)
    lost(
      hasRoute && carries.fence !== 'whole' && carries.fence !== 'level',
      'no_fence_on_board',
      'fence_not_carried',
    )
    lost(carries.fence === 'level' && use !== 'paper', 'fence_heights_not_carried')
    lost(hasRoute && carries.rally !== 'whole', 'rally_not_carried')
    lost(isFlyable(format) && carries.contingency === 'none', 'contingency_not_carried')
    lost(isFlyable(format) && !carries.releases, 'release_not_carried')
    lost(use === 'map' || use === 'paper', 'not_flyable_format')
    const bare = codesOf(format, { ...withMission({ fence: [], rallyPoints: [] }), releases: [] })
    for (const code of [
      'no_fence_on_board',
      'fence_not_carried',
      'fence_heights_not_carried',
      'rally_not_carried',
      'release_not_carried',
    ])
      expect(bare).not.toContain(code)
    expect(
      codesOf(format, withMission({ home: { ...INPUT.mission.home, amslM: null } })).includes(
        'home_height_unknown',
      ),
    ).toBe(carries.needsHomeAmsl)
  })

  test('is read again by the reader that its row names', () => {
    const { bytes, fileName } = writeFormat(format, INPUT)
    if (readAs === 'mission') return expect(readMissionFile(bytes).value?.mission).toEqual(INPUT.mission)
    const found = missionReaderOf(sniff(bytes, fileName))
    if (readAs === null) return expect(EXPORT_FORMATS.map((one) => infoOf(one).readAs)).not.toContain(format)
    expect(found?.format).toBe(readAs)
    const { value, notes } = importMission(bytes, fileName)
    expect(notes.filter(({ severity }) => severity === 'error')).toEqual([])
    if (carries.route !== 'none') expect(value?.items.length).toBeGreaterThan(2)
    if (use === 'flight' || use === 'side') {
      expect(value?.fence.length).toBe(carries.fence === 'level' || carries.fence === 'whole' ? 1 : 0)
      expect(value?.rallyPoints.length).toBe(carries.rally === 'whole' ? 1 : 0)
    }
    const areas = areaReaderOf(sniff(bytes, fileName))?.read(sniff(bytes, fileName), false, {}).value
    if (infoOf(readAs as Format).gives.includes('areas') && carries.fence === 'level')
      expect(areas?.length).toBeGreaterThan(0)
  })
})

describe('what is only read', () => {
  const shp = aShp([
    {
      type: 5,
      parts: [
        [
          [109, 41],
          [109, 42],
          [110, 42],
          [109, 41],
        ],
      ],
    },
  ])
  const kml = bytesOf('kml', INPUT)
  test('a shapefile, loose and in a zip, draws; a KMZ draws and gives a mission', () => {
    expect(readAreas(shp, 'a.shp').value).toHaveLength(1)
    const zip = aZip([{ name: 'a.shp', content: shp }])
    expect(readAreas(zip, 'a.zip').value).toHaveLength(1)
    const kmz = aZip([{ name: 'doc.kml', content: kml }])
    expect(missionReaderOf(sniff(kmz, 'a.kmz'))?.format).toBe('kmz')
    expect(importMission(kmz, 'a.kmz').value?.items).toEqual(importMission(kml, 'a.kml').value?.items)
    expect(readAreas(kmz, 'a.kmz').value?.length).toBe(readAreas(kml, 'a.kml').value?.length)
  })

  test('no zip in a zip is gone into', () => {
    const inner = aZip([{ name: 'doc.kml', content: kml }])
    expect(importMission(aZip([{ name: 'doc.kml', content: inner }]), 'a.kmz')).toMatchObject({
      value: null,
      notes: [{ code: 'unknown_format' }],
    })
  })
})

describe('every reader', () => {
  const samples = EXPORT_FORMATS.map((format) => ({ format, ...writeFormat(format, INPUT) }))
  const ENDINGS = [...endingsOf('mission'), ...endingsOf('areas'), '']

  test('takes any bytes: random ones, and files that were cut and damaged', () => {
    const damaged = fc
      .tuple(
        fc.constantFrom(...samples),
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
      )
      .map(([{ bytes }, cut, changes]) => {
        const copy = bytes.slice(0, cut % 3 === 0 ? cut % (bytes.length + 1) : bytes.length)
        for (const [at, byte] of changes) if (copy.length > 0) copy[at % copy.length] = byte
        return copy
      })
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged),
        fc.constantFrom(...ENDINGS),
        fc.boolean(),
        (bytes, ending, isSwapped) => {
          for (const { value, notes } of [
            importMission(bytes, `a${ending}`, isSwapped),
            readAreas(bytes, `a${ending}`, {}, isSwapped),
          ]) {
            if (value === null) expect(notes.some(({ severity }) => severity === 'error')).toBe(true)
            for (const { code } of notes) expect(code).toMatch(/^[a-z_]+$/)
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('the table of docs/formats.md', () => {
  const text = fs.readFileSync(path.resolve(import.meta.dirname, '../../../docs/formats.md'), 'utf8')
  const [, table = ''] = /## What each target carries\n\n([\s\S]*?)\n\n/.exec(text) ?? []
  const rows = table
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .map(([names = '', ...cells]) => ({
      formats: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
      cells,
    }))
  /** What a cell says of one of its row's formats: no, yes, or yes of the formats that it names. */
  const says = (cell: string, format: string, row: readonly string[]): boolean => {
    if (/^no\b/.test(cell)) return false
    const named = row.filter((one) => cell.split(/[\s,;`]+/).includes(one))
    return named.length === 0 || named.includes(format)
  }

  test('has each format once, and the upload', () => {
    expect(rows.flatMap(({ formats }) => formats).sort()).toEqual([...EXPORT_FORMATS, 'upload'].sort())
  })

  test.each(EXPORT_FORMATS)('says of %s what the registry says', (format) => {
    const { carries, readAs } = infoOf(format)
    const row = rows.find(({ formats }) => formats.includes(format))
    const [, route = '', camera = '', fence = '', rally = '', again = ''] = row?.cells ?? []
    const said = (cell: string) => says(cell, format, row?.formats ?? [])
    expect({
      route: said(route),
      camera: said(camera),
      fence: said(fence),
      rally: said(rally),
      again: said(again),
    }).toEqual({
      route: carries?.route !== 'none',
      camera: carries?.camera,
      fence: carries?.fence !== 'none',
      rally: carries?.rally !== 'none',
      again: readAs !== null,
    })
  })
})
