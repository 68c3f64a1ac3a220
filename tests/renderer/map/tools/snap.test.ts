import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { snap } from '../../../../renderer/map/tools/snap.ts'
import { frameAt } from '../../../../src/core/geo/frame.ts'
import { box, place } from '../../../builders/site.ts'

const square = { points: box(0, 0, 100, 100), closed: true }
const metresTo = (x: number, y: number, at: { lat: number; lon: number }) => {
  const local = frameAt(place(x, y)).toLocal(at)
  return Math.hypot(local.x, local.y)
}

describe('snapping', () => {
  test('a corner wins over the edges beside it', () => {
    const found = snap(place(2, 1), [square], 5)
    expect(found?.on).toBe('corner')
    expect(found && metresTo(0, 0, found.at)).toBeLessThan(0.01)
  })

  test('an edge takes what is near it to the foot of the perpendicular', () => {
    const found = snap(place(50, 3), [square], 5)
    expect(found?.on).toBe('edge')
    expect(found && metresTo(50, 0, found.at)).toBeLessThan(0.01)
  })

  test('the side between the last corner and the first counts for an outline, not for a path', () => {
    expect(snap(place(-3, 50), [square], 5)?.on).toBe('edge')
    expect(snap(place(-3, 50), [{ ...square, closed: false }], 5)).toBeNull()
  })

  test('never takes farther than the reach, and takes whatever is within it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -150, max: 250, noNaN: true }),
        fc.double({ min: -150, max: 250, noNaN: true }),
        fc.double({ min: 0.5, max: 30, noNaN: true }),
        (x, y, reachM) => {
          const found = snap(place(x, y), [square], reachM)
          // The way to the outline of an upright square, by arithmetic of its own.
          const over = (v: number) => Math.max(-v, v - 100, 0)
          const isIn = over(x) === 0 && over(y) === 0
          const wayM = isIn ? Math.min(x, 100 - x, y, 100 - y) : Math.hypot(over(x), over(y))
          if (found) expect(metresTo(x, y, found.at)).toBeLessThanOrEqual(reachM + 0.01)
          if (wayM < reachM - 0.01) expect(found).not.toBeNull()
          if (wayM > reachM + 0.01) expect(found).toBeNull()
        },
      ),
    )
  })
})
