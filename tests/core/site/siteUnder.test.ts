import { describe, expect, it } from 'vitest'
import { middleOf } from '../../../src/core/geo/middle.ts'
import { assetMiddle } from '../../../src/core/site/assetMiddle.ts'
import type { Asset } from '../../../src/core/site/site.ts'
import { siteUnder } from '../../../src/core/site/siteUnder.ts'
import { anId } from '../../builders/enterprise.ts'
import { aSite, anAsset, box, ORIGIN, place } from '../../builders/site.ts'

const west = aSite({ id: anId(1), boundary: box(0, 0, 200, 200) })
const east = aSite({ id: anId(2), boundary: box(500, 0, 700, 200) })
const sites = [west, east]

describe('the site under a place', () => {
  it('is the one that holds it, else the nearest within reach, else none', () => {
    expect(siteUnder([place(100, 100)], sites, 0)).toBe(west)
    expect(siteUnder([place(600, 100)], sites, 0)).toBe(east)
    // 290 m from the west one, 10 m from the east one.
    expect(siteUnder([place(490, 100)], sites, 300)).toBe(east)
    expect(siteUnder([place(210, 100)], sites, 300)).toBe(west)
    expect(siteUnder([place(100, -299)], sites, 300)).toBe(west)
    expect(siteUnder([place(100, -301)], sites, 300)).toBeNull()
  })

  it('is, under a flight, where most of its places are', () => {
    const flown = [place(150, 100), place(350, 100), place(520, 100), place(600, 100)]
    expect(siteUnder(flown, sites, 300)).toBe(east)
    expect(siteUnder(flown.slice(0, 2), sites, 300)).toBe(west)
  })

  it('is the first of two that hold it alike, and none without places or sites', () => {
    const twin = { ...west, id: anId(3) }
    expect(siteUnder([place(100, 100)], [twin, west], 0)).toBe(twin)
    expect(siteUnder([place(100, 100)], [west, twin], 0)).toBe(west)
    expect(siteUnder([], sites, 300)).toBeNull()
    expect(siteUnder([ORIGIN], [], 300)).toBeNull()
  })
})

describe('the middle', () => {
  it('of places is that of their corners', () => {
    const ring = [
      { lat: 0, lon: 0 },
      { lat: 2, lon: 0 },
      { lat: 2, lon: 4 },
      { lat: 0, lon: 4 },
    ]
    expect(middleOf(ring)).toEqual({ lat: 1, lon: 2 })
    expect(middleOf([])).toEqual({ lat: 0, lon: 0 })
  })

  it('of an asset is that of its footing, whatever kind it is', () => {
    const at = place(5, 5)
    expect(assetMiddle(anAsset({ footing: { kind: 'point', at, radiusM: 3 } }))).toBe(at)
    const [a, b] = [place(0, 0), place(10, 10)]
    const middle = { lat: (a.lat + b.lat) / 2, lon: (a.lon + b.lon) / 2 }
    const footings: Asset['footing'][] = [
      { kind: 'line', path: [a, b] },
      { kind: 'area', ring: [a, b, a, b] },
    ]
    for (const footing of footings) {
      const found = assetMiddle({ footing })
      expect(found.lat).toBeCloseTo(middle.lat, 12)
      expect(found.lon).toBeCloseTo(middle.lon, 12)
    }
  })
})
