import { z } from 'zod'
import { frameAt } from '../geo/frame.ts'
import { LatLon } from '../geo/position.ts'
import type { Authorisation, Mission } from '../mission/mission.ts'
import type { FlightApproval } from '../permit/approval.ts'
import type { FlightReport } from '../permit/flightReport.ts'
import { filingStanding, outsideHoursMs } from '../permit/times.ts'
import { CHINA_ZONE } from '../units/wallClock.ts'
import { groundAt } from '../terrain/terrain.ts'
import { AtMs } from '../units/id.ts'
import type { Flight, TrackPoint } from './flight.ts'
import { depthInRing, stretches } from './planFlown.ts'

export const DEPARTURE_CODES = [
  'unconfirmed',
  'unreported',
  'unfiled',
  'outsideWindow',
  'outsideHours',
  'outsideArea',
  'tooHigh',
  'tooHighOverSea',
] as const

/**
 * What a flight did that its approval did not cover, with the figures. Times UTC ms, `by` in the unit of the code: seconds
 * for what is of a time, metres for what is of a place or height; null where there is nothing to measure it by.
 */
export const Departure = z.object({
  code: z.enum(DEPARTURE_CODES),
  by: z.number().nullable(),
  /** What was allowed: a moment (UTC ms), or a height, m. */
  limit: z.number().nullable(),
  fromMs: AtMs,
  toMs: AtMs,
  /** Where it was worst; null for what is of no place. */
  at: LatLon.nullable(),
})
export type Departure = z.infer<typeof Departure>

/** What a flight is held against: what was approved of the mission as it was flown, the records, and the report of it. */
export type HeldAgainst = {
  /** The mission as it was flown; null where none is known. */
  readonly mission: Pick<Mission, 'home' | 'terrain'> | null
  readonly approved: Authorisation | null
  readonly approval: Pick<FlightApproval, 'kind' | 'zone' | 'filings'> | null
  readonly report: FlightReport | null
  /** Whether the flight is one that is reported: under an approval of the records, or exempt. */
  readonly isReported: boolean
}

/**
 * Where a flight left what was approved: it took off before the report was confirmed (or without one), on a day that was
 * not filed, outside the window, the hours, the area or the height. All of it follows from the track and the records;
 * nothing is entered.
 */
export function departuresOf(flight: Flight, against: HeldAgainst): Departure[] {
  const { approved } = against
  return [
    ...(against.isReported || against.report ? confirmation(flight, against.report) : []),
    ...filing(flight, against),
    ...(approved ? [...window(flight, approved), ...area(flight, approved)] : []),
    ...(approved ? heights(flight, approved, against.mission) : []),
  ]
}

const during = ({ takeoffAtMs, landedAtMs }: Flight) => ({ fromMs: takeoffAtMs, toMs: landedAtMs, at: null })
const seconds = (ms: number): number => Math.ceil(ms / 1000)

function confirmation(flight: Flight, report: FlightReport | null): Departure[] {
  const { takeoffAtMs } = flight
  const said = { ...during(flight), toMs: takeoffAtMs }
  if (!report) return [{ ...said, code: 'unreported', by: null, limit: null }]
  const confirmedAtMs = report.confirmed?.atMs ?? null
  if (confirmedAtMs !== null && confirmedAtMs <= takeoffAtMs) return []
  return [
    {
      ...said,
      code: 'unconfirmed',
      by: confirmedAtMs === null ? null : seconds(confirmedAtMs - takeoffAtMs),
      limit: confirmedAtMs,
    },
  ]
}

function filing(flight: Flight, { approval }: HeldAgainst): Departure[] {
  if (approval?.kind !== 'standing') return []
  const standing = filingStanding(approval, flight.takeoffAtMs, flight.takeoffAtMs)
  const answeredAtMs = standing.filing?.answeredAtMs ?? null
  // An answer that came after take-off did not cover it.
  if (standing.state === 'agreed' && answeredAtMs !== null && answeredAtMs <= flight.takeoffAtMs) return []
  return [
    {
      ...during(flight),
      code: 'unfiled',
      by: null,
      limit: 'byMs' in standing ? standing.byMs : answeredAtMs,
    },
  ]
}

function window(flight: Flight, approved: Authorisation): Departure[] {
  const { takeoffAtMs, landedAtMs } = flight
  const { fromMs, toMs, hours = [], zone = CHINA_ZONE } = approved
  const overMs = Math.max(fromMs - takeoffAtMs, landedAtMs - toMs)
  if (overMs > 0)
    return [
      {
        ...during(flight),
        code: 'outsideWindow',
        by: seconds(overMs),
        limit: takeoffAtMs < fromMs ? fromMs : toMs,
      },
    ]
  const hoursMs = outsideHoursMs(hours, zone, takeoffAtMs, landedAtMs)
  return hoursMs > 0 ? [{ ...during(flight), code: 'outsideHours', by: seconds(hoursMs), limit: null }] : []
}

/** A position of a log is this good, m: what is outside by less is not told from what is inside. */
const POSITION_M = 3

function area({ track }: Flight, approved: Authorisation): Departure[] {
  if (!approved.area || track.length === 0) return []
  const frame = frameAt(approved.area[0] ?? track[0] ?? { lat: 0, lon: 0 })
  const depth = depthInRing(approved.area, frame)
  return stretches(track, (point) => -depth(frame.toLocal(point)) - POSITION_M).map(
    ({ fromMs, toMs, worstM, at }) => ({
      code: 'outsideArea',
      by: worstM + POSITION_M,
      limit: 0,
      fromMs,
      toMs,
      at,
    }),
  )
}

/**
 * Over the ground under the aircraft where the mission has an elevation model, else over the ground at take-off, which is
 * all that a log knows; over the sea from the height of the take-off point, where that is known.
 */
function heights({ track }: Flight, approved: Authorisation, mission: HeldAgainst['mission']): Departure[] {
  const [first] = track
  if (!first) return []
  const terrain = mission?.terrain ?? null
  const startM = terrain ? groundAt(terrain, first) : null
  const trueM = (point: TrackPoint): number | null => {
    if (point.heightM === null) return null
    const groundM = terrain && startM !== null ? groundAt(terrain, point) : null
    return groundM === null || startM === null ? point.heightM : point.heightM + startM - groundM
  }
  const over = (limit: number, heightM: (point: TrackPoint) => number | null) =>
    stretches(track, (point) => {
      const metres = heightM(point)
      return metres === null ? -1 : metres - limit
    }).map(({ fromMs, toMs, worstM, at }) => ({ by: worstM, limit, fromMs, toMs, at }))
  const seaM = mission?.home.amslM ?? null
  const { maxAmslM } = approved
  return [
    ...over(approved.maxTrueHeightM, trueM).map((one) => ({ code: 'tooHigh' as const, ...one })),
    ...(typeof maxAmslM === 'number' && seaM !== null
      ? over(maxAmslM, ({ heightM }) => (heightM === null ? null : heightM + seaM)).map((one) => ({
          code: 'tooHighOverSea' as const,
          ...one,
        }))
      : []),
  ]
}
