/** How near the planner's order of lanes comes to the best that a search of its own has found (`npm run bench:search`). */
import { describe, expect, it } from 'vitest'
import { anneal } from '../../bench/search/anneal.ts'
import { knownS } from '../../bench/search/bestKnown.ts'
import { laneOrders, orderS } from '../../bench/search/laneOrder.ts'

/** The planner may be so much slower than the best that is known. */
const WITHIN = 1.02

describe('the order in which lanes are flown', () => {
  for (const task of laneOrders())
    it(`comes within 2 % of the best known: ${task.name}`, () => {
      const bestS = knownS(task)
      expect(bestS, 'these lanes are new: npm run bench:search').not.toBeNull()
      expect(orderS(task, task.planned)).toBeLessThanOrEqual((bestS ?? 0) * WITHIN)
    })

  it('is measured by a search that can find a better one', () => {
    const [task] = laneOrders()
    if (!task) throw new Error('the demo has surveys')
    const asTheyLie = Array.from({ length: task.lanes }, (_, lane) => 2 * lane)
    const found = anneal(task, 1, null, 50_000)
    expect(new Set(found.map((end) => end >> 1)).size).toBe(task.lanes)
    expect(orderS(task, found)).toBeLessThan(orderS(task, asTheyLie))
    expect(anneal(task, 1, null, 50_000)).toEqual(found)
  })
})
