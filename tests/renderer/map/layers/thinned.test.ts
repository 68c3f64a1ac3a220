import fc from 'fast-check'
import { expect, it } from 'vitest'
import { thinned } from '../../../../renderer/map/layers/thinned.ts'

const marks = fc.array(
  fc.record({
    x: fc.integer({ min: -500, max: 1500 }),
    y: fc.integer({ min: -500, max: 1500 }),
    stays: fc.boolean(),
  }),
  { maxLength: 200 },
)
const cellOf = ({ x, y }: { x: number; y: number }): string => `${Math.floor(x / 44)} ${Math.floor(y / 44)}`
const isStaying = ({ stays }: { stays: boolean }): boolean => stays

it('one mark of each square stands, the first, beside those that are to stay', () => {
  fc.assert(
    fc.property(marks, (all) => {
      const shown = thinned(all, 44, (mark) => mark, isStaying)
      // No square is left empty that had a mark.
      expect(new Set(shown.map(cellOf))).toEqual(new Set(all.map(cellOf)))
      for (const mark of all)
        if (!shown.includes(mark)) {
          expect(mark.stays).toBe(false)
          const first = all.find((one) => cellOf(one) === cellOf(mark))
          expect(first !== mark && shown.includes(first as typeof mark)).toBe(true)
        }
      const others = shown.filter((mark) => !mark.stays)
      expect(new Set(others.map(cellOf)).size).toBe(others.length)
    }),
  )
})
