import { flightOf, flownMS } from '../../mission/vehicleFlight.ts'
import type { Rule } from '../rule.ts'
import { soundPoints } from '../legs.ts'
import { checkItem, placeOf, rounded } from '../subject.ts'

/**
 * `camera.interval`: no photo is asked for sooner than the shutter is ready again.
 *
 * Limit: the camera's row. A warning: photos go missing, nothing falls down. Without a camera there is no limit.
 */
export const cameraInterval: Rule = {
  id: 'camera.interval',
  release: 'reason',
  check({ mission, route, frame }) {
    const { camera } = mission
    if (!camera || camera.minIntervalS === 0) return []
    let shortestS = Infinity
    let slowestNeededMS = Infinity
    const points = soundPoints(route)
    const flight = flightOf(mission)
    const fast = points.flatMap((point, i) => {
      const everyS =
        point.photoEveryS ??
        (point.photoEveryM === null ? null : point.photoEveryM / flownMS(flight, point.speedMS))
      const before = points[i - 1]
      if (everyS === null || !before || everyS >= camera.minIntervalS - 1e-9) return []
      shortestS = Math.min(shortestS, everyS)
      if (point.photoEveryM !== null)
        slowestNeededMS = Math.min(slowestNeededMS, point.photoEveryM / camera.minIntervalS)
      return [[frame.toLocal(before), frame.toLocal(point)]]
    })
    if (fast.length === 0) return []
    const speedMS = Math.floor(slowestNeededMS * 10) / 10
    return [
      checkItem('camera.interval', 'shutter_too_slow', {
        severity: 'warning',
        value: rounded(shortestS),
        limit: camera.minIntervalS,
        unit: 's',
        source: camera.source,
        place: placeOf(frame, fast),
        fixes: speedMS > 0 && Number.isFinite(speedMS) ? [{ code: 'slowDown', params: { speedMS } }] : [],
      }),
    ]
  },
}
