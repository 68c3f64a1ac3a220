/**
 * What an edit costs: a corner dragged of a survey that comes to 2,000 waypoints, as the window plans it while the
 * button is down, and areas that somebody will draw some day, planned in full and judged.
 */
import type { Mission } from '../../src/core/mission/mission.ts'
import { plan } from '../../src/core/route/plan.ts'
import { judge } from '../../src/core/safety/judge.ts'
import { HOSTILE_AREAS, missionOver, square, survey } from '../builders/hostileAreas.ts'
import { NOW_MS } from '../builders/mission.ts'
import { type BenchRow, medianMs } from './row.ts'

const evaluate = (mission: Mission, isDraft: boolean) => {
  const route = plan({ mission, sites: [], isDraft })
  return { route, verdict: judge({ mission, sites: [], route, nowMs: NOW_MS }) }
}

export async function rows(): Promise<BenchRow[]> {
  // As many lanes as come to 2,000 waypoints, short enough that the whole is not refused as too long a way.
  const large = missionOver(survey(square(1900), 1.9, {}))
  const waypoints = evaluate(large, true).route.points.length
  if (waypoints < 2000) throw new Error(`the survey that is dragged comes to ${waypoints} waypoints`)
  const measured: BenchRow[] = [
    {
      what: 'dragging a corner: an update',
      on: `survey of ${waypoints} waypoints`,
      // As in a drag of two seconds.
      figure: await medianMs(60, () => evaluate(large, true)),
      unit: 'ms',
      peer: '30 updates a second',
      peerFigure: 1000 / 30,
    },
  ]
  for (const [name, pattern] of HOSTILE_AREAS) {
    const mission = missionOver(pattern)
    measured.push({
      what: 'planned and judged',
      on: `an area that ${name}`,
      figure: await medianMs(1, () => evaluate(mission, false)),
      unit: 'ms',
      peer: 'limit',
      peerFigure: 2000,
    })
  }
  return measured
}
