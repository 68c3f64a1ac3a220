import { describe, expect, it } from 'vitest'
import { coverage, isFineEnough } from '../../../../src/core/footage/view/coverage.ts'
import { type FootageView, viewsOf } from '../../../../src/core/footage/view/footageViews.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { frameAt } from '../../../../src/core/geo/frame.ts'
import { anAsset, box, ORIGIN, place } from '../../../builders/site.ts'

/** Straight down from 50 m with a lens that sees 100 m across and 60 m along (90 and 61.9 degrees), 1,000 px wide. */
const down = (x: number, y: number, over: Partial<FootageView> = {}): FootageView => ({
  footageId: `f${x} ${y}`,
  flightId: null,
  takenAtMs: 1000,
  widthPx: 1000,
  momentS: null,
  view: {
    at: place(x, y),
    heightM: 50,
    headingDeg: 0,
    pitchDeg: -90,
    lens: { hfovDeg: 90, vfovDeg: (2 * Math.atan(30 / 50) * 180) / Math.PI },
  },
  assumed: [],
  ground: null,
  ...over,
})
const site = box(0, 0, 200, 100)

describe('what of a site was seen', () => {
  it('is the share of its ground under the pictures, at their resolution', () => {
    const found = coverage(site, [], [down(50, 50)], 1)
    // 100 × 60 of 200 × 100 m.
    expect(found.seenShare).toBeCloseTo(0.3, 1)
    const seen = found.cells.filter(({ seenAtMs }) => seenAtMs !== null)
    for (const { at, gsdM } of seen) {
      const { x, y } = frameAt(ORIGIN).toLocal(at)
      expect(x > -1 && x < 101 && y > 19 && y < 81).toBe(true)
      // 100 m over 1,000 px below the camera; a little coarser to the side, where it is farther.
      expect(gsdM).toBeGreaterThanOrEqual(0.1)
      expect(gsdM).toBeLessThan(0.16)
    }
    const both = coverage(site, [], [down(50, 50), down(150, 50, { takenAtMs: 9000 })], 1)
    expect(both.seenShare).toBeCloseTo(0.6, 1)
    expect(both.cells.map(({ seenAtMs }) => seenAtMs)).toEqual(expect.arrayContaining([1000, 9000, null]))
  })

  it('counts no view of which nobody knows where it looked', () => {
    const found = coverage(site, [], [down(50, 50, { assumed: ['attitude'] })], 1)
    expect(found).toMatchObject({ seenShare: 0, unsure: 1 })
  })

  it('names the assets that were seen, and those that were not', () => {
    const near = anAsset({ id: 'near', footing: { kind: 'point', at: place(60, 50), radiusM: 3 } })
    const far = anAsset({ id: 'far', footing: { kind: 'point', at: place(190, 95), radiusM: 3 } })
    const { assets } = coverage(site, [near, far], [down(50, 50), down(52, 50)], 1)
    expect(assets[0]).toMatchObject({ assetId: 'near', footage: 2, seenAtMs: 1000 })
    // 44 m below the camera, 8 m to the side of the nearer one.
    expect(assets[0]?.gsdM).toBeCloseTo((2 * Math.hypot(44, 8)) / 1000, 4)
    expect(assets[1]).toMatchObject({ assetId: 'far', footage: 0, gsdM: null, seenAtMs: null })
  })
})

describe('the seconds of a clip', () => {
  const clip: Footage = {
    id: '0190aaaa-0000-7000-8000-000000000777',
    sha256: 'a'.repeat(64),
    sizeBytes: 1,
    fileName: 'c.MP4',
    mimeType: 'video/mp4',
    kind: 'clip',
    flightId: null,
    takenAt: { raw: '', source: 'utc', assumedZone: null, utcMs: 1000 },
    placement: null,
    device: '',
    widthPx: 3840,
    heightPx: 2160,
    lens: null,
    importedAtMs: 0,
    durationS: 3,
  }

  it('are views by its own record, each where it looked, without any track', () => {
    const { lat, lon } = ORIGIN
    const views = viewsOf(
      {
        ...clip,
        seconds: [
          [0, lat, lon, 50, 10, -30],
          [1, lat, lon, 51, null, null],
          [2, lat, lon, null, 12, -40],
        ],
      },
      [],
    )
    expect(
      views.map(({ momentS, view, assumed }) => [momentS, view.headingDeg, view.pitchDeg, assumed]),
    ).toEqual([
      [0, 10, -30, ['lens']],
      [1, 0, -90, ['lens', 'attitude']],
    ])
  })

  it('counts what was fine enough alone: coarser looks are told apart, and so are those of unknown size', () => {
    // 100 m over 1,000 px: 10 cm a pixel in the middle, seen at twice the resolution from the second one.
    const tank = anAsset({
      id: 'tank',
      footing: { kind: 'point', at: place(50, 50), radiusM: 3 },
      heightM: 0,
    })
    const coarse = coverage(site, [tank], [down(50, 50)], 0.05)
    expect(coarse).toMatchObject({ seenShare: 0, seenWithinM: 0.05, unsure: 0 })
    expect(coarse.coarseShare).toBeCloseTo(0.3, 1)
    expect(coarse.assets[0]).toMatchObject({ footage: 0, seenAtMs: null })
    expect(coarse.assets[0]?.gsdM).toBeCloseTo(0.1, 3)
    const both = coverage(site, [tank], [down(50, 50), down(150, 50, { widthPx: 4000 })], 0.05)
    expect(both.seenShare).toBeCloseTo(0.3, 1)
    expect(both.coarseShare).toBeCloseTo(0.3, 1)
    const unknown = coverage(site, [tank], [down(50, 50, { widthPx: null })], 0.05)
    expect(unknown).toMatchObject({ seenShare: 0, coarseShare: 0, unsure: 1 })
    // 1.6 m a pixel shows that there is a yard, and nothing that is in it.
    expect([isFineEnough(1.6, 0.05), isFineEnough(0.05, 0.05), isFineEnough(null, 5)]).toEqual([
      false,
      true,
      false,
    ])
  })
})
