import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import {
  clipDurationS,
  clipPicture,
  clipPosition,
  creationTime,
} from '../../../src/core/footage/clip/clip.ts'
import { METADATA_BYTES, describe as describeFile } from '../../../src/services/reading/describe.ts'
import { readLogFile } from '../../../src/services/reading/log.ts'
import { movieBox } from '../../../src/services/reading/movieBox.ts'
import { type Frame, frameBytes } from '../../builders/djmd.ts'
import { box, type Made, movieOf, u32 } from '../../builders/movie.ts'

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-movie-'))
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))
const root = path.resolve(import.meta.dirname, '../../..')

const START_MS = Date.UTC(2026, 4, 20, 2, 15, 40)
const samples = Array.from({ length: 40 }, (_, i) => {
  const frame: Frame = {
    lat: 41.77 + i * 1e-5,
    lon: 109.97,
    heightM: 60,
    amslM: 1665,
    pitchDeg: -45,
    yawDeg: 0,
  }
  return frameBytes('dvtm_pm320.proto', frame, i === 0)
})
const made = (over: Partial<Made> = {}): Buffer =>
  movieOf({ samples, perSecond: 10, createdMs: START_MS, ...over })
let files = 0
const written = (bytes: Uint8Array): string => {
  const file = path.join(dir, `${++files}.MP4`)
  fs.writeFileSync(file, bytes)
  return file
}
const read = async (bytes: Uint8Array) => {
  const done = await readLogFile(written(bytes))
  if (!done.ok) throw new Error(done.code)
  return done.value
}
const moovOf = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const movie = await movieBox(written(bytes))
  if (!movie) throw new Error('no moov')
  return movie.moov
}
/** A movie header that says another time and length, where none should stand. */
const decoy = Buffer.concat([
  u32(108),
  Buffer.from('mvhd'),
  u32(0, 3_600_000_000, 0, 1, 9999),
  Buffer.alloc(84),
])

describe('boxes of a clip', () => {
  test('a header is found where it stands, not where its letters do', async () => {
    const tricked = made({ first: [box('udta', box('free', decoy)), box('skip', decoy)] })
    const moov = await moovOf(tricked)
    expect(creationTime(moov)?.utcMs).toBe(START_MS)
    expect(clipDurationS(moov)).toBe(4)
    const place = box('\u00a9xyz', Buffer.from([0, 17, 0, 0]), Buffer.from('+41.7700+109.9700/'))
    // Letters of a place within something else are none.
    expect(clipPosition(await moovOf(made({ first: [box('free', place)] })))).toBeNull()
    expect(clipPosition(await moovOf(made({ last: [box('udta', place)] })))).toEqual({
      lat: 41.77,
      lon: 109.97,
    })
    const words = Buffer.concat([Buffer.alloc(6), Buffer.from('plant\0\0'), u32(0x006df851, 0x0029c51f)])
    expect(clipPosition(await moovOf(made({ last: [box('udta', box('loci', words))] })))?.lat).toBeCloseTo(
      41.77,
      3,
    )
  })

  test('sizes of 64 bits, of the data, the header and its tracks', async () => {
    const { answer, track } = await read(made({ isLong: true }))
    expect(track).toHaveLength(20)
    expect(answer).toMatchObject({ startUtc: '2026-05-20T02:15:40.000Z', durationS: 4, notes: [] })
  })

  test('a clip in fragments, as of a camera that lost its power', async () => {
    const whole = made({ perFragment: 7 })
    const { answer, track } = await read(whole)
    expect(track).toHaveLength(20)
    expect(answer).toMatchObject({ durationS: 4, notes: [] })
    expect(track.at(-1)?.atMs).toBe(START_MS + 3800)
    // The last fragment is cut: what came before it is there.
    const cut = await read(whole.subarray(0, -300))
    expect(cut.track.length).toBeGreaterThanOrEqual(15)
    expect(cut.track.length).toBeLessThan(20)
  })

  test('an edit list puts a track off, and leaves out what comes before its beginning', async () => {
    const { track } = await read(made({ edit: { emptyMs: 500, fromTick: 10 } }))
    // The first second is not shown; the rest begins half a second late.
    expect(track[0]?.atMs).toBe(START_MS + 500)
    expect(track[0]?.lat).toBeCloseTo(41.7701, 6)
    expect(track).toHaveLength(15)
  })

  test('times of 1904, of before 1970 and of a far future are none', async () => {
    const at = async (seconds: number): Promise<number | null> =>
      creationTime(await moovOf(made({ createdMs: (seconds - 2_082_844_800) * 1000 })))?.utcMs ?? null
    expect(await at(0)).toBeNull()
    // Seconds since 1970 written where seconds since 1904 belong.
    expect(await at(START_MS / 1000)).toBeNull()
    expect(await at(START_MS / 1000 + 2_082_844_800)).toBe(START_MS)
    const long = box('mvhd', u32(0x01000000, 2, 0, 0, 0, 1000, 0xffffffff, 0xffffffff), Buffer.alloc(80))
    const moov = (await moovOf(made({ first: [long] }))) ?? new Uint8Array(0)
    expect(creationTime(moov)).toBeNull()
    expect(clipDurationS(moov)).toBeNull()
  })

  test('the picture is the largest, as it is shown, with how it is coded', async () => {
    const pictures = [
      { entry: 'jpeg', widthPx: 320, heightPx: 180 },
      { entry: 'hvc1', widthPx: 3840, heightPx: 2160 },
    ]
    const file = written(made({ pictures }))
    const { value } = await describeFile(file, fs.readFileSync(file).subarray(0, METADATA_BYTES))
    expect(value).toMatchObject({ widthPx: 3840, heightPx: 2160, codec: 'H.265' })
    expect(
      clipPicture(
        await moovOf(made({ pictures: [{ entry: 'avc1', widthPx: 1920, heightPx: 1080, isTurned: true }] })),
      ),
    ).toEqual({ codec: 'H.264', widthPx: 1080, heightPx: 1920 })
    expect(clipPicture(await moovOf(made()))).toBeNull()
  })

  test.each([
    ['missions/demo/footage/DJI_20260520101540_0001_V.MP4', 'H.264'],
    ['tests/fixtures/flight/DJI_20260520101540_0001_V_hevc.MP4', 'H.265'],
  ])('%s: its own size', async (file, codec) => {
    const movie = await movieBox(path.join(root, file))
    const picture = movie && clipPicture(movie.moov)
    expect(picture).toMatchObject({ codec })
    expect(picture?.widthPx).toBeGreaterThan(picture?.heightPx ?? Number.POSITIVE_INFINITY)
  })

  test('tables that lie: too many samples, none, chunks that are not there, runs that go back', async () => {
    const whole = made()
    const lies: [type: string, at: number, values: number[]][] = [
      ['stsz', 8, [0xffffffff]],
      ['stsz', 4, [0xfffffff0]],
      ['stco', 4, [0xffffffff]],
      ['stco', 8, [0xfffffff0]],
      ['stsc', 8, [9, 0xffffffff]],
      ['stts', 4, [0xffffffff]],
      ['stts', 8, [0, 0xffffffff]],
      ['mdhd', 12, [0]],
      ['stbl', -4, [7]],
    ]
    for (const [type, at, values] of lies) {
      const bytes = Buffer.from(whole)
      u32(...values).copy(bytes, bytes.lastIndexOf(type) + 4 + at)
      const { track } = await read(bytes)
      for (const { lat, lon } of track) expect(Math.abs(lat) <= 90 && Math.abs(lon) <= 180).toBe(true)
      expect(track.length).toBeLessThanOrEqual(40)
    }
  })

  test('mutated and cut clips, whole, long and in fragments, never throw and never hang', async () => {
    const kinds = [
      made({
        pictures: [{ entry: 'avc1', widthPx: 640, heightPx: 360 }],
        edit: { emptyMs: 100, fromTick: 3 },
      }),
      made({ isLong: true }),
      made({ perFragment: 7 }),
    ]
    const file = path.join(dir, 'mutated.MP4')
    await fc.assert(
      fc.asyncProperty(
        fc.nat(kinds.length - 1),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff)), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.nat(),
        async (kind, changes, cut) => {
          const bytes = Buffer.from(kinds[kind] ?? '')
          // Most of what can lie is in the header.
          const from = Math.max(0, bytes.indexOf('moov') - 8)
          for (const [at, value] of changes) bytes[from + (at % (bytes.length - from))] = value
          fs.writeFileSync(file, cut % 3 === 0 ? bytes.subarray(0, 20 + (cut % bytes.length)) : bytes)
          const done = await readLogFile(file)
          expect(done.ok || done.params['problem'] === 'unknown_format').toBe(true)
          for (const { lat, lon, atMs } of done.ok ? done.value.track : []) {
            expect(Math.abs(lat) <= 90 && Math.abs(lon) <= 180).toBe(true)
            expect(Number.isSafeInteger(atMs)).toBe(true)
          }
          const head = fs.readFileSync(file).subarray(0, METADATA_BYTES)
          const { value } = await describeFile(file, head)
          expect(value.durationS ?? 0).toBeGreaterThanOrEqual(0)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
