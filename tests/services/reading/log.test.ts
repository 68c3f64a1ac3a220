/** Logs and media of other programs, read in place from ../shared/fixtures where that folder is there. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { aDng, djiXmp } from '../../builders/rawPhoto.ts'
import { aSrt } from '../../builders/logs.ts'
import { type LogAnswer, placedByTracks, readLogFile } from '../../../src/services/reading/log.ts'

const folder = path.resolve(import.meta.dirname, '../../../../shared/fixtures')
const isThere = fs.existsSync(folder)
const own = path.resolve('missions/demo/footage')

async function answerOf(file: string): Promise<LogAnswer> {
  const read = await readLogFile(file)
  if (!read.ok) throw new Error(`${file}: ${read.code}`)
  return read.value.answer
}

describe.skipIf(!isThere)('the synthetic flight (../shared/fixtures/synthetic-cc0)', () => {
  const at = (name: string) => path.join(folder, 'synthetic-cc0', name)

  test.each([
    ['patrol.tlog', 'tlog', 600, 119.8, 7.25],
    ['patrol.bin', 'bin', 600, 119.8, 0],
    ['patrol.gpx', 'gpx', 120, 119, 0],
    ['patrol.kml', 'kml', 120, 119, 0],
    ['airdata_feet.csv', 'airdata', 600, 119.8, 0],
    ['airdata_meters.csv', 'airdata', 600, 119.8, 0],
    ['litchi.csv', 'litchi', 120, 119, 0],
  ])('%s begins at 02:15:00 UTC and is 800 m long', async (name, kind, points, durationS, clockOffsetS) => {
    const answer = await answerOf(at(name))
    expect(answer).toMatchObject({
      kind,
      points,
      durationS,
      clockOffsetS,
      startUtc: '2026-05-20T02:15:00.000Z',
    })
    expect(answer.distanceM).toBeGreaterThan(790)
    expect(answer.distanceM).toBeLessThan(803)
  })

  test('feet and metres are one flight', async () => {
    const [feet, metres] = await Promise.all(
      ['feet', 'meters'].map((unit) => readLogFile(at(`airdata_${unit}.csv`))),
    )
    if (!feet?.ok || !metres?.ok) throw new Error('unread')
    for (const [i, point] of feet.value.track.entries())
      expect(point.heightM).toBeCloseTo(metres.value.track[i]?.heightM ?? Number.NaN, 1)
  })

  test('the clip and its subtitles begin at 02:15:40 UTC, four seconds long', async () => {
    for (const name of ['_V.MP4', '_V_hevc.MP4', '_V.SRT']) {
      const answer = await answerOf(at(`DJI_20260520101540_0001${name}`))
      expect(answer.startUtc).toBe('2026-05-20T02:15:40.000Z')
      expect(answer.durationS).toBeCloseTo(4, 1)
    }
  })

  test('subtitles say the lens, where they do', async () => {
    const { lens } = await answerOf(at('DJI_20260520101540_0001_V.SRT'))
    // 24 mm, and 34.613 mm of 35 mm film across.
    expect(lens?.hfovDeg).toBeCloseTo((2 * Math.atan(34.613 / 48) * 180) / Math.PI, 2)
    expect(await answerOf(at('patrol.tlog'))).not.toHaveProperty('lens')
  })

  test('a clock 37 s fast is seen, a position of nought refused, a photo without one placed from the track', async () => {
    const names = [
      'patrol.tlog',
      'DJI_20260520101545_0004_V_clock+37s.JPG',
      'DJI_20260520101630_0003_V_zerogps.JPG',
      'DJI_20260520101600_0002_V_nogps.JPG',
    ]
    const reads = await Promise.all(names.map((name) => readLogFile(at(name))))
    const placed = placedByTracks(reads.flatMap((read) => (read.ok ? [read.value] : []))).map(
      ({ answer }) => answer,
    )
    expect(placed[1]).toMatchObject({ clockOffsetS: 37, startUtc: '2026-05-20T02:15:45.000Z' })
    expect(placed[2]?.notes.map(({ code }) => code)).toContain('zero_position')
    expect(placed[2]?.position).toMatchObject({ by: 'track' })
    // Point 300 of 600, half-way round the square.
    expect(placed[3]?.position).toMatchObject({ by: 'track' })
    const halfway = reads[0]?.ok ? reads[0].value.track[300] : undefined
    expect(placed[3]?.position?.lat).toBeCloseTo(halfway?.lat ?? 0, 5)
    expect(placed[3]?.position?.lon).toBeCloseTo(halfway?.lon ?? 0, 5)
  })
})

describe.skipIf(!isThere)('files of real aircraft (../shared/fixtures)', () => {
  const all = fs.existsSync(folder)
    ? [
        'srt-juanirache-mit',
        'srt-callmarcus-mit',
        'ulg-px4-bsd3',
        'mapillary-bsd2',
        'metadata-extractor-free',
      ].flatMap((sub) =>
        fs
          .readdirSync(path.join(folder, sub))
          .filter((name) => !/licen[sc]e/i.test(name))
          .map((name) => path.join(sub, name)),
      )
    : []
  /** Nothing to read in these; the others are read. */
  const EMPTY = ['broken_empty.SRT', 'broken_empty2.SRT']

  test.each(all)('%s', async (name) => {
    const read = await readLogFile(path.join(folder, name))
    if (EMPTY.includes(path.basename(name))) {
      expect(read).toMatchObject({ ok: false, code: 'unreadable_file' })
      return
    }
    expect(read.ok).toBe(true)
    if (!read.ok) return
    const { answer } = read.value
    // Positions are where the samples say: none swapped into another continent, none in the sea off Africa.
    for (const { lat, lon } of read.value.track) expect(lat === 0 && lon === 0).toBe(false)
    expect(answer.distanceM).toBeLessThan(5000)
  })

  test('the aircraft that writes latitude first is not put into another hemisphere', async () => {
    const read = await readLogFile(path.join(folder, 'srt-juanirache-mit/matrice_300.srt'))
    const [first] = read.ok ? read.value.track : []
    expect(first?.lat).toBeCloseTo(36.61, 1)
    expect(first?.lon).toBeCloseTo(-6.11, 1)
  })

  test('three dialects of one flight are one track', async () => {
    const lengths = await Promise.all(
      ['mavic_pro.SRT', 'old_format.SRT', 'mavic_2_style.SRT'].map(
        async (name) => (await answerOf(path.join(folder, 'srt-juanirache-mit', name))).distanceM,
      ),
    )
    expect(new Set(lengths).size).toBe(1)
  })
})

test('a file is told by its content, whatever its name', async () => {
  const srt = fs.readdirSync(own).find((name) => name.endsWith('.SRT'))
  const source = path.join(own, srt ?? fs.readdirSync(own).find((name) => name.endsWith('.gpx')) ?? '')
  const copy = path.join(
    fs.mkdtempSync(path.join(import.meta.dirname, '../../../node_modules/.log-')),
    'flight.bin',
  )
  fs.copyFileSync(source, copy)
  try {
    expect((await answerOf(copy)).kind).toBe((await answerOf(source)).kind)
  } finally {
    fs.rmSync(path.dirname(copy), { recursive: true })
  }
})

test.each([
  ['nothing.log', Buffer.alloc(0), 'unreadable_file'],
  ['nothing.MP4', Buffer.alloc(0), 'unreadable_file'],
  ['words.txt', Buffer.from('hello'), 'unreadable_file'],
])('%s is refused', async (name, bytes, code) => {
  const dir = fs.mkdtempSync(path.join(import.meta.dirname, '../../../node_modules/.log-'))
  fs.writeFileSync(path.join(dir, name), bytes)
  expect(await readLogFile(path.join(dir, name))).toMatchObject({ ok: false, code })
  expect(await readLogFile(path.join(dir, 'missing'))).toMatchObject({ ok: false, code: 'cannot_read' })
  fs.rmSync(dir, { recursive: true })
})

test('a photo says its lens and its laser’s target, and one without them has no such keys', async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-log-'))
  const at = (name: string, tags: Record<string, string>, lens?: { filmMm: number; digitalZoom: number }) => {
    const file = path.join(dir, name)
    const xmp = djiXmp({ GpsLatitude: '+41.77', GpsLongitude: '+109.97', ...tags }, 'attributes')
    fs.writeFileSync(
      file,
      aDng({ make: 'DJI', model: 'M30T', taken: '2026:05:20 10:15:30', xmp, ...(lens ? { lens } : {}) }),
    )
    return file
  }
  try {
    const zoomed = await answerOf(
      at(
        'zoomed.dng',
        {
          ImageSource: 'ZoomCamera',
          AbsoluteAltitude: '+1665.0',
          LRFStatus: 'Normal',
          LRFTargetDistance: '54.1',
          LRFTargetLat: '41.77',
          LRFTargetLon: '109.9706014',
          LRFTargetAbsAlt: '1644.34',
        },
        { filmMm: 162, digitalZoom: 2 },
      ),
    )
    // 34.613 mm of 35 mm film across a 4:3 picture.
    expect(zoomed.lens).toMatchObject({ kind: 'zoom', zoom: 2 })
    expect(zoomed.lens?.hfovDeg).toBeCloseTo((2 * Math.atan(34.613 / 2 / 324) * 180) / Math.PI, 2)
    expect(zoomed.target).toMatchObject({ amslM: 1644.34, distanceM: 54.1 })
    const plain = await answerOf(at('plain.dng', {}))
    expect(plain).not.toHaveProperty('lens')
    expect(plain).not.toHaveProperty('target')
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
})

test.each([
  [
    'whose first segment is said to be longer than the file',
    [0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 0x45, 0x78],
  ],
  [
    'whose segment is said to be shorter than its own length',
    [0xff, 0xd8, 0xff, 0xe1, 0x00, 0x00, 0x45, 0x78],
  ],
])('a photo %s is read, says nothing, and says that', async (_what, bytes) => {
  const dir = fs.mkdtempSync(path.join(import.meta.dirname, '../../../node_modules/.log-'))
  const file = path.join(dir, 'lying.jpg')
  fs.writeFileSync(file, Buffer.from(bytes))
  const answer = await answerOf(file)
  expect(answer).toMatchObject({ kind: 'jpeg', startUtc: null, position: null })
  expect(answer.notes.length).toBeGreaterThan(0)
  fs.rmSync(dir, { recursive: true })
})

test('subtitles called flight.bin are subtitles', async () => {
  const dir = fs.mkdtempSync(path.join(import.meta.dirname, '../../../node_modules/.log-'))
  const file = path.join(dir, 'flight.bin')
  fs.writeFileSync(file, aSrt([{ atMs: Date.UTC(2026, 4, 20), lat: 41.77, lon: 109.97, heightM: 60 }]))
  expect(await answerOf(file)).toMatchObject({ kind: 'srt', points: 1 })
  fs.rmSync(dir, { recursive: true })
})
