import type { LatLon } from '../../geo/position.ts'
import { parallel, scaled, turned } from '../../geo/transform.ts'
import { quantiseM, quantisePlace } from '../../units/quantise.ts'
import type { Override } from '../mission.ts'
import type { Pattern } from '../pattern.ts'

/** Degrees from north as a bearing is kept: 0 to 360. */
export const bearing = (degrees: number): number => quantiseM(((degrees % 360) + 360) % 360)

const bounded = (radiusM: number): number => quantiseM(Math.min(2000, Math.max(2, radiusM)))

/** Every place that a pattern was drawn with, its holes left out; of an orbit its middle. */
export function placesOfPattern(pattern: Pattern): readonly LatLon[] {
  switch (pattern.kind) {
    case 'survey':
      return pattern.area
    case 'perimeter':
      return pattern.boundary
    case 'corridor':
      return pattern.path
    case 'orbit':
      return [pattern.center]
    case 'visit':
      return pattern.targets.map(({ at }) => at)
    case 'waypoints':
      return pattern.steps.flatMap((step) => (step.kind === 'waypoint' ? [step.at] : []))
  }
}

/** The pattern with every place of it taken elsewhere, its holes and the begin of its lap too. */
export function moved(pattern: Pattern, exact: (at: LatLon) => LatLon): Pattern {
  const to = (at: LatLon): LatLon => quantisePlace(exact(at))
  switch (pattern.kind) {
    case 'survey':
      return {
        ...pattern,
        area: pattern.area.map(to),
        holes: pattern.holes.map((ring) => ring.map(to)),
        ...(pattern.startNear ? { startNear: to(pattern.startNear) } : {}),
      }
    case 'perimeter':
      return {
        ...pattern,
        boundary: pattern.boundary.map(to),
        startNear: pattern.startNear && to(pattern.startNear),
      }
    case 'corridor':
      return { ...pattern, path: pattern.path.map(to) }
    case 'orbit':
      return { ...pattern, center: to(pattern.center) }
    case 'visit':
      return { ...pattern, targets: pattern.targets.map((target) => ({ ...target, at: to(target.at) })) }
    case 'waypoints':
      return {
        ...pattern,
        steps: pattern.steps.map((step) => (step.kind === 'waypoint' ? { ...step, at: to(step.at) } : step)),
      }
  }
}

/** Changes by hand of some patterns, taken along to wherever each place goes. */
export const overridesMoved = (
  overrides: readonly Override[],
  ids: readonly string[],
  to: (at: LatLon) => LatLon,
): Override[] =>
  overrides.map((override) =>
    ids.includes(override.patternId)
      ? {
          ...override,
          near: quantisePlace(to(override.near)),
          change:
            override.change.kind === 'move'
              ? { ...override.change, to: quantisePlace(to(override.change.to)) }
              : override.change,
        }
      : override,
  )

/** A pattern turned about a place, degrees clockwise: bearings that were given turn with it. */
export function turnedPattern(pattern: Pattern, about: LatLon, degrees: number): Pattern {
  const made = moved(pattern, (at) => turned(at, about, degrees))
  switch (made.kind) {
    case 'survey':
      return made.angleDeg === 'auto' ? made : { ...made, angleDeg: bearing(made.angleDeg + degrees) }
    case 'orbit':
      return made.startDeg === undefined ? made : { ...made, startDeg: bearing(made.startDeg + degrees) }
    case 'visit':
      return {
        ...made,
        targets: made.targets.map((target) =>
          target.fromDeg === null ? target : { ...target, fromDeg: bearing(target.fromDeg + degrees) },
        ),
      }
    case 'waypoints':
      return {
        ...made,
        steps: made.steps.map((step) =>
          step.kind === 'waypoint' && step.headingDeg !== null
            ? { ...step, headingDeg: bearing(step.headingDeg + degrees) }
            : step,
        ),
      }
    default:
      return made
  }
}

/** A pattern made larger or smaller about a place; heights, speeds and spacings stay. */
export function scaledPattern(pattern: Pattern, about: LatLon, factor: number): Pattern {
  const made = moved(pattern, (at) => scaled(at, about, factor))
  return made.kind === 'orbit' ? { ...made, radiusM: bounded(made.radiusM * factor) } : made
}

/**
 * A pattern's outline moved outward, its line to the right, its ring to a larger radius, by so many metres (less than 0: the
 * other way); holes stay where they are. Null where nothing of its form would be left, or it has no outline.
 */
export function offsetPattern(pattern: Pattern, metres: number): Pattern | null {
  const beside = (points: readonly LatLon[], isClosed: boolean): LatLon[] | null =>
    parallel(points, isClosed, metres)?.map(quantisePlace) ?? null
  switch (pattern.kind) {
    case 'survey': {
      const area = beside(pattern.area, true)
      return area && { ...pattern, area }
    }
    case 'perimeter': {
      const boundary = beside(pattern.boundary, true)
      return boundary && { ...pattern, boundary }
    }
    case 'corridor': {
      const path = beside(pattern.path, false)
      return path && { ...pattern, path }
    }
    case 'orbit': {
      const radiusM = pattern.radiusM + metres
      return radiusM < 2 || radiusM > 2000 ? null : { ...pattern, radiusM: quantiseM(radiusM) }
    }
    case 'waypoints': {
      const places = beside(placesOfPattern(pattern), false)
      if (!places) return null
      let i = 0
      const steps = pattern.steps.map((step) =>
        step.kind === 'waypoint' ? { ...step, at: places[i++] as LatLon } : step,
      )
      return { ...pattern, steps }
    }
    case 'visit':
      return null
  }
}
