import { expect, it } from 'vitest'
import { middleOf } from '../../../src/core/geo/middle.ts'

it('the middle of places on both sides of the date line lies between them', () => {
  expect(
    middleOf([
      { lat: 1, lon: 179.999 },
      { lat: 3, lon: -179.998 },
    ]),
  ).toEqual({ lat: 2, lon: expect.closeTo(-179.9995, 6) })
  expect(
    middleOf([
      { lat: 1, lon: 109 },
      { lat: 1, lon: 111 },
    ]),
  ).toEqual({ lat: 1, lon: 110 })
  expect(middleOf([])).toEqual({ lat: 0, lon: 0 })
})
