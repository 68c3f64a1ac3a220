import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byAttitude, byCentre, directionOf, overGroundM } from '../../../../src/core/footage/klv/direction.ts'
import { checksumHolds, itemsOf } from '../../../../src/core/footage/klv/keys.ts'
import { type UasSet, uasSet } from '../../../../src/core/footage/klv/uasSet.ts'
import { imapb, resolutionOf, type Said, uasPacket } from '../../../builders/klv.ts'

/** The set of a packet: its length takes one byte, or two. */
function setOf(said: Said): UasSet {
  const bytes = uasPacket(said)
  const from = (bytes[16] as number) < 128 ? 17 : 17 + ((bytes[16] as number) & 127)
  expect(checksumHolds({ key: 'uas', bytes, from })).toBe(true)
  return uasSet(itemsOf(bytes.subarray(from)).items)
}
const example = (...items: [tag: number, hex: string][]): UasSet =>
  uasSet(items.map(([tag, hex]) => [tag, Buffer.from(hex, 'hex')]))

const NAMES = {
  5: 'headingDeg',
  15: 'amslM',
  18: 'azimuthDeg',
  19: 'elevationDeg',
  20: 'turnDeg',
  21: 'slantRangeM',
  22: 'targetWidthM',
  25: 'centreAmslM',
  42: 'targetAmslM',
  75: 'ellipsoidM',
  78: 'centreEllipsoidM',
  90: 'pitchDeg',
  91: 'rollDeg',
} as const
const RANGES: Record<number, [number, number]> = {
  5: [0, 360],
  18: [0, 360],
  19: [-180, 180],
  20: [0, 360],
  21: [0, 5e6],
  22: [0, 1e4],
  90: [-90, 90],
  91: [-90, 90],
}

describe('items of ST 0601', () => {
  test('give back what was written, to half a step', () => {
    const value = (tag: keyof typeof NAMES) => {
      const [min, max] = RANGES[tag] ?? [-900, 19_000]
      return fc.double({ min, max, noNaN: true })
    }
    const tags = Object.keys(NAMES).map(Number) as (keyof typeof NAMES)[]
    fc.assert(
      fc.property(fc.record(Object.fromEntries(tags.map((tag) => [tag, value(tag)]))), (values) => {
        const set = setOf({ values })
        for (const tag of tags)
          expect(Math.abs((set[NAMES[tag]] as number) - (values[tag] as number))).toBeLessThanOrEqual(
            resolutionOf(tag) * 1.001,
          )
      }),
    )
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 90, noNaN: true }),
        fc.double({ min: -180, max: -1, noNaN: true }),
        (lat, lon) => {
          const set = setOf({ values: { 13: lat, 14: lon, 23: lat, 24: lon, 40: lat, 41: lon } })
          for (const at of [set.at, set.centre, set.target]) {
            expect(Math.abs((at?.lat ?? 0) - lat)).toBeLessThan(1e-7)
            expect(Math.abs((at?.lon ?? 0) - lon)).toBeLessThan(2e-7)
          }
        },
      ),
    )
  })

  test('read the standard’s own examples', () => {
    const set = example(
      [2, '000459f4a6aa4aa8'],
      [3, '4d495353494f4e3031'],
      [4, '41462d313031'],
      [5, '71c2'],
      [6, 'fd3d'],
      [7, '08b8'],
      [10, '4d51312d42'],
      [13, '5595b66d'],
      [14, '5b5360c4'],
      [15, 'c221'],
      [16, 'cd9c'],
      [17, 'd917'],
      [18, '724a0a20'],
      [19, '87f84b86'],
      [20, '7dc55ece'],
      [21, '03830926'],
      [22, '1281'],
      [23, 'f101a229'],
      [24, '14bc082b'],
      [25, '34f3'],
    )
    expect(new Date(set.utcMs ?? 0).toISOString()).toBe('2008-10-24T00:13:29.913Z')
    expect(set).toMatchObject({ mission: 'MISSION01', tail: 'AF-101', platform: 'MQ1-B' })
    const close = (value: number | null | undefined, wanted: number, digits: number) =>
      expect(value).toBeCloseTo(wanted, digits)
    close(set.headingDeg, 159.9744, 4)
    close(set.pitchDeg, -0.4315, 4)
    close(set.rollDeg, 3.4058, 3)
    close(set.at?.lat, 60.176823, 6)
    close(set.at?.lon, 128.426759, 6)
    close(set.amslM, 14_190.72, 2)
    close(set.hfovDeg, 144.5713, 4)
    close(set.vfovDeg, 152.6436, 4)
    close(set.azimuthDeg, 160.71921147, 7)
    close(set.elevationDeg, -168.79232483, 7)
    close(set.turnDeg, 176.86543769, 7)
    close(set.slantRangeM, 68_590.98, 2)
    close(set.targetWidthM, 722.8199, 4)
    close(set.centre?.lat, -10.5423886, 7)
    close(set.centre?.lon, 29.1578901, 7)
    close(set.centreAmslM, 3216.037, 3)
  })

  test('a reserved value, a wrong length and 0, 0 are nothing', () => {
    const reserved = setOf({
      values: { 6: null, 7: null, 13: null, 14: 20, 19: null, 23: null, 24: null, 40: 0, 41: 0 },
    })
    expect(reserved).toMatchObject({
      pitchDeg: null,
      rollDeg: null,
      at: null,
      elevationDeg: null,
      centre: null,
      target: null,
    })
    expect(reserved.isTilted).toBe(true)
    const short = setOf({
      raw: [
        [5, Uint8Array.of(1)],
        [13, Buffer.alloc(8, 1)],
        [14, Buffer.alloc(8, 1)],
        [15, Buffer.alloc(0)],
        [104, Buffer.alloc(0)],
      ],
    })
    expect(short).toMatchObject({ headingDeg: null, at: null, amslM: null, ellipsoidM: null })
  })

  test('extended heights of any length beat the short ones; what stands for no number is none', () => {
    for (const [count, step] of [
      [2, 2],
      [3, 0.0079],
      [4, 0.0001],
    ] as const) {
      const set = setOf({
        values: { 75: 100 },
        raw: [
          [104, imapb(25_000.5, count)],
          [113, imapb(60, count)],
        ],
      })
      expect(Math.abs((set.ellipsoidM ?? 0) - 25_000.5)).toBeLessThanOrEqual(step)
      expect(Math.abs((set.aboveGroundM ?? 0) - 60)).toBeLessThanOrEqual(step)
    }
    // Not a number, below the least, above the most (ST 1201, 7.2.3).
    for (const hex of ['d00000', 'e00000', 'e10000', 'c80000'])
      expect(example([104, hex], [75, '8000']).ellipsoidM).toBeCloseTo(9050.15, 1)
  })

  test('corners are offsets from the middle, or stand in full; leap seconds lead to UTC', () => {
    const offsets = {
      23: 41,
      24: 110,
      26: 0.01,
      27: -0.01,
      28: 0.01,
      29: 0.01,
      30: -0.01,
      31: 0.01,
      32: -0.01,
      33: -0.01,
    }
    const { corners } = setOf({ values: offsets })
    expect(
      corners?.map(({ lat, lon }) => [Math.round(lat * 1e4) / 1e4, Math.round(lon * 1e4) / 1e4]),
    ).toEqual([
      [41.01, 109.99],
      [41.01, 110.01],
      [40.99, 110.01],
      [40.99, 109.99],
    ])
    expect(setOf({ values: { ...offsets, 33: null } }).corners).toBeNull()
    const full = setOf({
      values: { ...offsets, 82: 42, 83: 111, 84: 42, 85: 112, 86: 41, 87: 112, 88: 41, 89: 111 },
    })
    expect(full.corners?.[2]?.lon).toBeCloseTo(112, 6)
    const utcUs = BigInt(Date.UTC(2026, 4, 20)) * 1000n
    expect(setOf({ utcUs, raw: [[136, Uint8Array.of(0xe5)]] }).utcMs).toBe(Date.UTC(2026, 4, 20) - 27_000)
    expect(setOf({ utcUs: 5_000_000n }).utcMs).toBeNull()
  })
})

/** A turn about an axis (Rodrigues), to check the product of turns by other means. */
type V = [number, number, number]
function about(axis: V, deg: number, v: V): V {
  const a = (deg * Math.PI) / 180
  const dot = axis[0] * v[0] + axis[1] * v[1] + axis[2] * v[2]
  const cross: V = [
    axis[1] * v[2] - axis[2] * v[1],
    axis[2] * v[0] - axis[0] * v[2],
    axis[0] * v[1] - axis[1] * v[0],
  ]
  return [0, 1, 2].map(
    (i) =>
      (v[i] as number) * Math.cos(a) +
      (cross[i] as number) * Math.sin(a) +
      (axis[i] as number) * dot * (1 - Math.cos(a)),
  ) as V
}

describe('where the camera looked', () => {
  const angles = (values: Record<number, number | null>) => setOf({ values })

  test('level: azimuth adds to the heading, elevation is the pitch', () => {
    const found = byAttitude(angles({ 5: 350, 6: 0, 7: 0, 18: 25, 19: -30 }))
    expect(found?.headingDeg).toBeCloseTo(15, 2)
    expect(found?.pitchDeg).toBeCloseTo(-30, 6)
  })

  test('banked: a camera out of the right wing looks at the ground when the wing is down', () => {
    const found = byAttitude(angles({ 5: 0, 6: 0, 7: 30, 18: 90, 19: 0 }))
    expect(found?.headingDeg).toBeCloseTo(90, 2)
    expect(found?.pitchDeg).toBeCloseTo(-30, 2)
  })

  test('straight down the top of the picture is the heading', () => {
    const found = byAttitude(angles({ 5: 120, 6: 0, 7: 0, 18: 0, 19: -90, 20: 0 }))
    expect(found?.pitchDeg).toBeCloseTo(-90, 2)
    expect(found?.headingDeg).toBeCloseTo(120, 1)
  })

  test('any attitude is the same as the axes turned one after the other', () => {
    const angle = (min: number, max: number) => fc.double({ min, max, noNaN: true })
    fc.assert(
      fc.property(
        angle(0, 360),
        angle(-80, 80),
        angle(-80, 80),
        angle(0, 360),
        angle(-80, 80),
        (h, p, r, az, el) => {
          const set = angles({ 5: h, 90: p, 91: r, 18: az, 19: el })
          // Each turn is about the axis of the aircraft, then of the camera, as the turns before have left it.
          let [x, y, z]: [V, V, V] = [
            [1, 0, 0],
            [0, 1, 0],
            [0, 0, 1],
          ]
          const turn = (axis: V, deg: number) => {
            ;[x, y, z] = [about(axis, deg, x), about(axis, deg, y), about(axis, deg, z)]
          }
          turn(z, set.headingDeg ?? 0)
          turn(y, p)
          turn(x, r)
          turn(z, az)
          turn(y, el)
          const found = byAttitude(set)
          if (!found || Math.abs(found.pitchDeg) > 89) return
          const [ph, hh] = [(found.pitchDeg * Math.PI) / 180, (found.headingDeg * Math.PI) / 180]
          expect(Math.cos(ph) * Math.cos(hh)).toBeCloseTo(x[0], 5)
          expect(Math.cos(ph) * Math.sin(hh)).toBeCloseTo(x[1], 5)
          expect(-Math.sin(ph)).toBeCloseTo(x[2], 5)
        },
      ),
    )
  })

  test('an attitude out of range is not taken for level, one that is not said is', () => {
    expect(byAttitude(angles({ 5: 0, 6: null, 7: 0, 18: 0, 19: -10 }))).toBeNull()
    expect(byAttitude(angles({ 5: 0, 18: 0, 19: -10 }))?.pitchDeg).toBeCloseTo(-10, 6)
    expect(byAttitude(angles({ 18: 0, 19: -10 }))).toBeNull()
  })

  test('the middle of the picture beats the attitude, by heights or by the distance', () => {
    // 0.001° of latitude is 111.07 m there.
    const place = { 5: 77, 6: 0, 7: 0, 18: 0, 19: -5, 13: 41.77, 14: 109.97, 23: 41.771, 24: 109.97 }
    const high = angles({ ...place, 15: 1700, 25: 1600 })
    expect(directionOf(high)?.headingDeg).toBeCloseTo(0, 3)
    expect(directionOf(high)?.pitchDeg).toBeCloseTo(-Math.atan2(100, 111.07) * (180 / Math.PI), 0)
    expect(overGroundM(high)).toBeCloseTo(100, 0)
    const far = angles({ ...place, 21: 150 })
    expect(byCentre(far)?.pitchDeg).toBeCloseTo(-Math.acos(111.07 / 150) * (180 / Math.PI), 0)
    expect(overGroundM(far)).toBeCloseTo(Math.sqrt(150 ** 2 - 111.07 ** 2), 0)
    // Heights over different datums do not mix.
    const mixed = angles({ ...place, 15: 1700, 78: 1600 })
    expect(byCentre(mixed)).toBeNull()
    expect(overGroundM(mixed)).toBeNull()
    expect(directionOf(mixed)?.headingDeg).toBeCloseTo(77, 2)
  })
})
