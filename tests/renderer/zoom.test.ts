import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIT, movedBy, type Zoom, zoomedAt } from '../../renderer/ui/zoom.ts'

const size = { width: 800, height: 600 }
const about = fc.record({
  x: fc.double({ min: -400, max: 400, noNaN: true }),
  y: fc.double({ min: -300, max: 300, noNaN: true }),
})
const factor = fc.double({ min: 0.2, max: 5, noNaN: true })
/** Where a point of the picture, from its middle, stands in the frame. */
const shown = ({ scale, x, y }: Zoom, at: { x: number; y: number }) => ({
  x: at.x * scale + x,
  y: at.y * scale + y,
})

describe('magnifying a picture', () => {
  it('keeps what is under the pointer under it, while larger', () => {
    fc.assert(
      fc.property(about, fc.double({ min: 1, max: 16, noNaN: true }), (at, by) => {
        const zoom = zoomedAt(FIT, by, at, size)
        const there = shown(zoom, at)
        expect(there.x).toBeCloseTo(at.x, 6)
        expect(there.y).toBeCloseTo(at.y, 6)
      }),
    )
  })

  it('never shows less than the whole picture, nor what is beside it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(factor, about, about), { maxLength: 20 }), (steps) => {
        let zoom = FIT
        for (const [by, at, drag] of steps) {
          zoom = movedBy(zoomedAt(zoom, by, at, size), drag, size)
          expect(zoom.scale).toBeGreaterThanOrEqual(1)
          expect(zoom.scale).toBeLessThanOrEqual(16)
          const [left, right] = [shown(zoom, { x: -400, y: 0 }).x, shown(zoom, { x: 400, y: 0 }).x]
          expect(left).toBeLessThanOrEqual(-400 + 1e-6)
          expect(right).toBeGreaterThanOrEqual(400 - 1e-6)
        }
      }),
    )
  })

  it('comes back to the whole picture', () => {
    const zoom = zoomedAt(zoomedAt(FIT, 4, { x: 100, y: -50 }, size), 0.01, { x: -300, y: 200 }, size)
    expect(zoom.scale).toBe(1)
    expect(Math.abs(zoom.x) + Math.abs(zoom.y)).toBe(0)
  })
})
