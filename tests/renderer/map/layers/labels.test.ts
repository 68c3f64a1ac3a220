import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LabelWish, placeLabels, siteNames, widthOf } from '../../../../renderer/map/layers/labels.ts'

const TEXTS = ['旧渡路 Old Ferry Road', '干河 Dry River', '1600', '硫酸厂区', 'A']
const wishes = fc
  .array(
    fc.record({
      x: fc.integer({ min: 0, max: 1280 }),
      y: fc.integer({ min: 0, max: 720 }),
      text: fc.constantFrom(...TEXTS),
      apartPx: fc.option(fc.integer({ min: 0, max: 800 }), { nil: undefined }),
    }),
    { maxLength: 60 },
  )
  .map((list) =>
    list.map(({ apartPx, ...wish }, i) => ({
      key: `${i}`,
      ...wish,
      ...(apartPx === undefined ? {} : { apartPx }),
    })),
  )

const shownOf = (list: readonly LabelWish[]): LabelWish[] => {
  const shown = placeLabels(list)
  return list.filter(({ key }) => shown.has(key))
}

describe('what is written on the map', () => {
  it('never lies on one another, and the first always stands', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const shown = shownOf(list)
        if (list[0]) expect(shown[0]).toBe(list[0])
        for (const [i, a] of shown.entries())
          for (const b of shown.slice(i + 1)) {
            const isBeside = Math.abs(a.x - b.x) >= (widthOf(a.text) + widthOf(b.text)) / 2
            expect(isBeside || Math.abs(a.y - b.y) >= 15).toBe(true)
          }
      }),
    )
  })

  it('says nothing twice nearer than it should', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const shown = shownOf(list)
        for (const [i, b] of shown.entries())
          for (const a of shown.slice(0, i))
            if (a.text === b.text && b.apartPx !== undefined)
              expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(b.apartPx)
      }),
    )
  })

  it('leaves out nothing that has room and was not said nearby', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const shown = placeLabels(list)
        const without = list.filter(({ key }) => shown.has(key))
        // What stands stays as it is without what does not.
        expect(placeLabels(without)).toEqual(shown)
      }),
    )
  })

  it('gives way to the name of a site', () => {
    const boundary = [
      { lat: 41, lon: 110 },
      { lat: 41, lon: 111 },
      { lat: 42, lon: 111 },
      { lat: 42, lon: 110 },
    ]
    const names = siteNames([{ id: 'site', text: '硫酸厂区', boundary }], ({ lat, lon }) => ({
      x: lon,
      y: -lat,
    }))
    expect(names).toEqual([{ key: 'site', text: '硫酸厂区', x: 110.5, y: -30 }])
    const road = { key: 'road', text: '驿路', x: 112, y: -28 }
    expect([...placeLabels([...names, road])]).toEqual(['site'])
  })
})
