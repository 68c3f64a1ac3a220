import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frameAt } from '../../../../src/core/geo/frame.ts'
import { isInside } from '../../../../src/core/geo/polygon.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { viewBox, viewsOf } from '../../../../src/core/footage/view/footageViews.ts'
import { packFootageViews } from '../../../../src/core/footage/view/packedViews.ts'
import { sawPoint } from '../../../../src/core/footage/view/sawPoint.ts'
import { footprint } from '../../../../src/core/footage/view/footprint.ts'
import { sees, type View, viewOf } from '../../../../src/core/footage/view/view.ts'
import { ORIGIN, place } from '../../../builders/site.ts'

const LENS = { hfovDeg: 73.7, vfovDeg: 58.7 }
const view = (over: Partial<View> = {}): View => ({
  at: ORIGIN,
  heightM: 60,
  headingDeg: 0,
  pitchDeg: -90,
  lens: LENS,
  ...over,
})
const local = (at: { lat: number; lon: number }) => frameAt(ORIGIN).toLocal(at)

describe('the footprint', () => {
  test('straight down is what a hand calculation gives, to a centimetre', () => {
    // 60 m × tan(36.85°) = 44.98 m to each side, 60 m × tan(29.35°) = 33.74 m up and down.
    const { ring, isCut } = footprint(view())
    expect(isCut).toBe(false)
    const [nw, ne, se, sw] = ring.map(local)
    expect([nw?.x, nw?.y]).toEqual([expect.closeTo(-44.98, 1), expect.closeTo(33.74, 1)])
    expect([ne?.x, se?.y, sw?.x]).toEqual([
      expect.closeTo(44.98, 1),
      expect.closeTo(-33.74, 1),
      expect.closeTo(-44.98, 1),
    ])
  })

  test('at 45 degrees to the east lies to the east, its middle as far off as the camera is high', () => {
    const tilted = view({ headingDeg: 90, pitchDeg: -45 })
    expect(sees(tilted, place(60, 0), 0, 4000)?.fromCentre).toBeCloseTo(0, 6)
    for (const { x } of footprint(tilted).ring.map(local)) expect(x).toBeGreaterThan(10)
  })

  test('towards the horizon is cut off, and says so', () => {
    const { ring, isCut } = footprint(view({ pitchDeg: -10 }))
    expect(isCut).toBe(true)
    for (const at of ring.map(local)) expect(Math.hypot(at.x, at.y)).toBeLessThanOrEqual(1500.1)
  })
})

test('what is in the footprint is in the picture, and what is not is not: two ways of reckoning agree', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 359, noNaN: true }),
      fc.double({ min: -90, max: -40, noNaN: true }),
      fc.double({ min: 20, max: 120, noNaN: true }),
      fc.double({ min: -250, max: 250, noNaN: true }),
      fc.double({ min: -250, max: 250, noNaN: true }),
      (headingDeg, pitchDeg, heightM, x, y) => {
        const one = view({ headingDeg, pitchDeg, heightM })
        const { ring, isCut } = footprint(one)
        fc.pre(!isCut)
        const seen = sees(one, place(x, y), 0, 4000)
        // Places at the very edge may fall to either side.
        if (seen && seen.fromCentre > 0.999) return
        const inside = isInside({ x, y }, [ring.map(local)])
        if (seen === null && inside) {
          const nearer = sees(one, place(x * 0.999, y * 0.999), 0, 4000)
          expect(nearer === null || nearer.fromCentre > 0.99).toBe(true)
        } else expect(seen !== null).toBe(inside)
      },
    ),
    { numRuns: 500 },
  )
})

test('the ground resolution straight down is that of the camera', () => {
  // 2 × 60 m × tan(36.85°) over 4,000 pixels: 2.25 cm.
  expect(sees(view(), ORIGIN, 0, 4000)?.gsdM).toBeCloseTo(0.02249, 4)
})

test('the top of a stack is found where it stands up, not where its foot is', () => {
  const low = view({ headingDeg: 0, pitchDeg: 0, heightM: 50 })
  // 100 m ahead, level with the camera: in the middle; its foot is 50 m below, at 26.6°, still in the picture.
  expect(sees(low, place(0, 100), 50, null)?.fromCentre).toBeCloseTo(0, 6)
  expect(sees(low, place(0, 100), 0, null)?.fromCentre).toBeCloseTo(
    0.5 / Math.tan((58.7 / 2) * (Math.PI / 180)),
    3,
  )
  expect(sees(low, place(0, -100), 50, null)).toBeNull()
})

describe('what saw this point', () => {
  const photo = (
    id: number,
    over: Partial<Footage> & { at?: { lat: number; lon: number }; known?: boolean } = {},
  ): Footage => {
    const { at = ORIGIN, known = true, ...rest } = over
    return {
      id: `0190aaaa-0000-7000-8000-00000000f${String(id).padStart(3, '0')}`,
      sha256: 'a'.repeat(64),
      sizeBytes: 1,
      fileName: `${id}.jpg`,
      mimeType: 'image/jpeg',
      kind: 'photo',
      flightId: '0190aaaa-0000-7000-8000-0000000f1001',
      takenAt: { raw: '', source: 'utc', assumedZone: null, utcMs: 1000 * id },
      placement: {
        at,
        heightM: 60,
        headingDeg: known ? 0 : null,
        pitchDeg: known ? -90 : null,
        by: 'own',
        reason: '',
      },
      device: '',
      widthPx: 4000,
      heightPx: 3000,
      lens: known ? LENS : null,
      importedAtMs: 0,
      ...rest,
    }
  }
  test('newest flight first, what is sure before what is assumed, and nothing that looked elsewhere', () => {
    const older = { flightId: '0190aaaa-0000-7000-8000-0000000f1000' }
    const all = [
      photo(1, older),
      photo(2, { ...older, at: place(300, 0) }),
      photo(3, { known: false }),
      photo(4, { at: place(20, 20) }),
      photo(5, { placement: null }),
    ]
    const found = sawPoint(
      all.flatMap((one) => packFootageViews(viewsOf(one, []))),
      ORIGIN,
      [0],
    )
    expect(found.map(({ footageId }) => Number(footageId.slice(-3)))).toEqual([4, 3, 1])
    expect(found[1]?.assumed).toEqual(['lens', 'attitude', 'ground'])
  })

  test('a clip is its seconds along the track, and those that saw a place are one stretch with a begin and an end', () => {
    // Thirty seconds straight east at 10 m/s, passing right over the place in the middle.
    const track = Array.from({ length: 31 }, (_, i) => ({
      atMs: 1000 * i,
      ...place(10 * i - 150, 0),
      heightM: 30,
    }))
    const clip = photo(6, {
      kind: 'clip',
      placement: null,
      durationS: 30,
      takenAt: { raw: '', source: 'utc', assumedZone: null, utcMs: 0 },
    })
    const views = viewsOf(clip, track)
    expect(views).toHaveLength(30)
    const [stretch, ...more] = sawPoint(packFootageViews(views), ORIGIN, [0])
    expect(more).toEqual([])
    // Anything within 60° of straight below may be seen: 52 m either way, five seconds.
    expect(stretch).toMatchObject({ fromS: 10, toS: 20, assumed: ['attitude', 'ground'] })
    expect(viewsOf(clip, [])).toEqual([])
  })

  test('a digital zoom narrows the lens that is assumed', () => {
    const placement = {
      at: ORIGIN,
      heightM: 60,
      headingDeg: 0,
      pitchDeg: -90,
      by: 'own' as const,
      reason: '',
    }
    const widthM = (zoom?: number): number => {
      const seen = viewOf({ placement, lens: null, ...(zoom === undefined ? {} : { zoom }) })
      if (!seen) throw new Error('it has a place')
      expect(seen.assumed).toContain('lens')
      const [a, b] = footprint(seen.view).ring.map(local)
      return Math.hypot((b?.x ?? 0) - (a?.x ?? 0), (b?.y ?? 0) - (a?.y ?? 0))
    }
    // 24 mm of 36 mm film: one and a half times the height, a quarter of it at four times.
    expect(widthM()).toBeCloseTo(90, 0)
    expect(widthM(4)).toBeCloseTo(widthM() / 4, 6)
  })

  test('whatever a view holds up to its own height lies in its box', () => {
    fc.assert(
      fc.property(
        fc.record({
          headingDeg: fc.double({ min: 0, max: 360, noNaN: true }),
          pitchDeg: fc.double({ min: -90, max: 0, noNaN: true }),
          heightM: fc.double({ min: 5, max: 120, noNaN: true }),
        }),
        fc.double({ min: -1500, max: 1500, noNaN: true }),
        fc.double({ min: -1500, max: 1500, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (over, x, y, share, isKnown) => {
          const one = view(over)
          const at = place(x, y)
          if (!sees(one, at, share * one.heightM, null, isKnown)) return
          const box = viewBox({ view: one, assumed: isKnown ? [] : ['attitude'], ground: null })
          expect(at.lat).toBeGreaterThanOrEqual(box.south - 1e-9)
          expect(at.lat).toBeLessThanOrEqual(box.north + 1e-9)
          expect(at.lon).toBeGreaterThanOrEqual(box.west - 1e-9)
          expect(at.lon).toBeLessThanOrEqual(box.east + 1e-9)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
