import type { Vec } from '../../geo/frame.ts'
import { pointClearance, segmentClears } from '../clearance.ts'
import { groundKnown, worstTopM } from '../heights.ts'
import type { Obstacle } from '../obstacles.ts'
import type { Rule } from '../rule.ts'
import { clearPlace } from '../spots.ts'
import { stretchesOf } from '../stretches.ts'
import { finding, placeOf, rounded, type Subject } from '../subject.ts'
import type { CheckItem } from '../verdict.ts'

/**
 * `zone.explosive`: no take-off, landing or rally point in an asset's explosion zone, and no flight below its top
 * inside it. The zone reaches its radius out from the asset's footing, and the vehicle's position error further.
 *
 * Limits: the asset's zone, whose source is named. Released only with a recorded emergency basis. Missing data: the
 * zone's top is over the ground of the asset; when the sites declare no ground, or home's height above sea level is not
 * known, a flight over the zone is judged as over level ground and reported as unknown too.
 */
export const zoneExplosive: Rule = {
  id: 'zone.explosive',
  release: 'emergency',
  check: (subject) =>
    subject.obstacles.flatMap((obstacle) => [
      ...onTheGround(subject, obstacle),
      ...inTheAir(subject, obstacle),
    ]),
}

/** How far from the footing the zone reaches, position error included, m. */
const reachOf = (subject: Subject, { asset }: Obstacle): number =>
  Math.max(0.01, (asset.explosionZone?.radiusM ?? 0) + subject.mission.vehicle.positionErrorM)

function onTheGround(subject: Subject, obstacle: Obstacle): CheckItem[] {
  const { asset, shape } = obstacle
  if (!asset.explosionZone) return []
  const reachM = reachOf(subject, obstacle)
  const down = subject.legs.find(({ kind }) => kind === 'down')
  const places: { what: 'home' | 'landing' | 'rally'; number: number; at: Vec }[] = [
    { what: 'home', number: 0, at: { x: 0, y: 0 } },
    ...(down ? [{ what: 'landing' as const, number: 0, at: down.b }] : []),
    ...subject.mission.rallyPoints.map((point, i) => ({
      what: 'rally' as const,
      number: i + 1,
      at: subject.frame.toLocal(point),
    })),
  ]
  return places.flatMap(({ what, number, at }) => {
    const clearanceM = pointClearance(shape, false, at.x, at.y)
    if (clearanceM >= reachM) return []
    const to = what === 'home' ? clearPlace(subject) : null
    return [
      finding('zone.explosive', 'ground_point_in_zone', {
        value: rounded(clearanceM),
        limit: rounded(reachM),
        unit: 'm',
        source: asset.explosionZone?.source ?? '',
        place: placeOf(subject.frame, [[at]]),
        params: { asset: asset.name.zh, assetEn: asset.name.en || asset.name.zh, what, number },
        fixes: to ? [{ code: 'moveHome', params: to }] : [],
      }),
    ]
  })
}

function inTheAir(subject: Subject, obstacle: Obstacle): CheckItem[] {
  const { asset, shape } = obstacle
  if (!asset.explosionZone) return []
  const reachM = reachOf(subject, obstacle)
  const topM = worstTopM(subject, asset.explosionZone.topM)
  const over = subject.legs.filter(
    ({ a, b, kind, radiusM }) =>
      kind === 'level' && !segmentClears(shape, false, a.x, a.y, b.x, b.y, reachM + radiusM),
  )
  const low = over.filter(({ lowM }) => lowM < topM)
  const common = {
    limit: rounded(topM, 1),
    unit: 'm',
    source: asset.explosionZone.source,
    params: { asset: asset.name.zh, assetEn: asset.name.en || asset.name.zh },
  } as const
  const items: CheckItem[] = []
  if (low.length > 0)
    items.push(
      finding('zone.explosive', 'low_in_zone', {
        ...common,
        value: rounded(Math.min(...low.map(({ lowM }) => lowM)), 1),
        place: placeOf(subject.frame, stretchesOf({ shape, inclusion: false }, low, reachM).lines),
      }),
    )
  else if (over.length > 0 && !groundKnown(subject))
    items.push(finding('zone.explosive', 'terrain_unknown', { ...common, severity: 'unknown' }))
  return items
}
