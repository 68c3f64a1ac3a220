import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { Zip, ZipDeflate, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { endingsOf } from '../../../src/core/formats/formats.ts'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { readMissionFile } from '../../../src/core/formats/missionFile.ts'
import { readAreas } from '../../../src/core/formats/readAreas.ts'

const NAMES = [...new Set([...endingsOf('mission'), ...endingsOf('areas')])]
  .map((ending) => `a${ending}`)
  .concat('a')

/** Whatever comes in: a value, or an error that says what is wrong; never anything thrown. */
function read(bytes: Uint8Array, name: string): void {
  for (const reader of [importMission, readAreas, (given: Uint8Array) => readMissionFile(given)]) {
    const { value, notes } = reader(bytes, name)
    if (value === null) expect(notes.some(({ severity }) => severity === 'error')).toBe(true)
    for (const note of notes) expect(note.code).toMatch(/^[a-z_]+$/)
  }
}

const shared = path.resolve(import.meta.dirname, '../../../../shared/fixtures')
const golden = path.resolve(import.meta.dirname, '../../../missions')
const samples = [
  path.join(shared, 'missions'),
  path.join(shared, 'areas'),
  path.join(golden, 'golden'),
  path.join(golden, 'demo'),
]
  .filter((folder) => fs.existsSync(folder))
  .flatMap((folder) => fs.readdirSync(folder, { recursive: true, withFileTypes: true }))
  .filter(
    (entry) =>
      entry.isFile() &&
      [...endingsOf('mission'), ...endingsOf('areas')].some((ending) => entry.name.endsWith(ending)),
  )
  .map((entry) => path.join(entry.parentPath, entry.name))
  .filter((file) => fs.statSync(file).size < 60_000)

describe('readers take anything', () => {
  test('random bytes under every name', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(...NAMES), read), {
      numRuns: 400,
    })
  })

  test("random text of the formats' own words", () => {
    const word = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '"fileType"',
      '"Plan"',
      '"mission"',
      '"items"',
      'null',
      '1e999',
      '-1',
      'QGC WPL 110',
      '\t',
      '\n',
      '0',
      '16',
      'NaN',
      '<kml>',
      '</kml>',
      '<Polygon>',
      '<coordinates>',
      '1,2,3',
      '</coordinates>',
      '"type"',
      '"FeatureCollection"',
      '"features"',
      '&a;',
      '<!DOCTYPE k [',
      '<!ENTITY a "b">',
      ']>',
      '\u0000',
      '41,77',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.constantFrom(...NAMES), (words, name) =>
        read(new TextEncoder().encode(words.join('')), name),
      ),
      { numRuns: 600 },
    )
  })

  test('real files with bytes changed, cut and doubled', () => {
    expect(samples.length).toBeGreaterThan(20)
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), { maxLength: 8 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (file, changes, cut, isDoubled) => {
          const whole = new Uint8Array(fs.readFileSync(file))
          const bytes = whole.slice(0, Math.ceil(whole.length * Math.max(cut, 0.05)))
          for (const [at, byte] of changes) bytes[Math.floor(at * bytes.length)] = byte
          read(isDoubled ? new Uint8Array([...bytes, ...bytes]) : bytes, path.basename(file))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('every file cut off at every twentieth', () => {
    for (const file of samples.slice(0, 25)) {
      const whole = new Uint8Array(fs.readFileSync(file))
      for (let k = 0; k < 20; k++)
        read(whole.slice(0, Math.floor((whole.length * k) / 20)), path.basename(file))
    }
  })
})

describe('hostile archives and XML', () => {
  const encode = (text: string) => new TextEncoder().encode(text)
  const kml = encode(
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><Point><coordinates>109.97,41.77</coordinates></Point></Placemark></kml>',
  )

  test('names that lead out of the archive are only names', () => {
    const { value } = readAreas(zipSync({ '../../../../etc/evil.kml': kml }), 'a.kmz')
    expect(value).toHaveLength(1)
  })

  test('a bomb is refused by its size, and one whose header lies gains nothing', () => {
    const bomb = zipSync({ 'doc.kml': new Uint8Array(70 * 1024 * 1024) })
    expect(readAreas(bomb, 'a.kmz')).toMatchObject({ value: null })
    const lying = lyingZip(1)
    expect(readAreas(lying, 'a.kmz').value).toBeNull()
  })

  test('a bomb whose header lies is not unpacked beyond what the header says', () => {
    // A quarter of a gigabyte of zeros, of which no reader has more than one piece at a time.
    const lying = lyingZip(256)
    const before = process.memoryUsage().arrayBuffers
    expect(readAreas(lying, 'a.kmz').value).toBeNull()
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(128 * 1024 * 1024)
  })

  test('entities are refused before they can grow or read a file', () => {
    const laughs =
      '<!DOCTYPE k [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><kml><name>&b;</name></kml>'
    const outside = '<!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml><name>&x;</name></kml>'
    for (const text of [laughs, outside]) {
      const { value, notes } = readAreas(encode(text), 'a.kml')
      expect(value).toBeNull()
      expect(notes.map(({ code }) => code)).toContain('xml_entities')
    }
  })

  test('XML nested thousands deep ends', () => {
    const deep = `<kml>${'<Folder>'.repeat(20_000)}${'</Folder>'.repeat(20_000)}</kml>`
    expect(readAreas(encode(deep), 'a.kml').value).toBeNull()
  })

  test('swapped coordinates and commas for points are noticed', () => {
    const swapped =
      '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[41.77,109.97]}}'
    expect(readAreas(encode(swapped), 'a.geojson').notes.map(({ code }) => code)).toContain(
      'swapped_coordinates',
    )
    const comma =
      'QGC WPL 110\n0\t1\t0\t16\t0\t0\t0\t0\t41,77\t109,97\t0\t1\n1\t0\t3\t16\t0\t0\t0\t0\t41,771\t109,97\t60\t1\n'
    const { notes } = importMission(encode(comma), 'a.waypoints')
    expect(notes.length).toBeGreaterThan(0)
  })
})

/** A zip of so many megabytes of zeros, of which local header and central directory both say that they are 100 bytes. */
function lyingZip(megabytes: number): Uint8Array {
  const pieces: Uint8Array[] = []
  const zip = new Zip((_, piece) => pieces.push(piece))
  const file = new ZipDeflate('doc.kml', { level: 1 })
  zip.add(file)
  for (let i = 1; i <= megabytes; i++) file.push(new Uint8Array(1024 * 1024), i === megabytes)
  zip.end()
  const lying = new Uint8Array(Buffer.concat(pieces))
  const view = new DataView(lying.buffer)
  for (let i = 0; i + 46 < lying.length; i++) {
    if (view.getUint32(i, true) === 0x04034b50) view.setUint32(i + 22, 100, true)
    if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 100, true)
  }
  return lying
}
