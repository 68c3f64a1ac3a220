import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { jumpsRenumbered } from '../../../src/core/formats/jumps.ts'
import { readParams } from '../../../src/core/formats/paramFile.ts'
import { readAreas } from '../../../src/core/formats/readAreas.ts'
import { filesOfZip } from '../../../src/core/formats/zip.ts'
import { LONGEST_LINE, linesIn, linesOfPieces } from '../../../src/core/units/lines.ts'
import { markupFault } from '../../../src/core/units/markupShape.ts'
import { MAV_CMD } from '../../../src/core/route/mav.ts'
import { aDeepGeoJson, aDeepKml, aLongWpl } from '../../builders/heavyFiles.ts'
import { aZip } from '../../builders/zips.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const all = () => true
const codes = (read: { notes: readonly { code: string }[] }): string[] => read.notes.map(({ code }) => code)
const KML =
  '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><Point><coordinates>109.97,41.77</coordinates></Point></Placemark></kml>'

describe('a zip', () => {
  const content = bytes('areas '.repeat(1000))

  it('whose entries share their bytes is not unpacked at all', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((name, i) => ({
      name: `${name}.shp`,
      content,
      ...(i > 0 ? { sharedWith: 0 } : {}),
    }))
    expect(filesOfZip(aZip(five), all)).toMatchObject({
      files: {},
      notes: [{ code: 'zip_twice', severity: 'error' }],
    })
    expect(readAreas(aZip(five), 'five.zip')).toMatchObject({ value: null, notes: [{ code: 'zip_twice' }] })
  })

  it('whose entry lies within another is not unpacked, wanted or not', () => {
    const whole = aZip([
      { name: 'outer.bin', content: crypto.getRandomValues(new Uint8Array(500)) },
      { name: 'inner.kml', content },
    ])
    const view = new DataView(whole.buffer)
    // The directory's second row points into the first entry's data.
    const directory = view.getUint32(whole.length - 22 + 16, true)
    view.setUint32(directory + 46 + 'outer.bin'.length + 42, 60, true)
    const read = filesOfZip(whole, (name) => name.endsWith('.kml'))
    expect(read).toMatchObject({ files: {}, notes: [{ code: 'zip_twice', at: 'outer.bin' }] })
  })

  it('with two files of one name is not guessed at', () => {
    const two = aZip([
      { name: 'doc.kml', content: bytes(KML) },
      { name: 'DOC.KML', content: bytes('<kml/>') },
    ])
    expect(codes(filesOfZip(two, all))).toEqual(['zip_twice'])
  })

  it('that unpacks to more than it states is left where it states to end', () => {
    const lying = aZip([{ name: 'a.kml', content: new Uint8Array(4_000_000), said: 1000 }])
    expect(filesOfZip(lying, all)).toMatchObject({ files: {}, notes: [{ code: 'zip_damaged', at: 'a.kml' }] })
  })

  it('that is packed a thousand times is a bomb from some megabytes on', () => {
    const small = aZip([{ name: 'a.dbf', content: new Uint8Array(4_000_000) }])
    expect(Object.keys(filesOfZip(small, all).files)).toEqual(['a.dbf'])
    const large = aZip([{ name: 'a.shp', content: new Uint8Array(20_000_000) }])
    expect(filesOfZip(large, all)).toMatchObject({
      files: {},
      notes: [{ code: 'zip_too_large', params: { files: 1, megabytes: 128 } }],
    })
  })

  it('that other programs wrote is unpacked as it was (law)', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/)
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.uint8Array({ maxLength: 2000 }), { noNullPrototype: true }),
        (files) => {
          const read = filesOfZip(zipSync(files), all)
          expect(read.notes).toEqual([])
          expect(Object.keys(read.files).sort()).toEqual(Object.keys(files).sort())
          for (const [one, was] of Object.entries(files))
            expect([...(read.files[one] ?? [])]).toEqual([...was])
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('what is nested without end', () => {
  it.each([
    ['KML, as a mission', () => importMission(bytes(aDeepKml(500_000)), 'deep.kml')],
    ['KML, as areas', () => readAreas(bytes(aDeepKml(500_000)), 'deep.kml')],
    ['KML in a zip', () => readAreas(zipSync({ 'doc.kml': bytes(aDeepKml(50_000)) }), 'deep.kmz')],
    ['GPX', () => importMission(bytes(`<gpx>${'<a>'.repeat(300_000)}</gpx>`), 'deep.gpx')],
    [
      'KML that never closes behind a damaged tag',
      () => importMission(bytes(`<kml></a>${'<b>'.repeat(300_000)}`), 'x.kml'),
    ],
    ['GeoJSON, as a mission', () => importMission(bytes(aDeepGeoJson(100_000)), 'deep.geojson')],
    ['GeoJSON, as areas', () => readAreas(bytes(aDeepGeoJson(100_000)), 'deep.geojson')],
    ['a plan', () => importMission(bytes(`{"fileType":"Plan","x":${'['.repeat(500_000)}`), 'deep.plan')],
  ])('(%s) is refused for that', (_, read) => {
    expect(codes(read())).toContain('too_deep')
  })

  it('is a matter of elements, not of comments, data and instructions', () => {
    const inside = `<!-- ${'<a>'.repeat(500)} --><![CDATA[${'<a>'.repeat(500)}]]><?x ${'<a>'.repeat(500)}?>`
    expect(markupFault(`<kml>${inside}${'<a/>'.repeat(500)}${'<b></b>'.repeat(500)}</kml>`)).toBeNull()
  })
})

describe('what holds more than can be held', () => {
  it.each([
    [
      'elements',
      () => importMission(bytes(`<gpx>${'<a/>'.repeat(1_100_000)}</gpx>`), 'many.gpx'),
      'too_many_values',
    ],
    [
      'attributes',
      () => importMission(bytes(`<gpx><a ${'b="" '.repeat(10_000)}/></gpx>`), 'wide.gpx'),
      'line_too_long',
    ],
    [
      'a tag without an end',
      () => importMission(bytes(`<gpx><a ${'b'.repeat(100_000)}`), 'open.gpx'),
      'line_too_long',
    ],
    [
      'values',
      () => importMission(bytes(`{"fileType":"Plan","x":[${'0,'.repeat(12_100_000)}0]}`), 'many.plan'),
      'too_many_values',
    ],
  ])('(%s) is refused for that', (_, read, code) => {
    expect(codes(read())).toContain(code)
  })
})

describe('lines', () => {
  const law = fc.array(
    fc.oneof(fc.constantFrom('\n', '\r', '\r\n', ',', 'é', '字'), fc.string({ maxLength: 5 })),
    { maxLength: 60 },
  )

  it('are those of the text, in whatever pieces it comes (law)', () => {
    fc.assert(
      fc.property(law, fc.integer({ min: 1, max: 9 }), (parts, size) => {
        const text = parts.join('').replaceAll('\r', '')
        const wanted = text === '' ? [] : text.replace(/\n$/, '').split('\n')
        const found: string[] = []
        const stream = linesOfPieces(
          (line, number) => {
            expect(number).toBe(found.length + 1)
            found.push(line)
          },
          () => expect.unreachable(),
        )
        const whole = bytes(text)
        for (let at = 0; at < whole.length; at += size) stream.take(whole.subarray(at, at + size))
        stream.end()
        expect(found).toEqual(wanted)
      }),
    )
  })

  it('end as they do on any system (law)', () => {
    fc.assert(
      fc.property(law, (parts) => {
        const text = parts.join('').replace(/^\uFEFF/, '')
        const found = [...linesIn(text, () => expect.unreachable())]
        expect(found.map(([, line]) => line)).toEqual(text.split(/\r\n|\r|\n/))
        expect(found.map(([i]) => i)).toEqual(found.map((_, i) => i))
      }),
    )
  })

  it('that are too long are told by their number, and those after them are read', () => {
    const text = `one\n${'x'.repeat(LONGEST_LINE + 1)}\nthree`
    const long: number[] = []
    expect([...linesIn(text, (i) => long.push(i))]).toEqual([
      [0, 'one'],
      [2, 'three'],
    ])
    const [found, told]: [[string, number][], number[]] = [[], []]
    const stream = linesOfPieces(
      (line, number) => found.push([line, number]),
      (number) => told.push(number),
    )
    const whole = bytes(text)
    for (let at = 0; at < whole.length; at += 1000) stream.take(whole.subarray(at, at + 1000))
    stream.end()
    expect(long).toEqual([1])
    expect(told).toEqual([2])
    expect(found).toEqual([
      ['one', 1],
      ['three', 3],
    ])
  })

  it('cost a waypoint list that line, which is an error with its place', () => {
    const [header = '', home = '', first = '', ...rest] = aLongWpl(5).split('\n')
    const read = importMission(
      bytes([header, home, first, ' '.repeat(70_000), ...rest].join('\n')),
      'long.waypoints',
    )
    expect(read.value?.items).toHaveLength(5)
    expect(read.notes).toContainEqual({
      code: 'line_too_long',
      severity: 'error',
      at: 'line 4',
      params: { most: LONGEST_LINE },
    })
  })

  it('cost a list of parameters that line', () => {
    const read = readParams(bytes(`WP_YAW_BEHAVIOR,1\n${'A'.repeat(70_000)}\nRTL_ALT,1500\n`))
    expect(read.value).toEqual({ WP_YAW_BEHAVIOR: 1, RTL_ALT: 1500 })
    expect(codes(read)).toEqual(['line_too_long'])
  })
})

describe('jumps', () => {
  it('of a list whose lines all have one number are looked up once each', () => {
    const item = (seq: number, command: number) => ({
      seq,
      command,
      frame: 3,
      params: [0, 1, 0, 0] as [number, number, number, number],
      lat: 41.77,
      lon: 109.97,
      altM: 60,
      autoContinue: true,
      role: 'waypoint' as const,
    })
    const items = Array.from({ length: 65_535 }, (_, i) =>
      item(i + 1, i === 9 ? MAV_CMD.DO_JUMP : MAV_CMD.NAV_WAYPOINT),
    )
    const notes: Parameters<typeof jumpsRenumbered>[2] = []
    const found = jumpsRenumbered(
      items,
      items.map(() => 0),
      notes,
    )
    expect(found[9]?.params[0]).toBe(1)
    expect(notes).toMatchObject([{ code: 'plan_jump_twice', params: { count: 65_535 } }])
  })
})
