import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { djmdFrame, djmdProtocol } from '../../../src/core/footage/clip/djmd.ts'
import { timedSamples } from '../../../src/core/footage/clip/timedTrack.ts'
import { readLogFile } from '../../../src/services/reading/log.ts'
import { clipOf, type Frame, frameBytes, message } from '../../builders/djmd.ts'

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-djmd-'))
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

const START_MS = Date.UTC(2026, 4, 20, 2, 15, 40)
const frames = Array.from(
  { length: 40 },
  (_, i): Frame => ({
    lat: 41.77 + i * 1e-5,
    lon: 109.97,
    heightM: 60 + i / 10,
    amslM: 1665,
    pitchDeg: -45.5,
    yawDeg: -90,
  }),
)
const written = (
  protocol: string,
  own: readonly Frame[] = frames,
  createdMs: number | null = START_MS,
): string => {
  const file = path.join(dir, `${protocol}.MP4`)
  const units = protocol.includes('Air3')
    ? 'degrees'
    : /Mavic4|Mini5Pro/.test(protocol)
      ? 'degrees unsaid'
      : 'radians'
  const samples = own.map((frame, i) => frameBytes(protocol, frame, i === 0, units))
  fs.writeFileSync(file, clipOf(samples, 10, createdMs))
  return file
}
const read = async (file: string) => {
  const done = await readLogFile(file)
  if (!done.ok) throw new Error(done.code)
  return done.value
}

describe('DJI’s metadata in clips', () => {
  test.each([
    'dvtm_wm265e.proto',
    'dvtm_pm320.proto',
    'dvtm_wa345e.proto',
    'dvtm_wm261.proto',
    'dvtm_Mavic4.proto',
    'dvtm_Mini4_Pro.proto',
    'dvtm_Mini5Pro.proto',
    'dvtm_Air3.proto',
    'dvtm_Air3s.proto',
    'dvtm_AVATA2.proto',
    'dvtm_dji_neo.proto',
  ])('%s gives its track', async (protocol) => {
    const { answer, track } = await read(written(protocol))
    // Ten frames a second, five of them taken.
    expect(track).toHaveLength(20)
    expect(track[10]?.atMs).toBe(START_MS + 2000)
    expect(track[10]?.lat).toBeCloseTo(41.7702, 6)
    expect(track[10]?.heightM).toBeCloseTo(62, 2)
    expect(answer).toMatchObject({
      kind: 'mp4',
      durationS: 4,
      device: 'Matrice (test)',
      position: { lon: 109.97 },
    })
    expect(answer.distanceM).toBeGreaterThan(40)
    expect(answer.notes).toEqual([])
  })

  test('an unknown protocol is read like the Matrice 30’s, and said to be guessed', async () => {
    const { answer, track } = await read(written('dvtm_next_year.proto'))
    expect(track).toHaveLength(20)
    expect(answer.notes).toMatchObject([
      { code: 'protocol_guessed', params: { name: 'dvtm_next_year.proto' } },
    ])
  })

  test('the receiver’s time beats the container’s, and their difference is the clock’s', async () => {
    const own = frames.map((frame, i) => ({ ...frame, ...(i === 20 ? { utc: '2026-05-20 02:15:42' } : {}) }))
    const { answer } = await read(written('dvtm_wa345e.proto', own, START_MS + 37_000))
    expect(answer).toMatchObject({ startUtc: '2026-05-20T02:15:40.000Z', clockOffsetS: 37 })
    expect(answer.notes).toEqual([
      { code: 'clock_differs', severity: 'info', at: null, params: { seconds: 37 } },
    ])
  })

  test('the receiver’s whole seconds are told best by the frame where they turn over', async () => {
    // The clip began 0.7 s into a second; one frame was told a wrong time.
    const own = frames.map((frame, i) => {
      const ms = START_MS + 700 + i * 100 + (i === 6 ? 5_000_000 : 0)
      return { ...frame, utc: new Date(ms).toISOString().slice(0, 19).replace('T', ' ') }
    })
    const { answer } = await read(written('dvtm_wa345e.proto', own))
    const startMs = Date.parse(answer.startUtc ?? '')
    expect(startMs).toBeGreaterThanOrEqual(START_MS + 500)
    expect(startMs).toBeLessThanOrEqual(START_MS + 700)
  })

  test('what a message that is missing would have said is not known, and a number that is missing is nought', () => {
    const bare = Uint8Array.from(message(3, message(3, message(4, message(1)))))
    const protocol = { name: 'dvtm_pm320.proto', isGuessed: false }
    expect(djmdFrame(bare, protocol)).toMatchObject({ at: null, heightM: null, amslM: 0, gimbal: null })
    const there = Uint8Array.from(message(3, message(3, message(5)), message(4, message(3))))
    expect(djmdFrame(there, protocol)).toMatchObject({
      heightM: 0,
      amslM: null,
      gimbal: { pitchDeg: 0, yawDeg: 0 },
    })
    expect(djmdFrame(new Uint8Array(0), protocol)).toMatchObject({ at: null, heightM: null, amslM: null })
  })

  test.each(['dvtm_wm265e.proto', 'dvtm_Air3s.proto'])('%s tells the size of its picture', (protocol) => {
    const [first] = frames
    if (!first) throw new Error('no frame')
    const sample = frameBytes(protocol, { ...first, widthPx: 3840, heightPx: 2160, zoom: 2.5 }, true)
    expect(djmdProtocol(sample).frame).toEqual({ widthPx: 3840, heightPx: 2160 })
    // Where the digital zoom stands is known of the older ones alone.
    expect(djmdFrame(sample, djmdProtocol(sample)).zoom).toBe(protocol.includes('wm265e') ? 2.5 : null)
    expect(djmdProtocol(frameBytes(protocol, first, true)).frame).toBeNull()
  })

  test('the gimbal is read where it is known to stand, and no fix is no place', () => {
    const [first] = frames
    if (!first) throw new Error('no frame')
    const sample = frameBytes('dvtm_pm320.proto', first, true)
    expect(djmdFrame(sample, djmdProtocol(sample)).gimbal).toEqual({ pitchDeg: -45.5, yawDeg: 270 })
    const lost = frameBytes('dvtm_pm320.proto', { ...first, lat: 0, lon: 0 }, true)
    expect(djmdFrame(lost, djmdProtocol(lost)).at).toBeNull()
  })

  test('mutated clips never throw, never hang, and give no place off the Earth', async () => {
    const whole = clipOf(
      frames.map((frame, i) => frameBytes('dvtm_pm320.proto', frame, i === 0)),
      10,
      START_MS,
    )
    const file = path.join(dir, 'mutated.MP4')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        fc.nat(whole.length),
        async (changes, end) => {
          const bytes = Buffer.from(whole)
          for (const [at, value] of changes) bytes[at] = value
          fs.writeFileSync(file, bytes.subarray(0, Math.max(1, end)))
          const done = await readLogFile(file)
          for (const { lat, lon } of done.ok ? done.value.track : [])
            expect(Math.abs(lat) <= 90 && Math.abs(lon) <= 180).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
    expect(timedSamples(new Uint8Array(0), 'djmd')).toBeNull()
  })
})
