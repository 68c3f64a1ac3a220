import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beyondBoxes } from '../../../../src/core/footage/copies/beyondBoxes.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { MOST_MASKS } from '../../../../src/core/footage/copies/maskShape.ts'
import { aSite, box, place } from '../../../builders/site.ts'

const RADIANS = Math.PI / 180
const photo = (
  x: number,
  y: number,
  over: Partial<NonNullable<Footage['placement']>> = {},
  lens: Footage['lens'] = { hfovDeg: 90, vfovDeg: 90 },
): Footage => ({
  id: '0190aaaa-0000-7000-8000-000000000783',
  sha256: 'd'.repeat(64),
  sizeBytes: 1,
  fileName: 'p.JPG',
  mimeType: 'image/jpeg',
  kind: 'photo',
  flightId: null,
  takenAt: null,
  placement: { at: place(x, y), heightM: 50, headingDeg: 0, pitchDeg: -90, by: 'own', reason: '', ...over },
  device: '',
  widthPx: 1000,
  heightPx: 1000,
  lens,
  importedAtMs: 0,
})
const sites = [aSite({ boundary: box(0, 0, 200, 200) })]
const area = (boxes: readonly { width: number; height: number }[]) =>
  boxes.reduce((sum, { width, height }) => sum + width * height, 0)

/** Where a place on the ground appears: by rotating it into the camera's axes one turn after another. */
function shown(
  [east, north]: [number, number],
  heightM: number,
  headingDeg: number,
  pitchDeg: number,
  lens: { hfovDeg: number; vfovDeg: number },
): { x: number; y: number } | null {
  const h = headingDeg * RADIANS
  const [right, ahead] = [east * Math.cos(h) - north * Math.sin(h), east * Math.sin(h) + north * Math.cos(h)]
  const p = pitchDeg * RADIANS
  const depth = ahead * Math.cos(p) - heightM * Math.sin(p)
  const up = -heightM * Math.cos(p) - ahead * Math.sin(p)
  if (depth <= 0) return null
  const x = 0.5 + right / depth / Math.tan((lens.hfovDeg / 2) * RADIANS) / 2
  const y = 0.5 - up / depth / Math.tan((lens.vfovDeg / 2) * RADIANS) / 2
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? { x, y } : null
}

describe('boxes over what lies beyond the sites', () => {
  it('are none over a site, all of the picture beside it, and half of it on its edge', () => {
    expect(beyondBoxes(photo(100, 100), sites)).toEqual([])
    expect(beyondBoxes(photo(-500, 100), sites)).toEqual([{ x: 0, y: 0, width: 1, height: 1 }])
    // Looking straight down with north up, west of the boundary is the left half.
    expect(beyondBoxes(photo(0, 100), sites)).toEqual([{ x: 0, y: 0, width: 0.5, height: 1 }])
    expect(beyondBoxes(photo(0, 100, { headingDeg: 180 }), sites)).toEqual([
      { x: 0.5, y: 0, width: 0.5, height: 1 },
    ])
  })

  it('leave the sky alone', () => {
    const level = beyondBoxes(photo(-5000, 0, { pitchDeg: 0 }), sites) ?? []
    expect(area(level)).toBeCloseTo(0.5, 5)
    for (const one of level) expect(one.y).toBeGreaterThanOrEqual(0.5)
  })

  it('cover every place outside and none inside, but for a square’s width along the line', () => {
    const lens = { hfovDeg: 70, vfovDeg: 50 }
    fc.assert(
      fc.property(
        fc.integer({ min: -60, max: 260 }),
        fc.integer({ min: -60, max: 260 }),
        fc.integer({ min: 0, max: 360 }),
        fc.integer({ min: -90, max: -50 }),
        fc.integer({ min: -45, max: 45 }),
        fc.integer({ min: -45, max: 45 }),
        (x, y, headingDeg, pitchDeg, east, north) => {
          const [gx, gy] = [x + east, y + north]
          const boxes = beyondBoxes(photo(x, y, { headingDeg, pitchDeg }, lens), sites) ?? []
          const at = shown([gx - x, gy - y], 50, headingDeg, pitchDeg, lens)
          fc.pre(at !== null)
          // A square of the picture is a few metres of ground: places nearer to the line are either's.
          const off = Math.min(...[gx, gy, 200 - gx, 200 - gy].map(Math.abs))
          fc.pre(off > 6)
          const isIn = gx > 0 && gx < 200 && gy > 0 && gy < 200
          const isCovered = boxes.some(
            (one) =>
              at.x >= one.x && at.x <= one.x + one.width && at.y >= one.y && at.y <= one.y + one.height,
          )
          expect({ isIn, isCovered }).toEqual({ isIn, isCovered: !isIn })
        },
      ),
    )
  })

  it('are few enough for a picture, and do not overlap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 360 }),
        fc.integer({ min: -90, max: -5 }),
        (headingDeg, pitchDeg) => {
          const boxes = beyondBoxes(photo(100, 20, { headingDeg, pitchDeg }), sites) ?? []
          expect(boxes.length).toBeLessThanOrEqual(MOST_MASKS)
          expect(area(boxes)).toBeLessThanOrEqual(1 + 1e-9)
        },
      ),
    )
  })

  it('are not known of a clip, nor where nobody knows where the camera looked', () => {
    expect(beyondBoxes({ ...photo(0, 0), kind: 'clip' }, sites)).toBeNull()
    expect(beyondBoxes(photo(0, 0, { pitchDeg: null }), sites)).toBeNull()
    expect(beyondBoxes({ ...photo(0, 0), placement: null }, sites)).toBeNull()
  })
})
