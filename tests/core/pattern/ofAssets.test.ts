import { expect, it } from 'vitest'
import { Pattern, type Orbit, type Visit } from '../../../src/core/mission/pattern.ts'
import { ASSET_PATTERNS, isFor, patternsOfAssets } from '../../../src/core/pattern/ofAssets.ts'
import { anAsset, box, place } from '../../builders/site.ts'

const tanks = anAsset()
const stack = anAsset({
  id: 'stack',
  kind: 'stack',
  footing: { kind: 'point', at: place(10, 10), radiusM: 4 },
  heightM: 60,
})
const pipe = anAsset({
  id: 'pipe',
  kind: 'pipeline',
  footing: { kind: 'line', path: [place(0, 0), place(80, 0)] },
  heightM: 3,
})
let made = 0
const of = (kind: (typeof ASSET_PATTERNS)[number]) =>
  patternsOfAssets(kind, [tanks, stack, pipe], 60, () => `new-${++made}`)

it('one visit sees every asset, half way up', () => {
  const [visit, ...others] = of('visit') as Visit[]
  expect(others).toEqual([])
  expect(visit?.targets.map(({ lookHeightM }) => lookHeightM)).toEqual([6, 30, 1.5])
})

it('each asset gets the pattern that its footing allows, and others are left out', () => {
  expect(of('orbit')).toHaveLength(2)
  expect(of('perimeter')).toMatchObject([{ boundary: box(90, 90, 110, 110), side: 'outside' }])
  expect(of('survey')).toHaveLength(1)
  expect(of('corridor')).toMatchObject([{ path: [place(0, 0), place(80, 0)] }])
  for (const kind of ASSET_PATTERNS) {
    for (const pattern of of(kind)) expect(Pattern.safeParse(pattern).success).toBe(true)
    expect(patternsOfAssets(kind, [pipe], 60, String).length > 0).toBe(isFor(kind, pipe))
  }
})

it('a ring keeps away from the wall and flies over the top', () => {
  const large = anAsset({ footing: { kind: 'area', ring: box(0, 0, 120, 120) }, heightM: 60 })
  const [orbit] = patternsOfAssets('orbit', [large], 60, () => 'o') as Orbit[]
  expect(orbit?.radiusM).toBeGreaterThan(100)
  expect(orbit?.clearRadiusM).toBeGreaterThan(84)
  expect(orbit?.clearRadiusM).toBeLessThan(orbit?.radiusM ?? 0)
  expect(Math.min(...(orbit?.heightsM ?? []))).toBeGreaterThan(60)
})
