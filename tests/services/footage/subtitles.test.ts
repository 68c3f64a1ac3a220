/** A clip and its subtitles find each other in whichever order they come in. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Flight } from '../../../src/core/flight/flight.ts'
import { callsOver, type ScratchServices, scratchServices } from '../../builders/services.ts'
import { clipOf } from '../../builders/djmd.ts'
import { aSrt } from '../../builders/logs.ts'
import { ORIGIN, place } from '../../builders/site.ts'

const START_MS = Date.UTC(2026, 4, 20, 2, 15, 40)
const FLIGHT_ID = '0190aaaa-0000-7000-8000-0000000f1001'
let host: ScratchServices
beforeEach(async () => {
  host = scratchServices()
  const flight: Flight = {
    id: FLIGHT_ID,
    missionId: null,
    missionRevision: null,
    siteIds: [],
    takeoffAtMs: START_MS,
    landedAtMs: START_MS + 60_000,
    pilot: '',
    aircraft: '',
    logIds: [],
    track: [],
    remarks: '',
  }
  await ok('flight.put', { base: null, doc: flight })
})
afterEach(() => host.close())
const ok = callsOver(() => host)
/** Four seconds east over the origin at 60 m, camera down to the north; the local clock of the subtitles is China's. */
function srt(name: string): string {
  const clock = (s: number) => `00:00:0${s},000`
  const cues = [0, 1, 2, 3].map((s) => {
    const { lat, lon } = place(10 * s, 0)
    return `${s + 1}\n${clock(s)} --> ${clock(s + 1)}\n2026-05-20 10:15:4${s}.000\n[focal_len: 24.00] [latitude: ${lat.toFixed(6)}] [longitude: ${lon.toFixed(6)}] [rel_alt: 60.000 abs_alt: 9.000] [gb_yaw: 0.0 gb_pitch: -45.0 gb_roll: 0.0]\n\n`
  })
  return host.given(name, cues.join(''))
}
/** A clip whose header says 30 s later than its subtitles, and nothing of a place. */
const mp4 = (name: string): string =>
  host.given(
    name,
    clipOf([Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3), Uint8Array.of(4)], 1, START_MS + 30_000),
  )
const bring = (...files: string[]) => ok('footage.ingest', { files, flightId: FLIGHT_ID })
const theClip = async () => {
  const { rows } = await ok('footage.list', { flightId: FLIGHT_ID })
  const clip = rows.find(({ doc }) => doc.kind === 'clip')
  return clip && (await ok('footage.get', { id: clip.doc.id })).doc
}
const sees = async () => (await ok('footage.sawPoint', { at: place(15, 60), heightsM: [0] })).seen

describe('subtitles', () => {
  const isJoined = async () => {
    expect(await theClip()).toMatchObject({
      takenAt: { raw: '2026-05-20 10:15:40.000', source: 'subtitles', utcMs: START_MS },
      placement: { by: 'own', heightM: 60, headingDeg: 0, pitchDeg: -45 },
    })
    expect((await theClip())?.seconds).toHaveLength(4)
    const [stretch] = await sees()
    expect(stretch).toMatchObject({ fromS: 0, toS: 3, assumed: ['ground'] })
    expect((await ok('workspace.verify', {})).ok).toBe(true)
  }
  it('in one import with their clip place it second by second', async () => {
    await bring(mp4('DJI_0001.MP4'), srt('DJI_0001.SRT'))
    await isJoined()
  })
  it('that come after their clip place it then', async () => {
    const { notes } = await bring(mp4('DJI_0001.MP4'))
    expect(notes.map(({ code }) => code)).toContain('not_placed')
    expect(await sees()).toEqual([])
    await bring(srt('DJI_0001.SRT'))
    await isJoined()
  })
  it('that came before their clip are read again when it comes', async () => {
    await bring(srt('dji_0001.srt'))
    const { notes } = await bring(mp4('DJI_0001.MP4'))
    expect(notes.map(({ code }) => code)).not.toContain('not_placed')
    await isJoined()
  })
  it('of another name are no clip’s', async () => {
    await bring(srt('DJI_0002.SRT'), mp4('DJI_0001.MP4'))
    expect((await theClip())?.takenAt?.source).toBe('container')
    expect((await theClip())?.seconds ?? []).toEqual([])
  })
  it('give way to what somebody placed by hand', async () => {
    await bring(mp4('DJI_0001.MP4'))
    const [record] = (await ok('footage.list', { flightId: FLIGHT_ID })).rows.filter(
      ({ doc }) => doc.kind === 'clip',
    )
    const placement = {
      at: place(500, 500),
      heightM: 40,
      headingDeg: null,
      pitchDeg: null,
      by: 'hand',
      reason: 'the gate is in it',
    } as const
    if (!record) throw new Error('no record')
    await ok('footage.place', { id: record.doc.id, base: record.version, placement })
    await bring(srt('DJI_0001.SRT'))
    expect((await theClip())?.placement).toEqual(placement)
  })
})

describe('a clip that says only where it began', () => {
  /** `©xyz` within `udta`, as telephones write it (ISO 6709). */
  const phone = (): Uint8Array => {
    const text = Buffer.from('+41.7700+109.9700/')
    const box = (type: string, ...parts: Uint8Array[]): Buffer => {
      const body = Buffer.concat(parts)
      const head = Buffer.alloc(8)
      head.writeUInt32BE(body.length + 8, 0)
      head.write(type, 4, 'latin1')
      return Buffer.concat([head, body])
    }
    const head = Buffer.alloc(4)
    head.writeUInt16BE(text.length, 0)
    head.writeUInt16BE(0x15c7, 2)
    const whole = clipOf([Uint8Array.of(1)], 1, START_MS)
    const moovAt = whole.lastIndexOf('moov') - 4
    const moov = whole.subarray(moovAt + 8)
    return Buffer.concat([
      whole.subarray(0, moovAt),
      box('moov', moov, box('udta', box('\u00a9xyz', head, text))),
    ])
  }
  it('is placed there, and that is said', async () => {
    const { notes, footage } = await bring(host.given('phone.MP4', phone()))
    expect(footage[0]?.doc.placement).toMatchObject({ at: ORIGIN, heightM: null, by: 'own' })
    expect(notes.map(({ code }) => code)).toContain('start_only')
  })
  it('is placed by the track where there is one, which knows its height', async () => {
    const points = [0, 10, 20].map((s) => ({ atMs: START_MS + 1000 * s, ...place(10 * s, 0), heightM: 30 }))
    const track = host.given('t.srt', aSrt(points))
    const { footage } = await bring(track, host.given('phone.MP4', phone()))
    expect(footage.find(({ doc }) => doc.kind === 'clip')?.doc.placement).toMatchObject({ by: 'track' })
  })
})
