import { authorisationOf } from '../../permit/approval.ts'
import { hoursText } from '../../permit/hours.ts'
import { CHINA_ZONE, wallTime } from '../../units/wallClock.ts'
import { outsideHoursMs } from '../../permit/times.ts'
import { canonicalJson } from '../../units/canonical.ts'
import { segmentClears } from '../clearance.ts'
import type { Vec } from '../../geo/frame.ts'
import { circleOutline } from '../../geo/offset.ts'
import { polygonShape } from '../shapes.ts'
import { highestM, heightOverHomeM, provenTrueHeightM } from '../heights.ts'
import type { Leg } from '../legs.ts'
import type { Rule } from '../rule.ts'
import { stretchesOf } from '../stretches.ts'
import { checkItem, placeOf, rounded, type Subject, TOLERANCE_M } from '../subject.ts'
import type { CheckItem } from '../verdict.ts'

const SOURCE = '无人驾驶航空器飞行管理暂行条例 26'

/**
 * `authorisation`: there is a flight approval, and the flight keeps to its area, its time window and its height.
 *
 * Limits: those of the approval. Released only with a recorded emergency basis. Missing data: no approval is an
 * error, unless it needs none (Art. 31); an approval without an area allows the fence's; without a planned time only an approval that has run out is
 * an error; without declared ground the height is compared as if the ground were flat, and `height.ceiling` says that
 * it is unknown; a height over the sea is unknown where that of home is; a DJI aircraft of which nobody has said whether its maker locks the place is unknown.
 */
export const authorisation: Rule = {
  id: 'authorisation',
  release: 'emergency',
  check(subject) {
    const { approved, mission } = subject
    // Whether a flight that needs no application keeps to what makes it one is asked by `authorisation.special`.
    if (!approved)
      return mission.exemption === undefined
        ? [checkItem('authorisation', 'no_authorisation', { source: SOURCE })]
        : []
    return [
      ...standing(subject),
      ...area(subject),
      ...volume(subject),
      ...window(subject),
      ...height(subject),
      ...overSea(subject),
      ...unlock(subject),
    ]
  },
}

function area(subject: Subject): CheckItem[] {
  const { approved } = subject
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

/** Whether the approval still holds, and the mission's copy says what its record says. */
function standing({ mission: { authorisation }, permits, approved, nowMs }: Subject): CheckItem[] {
  const record = permits?.approval
  if (!authorisation || !approved || !record || record.id !== authorisation.approvalId) return []
  const { number } = record
  if (record.withdrawnAtMs !== null && record.withdrawnAtMs <= nowMs)
    return [
      checkItem('authorisation', 'approval_withdrawn', {
        source: number,
        params: { number, at: wallTime(record.zone, record.withdrawnAtMs) },
      }),
    ]
  return canonicalJson(authorisationOf(record, authorisation)) === canonicalJson(authorisation)
    ? []
    : [
        checkItem('authorisation', 'approval_changed', {
          severity: 'warning',
          source: number,
          params: { number },
        }),
      ]
}

/** What the flight may come to beside its ways: rally points, and the fence that would hold it. */
function volume({ approved, mission, frame, zones }: Subject): CheckItem[] {
  if (!approved?.area) return []
  const shape = polygonShape(approved.area, frame)
  const { number } = approved
  // What runs along the area's very edge is inside it.
  const holds = (a: Vec, b: Vec): boolean => {
    const way: Leg = { a, b, lowM: 0, highM: 0, kind: 'level', patternId: null, radiusM: 0 }
    return stretchesOf({ shape, inclusion: true }, [way], -TOLERANCE_M).lines.length === 0
  }
  const outside = mission.rallyPoints.map((point) => frame.toLocal(point)).filter((at) => !holds(at, at))
  const inclusions = zones.filter(({ zone }) => zone.inclusion)
  const isHeld = inclusions.some(({ zone }) => {
    const corners =
      zone.shape === 'polygon'
        ? zone.ring.map((corner) => frame.toLocal(corner))
        : circleOutline(frame.toLocal(zone.center), zone.radiusM, true)
    return corners.every((corner, i) => holds(corners.at(i - 1) ?? corner, corner))
  })
  return [
    ...(outside.length === 0
      ? []
      : [
          checkItem('authorisation', 'rally_outside_area', {
            source: number,
            place: placeOf(
              frame,
              outside.map((at) => [at]),
            ),
            params: { number, count: outside.length },
          }),
        ]),
    ...(inclusions.length === 0 || isHeld
      ? []
      : [
          checkItem('authorisation', 'fence_beyond_area', {
            severity: 'warning',
            source: number,
            params: { number },
          }),
        ]),
  ]
}

function window(subject: Subject): CheckItem[] {
  const { approved } = subject
  if (!approved) return []
  const { fromMs, toMs, number, hours = [], zone = CHINA_ZONE } = approved
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
  const outside = (code: 'outside_window' | 'outside_hours', ms: number, more: object): CheckItem =>
    checkItem('authorisation', code, {
      value: rounded(ms / 1000, 0),
      limit: 0,
      unit: 's',
      source: number,
      params: { ...params, startMs, endMs: Math.round(endMs), ...more },
    })
  if (overMs > 0) return [outside('outside_window', overMs, {})]
  const hoursMs = outsideHoursMs(hours, zone, startMs, endMs)
  return hoursMs > 0
    ? [
        outside('outside_hours', hoursMs, {
          hours: hoursText(hours),
          zone,
        }),
      ]
    : []
}

function height(subject: Subject): CheckItem[] {
  const { approved } = subject
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

/** An approval that names a height over the sea holds the ways and the return, both over home, against it. */
function overSea(subject: Subject): CheckItem[] {
  const { approved, mission } = subject
  if (!approved || typeof approved.maxAmslM !== 'number') return []
  const { number, maxAmslM } = approved
  const mostM = highestM(subject)
  if (mostM === null) return []
  const heightM = Math.max(mostM, mission.contingency.returnHeightM)
  const { amslM } = mission.home
  if (amslM === null)
    return [
      checkItem('authorisation', 'amsl_unknown', {
        severity: 'unknown',
        limit: maxAmslM,
        unit: 'm',
        source: number,
        params: { number, heightM: rounded(heightM, 1) },
      }),
    ]
  return amslM + heightM <= maxAmslM
    ? []
    : [
        checkItem('authorisation', 'above_amsl', {
          value: rounded(amslM + heightM, 1),
          limit: maxAmslM,
          unit: 'm',
          source: number,
          params: { number, heightM: rounded(heightM, 1) },
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
