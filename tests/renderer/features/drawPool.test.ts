import { expect, it } from 'vitest'
import { filledOf, NOTHING, poolOf, strataOf } from '../../../renderer/features/draw/pool.ts'
import { Pool } from '../../../src/core/draw/draw.ts'

const enterprises = ['a', 'b', 'c', 'd'].map((key) => ({ key, name: `企业${key}` }))

it('draws from all but who is left out, each in its stratum, whoever is named in none in the rest', () => {
  const pool = poolOf(
    {
      ...NOTHING,
      strata: [{ id: 's', name: ' 高风险 ', ids: ['a', 'd'] }],
      targetsExcluded: [{ key: 'd', name: '企业d', reason: '停产' }],
      inspectors: [{ key: 'p', name: '顾砚之' }],
      inspectorsPerTarget: 1,
      inspectorsExcluded: [{ key: 'q', name: '沈怀瑾', reason: '回避' }],
    },
    enterprises,
  )
  expect(Pool.safeParse(pool).success).toBe(true)
  expect(pool.targets.map(({ key, stratum }) => [key, stratum])).toEqual([
    ['a', '高风险'],
    ['b', ''],
    ['c', ''],
  ])
  expect(strataOf(pool)).toEqual([
    { name: '高风险', n: 1 },
    { name: '', n: 2 },
  ])
})

it('begins a redraw with all that was settled before', () => {
  const pool = poolOf(
    {
      ...NOTHING,
      sharePercent: 45,
      strata: [{ id: 's', name: '一层', ids: ['b'] }],
      inspectors: [{ key: 'p', name: '顾砚之' }],
      inspectorsPerTarget: 1,
      inspectorsExcluded: [{ key: 'q', name: '沈怀瑾', reason: '回避' }],
    },
    enterprises,
  )
  expect(poolOf(filledOf(pool), enterprises)).toEqual(pool)
})
