import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { srtReader } from '../../../../src/core/flight/logs/srt.ts'
import { Footage } from '../../../../src/core/footage/footage.ts'
import { clipOfSubtitles, withSubtitles } from '../../../../src/core/footage/clip/subtitles.ts'

const folder = path.resolve(import.meta.dirname, '../../../../../shared/fixtures')
const isThere = fs.existsSync(folder)

const cuesOf = (bytes: Uint8Array) => {
  const reader = srtReader()
  reader.take(bytes)
  const { cues } = reader.finish()
  if (!cues) throw new Error('no cues')
  return cues
}
const written = (...cues: string[]) =>
  cuesOf(
    Buffer.from(
      cues
        .map((text, i) => `${i + 1}\n00:00:0${i},000 --> 00:00:0${i},033\n<font size="28">${text}</font>\n\n`)
        .join(''),
    ),
  )
const AT = '[latitude: 41.77] [longitude: 109.97]'
const clip = (over: Partial<Footage> = {}): Footage => ({
  id: '0190aaaa-0000-7000-8000-00000000f001',
  sha256: 'a'.repeat(64),
  sizeBytes: 1,
  fileName: 'DJI_0001.MP4',
  mimeType: 'video/mp4',
  kind: 'clip',
  flightId: null,
  takenAt: { raw: 'mvhd 1', source: 'container', assumedZone: null, utcMs: 5000 },
  placement: null,
  device: '',
  widthPx: null,
  heightPx: null,
  lens: null,
  importedAtMs: 0,
  ...over,
})

describe('what subtitles say of a clip', () => {
  it.skipIf(!isThere).each([
    // Beside `F.PRY (2.7°, -7.0°, 110.1°)`, which is the aircraft's.
    ['srt-juanirache-mit/p4_rtk.SRT', { headingDeg: 110.4, pitchDeg: -24.4, heightM: 85.8, focalMm: null }],
    ['srt-juanirache-mit/air2s.srt', { headingDeg: null, pitchDeg: null, heightM: null, focalMm: 24 }],
    ['srt-juanirache-mit/mavic_2pro_new.first100cues.SRT', { focalMm: 28, heightM: null }],
    ['srt-juanirache-mit/MAVIC3.first100cues.srt', { focalMm: 24, heightM: -2.4 }],
    ['srt-juanirache-mit/matrice_300.srt', { at: { lat: 36.6146, lon: -6.112 }, heightM: 0.3 }],
    ['srt-juanirache-mit/mavic_mini.SRT', { at: { lat: 48.0771, lon: -121.7458 }, heightM: 200.7 }],
    ['srt-callmarcus-mit/Avata360.SRT', { headingDeg: 360 - 162.8, pitchDeg: 0, heightM: 5.4, zoom: 1 }],
    ['srt-callmarcus-mit/neo2_nogps.SRT', { heightM: 0.4 }],
    ['srt-juanirache-mit/mavic_air.SRT', { at: null }],
    [
      'synthetic-cc0/DJI_20260520101540_0001_V.SRT',
      { headingDeg: 0, pitchDeg: -45, heightM: 60, focalMm: 24 },
    ],
  ])('%s', (name, wanted) => {
    const [first] = cuesOf(fs.readFileSync(path.join(folder, name))).seconds
    for (const [key, value] of Object.entries(wanted))
      if (typeof value === 'number') expect(first?.[key as 'heightM']).toBeCloseTo(value, 6)
      else expect(first?.[key as 'at']).toEqual(value)
  })

  it.skipIf(!isThere)('begins by its own clock in China’s zone, four seconds long', () => {
    const cues = cuesOf(fs.readFileSync(path.join(folder, 'synthetic-cc0/DJI_20260520101540_0001_V.SRT')))
    expect(cues).toMatchObject({ raw: '2026-05-20 10:15:40.000', startMs: Date.UTC(2026, 4, 20, 2, 15, 40) })
    expect(cues.seconds.map(({ s }) => s)).toEqual([0, 1, 2, 3])
  })

  it.skipIf(!isThere)('of every subtitle file in the collection reads without a throw and in order', () => {
    for (const dir of ['srt-juanirache-mit', 'srt-callmarcus-mit'])
      for (const name of fs.readdirSync(path.join(folder, dir)).filter((one) => /\.srt$/i.test(one))) {
        const { seconds } = cuesOf(fs.readFileSync(path.join(folder, dir, name)))
        for (const [i, { s, at, pitchDeg }] of seconds.entries()) {
          expect(s).toBeGreaterThan(i === 0 ? -1 : (seconds[i - 1]?.s ?? 0))
          expect(at === null || (Math.abs(at.lat) <= 90 && Math.abs(at.lon) <= 180)).toBe(true)
          expect(pitchDeg === null || (pitchDeg >= -140 && pitchDeg <= 90)).toBe(true)
        }
        expect(() =>
          Footage.parse(withSubtitles(clip(), { raw: null, startMs: null, seconds })),
        ).not.toThrow()
      }
  })

  it('takes lengths in tenths and ratios in ten-thousandths where firmwares write them so', () => {
    const cues = written(
      `[focal_len : 240] [dzoom_ratio: 10000, delta:0] ${AT}`,
      `[focal_len: 24.00] [dzoom_ratio: 2.00] ${AT}`,
      `[focal_len: 162.00] ${AT}`,
      `[focal_len : 20] [dzoom_ratio: 20000, delta:0] ${AT}`,
    )
    expect(cues.seconds.map(({ focalMm, zoom }) => [focalMm, zoom])).toEqual([
      [24, 1],
      [24, 2],
      [162, null],
      [20, 2],
    ])
  })

  it('waits for a fix within its second, and makes none up', () => {
    const cues = cuesOf(
      Buffer.from(
        `1\n00:00:00,000 --> 00:00:00,033\n[latitude: 0.000000] [longitude: 0.000000]\n\n2\n00:00:00,500 --> 00:00:00,533\n${AT}\n\n3\n00:00:01,000 --> 00:00:01,033\n[latitude: 0.0] [longitude: 0.0]\n`,
      ),
    )
    expect(cues.seconds.map(({ at }) => at)).toEqual([{ lat: 41.77, lon: 109.97 }, null])
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        written(text, `G.PRY (${text}) [focal_len: ${text}]`)
      }),
    )
  })
})

describe('a clip and its subtitles', () => {
  const cues = written(
    `2026-05-20 10:15:40.000 [focal_len: 24.00] ${AT} [rel_alt: 60.000 abs_alt: 1] [gb_yaw: 90.0 gb_pitch: -45.0 gb_roll: 0.0]`,
    `2026-05-20 10:15:41.000 [focal_len: 48.00] ${AT} [rel_alt: 61.000 abs_alt: 1] [gb_yaw: -90.0 gb_pitch: -45.0 gb_roll: 0.0]`,
  )
  it('belong together by their name alone, and never to the small copy', () => {
    const clips = [clip({ fileName: 'dji_0001.LRF' }), clip()]
    expect(clipOfSubtitles({ fileName: 'DJI_0001.SRT' }, clips)?.fileName).toBe('DJI_0001.MP4')
    expect(clipOfSubtitles({ fileName: 'DJI_0002.SRT' }, clips)).toBeNull()
  })
  it('give it its seconds, its start, its place and its lens as it changes', () => {
    const joined = withSubtitles(clip(), cues)
    expect(Footage.parse(joined)).toEqual(joined)
    expect(joined).toMatchObject({
      takenAt: {
        raw: '2026-05-20 10:15:40.000',
        source: 'subtitles',
        assumedZone: 'Asia/Shanghai',
        utcMs: Date.UTC(2026, 4, 20, 2, 15, 40),
      },
      placement: { at: { lat: 41.77, lon: 109.97 }, heightM: 60, headingDeg: 90, pitchDeg: -45, by: 'own' },
      seconds: [
        [0, 41.77, 109.97, 60, 90, -45],
        [1, 41.77, 109.97, 61, 270, -45],
      ],
    })
    // 34.613 mm of 35 mm film across; from second 1 on twice as near.
    expect(joined.lens?.hfovDeg).toBeCloseTo((2 * Math.atan(34.613 / 48) * 180) / Math.PI, 2)
    expect(joined.lenses?.map(([s]) => s)).toEqual([1])
    expect(joined.lenses?.[0]?.[1]).toBeCloseTo((2 * Math.atan(34.613 / 96) * 180) / Math.PI, 2)
  })
  it('leave what the clip knows better, and what somebody set', () => {
    const own: NonNullable<Footage['seconds']> = [[0, 41.7, 109.9, 50, 10, -30]]
    const utc = { raw: 'djmd', source: 'utc', assumedZone: null, utcMs: 9 } as const
    const placement = { at: { lat: 41.7, lon: 109.9 }, heightM: 50, headingDeg: 10, pitchDeg: -30 }
    const knows = clip({ seconds: own, takenAt: utc, placement: { ...placement, by: 'own', reason: '' } })
    const { lens: _, lenses: __, ...kept } = withSubtitles(knows, cues)
    const { lens: ___, ...before } = knows
    expect(kept).toEqual(before)
    const byHand = { ...placement, by: 'hand', reason: 'seen' } as const
    expect(withSubtitles(clip({ placement: byHand }), cues).placement).toEqual(byHand)
    const set = { ...utc, source: 'container', aheadS: 30, aheadWhy: 'w' } as const
    expect(withSubtitles(clip({ takenAt: set }), cues).takenAt).toEqual(set)
    // A place by the track is only reckoned: the subtitles' is measured.
    expect(withSubtitles(clip({ placement: { ...byHand, by: 'track' } }), cues).placement?.by).toBe('own')
  })
  it('without a place leave it without one', () => {
    const blind = written(
      '2026-05-20 10:15:40.000 [latitude: 0.0] [longitude: 0.0] [rel_alt: 3.0 abs_alt: 1]',
    )
    const joined = withSubtitles(clip(), blind)
    expect(joined.placement).toBeNull()
    expect(joined).not.toHaveProperty('seconds')
    expect(joined.takenAt?.source).toBe('subtitles')
  })
})
