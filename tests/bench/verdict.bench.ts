/**
 * The verdict of 1,000 legs and 50 fence zones, and turf's own predicates over the same legs and zones in the same run.
 * Turf gets the easier work: the fence as drawn, without a margin, yes or no, nothing measured and no place drawn; the
 * returns to home as triangles.
 */
import { booleanCrosses } from '@turf/boolean-crosses'
import { booleanDisjoint } from '@turf/boolean-disjoint'
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { lineString, point, polygon } from '@turf/helpers'
import type { Vec } from '../../src/core/geo/frame.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import type { FenceZone, Mission } from '../../src/core/mission/mission.ts'
import { fenceLeg } from '../../src/core/safety/rules/fenceLeg.ts'
import { judge } from '../../src/core/safety/judge.ts'
import { subjectOf } from '../../src/core/safety/subject.ts'
import { aMission, aPolygonZone, aVehicle, NOW_MS } from '../builders/mission.ts'
import { aRoute } from '../builders/route.ts'
import { aSite, place } from '../builders/site.ts'
import { type BenchRow, medianMs } from './row.ts'

const LEGS = 1000
const ZONES = 50

/** A regular outline, slightly uneven so that no edge is parallel to a lane. */
const outline = (cx: number, cy: number, radiusM: number, corners: number): LatLon[] =>
  Array.from({ length: corners }, (_, i) => {
    const angle = 0.1 + (i * 2 * Math.PI) / corners
    const r = radiusM * (1 + 0.1 * Math.sin(3 * angle))
    return place(cx + r * Math.cos(angle), cy + r * Math.sin(angle))
  })

/** 500 lanes 4 m apart and the ways between them: 1,000 legs over 2 km². */
const path: Vec[] = Array.from({ length: LEGS - 1 }, (_, i) => {
  const lane = Math.floor(i / 2)
  return { x: (i + lane) % 2 === 0 ? 20 : 1020, y: 20 + 4 * lane }
})

/** One inclusion of 24 corners and 49 exclusions of 12, in a row at a distance from the lanes' west end. */
const fenceAt = (x: number): FenceZone[] => [
  aPolygonZone(outline(500, 1000, 2500, 24)),
  ...Array.from({ length: ZONES - 1 }, (_, i) =>
    aPolygonZone(outline(x, 30 + i * 41, 8, 12), { id: `exclusion-${i}`, inclusion: false }),
  ),
]

export async function rows(): Promise<BenchRow[]> {
  const vehicle = aVehicle({ maxItems: 5000, enduranceS: 144_000 })
  const beside = aMission({ fence: fenceAt(-80), vehicle })
  const between = aMission({ fence: fenceAt(500), vehicle })
  const on = `${LEGS} legs, ${ZONES} zones`
  const safe = inputOf(beside)
  const unsafe = inputOf(between)
  if (!judge(safe).ok || judge(unsafe).ok) throw new Error('the bench is not what it says')
  const verdictMs = await medianMs(15, () => judge(safe))
  const turfMs = await medianMs(3, () => turfFindsBad(safe, false))
  const turfReturnsMs = await medianMs(3, () => turfFindsBad(safe, true))
  return [
    row('verdict, all rules and returns', `${on}, safe`, verdictMs, 'aim', 16),
    row(
      'verdict, all rules and returns',
      `${on}, every lane breaks one`,
      // As often as an edit of some seconds asks for it: the first dozen runs are those of code that is not compiled yet.
      await medianMs(60, () => judge(unsafe)),
      'aim',
      16,
    ),
    row(
      'verdict, all rules and returns',
      `${on}, safe`,
      verdictMs,
      'turf predicates, legs and returns',
      turfReturnsMs,
    ),
    row(
      'legs against the fence alone',
      `${on}, safe`,
      await medianMs(15, () => fenceLeg.check(subjectOf(safe))),
      'turf predicates',
      turfMs,
    ),
  ]
}

const row = (what: string, on: string, figure: number, peer: string, peerFigure: number): BenchRow => ({
  what,
  on,
  figure,
  unit: 'ms',
  peer,
  peerFigure,
})

type Input = Parameters<typeof judge>[0]
const inputOf = (mission: Mission): Input => ({
  mission,
  sites: [aSite()],
  route: aRoute(mission, path),
  nowMs: NOW_MS,
})

/** Legs, and the triangles of their returns, outside an inclusion or meeting an exclusion, by turf. */
function turfFindsBad({ mission, route }: Input, withReturns: boolean): number {
  const home = [mission.home.lon, mission.home.lat]
  const zones = mission.fence.flatMap((zone) => {
    if (zone.shape === 'circle') return []
    const closed = [...zone.ring, zone.ring[0] as LatLon].map(({ lat, lon }) => [lon, lat])
    return [{ inclusion: zone.inclusion, area: polygon([closed]) }]
  })
  let bad = 0
  for (let i = 1; i < route.points.length; i++) {
    const [a, b] = [route.points[i - 1], route.points[i]].map((p) => [p?.lon ?? 0, p?.lat ?? 0])
    if (!a || !b) continue
    const leg = lineString([a, b])
    for (const { inclusion, area } of zones) {
      const holds = inclusion
        ? booleanPointInPolygon(point(a), area) && !booleanCrosses(leg, area)
        : booleanDisjoint(leg, area)
      if (!holds) bad++
      if (!withReturns) continue
      const returns = polygon([[a, b, home, a]])
      // Two areas: outside an inclusion shows as a meeting of outlines.
      if (inclusion ? booleanCrosses(lineString([a, b, home, a]), area) : !booleanDisjoint(returns, area))
        bad++
    }
  }
  return bad
}
