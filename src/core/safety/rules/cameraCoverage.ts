import type { Rule } from '../rule.ts'
import { checkItem } from '../subject.ts'

/** What a survey should see of its area, as a share. */
const WANTED_SHARE = 0.995

/**
 * `camera.coverage`: surveys and corridors see what they were drawn over; the parts that no lane sees are the place.
 *
 * Limit: 99.5 %. A warning. Nothing can be missing.
 */
export const cameraCoverage: Rule = {
  id: 'camera.coverage',
  release: 'reason',
  check({ route }) {
    const { coverageShare } = route.figures
    if (coverageShare >= WANTED_SHARE) return []
    return [
      checkItem('camera.coverage', 'not_covered', {
        severity: 'warning',
        value: coverageShare,
        limit: WANTED_SHARE,
        unit: 'share',
        place: {
          type: 'MultiLineString',
          coordinates: route.uncovered.map((ring) =>
            [...ring, ...ring.slice(0, 1)].map(({ lat, lon }): [number, number] => [lon, lat]),
          ),
        },
      }),
    ]
  },
}
