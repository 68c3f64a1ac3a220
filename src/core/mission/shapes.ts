import { frameAt } from '../geo/frame.ts'
import type { LatLon } from '../geo/position.ts'
import type { Site } from '../site/site.ts'
import { quantiseM, quantisePlace } from '../units/quantise.ts'
import type { FenceZone, Mission } from './mission.ts'
import { carried } from './overrides.ts'
import type { Pattern } from './pattern.ts'

/**
 * Everything in a mission or a site that has a form on the map, as one kind of thing: a key that finds it again, how
 * it is drawn, and its points. A circle's points are its centre and one on its rim. So that one set of gestures edits
 * all of them.
 */
export type Shape = {
  readonly key: string
  readonly form: 'ring' | 'path' | 'point' | 'circle'
  readonly role:
    | 'boundary'
    | 'asset'
    | 'area'
    | 'hole'
    | 'perimeter'
    | 'corridor'
    | 'orbit'
    | 'target'
    | 'steps'
    | 'inclusion'
    | 'exclusion'
    | 'home'
    | 'rally'
    | 'breach'
  readonly points: readonly LatLon[]
}

/** The rim point of a circle, east of its centre. */
function rimOf(center: LatLon, radiusM: number): LatLon {
  return frameAt(center).toLatLon({ x: radiusM, y: 0 })
}

const radiusOf = (center: LatLon, rim: LatLon): number => {
  const { x, y } = frameAt(center).toLocal(rim)
  return quantiseM(Math.max(1, Math.hypot(x, y)))
}

export function siteShapes(site: Site): Shape[] {
  return [
    { key: 'boundary', form: 'ring', role: 'boundary', points: site.boundary },
    ...site.assets.map(
      ({ id, footing }): Shape =>
        footing.kind === 'point'
          ? { key: `asset:${id}`, form: 'point', role: 'asset', points: [footing.at] }
          : footing.kind === 'area'
            ? { key: `asset:${id}`, form: 'ring', role: 'asset', points: footing.ring }
            : { key: `asset:${id}`, form: 'path', role: 'asset', points: footing.path },
    ),
  ]
}

/** The site with other points for one of its shapes. */
export function siteWithShape(site: Site, key: string, points: readonly LatLon[]): Site {
  const moved = points.map(quantisePlace)
  if (key === 'boundary') return { ...site, boundary: moved }
  return {
    ...site,
    assets: site.assets.map((asset) => {
      if (`asset:${asset.id}` !== key) return asset
      const { footing } = asset
      if (footing.kind === 'point') return { ...asset, footing: { ...footing, at: moved[0] ?? footing.at } }
      return footing.kind === 'area'
        ? { ...asset, footing: { ...footing, ring: moved } }
        : { ...asset, footing: { ...footing, path: moved } }
    }),
  }
}

export function missionShapes(mission: Mission): Shape[] {
  return [
    ...mission.fence.map(
      (zone): Shape => ({
        key: `fence:${zone.id}`,
        form: zone.shape === 'polygon' ? 'ring' : 'circle',
        role: zone.inclusion ? 'inclusion' : 'exclusion',
        points: zone.shape === 'polygon' ? zone.ring : [zone.center, rimOf(zone.center, zone.radiusM)],
      }),
    ),
    ...mission.patterns.flatMap(patternShapes),
    ...mission.rallyPoints.map(
      (point): Shape => ({ key: `rally:${point.id}`, form: 'point', role: 'rally', points: [point] }),
    ),
    ...(mission.breachReturn
      ? [{ key: 'breach', form: 'point', role: 'breach', points: [mission.breachReturn] } as const]
      : []),
    { key: 'home', form: 'point', role: 'home', points: [mission.home] },
  ]
}

/** The points that a pattern was drawn with, its holes left out. */
export const pointsOf = (pattern: Pattern): readonly LatLon[] =>
  patternShapes(pattern).flatMap((shape) => (shape.role === 'hole' ? [] : shape.points))

function patternShapes(pattern: Pattern): Shape[] {
  switch (pattern.kind) {
    case 'survey':
      return [
        { key: `pattern:${pattern.id}`, form: 'ring', role: 'area', points: pattern.area },
        ...pattern.holes.map(
          (points, i): Shape => ({ key: `hole:${i}:${pattern.id}`, form: 'ring', role: 'hole', points }),
        ),
      ]
    case 'perimeter':
      return [{ key: `pattern:${pattern.id}`, form: 'ring', role: 'perimeter', points: pattern.boundary }]
    case 'corridor':
      return [{ key: `pattern:${pattern.id}`, form: 'path', role: 'corridor', points: pattern.path }]
    case 'orbit':
      return [
        {
          key: `pattern:${pattern.id}`,
          form: 'circle',
          role: 'orbit',
          points: [pattern.center, rimOf(pattern.center, pattern.radiusM)],
        },
      ]
    case 'visit':
      return pattern.targets.map(
        ({ id, at }): Shape => ({
          key: `target:${id}:${pattern.id}`,
          form: 'point',
          role: 'target',
          points: [at],
        }),
      )
    case 'waypoints': {
      const points = pattern.steps.flatMap((step) => (step.kind === 'waypoint' ? [step.at] : []))
      return points.length === 0
        ? []
        : [{ key: `pattern:${pattern.id}`, form: 'path', role: 'steps', points }]
    }
  }
}

/** The mission with other points for one of its shapes. `newPartId` names a waypoint that was put in between. */
export function missionWithShape(
  mission: Mission,
  key: string,
  points: readonly LatLon[],
  newPartId: () => string,
): Mission {
  const moved = points.map(quantisePlace)
  const [first] = moved
  if (key === 'home') return first ? { ...mission, home: { ...mission.home, ...first } } : mission
  if (key === 'breach')
    return first && mission.breachReturn
      ? { ...mission, breachReturn: { ...mission.breachReturn, ...first } }
      : mission
  if (key.startsWith('rally:'))
    return {
      ...mission,
      rallyPoints: mission.rallyPoints.map((point) =>
        `rally:${point.id}` === key && first ? { ...point, ...first } : point,
      ),
    }
  if (key.startsWith('fence:'))
    return {
      ...mission,
      fence: mission.fence.map((zone) => (`fence:${zone.id}` === key ? zoneWith(zone, points) : zone)),
    }
  const before = mission.patterns.find((pattern) => patternShapes(pattern).some((shape) => shape.key === key))
  const shape = before && patternShapes(before).find((one) => one.key === key)
  return {
    ...mission,
    patterns: mission.patterns.map((pattern) => patternWith(pattern, key, points, newPartId)),
    overrides:
      before && shape && shape.role !== 'hole'
        ? carried(mission.overrides, before, shape.points, moved)
        : mission.overrides,
  }
}

function zoneWith(zone: FenceZone, points: readonly LatLon[]): FenceZone {
  if (zone.shape === 'polygon') return { ...zone, ring: points.map(quantisePlace) }
  const [center, rim] = points
  // The radius is measured before places are rounded: one that is only moved keeps it to the millimetre.
  return center && rim ? { ...zone, center: quantisePlace(center), radiusM: radiusOf(center, rim) } : zone
}

function patternWith(
  pattern: Pattern,
  key: string,
  exact: readonly LatLon[],
  newPartId: () => string,
): Pattern {
  const points = exact.map(quantisePlace)
  const own = `pattern:${pattern.id}`
  switch (pattern.kind) {
    case 'survey': {
      if (key === own) return { ...pattern, area: points }
      const hole = /^hole:(\d+):(.*)$/.exec(key)
      return hole?.[2] === pattern.id
        ? { ...pattern, holes: pattern.holes.map((ring, i) => (i === Number(hole[1]) ? points : ring)) }
        : pattern
    }
    case 'perimeter':
      return key === own ? { ...pattern, boundary: points } : pattern
    case 'corridor':
      return key === own ? { ...pattern, path: points } : pattern
    case 'orbit': {
      const [center, rim] = exact
      return key === own && center && rim
        ? {
            ...pattern,
            center: quantisePlace(center),
            radiusM: Math.min(2000, Math.max(2, radiusOf(center, rim))),
          }
        : pattern
    }
    case 'visit': {
      const [at] = points
      return at
        ? {
            ...pattern,
            targets: pattern.targets.map((target) =>
              key === `target:${target.id}:${pattern.id}` ? { ...target, at } : target,
            ),
          }
        : pattern
    }
    case 'waypoints':
      return key === own ? { ...pattern, steps: stepsWith(pattern.steps, points, newPartId) } : pattern
  }
}

/** The mission without the hole of a survey that this shape is; null: it is none. */
export function withoutHole(mission: Mission, key: string): Mission | null {
  const [, index, patternId] = /^hole:(\d+):(.*)$/.exec(key) ?? []
  if (patternId === undefined) return null
  return {
    ...mission,
    patterns: mission.patterns.map((pattern) =>
      pattern.kind === 'survey' && pattern.id === patternId
        ? { ...pattern, holes: pattern.holes.filter((_, i) => i !== Number(index)) }
        : pattern,
    ),
  }
}

type Steps = Extract<Pattern, { kind: 'waypoints' }>['steps']

/**
 * Waypoints for other points: those that stayed keep their heights and actions, one that was put in takes them from
 * the waypoint before it. Steps that are no waypoints go with a change of number.
 */
function stepsWith(steps: Steps, points: readonly LatLon[], newPartId: () => string): Steps {
  const waypoints = steps.filter((step) => step.kind === 'waypoint')
  const same = (a: LatLon | undefined, b: LatLon | undefined) =>
    a !== undefined && b !== undefined && a.lat === b.lat && a.lon === b.lon
  if (points.length === waypoints.length) {
    let i = 0
    return steps.map((step) => (step.kind === 'waypoint' ? { ...step, at: points[i++] as LatLon } : step))
  }
  const kept = waypoints.map((step) => points.findIndex((point) => same(point, step.at)))
  return points.map((at, i) => {
    const known = kept.indexOf(i)
    const like = waypoints[known >= 0 ? known : Math.max(0, Math.min(i, waypoints.length) - 1)]
    if (!like) throw new Error('a waypoints pattern has waypoints')
    return { ...like, id: known >= 0 ? like.id : newPartId(), at }
  })
}

/** Fewest points that a shape may have: of waypoints one is a path already. */
export function fewestOf({ form, role }: Pick<Shape, 'form' | 'role'>): number {
  switch (form) {
    case 'ring':
      return 3
    case 'path':
      return role === 'steps' ? 1 : 2
    case 'point':
      return 1
    case 'circle':
      return 2
  }
}
