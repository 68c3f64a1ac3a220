import { describe, expect, it } from 'vitest'
import { applied, inverseOf } from '../../../src/core/geo/affine.ts'
import { crsOf, crsOfNumbers } from '../../../src/core/geo/crs.ts'
import { ontoCorners, projected, undone } from '../../../src/core/geo/quad.ts'

describe('coordinate systems of pictures', () => {
  it('know the zones of CGCS2000 by their codes', () => {
    expect(crsOf(4527)).toEqual({ kind: 'gauss', widthDeg: 3, meridianDeg: 117, zone: 39 })
    expect(crsOf(4547)).toEqual({ kind: 'gauss', widthDeg: 3, meridianDeg: 114, zone: null })
    expect(crsOf(4499)).toEqual({ kind: 'gauss', widthDeg: 6, meridianDeg: 123, zone: 21 })
    expect(crsOf(4508)).toEqual({ kind: 'gauss', widthDeg: 6, meridianDeg: 111, zone: null })
    expect(crsOf(32_649)).toEqual({ kind: 'utm', zone: 49, isSouth: false })
    for (const unknown of [0, 2343, 4326.5, -1, 32_661, 4555]) expect(crsOf(unknown)).toBeNull()
  })

  it('are told by the size of numbers as far as that goes', () => {
    expect(crsOfNumbers(110.1, 41.7)).toEqual([4326])
    expect(crsOfNumbers(39_012_402, 4_434_011)).toEqual([4527])
    expect(crsOfNumbers(20_498_225, 4_484_539)).toEqual([4498])
    expect(crsOfNumbers(12_389_859, 4_851_421)).toEqual([3857])
    const metres = crsOfNumbers(497_000, 4_625_500)
    for (const epsg of [4546, 4508, 32_649]) expect(metres).toContain(epsg)
    for (const epsg of crsOfNumbers(497_000, 4_625_500)) expect(crsOf(epsg)).not.toBeNull()
    expect(crsOfNumbers(50, 4_625_500)).toEqual([])
  })
})

describe('maps of the plane', () => {
  it('take back what they took', () => {
    const affine = { a: 0.05, b: 0.01, c: 497_000, d: 0.02, e: -0.05, f: 4_625_500 }
    const back = inverseOf(affine)
    const there = applied(affine, { x: 123, y: 45 })
    expect(back && applied(back, there).x).toBeCloseTo(123, 6)
    expect(back && applied(back, there).y).toBeCloseTo(45, 6)
    expect(inverseOf({ ...affine, a: 0, d: 0 })).toBeNull()
  })

  it('lay a rectangle onto four corners, and none onto a line', () => {
    const corners = [
      { x: 10, y: 20 },
      { x: 110, y: 30 },
      { x: 90, y: 160 },
      { x: 5, y: 120 },
    ]
    const onto = ontoCorners(300, 200, corners)
    if (!onto) throw new Error('no map')
    const from = [
      { x: 0, y: 0 },
      { x: 300, y: 0 },
      { x: 300, y: 200 },
      { x: 0, y: 200 },
    ]
    for (const [i, corner] of from.entries()) {
      expect(projected(onto, corner).x).toBeCloseTo(corners[i]?.x ?? 0, 9)
      expect(projected(undone(onto), projected(onto, corner)).y).toBeCloseTo(corner.y, 6)
    }
    const line = [0, 1, 2, 3].map((i) => ({ x: i, y: i }))
    expect(ontoCorners(300, 200, line)).toBeNull()
  })
})
