import { describe, expect, it } from 'vitest'
import { beyondSites } from '../../../../src/core/footage/view/beyondSites.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { aSite, box, place } from '../../../builders/site.ts'

const photo = (x: number, y: number, over: Partial<NonNullable<Footage['placement']>> = {}): Footage => ({
  id: '0190aaaa-0000-7000-8000-000000000780',
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
  // 100 × 100 m from 50 m.
  lens: { hfovDeg: 90, vfovDeg: 90 },
  importedAtMs: 0,
})
const sites = [aSite({ boundary: box(0, 0, 200, 200) })]

describe('what of a picture lies beyond the inspected sites', () => {
  it('is measured over the ground that it shows', () => {
    expect(beyondSites(photo(100, 100), sites)).toBe(0)
    // Half of the picture lies west of the boundary, a ninth of a strip on the line.
    expect(beyondSites(photo(0, 100), sites)).toBeCloseTo(0.5, 0)
    expect(beyondSites(photo(-200, 100), sites)).toBe(1)
    // The neighbour's land is land that nobody inspects, unless it is a site too.
    expect(beyondSites(photo(200, 100), [...sites, aSite({ boundary: box(200, 0, 400, 200) })])).toBe(0)
  })

  it('of a picture of unknown direction is told by the place below it', () => {
    expect(beyondSites(photo(100, 100, { headingDeg: null }), sites)).toBe(0)
    expect(beyondSites(photo(-1, 100, { pitchDeg: null }), sites)).toBe(1)
  })

  it('is not known without a place or a height', () => {
    expect(beyondSites({ ...photo(0, 0), placement: null }, sites)).toBeNull()
    expect(beyondSites(photo(0, 0, { heightM: null }), sites)).toBeNull()
  })
})
