import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Evaluation } from '../../../src/contract/index.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { anId } from '../../builders/enterprise.ts'
import { NOW_MS } from '../../builders/mission.ts'

type Perimeter = Extract<Pattern, { kind: 'perimeter' }>
const around = (lat: number, lon: number, standoffM: number): Perimeter => ({
  kind: 'perimeter',
  id: 'p',
  boundary: [
    { lat, lon },
    { lat, lon: lon + 0.5 },
    { lat: lat - Math.sign(lat) * 0.0004, lon: lon + 0.25 },
  ],
  standoffM,
  side: 'outside',
  heightsM: [60],
  laps: 1,
  direction: 'clockwise',
  camera: 'inward',
  speedMS: 8,
  photo: { by: 'none' },
  cornerRadiusM: 0,
  startNear: null,
})
const missionOver = (pattern: Perimeter): Mission =>
  newMission({
    id: anId(1),
    name: { zh: '极', en: 'pole' },
    sites: [],
    areas: [pattern.boundary],
    patterns: [pattern],
  })

test('a way over a pole is not planned, and it is said', () => {
  for (const lat of [89.9999, -89.9999]) {
    const { points, notes } = plan({ mission: missionOver(around(lat, 10, 100)), sites: [] })
    expect(points).toEqual([])
    expect(notes.map(({ code }) => code)).toContain('off_earth')
  }
})

test('what a corridor by a pole leaves uncovered is drawn up to it', () => {
  // Its way stays on the Earth, its width does not: what nobody saw lies beyond.
  const path = [
    { lat: 89.9992, lon: 10 },
    { lat: 89.9992, lon: 160 },
  ]
  const corridor: Pattern = {
    kind: 'corridor',
    id: 'c',
    path,
    widthM: 200,
    spacing: { by: 'distance', spacingM: 199 },
    heightM: 10,
    speedMS: 8,
    photo: { by: 'distance', everyM: 10 },
  }
  const mission = newMission({
    id: anId(2),
    name: { zh: '极', en: 'pole' },
    sites: [],
    areas: [[...path, { lat: 89.99, lon: 70 }]],
    patterns: [corridor],
  })
  const route = plan({ mission, sites: [] })
  expect(route.points.length).toBeGreaterThan(0)
  const lats = route.uncovered.flat().map(({ lat }) => lat)
  expect(lats.length).toBeGreaterThan(0)
  for (const lat of lats) expect(lat).toBeLessThanOrEqual(90)
})

test('about a pole whatever is planned and judged is what the contract allows', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 89.9, max: 90, noNaN: true }),
      fc.double({ min: -180, max: 179, noNaN: true }),
      fc.integer({ min: 1, max: 200 }),
      fc.boolean(),
      (lat, lon, standoffM, isSouth) => {
        const file = { mission: missionOver(around(isSouth ? -lat : lat, lon, standoffM)), sites: [] }
        const route = plan(file)
        const verdict = judge({ ...file, route, nowMs: NOW_MS })
        expect(Evaluation.safeParse({ revision: '0'.repeat(64), route, verdict }).success).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
})
