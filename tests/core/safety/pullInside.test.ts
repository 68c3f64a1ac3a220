import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canPullInside, pulledInside } from '../../../src/core/safety/pullInside.ts'
import { subjectOf } from '../../../src/core/safety/subject.ts'
import { aCircleZone, aMission, aPolygonZone, NOW_MS, waypoints } from '../../builders/mission.ts'
import { aRoute } from '../../builders/route.ts'
import { aSite, box, place } from '../../builders/site.ts'

const metres = fc.integer({ min: -150, max: 350 })
const scenes = fc.record({
  steps: fc.array(fc.tuple(metres, metres), { minLength: 1, maxLength: 6 }),
  holes: fc.array(fc.tuple(metres, metres, fc.integer({ min: 5, max: 60 })), { maxLength: 3 }),
  round: fc.boolean(),
  halfM: fc.integer({ min: 10, max: 200 }),
  marginM: fc.integer({ min: 1, max: 20 }),
})

test('whether waypoints can be pulled inside is told without building the fence, and just as if it were built', () => {
  const answers = new Set<boolean>()
  fc.assert(
    fc.property(scenes, ({ steps, holes, round, halfM, marginM }) => {
      const pattern = waypoints(steps.map(([x, y]) => place(x, y)))
      const mission = aMission({
        patterns: [pattern],
        fence: [
          round
            ? aCircleZone(place(100, 100), halfM)
            : aPolygonZone(box(100 - halfM, 100 - halfM, 100 + halfM, 100 + halfM)),
          ...holes.map(([x, y, radiusM], i) =>
            aCircleZone(place(x, y), radiusM, { id: `hole-${i}`, inclusion: false }),
          ),
        ],
      })
      const subject = subjectOf({ mission, sites: [aSite()], route: aRoute(mission, []), nowMs: NOW_MS })
      const can = canPullInside(subject, pattern, marginM)
      expect(can).toBe(pulledInside(mission, pattern, marginM) !== null)
      answers.add(can)
    }),
    { numRuns: 400 },
  )
  expect(answers.size).toBe(2)
})
