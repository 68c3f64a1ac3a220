import type { Vec } from '../../geo/frame.ts'
import { pointClearance, segmentClears } from '../clearance.ts'
import { type Volume, volumesOf } from '../../site/volumes.ts'
import { groundKnown, worstTopM } from '../heights.ts'
import type { Obstacle } from '../obstacles.ts'
import type { Rule } from '../rule.ts'
import { clearPlace } from '../spots.ts'
import { stretchesOf } from '../stretches.ts'
import { checkItem, placeOf, rounded, type Subject } from '../subject.ts'
import type { CheckItem } from '../verdict.ts'

/**
 * `zone.explosive`: no take-off, landing or rally point in an asset's explosion zone or no-overflight volume, and no
 * flight below its top inside it. The volume reaches its radius (and its plume's drift) out from the asset's footing,
 * and the vehicle's position error further.
 *
 * Limits: the asset's volume, whose source is named. Released only with a recorded emergency basis. Missing data: the
 * zone's top is over the ground of the asset; when the sites declare no ground, or home's height above sea level is not
 * known, a flight over the zone is judged as over level ground and reported as unknown too.
 */
export const zoneExplosive: Rule = {
  id: 'zone.explosive',
  release: 'emergency',
  check: (subject) =>
    subject.obstacles.flatMap((obstacle) =>
      volumesOf(obstacle.asset).flatMap((volume) => [
        ...onTheGround(subject, obstacle, volume),
        ...inTheAir(subject, obstacle, volume),
      ]),
    ),
}

/** How far from the footing the volume reaches, position error included, m. */
const reachOf = (subject: Subject, { reachM }: Volume): number =>
  Math.max(0.01, reachM + subject.mission.vehicle.positionErrorM)

const CODES = {
  explosion: { ground: 'ground_point_in_zone', air: 'low_in_zone' },
  overflight: { ground: 'ground_point_in_no_overflight', air: 'low_in_no_overflight' },
} as const

function onTheGround(subject: Subject, { asset, shape }: Obstacle, volume: Volume): CheckItem[] {
  const reachM = reachOf(subject, volume)
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
      checkItem('zone.explosive', CODES[volume.what].ground, {
        value: rounded(clearanceM),
        limit: rounded(reachM),
        unit: 'm',
        source: volume.source,
        place: placeOf(subject.frame, [[at]]),
        params: { asset: asset.name.zh, assetEn: asset.name.en || asset.name.zh, what, number },
        fixes: to ? [{ code: 'moveHome', params: to }] : [],
      }),
    ]
  })
}

function inTheAir(subject: Subject, { asset, shape }: Obstacle, volume: Volume): CheckItem[] {
  const reachM = reachOf(subject, volume)
  const topM = worstTopM(subject, volume.topM)
  const over = subject.legs.filter(
    ({ a, b, kind, radiusM }) =>
      kind === 'level' && !segmentClears(shape, false, a.x, a.y, b.x, b.y, reachM + radiusM),
  )
  const low = over.filter(({ lowM }) => lowM < topM)
  const common = {
    limit: rounded(topM, 1),
    unit: 'm',
    source: volume.source,
    params: { asset: asset.name.zh, assetEn: asset.name.en || asset.name.zh },
  } as const
  const items: CheckItem[] = []
  if (low.length > 0)
    items.push(
      checkItem('zone.explosive', CODES[volume.what].air, {
        ...common,
        value: rounded(Math.min(...low.map(({ lowM }) => lowM)), 1),
        place: placeOf(subject.frame, stretchesOf({ shape, inclusion: false }, low, reachM).lines),
      }),
    )
  else if (over.length > 0 && !groundKnown(subject))
    items.push(checkItem('zone.explosive', 'terrain_unknown', { ...common, severity: 'unknown' }))
  return items
}
