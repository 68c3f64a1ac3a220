import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Mask, type MaskRing } from '../../../../src/core/footage/copies/mask.ts'
import {
  boxOfRing,
  insidePicture,
  keyAt,
  maskAt,
  type MaskBox,
  masksOfFrame,
  ringInBox,
  ringOfBox,
  withKey,
  withoutKey,
} from '../../../../src/core/footage/copies/maskShape.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const ring = (corners: number): fc.Arbitrary<MaskRing> =>
  fc.array(fc.tuple(share, share), { minLength: corners, maxLength: corners })
const anywhere = fc.double({ min: -3, max: 3, noNaN: true })
const box: fc.Arbitrary<MaskBox> = fc.record({ x: anywhere, y: anywhere, width: anywhere, height: anywhere })
const momentS = fc.integer({ min: 0, max: 600_000 }).map((ms) => ms / 1000)
const mask: fc.Arbitrary<Mask> = fc.integer({ min: 3, max: 8 }).chain((corners) =>
  fc
    .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 30_000 }), ring(corners)), {
      minLength: 1,
      maxLength: 12,
      selector: ([at]) => at,
    })
    .map((keys) => ({
      id: 'm',
      reason: 'person' as const,
      fromS: null,
      toS: null,
      // Keys at least 20 ms apart, so that each has its own frame.
      keys: keys
        .map(([at, corner]) => ({ momentS: at / 50, ring: corner }))
        .sort((a, b) => a.momentS - b.momentS),
    })),
)

describe('a mask', () => {
  it('stands at each of its keys exactly as it was set there', () => {
    fc.assert(
      fc.property(mask, (one) => {
        expect(Mask.safeParse(one).error).toBeUndefined()
        for (const key of one.keys) expect(maskAt(one, key.momentS)).toEqual(key.ring)
      }),
    )
  })

  it('is inside the picture at every moment, and no farther from one key than the next one is', () => {
    fc.assert(
      fc.property(mask, momentS, (one, at) => {
        const now = maskAt(one, at)
        const before = one.keys.findLast((key) => key.momentS <= at) ?? one.keys[0]
        const after = one.keys.find((key) => key.momentS > at) ?? one.keys.at(-1)
        now?.forEach((corner, i) =>
          corner.forEach((value, axis) => {
            const ends = [before?.ring[i]?.[axis] ?? 0, after?.ring[i]?.[axis] ?? 0]
            expect(value).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-12)
            expect(value).toBeLessThanOrEqual(Math.max(...ends) + 1e-12)
          }),
        )
        expect(now).not.toBeNull()
      }),
    )
  })

  it('moves without a jump: a short time is a short way', () => {
    fc.assert(
      fc.property(mask, momentS, (one, at) => {
        const [a, b] = [maskAt(one, at), maskAt(one, at + 1e-6)]
        a?.forEach(([x, y], i) => {
          // At most once across the picture in 20 ms.
          expect(Math.hypot(x - (b?.[i]?.[0] ?? 9), y - (b?.[i]?.[1] ?? 9))).toBeLessThan(1e-3)
        })
      }),
    )
  })

  it('covers nothing before it begins and after it ends, and its ends are its own', () => {
    const one: Mask = {
      id: 'm',
      reason: 'plate',
      fromS: 2,
      toS: 4,
      keys: [{ momentS: 3, ring: ringOfBox({ x: 0, y: 0, width: 0.5, height: 0.5 }) }],
    }
    expect([1.999, 2, 4, 4.001].map((at) => maskAt(one, at) !== null)).toEqual([false, true, true, false])
    expect(masksOfFrame([one], 5)).toEqual([])
    expect(masksOfFrame([one], 3)).toMatchObject([{ reason: 'plate', fromS: null, keys: [{ momentS: 0 }] }])
  })

  it('has one key a frame: setting it again there replaces it, elsewhere adds one, and taking it leaves the last', () => {
    fc.assert(
      fc.property(mask, momentS, (one, at) => {
        const corners = one.keys[0]?.ring.length ?? 3
        const set = Array.from({ length: corners }, (_, i) => [i / corners, 0.5] as [number, number])
        const changed = withKey(one, at, set)
        expect(Mask.safeParse(changed).error).toBeUndefined()
        expect(keyAt(changed, at)?.ring).toEqual(set)
        expect(withKey(changed, at, set)).toEqual(changed)
        const without = withoutKey(changed, at)
        expect(without.keys.length).toBe(Math.max(1, changed.keys.length - 1))
        expect(Mask.safeParse(without).error).toBeUndefined()
      }),
    )
  })

  it.each([
    ['keys out of order', { keys: [{ momentS: 2 }, { momentS: 1 }] }],
    ['keys at one moment', { keys: [{ momentS: 2 }, { momentS: 2 }] }],
    ['an end before its beginning', { fromS: 3, toS: 2, keys: [{ momentS: 2 }] }],
    ['no key', { keys: [] }],
    [
      'a corner outside',
      {
        keys: [
          {
            momentS: 0,
            ring: [
              [0, 0],
              [1.01, 0],
              [1, 1],
            ],
          },
        ],
      },
    ],
    [
      'two corners',
      {
        keys: [
          {
            momentS: 0,
            ring: [
              [0, 0],
              [1, 0],
            ],
          },
        ],
      },
    ],
    [
      'keys of different shapes',
      {
        keys: [
          { momentS: 0 },
          {
            momentS: 1,
            ring: [
              [0, 0],
              [1, 0],
              [1, 1],
            ],
          },
        ],
      },
    ],
  ])('is refused with %s', (_, over) => {
    const square = ringOfBox({ x: 0, y: 0, width: 1, height: 1 })
    const keys = (over.keys as { momentS: number; ring?: unknown }[]).map((key) => ({ ring: square, ...key }))
    expect(Mask.safeParse({ id: 'm', reason: 'person', fromS: null, toS: null, ...over, keys }).success).toBe(
      false,
    )
  })
})

describe('a box of a mask', () => {
  it('is inside the picture, whatever a pointer does, and of a size that can be taken hold of', () => {
    fc.assert(
      fc.property(box, (any) => {
        const inside = insidePicture(any)
        expect(inside.x).toBeGreaterThanOrEqual(0)
        expect(inside.y).toBeGreaterThanOrEqual(0)
        expect(inside.x + inside.width).toBeLessThanOrEqual(1 + 1e-12)
        expect(inside.y + inside.height).toBeLessThanOrEqual(1 + 1e-12)
        expect(Math.min(inside.width, inside.height)).toBeGreaterThan(0)
        expect(insidePicture(inside)).toEqual(inside)
        for (const corner of ringOfBox(any))
          for (const value of corner) expect(Math.abs(value - 0.5)).toBeLessThanOrEqual(0.5)
      }),
    )
  })

  it('takes its ring along: the box of the ring is the box that was asked for', () => {
    fc.assert(
      fc.property(ring(5), box, (corners, any) => {
        const from = boxOfRing(corners)
        fc.pre(from.width > 1e-3 && from.height > 1e-3)
        const to = insidePicture(any)
        const moved = boxOfRing(ringInBox(corners, any))
        for (const side of ['x', 'y', 'width', 'height'] as const)
          expect(moved[side]).toBeCloseTo(to[side], 4)
      }),
    )
  })

  it('of its own ring is its own', () => {
    fc.assert(
      fc.property(box, (any) => {
        const back = boxOfRing(ringOfBox(any))
        const to = insidePicture(any)
        for (const side of ['x', 'y', 'width', 'height'] as const) expect(back[side]).toBeCloseTo(to[side], 4)
      }),
    )
  })
})
