import { expect, it } from 'vitest'
import { plan } from '../../../src/core/route/plan.ts'
import { waypointRows } from '../../../src/core/route/waypointRows.ts'
import { aMission } from '../../builders/mission.ts'

it('each waypoint has its number, its leg with its bearing, and its height over what is known', () => {
  const mission = aMission()
  const rows = waypointRows(mission, plan({ mission, sites: [] }))
  expect(rows.map(({ n }) => n)).toEqual(rows.map((_, i) => i + 1))
  expect(rows[0]).toMatchObject({ legM: null, bearingDeg: null })
  const east = rows.find(
    ({ point }, i) => point.role === 'waypoint' && rows[i - 1]?.point.role === 'waypoint',
  )
  expect(east?.legM).toBeCloseTo(100, 1)
  expect(east?.bearingDeg).toBeCloseTo(90, 1)
  expect(east?.heights).toEqual({ home: 60, ground: null, sea: 1360 })
})

it('a waypoint upon the one before it has no direction', () => {
  const [step] = (aMission().patterns[0] as { steps: object[] }).steps
  const mission = aMission({
    patterns: [{ ...aMission().patterns[0], steps: [step, { ...step, id: 'w2', heightM: 80 }] } as never],
  })
  const last = waypointRows(mission, plan({ mission, sites: [] })).at(-1)
  expect(last?.bearingDeg).toBeNull()
})
