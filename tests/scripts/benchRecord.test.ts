import { describe, expect, it } from 'vitest'
import { slower, slowerThan, withRows } from '../../scripts/benchRecord.mjs'

const machine = { bytes: 1000, geometry: 200, copy: 500 }
const half = { bytes: 500, geometry: 100, copy: 250 }
const row = (over = {}) => ({
  bench: 'logs',
  what: 'reading a .tlog',
  on: '500 MB',
  figure: 300,
  unit: 'MB/s',
  by: 'bytes',
  yardsticks: machine,
  ...over,
})

describe('a row held against the record', () => {
  it.each([
    ['the same', {}, 1],
    ['a rate of half', { figure: 150 }, 2],
    ['a rate of half on a machine of half the speed', { figure: 150, yardsticks: half }, 1],
    ['the same rate on a machine of half the speed', { yardsticks: half }, 0.5],
  ])('%s', (_what, over, times) => {
    expect(slower(row(over), row())).toBeCloseTo(times, 9)
  })

  it.each(['ms', 's'])('less is quicker in %s', (unit) => {
    const then = row({ figure: 40, unit, by: 'geometry' })
    expect(slower({ ...then, figure: 60 }, then)).toBeCloseTo(1.5, 9)
    expect(slower({ ...then, figure: 80, yardsticks: half }, then)).toBeCloseTo(1, 9)
  })

  it('what is no speed, or was measured in another unit, is not held against it', () => {
    expect(slower(row({ unit: 'm' }), row({ unit: 'm' }))).toBeNull()
    expect(slower(row({ unit: 'ms' }), row())).toBeNull()
  })
})

it('tells of a row that takes a fifth longer, and of no other', () => {
  const recorded = [row(), row({ what: 'reading a .bin' })]
  expect(slowerThan(recorded, [row({ figure: 255 }), row({ what: 'new', figure: 1 })])).toEqual([])
  const [told, ...more] = slowerThan(recorded, [row({ figure: 200 }), row({ what: 'reading a .bin' })])
  expect(told).toContain('logs: reading a .tlog, 500 MB: 1.50 times as long')
  expect(more).toEqual([])
})

it('keeps what was not measured this time', () => {
  const kept = row({ what: 'reading a .bin' })
  expect(withRows([row(), kept], [row({ figure: 1 })])).toEqual([kept, row({ figure: 1 })])
})
