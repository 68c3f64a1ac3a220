import type { Frame } from '../geo/frame.ts'
import { circleOutline, difference, grow, intersection, shrink, union } from '../geo/offset.ts'
import type { Region } from '../geo/polygon.ts'
import type { FenceZone } from '../mission/mission.ts'

/** The fence in a local frame: the inclusions (the vehicle stays inside all of them), less the exclusions. */
export function fenceArea(fence: readonly FenceZone[], frame: Frame, marginM: number): Region | null {
  const inclusions = fence.filter((zone) => zone.inclusion)
  const [first, ...rest] = inclusions.map((zone) => shrink(zoneRegion(zone, frame), marginM))
  if (!first) return null
  const inside = rest.reduce<Region>((area, next) => intersection(area, next), first)
  const exclusions = fence
    .filter((zone) => !zone.inclusion)
    .map((zone) => grow(zoneRegion(zone, frame), marginM))
  return exclusions.length === 0 ? inside : difference(inside, union(exclusions))
}

/** A zone's outline: circles become polygons that err inward for an inclusion and outward for an exclusion. */
export function zoneRegion(zone: FenceZone, frame: Frame): Region {
  return zone.shape === 'polygon'
    ? [zone.ring.map((corner) => frame.toLocal(corner))]
    : [circleOutline(frame.toLocal(zone.center), zone.radiusM, !zone.inclusion)]
}
