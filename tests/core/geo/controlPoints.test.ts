/** Pictures laid on control points: what is exact comes back exactly, whatever way it lies; what is not is told. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Control,
  type ControlPoint,
  type Fit,
  FITS,
  type Fitted,
  fittedOn,
  LEAST_POINTS,
} from '../../../src/core/geo/controlPoints.ts'
import { frameAt, type Vec } from '../../../src/core/geo/frame.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { ontoCorners, projected } from '../../../src/core/geo/quad.ts'

const SIZE = { widthPx: 1600, heightPx: 1000 }
const HOME = { lat: 41.77, lon: 109.97 }
const frame = frameAt(HOME)
const PICTURE: readonly Vec[] = [
  { x: 100, y: 100 },
  { x: 1500, y: 150 },
  { x: 1450, y: 900 },
  { x: 130, y: 850 },
  { x: 800, y: 480 },
  { x: 500, y: 700 },
]

/** How a picture lies: turned, sized, moved; sheared; tilted, as far as its kind allows. */
type Lie = { turn: number; mPerPx: number; x: number; y: number; shear: number; tilt: number }
const lie = fc.record({
  turn: fc.double({ min: -3.1, max: 3.1, noNaN: true }),
  mPerPx: fc.double({ min: 0.05, max: 0.3, noNaN: true }),
  x: fc.double({ min: -300, max: 300, noNaN: true }),
  y: fc.double({ min: -300, max: 300, noNaN: true }),
  shear: fc.double({ min: -0.4, max: 0.4, noNaN: true }),
  tilt: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
})

function ground(fit: Fit, { turn, mPerPx, x, y, shear, tilt }: Lie): (at: Vec) => LatLon {
  const [s, c] = [Math.sin(turn), Math.cos(turn)]
  return (at) => {
    const across = at.x - 800 + (fit === 'similarity' ? 0 : shear * (at.y - 500))
    const up = 500 - at.y
    const w = fit === 'projective' ? 1 + (tilt * across) / 1600 : 1
    return frame.toLatLon({
      x: x + ((c * across - s * up) * mPerPx) / w,
      y: y + ((s * across + c * up) * mPerPx) / w,
    })
  }
}

const control = (fit: Fit, on: (at: Vec) => LatLon, points = PICTURE): Control => ({
  fit,
  points: points.map((at): ControlPoint => ({ at, on: on(at), isUsed: true })),
})
const fitted = (given: Control): Fitted => {
  const made = fittedOn(given, SIZE)
  if ('code' in made) throw new Error(made.code)
  return made
}
const offM = (a: LatLon, b: LatLon): number => {
  const [p, q] = [frame.toLocal(a), frame.toLocal(b)]
  return Math.hypot(p.x - q.x, p.y - q.y)
}
const CORNERS = [
  { x: 0, y: 0 },
  { x: 1600, y: 0 },
  { x: 1600, y: 1000 },
  { x: 0, y: 1000 },
]

describe.each(FITS)('a picture that is laid by %s', (fit) => {
  it('comes to lie exactly where it lies, by as few points as settle it and by more', () => {
    fc.assert(
      fc.property(lie, fc.integer({ min: LEAST_POINTS[fit], max: PICTURE.length }), (way, count) => {
        const on = ground(fit, way)
        const { corners, missesM, rmsM } = fitted(control(fit, on, PICTURE.slice(0, count)))
        for (const [i, corner] of CORNERS.entries())
          expect(offM(corners[i] as LatLon, on(corner))).toBeLessThan(0.1)
        expect(Math.max(...missesM)).toBeLessThan(0.1)
        expect(rmsM === null).toBe(count === LEAST_POINTS[fit])
      }),
    )
  })

  it('is moved and turned with its points, with the same left over', () => {
    const noisy = (way: Lie): Control => {
      const on = ground(fit, way)
      return {
        fit,
        points: PICTURE.map((at, i) => {
          const exact = frame.toLocal(on(at))
          // As far off in the picture's own directions, whichever way it lies.
          const [s, c] = [Math.sin(way.turn), Math.cos(way.turn)]
          const [dx, dy] = [i % 2 === 0 ? 2 : -1, i % 3 === 0 ? -1.5 : 1]
          return {
            at,
            on: frame.toLatLon({ x: exact.x + c * dx - s * dy, y: exact.y + s * dx + c * dy }),
            isUsed: true,
          }
        }),
      }
    }
    fc.assert(
      fc.property(lie, lie, (a, b) => {
        const there = { ...b, mPerPx: a.mPerPx, shear: a.shear, tilt: a.tilt }
        const [one, other] = [fitted(noisy(a)), fitted(noisy(there))]
        expect(one.rmsM).not.toBeNull()
        expect(Math.abs((one.rmsM ?? 0) - (other.rmsM ?? 0))).toBeLessThan(0.02)
      }),
    )
  })

  it('is worse by no other way: what is left over is least', () => {
    fc.assert(
      fc.property(
        lie,
        fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 12, maxLength: 12 }),
        (way, off) => {
          const on = ground(fit, way)
          const given: Control = {
            fit,
            points: PICTURE.map((at, i) => {
              const exact = frame.toLocal(on(at))
              const [dx = 0, dy = 0] = [off[2 * i], off[2 * i + 1]]
              return {
                at,
                on: frame.toLatLon({ x: exact.x + dx / 100, y: exact.y + dy / 100 }),
                isUsed: true,
              }
            }),
          }
          // The true way is one of those that were possible.
          const truth = Math.sqrt(
            given.points.reduce((sum, { at, on: is }) => sum + offM(on(at), is) ** 2, 0) /
              given.points.length,
          )
          expect(fitted(given).rmsM ?? 0).toBeLessThanOrEqual(truth + 0.01)
        },
      ),
    )
  })
})

describe('points', () => {
  const way: Lie = { turn: 0.4, mPerPx: 0.3, x: 40, y: -60, shear: 0, tilt: 0 }
  const good = control('affine', ground('similarity', way))
  const moved = (given: Control, index: number, byM: number): Control => ({
    ...given,
    points: given.points.map((point, i) => {
      const at = frame.toLocal(point.on)
      return i === index ? { ...point, on: frame.toLatLon({ x: at.x + byM, y: at.y }) } : point
    }),
  })

  it('of which one is wrong are told: it is the worst, and without it nothing is left over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: PICTURE.length - 1 }), fc.constantFrom(-80, 60), (wrong, byM) => {
        const given: Control = { ...moved(good, wrong, byM), fit: 'similarity' }
        const { worst, rmsM } = fitted(given)
        expect(worst).toBe(wrong)
        expect(rmsM).toBeGreaterThan(5)
        const points = given.points.map((point, i) => ({ ...point, isUsed: i !== wrong }))
        const without = fitted({ ...given, points })
        expect(without.rmsM).toBeLessThan(0.1)
        expect(without.missesM[wrong]).toBeCloseTo(Math.abs(byM), 1)
        expect(without.worst).not.toBe(wrong)
      }),
    )
  })

  it('that settle nothing are refused with the reason', () => {
    const codeOf = (given: Control) => {
      const made = fittedOn(given, SIZE)
      return 'code' in made ? made.code : null
    }
    expect(codeOf({ fit: 'similarity', points: [] })).toBe('control_few')
    for (const fit of FITS)
      expect(codeOf({ fit, points: good.points.slice(0, LEAST_POINTS[fit] - 1) })).toBe('control_few')
    const [one] = good.points
    const same = Array.from({ length: 5 }, () => one as ControlPoint)
    for (const fit of FITS) expect(codeOf({ fit, points: same })).toBe('control_in_line')
    const line = control(
      'affine',
      ground('similarity', way),
      [0, 1, 2, 3].map((k) => ({ x: 100 * k, y: 60 * k })),
    )
    expect(codeOf(line)).toBe('control_in_line')
    expect(codeOf({ ...line, fit: 'projective' })).toBe('control_in_line')
    // Two of three changed places: the picture would be seen from behind.
    const [a, b, c] = good.points as [ControlPoint, ControlPoint, ControlPoint]
    const swapped = [{ ...a, on: b.on }, { ...b, on: a.on }, c]
    expect(codeOf({ fit: 'affine', points: swapped })).toBe('control_mirrored')
  })

  it('near a horizon that crosses the picture lay none', () => {
    const corners = [
      { x: -500, y: 300 },
      { x: 500, y: 300 },
      { x: 20, y: -300 },
      { x: -20, y: -300 },
    ]
    const map = ontoCorners(1600, 1000, corners) ?? expect.unreachable()
    const on = (at: Vec) => frame.toLatLon(projected(map, at))
    const made = fittedOn(control('projective', on), SIZE)
    const few = fittedOn(control('projective', on, PICTURE.slice(0, 4)), { widthPx: 1600, heightPx: 60_000 })
    expect('code' in made ? made.code : 'laid').toBe('laid')
    expect('code' in few ? few.code : 'laid').toBe('control_tilted')
  })

  it('of any numbers throw nothing', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    const point = fc.record({
      at: fc.record({ x: number, y: number }),
      on: fc.record({
        lat: fc.double({ min: -89, max: 89, noNaN: true }),
        lon: fc.double({ min: -180, max: 180, noNaN: true }),
      }),
      isUsed: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.constantFrom(...FITS), fc.array(point, { maxLength: 8 }), (fit, points) => {
        const made = fittedOn({ fit, points }, SIZE)
        if ('code' in made) return
        expect(made.corners.every(({ lat, lon }) => Number.isFinite(lat) && Number.isFinite(lon))).toBe(true)
      }),
    )
  })
})
