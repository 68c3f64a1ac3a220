import { segmentClears } from '../clearance.ts'
import { polygonShape } from '../shapes.ts'
import { highestM, heightOverHomeM, provenTrueHeightM } from '../heights.ts'
import type { Rule } from '../rule.ts'
import { stretchesOf } from '../stretches.ts'
import { checkItem, placeOf, rounded, type Subject, TOLERANCE_M } from '../subject.ts'
import type { CheckItem } from '../verdict.ts'

const SOURCE = '无人驾驶航空器飞行管理暂行条例 26'

/**
 * `authorisation`: there is a flight approval, and the flight keeps to its area, its time window and its height.
 *
 * Limits: those of the approval. Released only with a recorded emergency basis. Missing data: no approval is an
 * error; an approval without an area allows the fence's; without a planned time only an approval that has run out is
 * an error; without declared ground the height is compared as if the ground were flat, and `height.ceiling` says that
 * it is unknown; a DJI aircraft of which nobody has said whether its maker locks the place is unknown.
 */
export const authorisation: Rule = {
  id: 'authorisation',
  release: 'emergency',
  check(subject) {
    const approved = subject.mission.authorisation
    if (!approved) return [checkItem('authorisation', 'no_authorisation', { source: SOURCE })]
    return [...area(subject), ...window(subject), ...height(subject), ...unlock(subject)]
  },
}

function area(subject: Subject): CheckItem[] {
  const approved = subject.mission.authorisation
  if (!approved?.area) return []
  const shape = polygonShape(approved.area, subject.frame)
  // A flight along the area's very edge is inside it.
  if (subject.legs.every(({ a, b }) => segmentClears(shape, true, a.x, a.y, b.x, b.y, TOLERANCE_M))) return []
  const { lines, lengthM, worstM } = stretchesOf({ shape, inclusion: true }, subject.legs, -TOLERANCE_M)
  if (lines.length === 0) return []
  return [
    checkItem('authorisation', 'outside_area', {
      value: rounded(worstM),
      limit: 0,
      unit: 'm',
      source: approved.number,
      place: placeOf(subject.frame, lines),
      params: { number: approved.number, stretches: lines.length, lengthM: rounded(lengthM, 1) },
    }),
  ]
}

function window(subject: Subject): CheckItem[] {
  const approved = subject.mission.authorisation
  if (!approved) return []
  const { fromMs, toMs, number } = approved
  const startMs = subject.mission.plannedAtMs
  const params = { number, fromMs, toMs }
  if (startMs === null)
    return toMs < subject.nowMs
      ? [
          checkItem('authorisation', 'expired', {
            value: rounded((subject.nowMs - toMs) / 1000, 0),
            limit: 0,
            unit: 's',
            source: number,
            params,
          }),
        ]
      : []
  const endMs = startMs + subject.route.figures.airborneS * 1000
  // Seconds of the flight before the window opens or after it closes, whichever are more.
  const overMs = Math.max(fromMs - startMs, endMs - toMs)
  return overMs > 0
    ? [
        checkItem('authorisation', 'outside_window', {
          value: rounded(overMs / 1000, 0),
          limit: 0,
          unit: 's',
          source: number,
          params: { ...params, startMs, endMs: Math.round(endMs) },
        }),
      ]
    : []
}

function height(subject: Subject): CheckItem[] {
  const approved = subject.mission.authorisation
  const mostM = highestM(subject)
  if (!approved || mostM === null) return []
  const trueM = provenTrueHeightM(subject, mostM)
  if (trueM <= approved.maxTrueHeightM) return []
  const heightM = heightOverHomeM(subject, approved.maxTrueHeightM)
  return [
    checkItem('authorisation', 'above_authorised', {
      value: rounded(trueM, 1),
      limit: approved.maxTrueHeightM,
      unit: 'm',
      source: approved.number,
      params: { number: approved.number, heightM: rounded(mostM, 1) },
      fixes: heightM >= 1 ? [{ code: 'lowerPatterns', params: { heightM } }] : [],
    }),
  ]
}

/** DJI aircraft do not start in a locked zone without a certificate that is valid for the whole flight. */
function unlock(subject: Subject): CheckItem[] {
  const { mission, route } = subject
  const isDji = mission.vehicle.firmware === 'dji' || mission.vehicle.firmware === 'litchi'
  if (!isDji || !mission.authorisation) return []
  const { djiUnlock } = mission.authorisation
  if (!djiUnlock)
    return [checkItem('authorisation', 'unlock_unstated', { severity: 'unknown', source: 'DJI FlySafe' })]
  if (djiUnlock.kind === 'notNeeded') return []
  const { aircraftSerial, fromMs, toMs } = djiUnlock
  const startMs = mission.plannedAtMs ?? Math.max(fromMs, subject.nowMs)
  const endMs = startMs + route.figures.airborneS * 1000
  const overMs = Math.max(fromMs - startMs, endMs - toMs)
  if (overMs <= 0) return []
  return [
    checkItem('authorisation', 'unlock_window', {
      value: rounded(overMs / 1000, 0),
      limit: 0,
      unit: 's',
      source: 'DJI FlySafe',
      params: { aircraftSerial, fromMs, toMs },
    }),
  ]
}
