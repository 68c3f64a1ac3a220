import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Region } from '../../../renderer/desk/selection.ts'
import { boxAfter, boxIn, WHOLE } from '../../../renderer/features/flights/viewer/boxKeys.ts'

const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const
const pressed = fc.array(fc.record({ key: fc.constantFrom(...KEYS), isSized: fc.boolean() }), {
  maxLength: 40,
})
const seen: fc.Arbitrary<Region> = fc
  .tuple(
    fc.double({ min: 0, max: 0.9, noNaN: true }),
    fc.double({ min: 0, max: 0.9, noNaN: true }),
    fc.double({ min: 0.06, max: 1, noNaN: true }),
  )
  .map(([x, y, share]) => ({ x, y, width: (1 - x) * share, height: (1 - y) * share }))
const middle = ({ x, y, width, height }: Region) => ({ x: x + width / 2, y: y + height / 2 })
const isInside = ({ x, y, width, height }: Region): boolean =>
  x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 + 1e-9 && y + height <= 1 + 1e-9

describe('a box marked by keys', () => {
  it('begins in the middle of what is seen', () => {
    expect(boxIn(WHOLE)).toEqual({ x: 0.375, y: 0.375, width: 0.25, height: 0.25 })
    const { x, y } = middle(boxIn({ x: 0.5, y: 0, width: 0.5, height: 0.5 }))
    expect(x).toBeCloseTo(0.75)
    expect(y).toBeCloseTo(0.25)
  })

  it('stays on the picture, and never gets too small to be seen, whatever is pressed', () => {
    fc.assert(
      fc.property(seen, pressed, (view, keys) => {
        let box = boxIn(view)
        const least = { width: Math.min(0.02, box.width), height: Math.min(0.02, box.height) }
        for (const { key, isSized } of keys) {
          box = boxAfter(box, key, isSized) ?? box
          expect(isInside(box)).toBe(true)
          expect(box.width).toBeGreaterThanOrEqual(least.width - 1e-9)
          expect(box.height).toBeGreaterThanOrEqual(least.height - 1e-9)
        }
      }),
    )
  })

  it('lies over any place of the picture after six keys', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (x, y) => {
          let box = boxIn(WHOLE)
          const covers = (): boolean =>
            x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height
          let keys = 0
          while (!covers() && keys < 7) {
            const at = middle(box)
            const isAcross = x < box.x || x > box.x + box.width
            const key = isAcross
              ? x < at.x
                ? 'ArrowLeft'
                : 'ArrowRight'
              : y < at.y
                ? 'ArrowUp'
                : 'ArrowDown'
            box = boxAfter(box, key, false) ?? box
            keys += 1
          }
          expect(keys).toBeLessThanOrEqual(6)
        },
      ),
    )
  })

  it('is sized about its middle and comes back by the opposite key', () => {
    const box = boxIn(WHOLE)
    const wider = boxAfter(box, 'ArrowRight', true)
    expect(wider).toEqual({ x: 0.3125, y: 0.375, width: 0.375, height: 0.25 })
    const lower = boxAfter(box, 'ArrowUp', true)
    expect(lower?.height).toBeCloseTo(1 / 6)
    for (const [there, back] of [
      ['ArrowLeft', 'ArrowRight'],
      ['ArrowUp', 'ArrowDown'],
    ] as const)
      for (const isSized of [false, true]) {
        const again = boxAfter(boxAfter(box, there, isSized) ?? box, back, isSized)
        for (const side of ['x', 'y', 'width', 'height'] as const)
          expect(again?.[side]).toBeCloseTo(box[side])
      }
  })

  it('leaves every other key', () => {
    expect(boxAfter(boxIn(WHOLE), 'Enter', false)).toBeNull()
    expect(boxAfter(boxIn(WHOLE), 'f', true)).toBeNull()
  })
})
