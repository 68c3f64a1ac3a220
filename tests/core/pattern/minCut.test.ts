import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leastCostLabels } from '../../../src/core/pattern/survey/minCut.ts'

type Case = { costA: number[]; costB: number[]; links: { i: number; j: number; cost: number }[] }

const cost = ({ costA, costB, links }: Case, labels: readonly boolean[]): number =>
  labels.reduce((sum, label, i) => sum + ((label ? costA[i] : costB[i]) ?? 0), 0) +
  links.reduce((sum, { i, j, cost }) => sum + (labels[i] === labels[j] ? 0 : cost), 0)

const cases = fc.integer({ min: 2, max: 9 }).chain((n) =>
  fc.record<Case>({
    costA: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: n, maxLength: n }),
    costB: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: n, maxLength: n }),
    links: fc.array(
      fc
        .record({ i: fc.nat(n - 1), j: fc.nat(n - 1), cost: fc.integer({ min: 0, max: 9 }) })
        .filter(({ i, j }) => i !== j),
      { maxLength: 20 },
    ),
  }),
)

describe('labels of least cost', () => {
  test('no other labelling of a small graph costs less', () => {
    fc.assert(
      fc.property(cases, (graph) => {
        const n = graph.costA.length
        let least = Number.POSITIVE_INFINITY
        let fewest = n
        let most = 0
        for (let bits = 0; bits < 2 ** n; bits++) {
          const labels = Array.from({ length: n }, (_, i) => ((bits >> i) & 1) === 1)
          const total = cost(graph, labels)
          const count = labels.filter(Boolean).length
          if (total < least) [least, fewest, most] = [total, count, count]
          else if (total === least) [fewest, most] = [Math.min(fewest, count), Math.max(most, count)]
        }
        const labelling = {
          costA: Float64Array.from(graph.costA),
          costB: Float64Array.from(graph.costB),
          links: graph.links,
        }
        const found = leastCostLabels(labelling)
        if (!found) throw new Error('no bound was given')
        expect(cost(graph, found.fewestA)).toBe(least)
        expect(cost(graph, found.mostA)).toBe(least)
        expect(found.fewestA.filter(Boolean)).toHaveLength(fewest)
        expect(found.mostA.filter(Boolean)).toHaveLength(most)
        // What is not dearer than the bound is found all the same; what is found under a bound is the same.
        expect(leastCostLabels(labelling, least)).toEqual(found)
        expect(leastCostLabels(labelling, least - 1) ?? found).toEqual(found)
      }),
      { numRuns: 1000 },
    )
  })

  test('what costs far more than the bound is not looked for to its end', () => {
    const n = 100
    const costA = new Float64Array(n).fill(0, 0, n / 2).fill(9, n / 2)
    const costB = new Float64Array(n).fill(9, 0, n / 2).fill(0, n / 2)
    const links = Array.from({ length: n / 2 }, (_, i) => ({ i, j: n - 1 - i, cost: 5 }))
    expect(leastCostLabels({ costA, costB, links }, 250)).not.toBeNull()
    expect(leastCostLabels({ costA, costB, links }, 200)).toBeNull()
  })

  test('a chain of thousands is no trouble', () => {
    const n = 20_000
    const costA = new Float64Array(n)
    const costB = new Float64Array(n)
    costB[0] = 5
    costA[n - 1] = 5
    const links = Array.from({ length: n - 1 }, (_, i) => ({ i, j: i + 1, cost: i === 7000 ? 1 : 2 }))
    const found = leastCostLabels({ costA, costB, links })
    expect(found?.fewestA.filter(Boolean)).toHaveLength(7001)
  })
})
