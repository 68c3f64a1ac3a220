import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shapesOf } from '../../../../renderer/desk/editing/open.ts'
import { spotOf } from '../../../../renderer/map/tools/snapping.ts'
import { frameAt } from '../../../../src/core/geo/frame.ts'
import { aCircleZone, aMission, aPolygonZone } from '../../../builders/mission.ts'
import { anAsset, aSite, box, place } from '../../../builders/site.ts'

const neighbour = aSite({ id: 'neighbour', boundary: box(300, 0, 500, 200) })
const site = aSite({ assets: [anAsset()] })
const around = {
  sites: [site, neighbour],
  assets: [
    { siteId: site.id, points: [place(120, 150)], closed: false },
    { siteId: 'neighbour', points: box(400, 100, 420, 120), closed: true },
  ],
  marks: [place(350, 350)],
  documentId: site.id,
  shapes: shapesOf({ kind: 'site', doc: site }),
}
const wayM = (a: { lat: number; lon: number }, b: { lat: number; lon: number }) => {
  const { x, y } = frameAt(a).toLocal(b)
  return Math.hypot(x, y)
}
const ALL = { lines: [], without: null }

describe('the snapping service', () => {
  it('never takes a place farther than ten pixels of the map', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 550, noNaN: true }),
        fc.double({ min: -50, max: 250, noNaN: true }),
        fc.double({ min: 0.02, max: 5, noNaN: true }),
        fc.constantFrom(
          ALL,
          { lines: [], without: 'boundary' },
          { lines: [{ points: box(10, 10, 60, 60), closed: false }], without: null },
        ),
        (x, y, metresPerPx, holds) => {
          const at = place(x, y)
          const spot = spotOf(at, around, holds, { metresPerPx, isFree: false })
          expect(wayM(at, spot.at)).toBeLessThanOrEqual(10 * metresPerPx + 0.01)
          expect(spot.held === null ? spot.at : spot.held.at).toEqual(spot.at)
          if (!spot.held) expect(spot.at).toBe(at)
          // Where it was taken to, it stays.
          const again = spotOf(spot.at, around, holds, { metresPerPx, isFree: false })
          if (spot.held?.on === 'corner') expect(wayM(again.at, spot.at)).toBeLessThan(0.01)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('takes what is nearer to an edge than ten pixels, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 40, max: 70, noNaN: true }),
        fc.double({ min: -20, max: 20, noNaN: true }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        (x, px, metresPerPx) => {
          // Beside the south edge of the site, far from its corners and from what stands in it.
          const { held } = spotOf(place(x, px * metresPerPx), around, ALL, { metresPerPx, isFree: false })
          if (Math.abs(px) < 9.9) expect(held?.on).toBe('edge')
          if (Math.abs(px) > 10.1) expect(held).toBeNull()
        },
      ),
    )
  })

  it('leaves a place alone while Alt is held, and for a tool that is held by nothing', () => {
    const at = place(1, 1)
    expect(spotOf(at, around, ALL, { metresPerPx: 1, isFree: true })).toEqual({ at, held: null })
    expect(spotOf(at, around, null, { metresPerPx: 1, isFree: false })).toEqual({ at, held: null })
  })

  it('holds by other sites, by other shapes of the document and by what is being drawn, not by the shape in hand', () => {
    const on = (
      x: number,
      y: number,
      holds: { lines: { points: typeof neighbour.boundary; closed: boolean }[]; without: string | null },
    ) => spotOf(place(x, y), around, holds, { metresPerPx: 1, isFree: false }).held?.on ?? null
    expect(on(301, 1, ALL)).toBe('corner')
    expect(on(91, 91, ALL)).toBe('corner')
    expect(on(1, 1, ALL)).toBe('corner')
    expect(on(1, 1, { lines: [], without: 'boundary' })).toBeNull()
    expect(on(91, 91, { lines: [], without: 'boundary' })).toBe('corner')
    expect(on(50, 150, ALL)).toBeNull()
    expect(on(50, 150, { lines: [{ points: [place(50, 150)], closed: false }], without: null })).toBe(
      'corner',
    )
  })

  it('holds by assets of other sites and by marks, which are in no document that is edited', () => {
    const on = (x: number, y: number) =>
      spotOf(place(x, y), around, ALL, { metresPerPx: 1, isFree: false }).held?.on ?? null
    expect(on(401, 101)).toBe('corner')
    expect(on(410, 101)).toBe('edge')
    expect(on(351, 352)).toBe('corner')
    // Of the open document its own shapes count, as they are in hand.
    expect(on(121, 151)).toBeNull()
  })

  it('holds nothing by the rim of a circle, whose points are no corners', () => {
    const mission = aMission({
      fence: [aPolygonZone(box(-60, -60, 260, 260)), aCircleZone(place(180, 180), 10)],
    })
    const shapes = shapesOf({ kind: 'mission', doc: mission })
    const spot = spotOf(
      place(181, 181),
      { sites: [], assets: [], marks: [], documentId: mission.id, shapes },
      ALL,
      {
        metresPerPx: 0.5,
        isFree: false,
      },
    )
    expect(spot.held).toBeNull()
  })
})
