/**
 * Every reader against every kind of damage: nothing thrown, a note with its severity and place, and nothing lost without
 * one. `whole` is what the reader makes of the file when nothing is wrong with it.
 */
import fs from 'node:fs'
import path from 'node:path'
import { zipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { readMissionFile } from '../../../src/core/formats/missionFile.ts'
import { readParams } from '../../../src/core/formats/paramFile.ts'
import { readAreas } from '../../../src/core/formats/readAreas.ts'
import type { Note } from '../../../src/core/units/note.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const utf16 = (text: string, isLittle: boolean, hasMark: boolean): Uint8Array => {
  const whole = hasMark ? `\uFEFF${text}` : text
  const bytes = new Uint8Array(2 * whole.length)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < whole.length; i++) view.setUint16(2 * i, whole.charCodeAt(i), isLittle)
  return bytes
}
/** 巡查 in GBK. */
const GBK = [0xd1, 0xb2, 0xb2, 0xe9]
const withGbk = (text: string): Uint8Array => {
  const at = text.indexOf('@@')
  return Uint8Array.from([...encode(text.slice(0, at)), ...GBK, ...encode(text.slice(at + 2))])
}

/** The latitudes of a GeoJSON geometry's positions, however deep they lie. */
const latsOf = (coordinates: readonly unknown[]): number[] =>
  typeof coordinates[0] === 'number'
    ? [Number(coordinates[1])]
    : coordinates.flatMap((inner) => latsOf(inner as readonly unknown[]))

type Answer = { count: number; notes: readonly Note[] }
type Reader = {
  name: string
  /** A sound file with three things in it; `@@` stands where a name may be. */
  text: string
  read: (bytes: Uint8Array) => Answer
  /** What one line or member is when it is none, when its numbers have commas, and when its axes are exchanged. */
  nan: [from: string, to: string]
  comma: [from: string, to: string]
  swapped: [from: RegExp, to: string]
  /** The same without anything in it. */
  empty: string
  version?: [from: string, to: string]
}

const mission =
  (name: string) =>
  (bytes: Uint8Array): Answer => {
    const { value, notes } = importMission(bytes, name)
    return { count: value?.items.filter(({ command }) => command === 16).length ?? 0, notes }
  }
const areas =
  (name: string) =>
  (bytes: Uint8Array): Answer => {
    const { value, notes } = readAreas(bytes, name)
    return { count: value?.length ?? 0, notes }
  }
const wplLine = (seq: number, lat: string, lon: string) =>
  [seq, seq === 0 ? 1 : 0, seq === 0 ? 0 : 3, 16, 0, 0, 0, 0, lat, lon, 50, 1].join('\t')
const planItem = (id: number, lat: string, lon: string) =>
  `{"type":"SimpleItem","autoContinue":true,"command":16,"doJumpId":${id},"frame":3,"params":[0,0,0,null,${lat},${lon},50]}`
const plan = (items: string) =>
  `{"fileType":"Plan","version":1,"groundStation":"@@","mission":{"version":2,"firmwareType":3,"plannedHomePosition":[41.77,109.97,1600],"items":[${items}]},"geoFence":{"version":2,"polygons":[],"circles":[]},"rallyPoints":{"version":2,"points":[]}}`
const kmlPoint = (lon: string, lat: string) =>
  `<Placemark><name>@@</name><Point><coordinates>${lon},${lat},50</coordinates></Point></Placemark>`
const kml = (marks: string) =>
  `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${marks}</Document></kml>`
const gpxPoint = (lat: string, lon: string) =>
  `<rtept lat="${lat}" lon="${lon}"><ele>50</ele><name>@@</name></rtept>`
const gpx = (points: string) =>
  `<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><rte>${points}</rte></gpx>`
const geoPoint = (lon: string, lat: string) =>
  `{"type":"Feature","properties":{"name":"@@"},"geometry":{"type":"Point","coordinates":[${lon},${lat},50]}}`
const geo = (features: string) => `{"type":"FeatureCollection","features":[${features}]}`
const LITCHI = 'latitude,longitude,altitude(m),heading(deg),curvesize(m),speed(m/s)'
const once = (text: string) => {
  let isFirst = true
  return text.replace(/@@/g, () => {
    if (!isFirst) return 'x'
    isFirst = false
    return '@@'
  })
}
const three = (make: (a: string, b: string) => string, first: 'lat' | 'lon', between = '') =>
  [0, 1, 2]
    .map((k) => [`41.77${k + 1}`, `109.97${k + 1}`] as const)
    .map(([lat, lon]) => (first === 'lat' ? make(lat, lon) : make(lon, lat)))
    .join(between)

const READERS: Reader[] = [
  {
    name: 'QGroundControl plan',
    text: plan(['1', '2', '3'].map((k) => planItem(Number(k), `41.77${k}`, `109.97${k}`)).join(',')),
    read: mission('a.plan'),
    nan: ['41.772', '1e999'],
    comma: ['41.772', '41,772'],
    swapped: [/(41\.77[123]),(109\.97[123])/g, '$2,$1'],
    empty: plan(''),
    version: ['"version":1', '"version":7'],
  },
  {
    name: 'waypoint list',
    text: `QGC WPL 110\n${wplLine(0, '41.77', '109.97')}\n# @@\n${['1', '2', '3'].map((k) => wplLine(Number(k), `41.77${k}`, `109.97${k}`)).join('\n')}\n`,
    read: mission('a.waypoints'),
    nan: ['41.772', 'NaN'],
    comma: ['41.772', '41,772'],
    swapped: [/(41\.77[123])\t(109\.97[123])/g, '$2\t$1'],
    empty: `QGC WPL 110\n${wplLine(0, '41.77', '109.97')}\n`,
    version: ['WPL 110', 'WPL 999'],
  },
  {
    name: 'Litchi',
    text: `${LITCHI}\n${three((lat, lon) => `${lat},${lon},50,0,0,5`, 'lat', '\n')}\n`,
    read: mission('a.csv'),
    nan: ['41.772', 'NaN'],
    comma: ['41.772', '41,772'],
    swapped: [/(41\.77[123]),(109\.97[123])/g, '$2,$1'],
    empty: `${LITCHI}\n`,
  },
  {
    name: 'KML mission',
    text: once(kml(three(kmlPoint, 'lon'))),
    read: mission('a.kml'),
    nan: ['41.772', 'NaN'],
    comma: ['41.772', '41,772'],
    swapped: [/(109\.97[123]),(41\.77[123])/g, '$2,$1'],
    empty: kml(''),
  },
  {
    name: 'GPX',
    text: once(gpx(three(gpxPoint, 'lat'))),
    read: mission('a.gpx'),
    nan: ['41.772', 'NaN'],
    comma: ['41.772', '41,772'],
    swapped: [/lat="(41\.77[123])" lon="(109\.97[123])"/g, 'lat="$2" lon="$1"'],
    empty: gpx(''),
  },
  {
    name: 'GeoJSON mission',
    text: once(geo(three(geoPoint, 'lon', ','))),
    read: mission('a.geojson'),
    nan: ['41.772', '1e999'],
    comma: ['41.772', '41,772'],
    swapped: [/(109\.97[123]),(41\.77[123])/g, '$2,$1'],
    empty: geo(''),
  },
  {
    name: 'KML areas',
    text: once(kml(three(kmlPoint, 'lon'))),
    read: areas('a.kml'),
    nan: ['41.772', 'NaN'],
    comma: ['41.772', '41,772'],
    swapped: [/(109\.97[123]),(41\.77[123])/g, '$2,$1'],
    empty: kml(''),
  },
  {
    name: 'GeoJSON areas',
    text: once(geo(three(geoPoint, 'lon', ','))),
    read: areas('a.geojson'),
    nan: ['41.772', '1e999'],
    comma: ['41.772', '41,772'],
    swapped: [/(109\.97[123]),(41\.77[123])/g, '$2,$1'],
    empty: geo(''),
  },
]

const loud = (notes: readonly Note[]): Note[] => notes.filter(({ severity }) => severity !== 'info')
/** Fewer than there were: then somebody is told, where and how badly. */
function nothingLostInSilence({ count, notes }: Answer, of: number): void {
  for (const { code, severity, at } of notes) {
    expect(code).toMatch(/^[a-z0-9_]+$/)
    expect(['info', 'warning', 'error']).toContain(severity)
    expect(at === null || at.length > 0).toBe(true)
  }
  if (count < of) expect(loud(notes).length, JSON.stringify(notes)).toBeGreaterThan(0)
  if (count === 0) expect(notes.some(({ severity }) => severity !== 'info')).toBe(true)
}
const plain = (text: string) => text.replaceAll('@@', 'x')

describe.each(READERS)('$name', ({ text, read, nan, comma, swapped, empty, version }) => {
  const sound = encode(plain(text))

  test('whole, has its three', () => {
    const { count, notes } = read(sound)
    expect(count).toBe(3)
    expect(notes.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test.each<[string, () => Uint8Array]>([
    ['a byte order mark', () => encode(`\uFEFF${plain(text)}`)],
    ['UTF-16, marked', () => utf16(plain(text), true, true)],
    ['UTF-16, the other way round, marked', () => utf16(plain(text), false, true)],
    ['UTF-16 without a mark', () => utf16(plain(text), true, false)],
    ['UTF-16, the other way round, without a mark', () => utf16(plain(text), false, false)],
    ['lines ended as on Windows', () => encode(plain(text).replaceAll('\n', '\r\n'))],
    ['GBK', () => (text.includes('@@') ? withGbk(text) : sound)],
  ])('in %s is the same', (_name, bytes) => {
    expect(read(bytes()).count).toBe(3)
  })

  test('cut anywhere tells what is missing', () => {
    const whole = plain(text)
    for (let end = 0; end < whole.length; end++) {
      // Behind the last column of a line, or between two lines, nobody can tell that there were more.
      const restOfLine = /^[^\n]*/.exec(whole.slice(end))?.[0] ?? ''
      const isBetween = !/^[<{]/.test(whole) && (!/[\t,]/.test(restOfLine) || whole[end - 1] === '\n')
      const answer = read(sound.slice(0, end))
      if (!isBetween && !whole.startsWith('#', whole.lastIndexOf('\n', end - 1) + 1))
        nothingLostInSilence(answer, 3)
    }
  })

  test.each([
    ['a number that is none', nan],
    ['a comma for a point', comma],
  ] as const)('with %s loses that one, and says so', (_name, [from, to]) => {
    const answer = read(encode(plain(text).replace(from, to)))
    expect(answer.count).toBeLessThan(3)
    nothingLostInSilence(answer, 3)
  })

  test('with latitude and longitude exchanged says that, and reads it the other way round when told', () => {
    const turned = encode(plain(text).replace(...swapped))
    const { notes } = read(turned)
    expect(notes).toContainEqual(expect.objectContaining({ code: 'swapped_coordinates', severity: 'error' }))
    const byMission = importMission(turned, 'a.plan', true)
    const places = byMission.value?.items.filter(({ command }) => command === 16) ?? []
    const byAreas = readAreas(turned, 'a.kml', {}, true).value ?? []
    const lats = [
      ...places.map(({ lat }) => lat),
      ...byAreas.flatMap(({ geometry }) => latsOf(geometry.coordinates)),
    ]
    expect(lats.length).toBeGreaterThanOrEqual(3)
    for (const lat of lats) expect(lat).toBeCloseTo(41.77, 1)
  })

  test('with nothing in it says so', () => {
    const answer = read(encode(plain(empty)))
    expect(answer.count).toBe(0)
    nothingLostInSilence(answer, 1)
  })

  test('of another version is refused', () => {
    if (!version) return
    const answer = read(encode(plain(text).replace(version[0], version[1])))
    expect(answer.count).toBe(0)
    expect(answer.notes.some(({ severity }) => severity === 'error')).toBe(true)
  })

  test('flipped, cut and spliced anywhere is a value or a reason, never thrown', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 })), { maxLength: 6 }),
        fc.nat(sound.length),
        fc.nat(sound.length),
        fc.boolean(),
        (flips, from, to, isSpliced) => {
          const bytes = sound.slice()
          for (const [at, by] of flips) bytes[at] = (bytes[at] as number) ^ by
          const [a, b] = [Math.min(from, to), Math.max(from, to)]
          const damaged = isSpliced ? Uint8Array.from([...bytes.slice(0, a), ...bytes.slice(b)]) : bytes
          const { count, notes } = read(damaged)
          if (count === 0) expect(notes.some(({ severity }) => severity !== 'info')).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('XML and JSON that would grow or never end', () => {
  const readers = [mission('a.kml'), areas('a.kml')]
  test('a billion laughs, outside files', () => {
    const laughs =
      '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><kml><Placemark><name>&c;</name></Placemark></kml>'
    const gpxLaughs = '<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "ha">]><gpx>&a;</gpx>'
    for (const read of readers)
      expect(read(encode(laughs)).notes).toContainEqual(
        expect.objectContaining({ code: 'xml_entities', severity: 'error' }),
      )
    expect(mission('a.gpx')(encode(gpxLaughs)).notes.map(({ code }) => code)).toContain('xml_entities')
  })

  test('nested without end', () => {
    const deepJson = `${'{"type":"ComplexItem","complexItemType":"survey","Items":['.repeat(30_000)}${']}'.repeat(30_000)}`
    const deepGeo = geo(
      `{"type":"Feature","geometry":${'{"type":"GeometryCollection","geometries":['.repeat(5000)}${']}'.repeat(5000)}}`,
    )
    const deepXml = kml(`${'<Folder>'.repeat(20_000)}${'</Folder>'.repeat(20_000)}`)
    for (const [read, bytes] of [
      [mission('a.plan'), encode(plan(deepJson))],
      [mission('a.geojson'), encode(deepGeo)],
      [areas('a.geojson'), encode(deepGeo)],
      [mission('a.kml'), encode(deepXml)],
      [areas('a.kml'), encode(deepXml)],
    ] as const)
      nothingLostInSilence(read(bytes), 1)
    for (const read of [readMissionFile, (bytes: Uint8Array) => importMission(bytes, 'a.json', true)])
      expect(read(encode('['.repeat(100_000) + ']'.repeat(100_000))).value).toBeNull()
  })
})

test('the same mistake a hundred thousand times is told some hundred times, and that there is more', () => {
  const many = (line: string) => line.repeat(100_000)
  const answers = [
    mission('a.waypoints')(encode(`QGC WPL 110\n${wplLine(0, '41.77', '109.97')}\n${many('1\tx\n')}`)),
    mission('a.csv')(encode(`${LITCHI}\n41.77,109.97,50,0,0,5\n${many('x,y,z,0,0,0\n')}`)),
    mission('a.plan')(encode(plan(`${many('1,')}1`))),
    mission('a.geojson')(encode(geo(`${many(`${geoPoint('"x"', '"y"')},`)}${geoPoint('109.97', '41.77')}`))),
    areas('a.geojson')(encode(geo(`${many(`${geoPoint('"x"', '"y"')},`)}${geoPoint('109.97', '41.77')}`))),
    areas('a.kml')(encode(kml(many(kmlPoint('x', 'y'))))),
  ]
  for (const { notes } of answers) {
    expect(notes.length).toBeGreaterThan(100)
    expect(notes.length).toBeLessThan(600)
  }
})

describe('archives', () => {
  const doc = encode(plain(kml(three(kmlPoint, 'lon'))))
  const read = areas('a.kmz')
  const codes = (bytes: Uint8Array) => read(bytes).notes.map(({ code }) => code)
  const patch = (bytes: Uint8Array, signature: number, by: (view: DataView, at: number) => void) => {
    const copy = bytes.slice()
    const view = new DataView(copy.buffer)
    for (let i = 0; i + 46 < copy.length; i++) if (view.getUint32(i, true) === signature) by(view, i)
    return copy
  }

  test('whole', () => expect(read(zipSync({ 'doc.kml': doc })).count).toBe(3))

  test('encrypted, said by name', () => {
    const zip = patch(zipSync({ 'doc.kml': doc }), 0x02014b50, (view, at) => view.setUint16(at + 8, 1, true))
    expect(read(zip).notes).toContainEqual(
      expect.objectContaining({ code: 'zip_encrypted', at: 'doc.kml', severity: 'error' }),
    )
  })

  test('with a byte changed in what is packed: never other coordinates, always told', () => {
    const whole = zipSync({ 'doc.kml': doc }, { level: 0 })
    const at = new TextDecoder('latin1').decode(whole).indexOf('41.772')
    const changed = whole.slice()
    changed[at + 1] = 0x32
    expect(read(changed)).toMatchObject({ count: 0 })
    expect(codes(changed)).toContain('zip_damaged')
  })

  test('one of two damaged: the other is read, and the one is named', () => {
    const whole = zipSync({ 'a.kml': doc, 'b.kml': doc }, { level: 0 })
    const text = new TextDecoder('latin1').decode(whole)
    const changed = whole.slice()
    changed[text.lastIndexOf('41.772') + 1] = 0x32
    const { count, notes } = read(changed)
    expect(count).toBe(3)
    expect(notes).toContainEqual(expect.objectContaining({ code: 'zip_damaged', at: 'b.kml' }))
  })

  test('of more files than anybody draws', () => {
    const many = Object.fromEntries(Array.from({ length: 2500 }, (_, i) => [`${i}.kml`, encode(kml(''))]))
    expect(codes(zipSync(many, { level: 0 }))).toContain('zip_too_many')
  })

  test('that blow up, by one file, by many, or in one another', () => {
    const zeros = new Uint8Array(70 * 1024 * 1024)
    expect(codes(zipSync({ 'a.kml': zeros, 'b.kml': zeros }))).toContain('zip_too_large')
    expect(read(zipSync({ 'inner.kmz': zipSync({ 'doc.kml': doc }) })).count).toBe(0)
    expect(codes(zipSync({ 'inner.kmz': zipSync({ 'doc.kml': doc }) }))).toContain('zip_no_kml')
  })

  test('with names that lead outside are only names', () => {
    expect(read(zipSync({ '../../../etc/doc.kml': doc, '/abs/doc.kml': doc })).count).toBe(6)
  })

  test('cut anywhere, or with any byte changed, is what it was or told', () => {
    const whole = zipSync({ 'doc.kml': doc })
    for (let end = 0; end < whole.length; end += 7) nothingLostInSilence(read(whole.slice(0, end)), 3)
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bytes = whole.slice()
        bytes[at] = (bytes[at] as number) ^ by
        nothingLostInSilence(read(bytes), 3)
      }),
      { numRuns: 400 },
    )
  })

  test('of DJI, damaged, too', () => {
    const wayline = encode(
      `<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:wpml="http://www.dji.com/wpmz/1.0.2"><Document><Folder>${three(
        (lon, lat) =>
          `<Placemark><Point><coordinates>${lon},${lat}</coordinates></Point><wpml:executeHeight>50</wpml:executeHeight></Placemark>`,
        'lon',
      )}</Folder></Document></kml>`,
    )
    const whole = zipSync({ 'wpmz/waylines.wpml': wayline })
    const fly = mission('a.kmz')
    expect(fly(whole).count).toBe(3)
    const comma = encode(new TextDecoder().decode(wayline).replace('109.972,41.772', '109,972,41,772'))
    nothingLostInSilence(fly(zipSync({ 'wpmz/waylines.wpml': comma })), 3)
    const swapped = encode(new TextDecoder().decode(wayline).replace('109.972,41.772', '41.772,109.972'))
    expect(fly(zipSync({ 'wpmz/waylines.wpml': swapped })).notes.map(({ code }) => code)).toContain(
      'swapped_coordinates',
    )
    for (let end = 0; end < whole.length; end += 5) nothingLostInSilence(fly(whole.slice(0, end)), 3)
    const locked = patch(whole, 0x02014b50, (view, at) => view.setUint16(at + 8, 1, true))
    expect(fly(locked).notes.map(({ code }) => code)).toContain('zip_encrypted')
  })
})

describe('parameters', () => {
  const text = 'RTL_ALT,6000\nFENCE_ENABLE,1\nRALLY_LIMIT_KM,0.3\n'
  const codes = (given: string | Uint8Array) =>
    readParams(typeof given === 'string' ? encode(given) : given).notes.map(({ code }) => code)
  test.each([
    ['a mark', encode(`\uFEFF${text}`)],
    ['UTF-16', utf16(text, true, true)],
    ['UTF-16 without a mark', utf16(text, false, false)],
    ['Windows lines', encode(text.replaceAll('\n', '\r\n'))],
    ['a comment in GBK', Uint8Array.from([0x23, ...GBK, 0x0a, ...encode(text)])],
  ])('with %s are the same', (_name, bytes) => {
    expect(readParams(bytes).value).toEqual({ RTL_ALT: 6000, FENCE_ENABLE: 1, RALLY_LIMIT_KM: 0.3 })
  })
  test('with half a number, or none, are skipped and counted', () => {
    const { value, notes } = readParams(encode(`${text}RTL_CONE_SLOPE,2,5\nWPNAV_SPEED,NaN\nFS_OPTIONS,\n`))
    expect(value).not.toHaveProperty('RTL_CONE_SLOPE')
    expect(notes).toContainEqual(expect.objectContaining({ code: 'params_skipped', params: { count: 3 } }))
  })
  test('that are none are an error', () => {
    for (const none of ['', 'hello', '{"a":1}', '\u0000\u0001']) expect(codes(none).length).toBeGreaterThan(0)
  })
})

describe("Sortie's own mission file", () => {
  const file = path.resolve('missions/demo/missions/1-sulfuric-acid-works-routine-waypoints.json')
  const text = fs.readFileSync(file, 'utf8')
  test('in any encoding is the same; cut, of another version or with a place off the Earth it is refused by its path', () => {
    for (const bytes of [encode(`\uFEFF${text}`), utf16(text, true, true), utf16(text, true, false)])
      expect(readMissionFile(bytes).value).not.toBeNull()
    for (let end = 0; end < text.length; end += Math.floor(text.length / 40))
      expect(
        readMissionFile(encode(text.slice(0, end))).notes.some(({ severity }) => severity === 'error'),
      ).toBe(true)
    const bad = (change: (json: { version: number; mission: { home: { lat: number } } }) => void) => {
      const json = JSON.parse(text) as { version: number; mission: { home: { lat: number } } }
      change(json)
      return readMissionFile(encode(JSON.stringify(json))).notes
    }
    expect(bad((json) => (json.version = 9))).toContainEqual(
      expect.objectContaining({ code: 'mission_file_bad', at: 'version' }),
    )
    expect(bad((json) => (json.mission.home.lat = 109))).toContainEqual(
      expect.objectContaining({ code: 'mission_file_bad', at: 'mission.home.lat' }),
    )
  })
})

const shared = path.resolve(import.meta.dirname, '../../../../shared/fixtures/missions')
describe.skipIf(!fs.existsSync(shared))(
  'real files (../shared/fixtures/missions), flipped, cut and spliced',
  () => {
    test('are a value or a reason', () => {
      const files = fs
        .readdirSync(shared, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(plan|txt|waypoints|kml|kmz)$/.test(entry.name))
        .map((entry) => path.join(entry.parentPath, entry.name))
      expect(files.length).toBeGreaterThan(10)
      fc.assert(
        fc.property(
          fc.constantFrom(...files),
          fc.constantFrom(...files),
          fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), { maxLength: 5 }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.boolean(),
          (file, other, changes, cut, isSwapped) => {
            const whole = new Uint8Array(fs.readFileSync(file))
            const head = whole.slice(0, Math.floor(whole.length * cut))
            const tail = new Uint8Array(fs.readFileSync(other))
            const bytes = Uint8Array.from([...head, ...tail.slice(Math.floor(tail.length * cut))])
            for (const [at, byte] of changes) bytes[Math.floor(at * bytes.length)] = byte
            for (const { value, notes } of [
              importMission(bytes, path.basename(file), isSwapped),
              readAreas(bytes, path.basename(file), {}, isSwapped),
            ])
              if (value === null) expect(notes.some(({ severity }) => severity === 'error')).toBe(true)
          },
        ),
        { numRuns: 200 },
      )
    })
  },
)
