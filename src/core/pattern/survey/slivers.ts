import type { Vec } from '../../geo/frame.ts'
import { intersection } from '../../geo/offset.ts'
import { at, distance, lerp, type Region, rotate, signedArea, sub } from '../../geo/polygon.ts'
import type { Lane } from './lanes.ts'
import { stripOf } from './strip.ts'

/** This share of the area may be left out where seeing it would cost far more than it is worth. */
const SLIVERS_SHARE = 0.004
/** A lane is a sliver when it sees less than this share of what a lane of its length should. */
const POOR_LANE = 0.35
/** A lane's end is one while less than this share of its strip lies over the area; the most that is affordable. */
const POOR_ENDS = [0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05]
/** Ends are cut back in steps of this share of a spacing. */
const STEP = 0.05

/** Lanes less those, and less those ends, that see next to nothing: together no more than a small share of the area. */
export function withoutSlivers(lanes: readonly Lane[], area: Region, spacingM: number): Lane[] {
  const whole = Math.abs(areaOf(area))
  const { kept, sparedM2 } = withoutPoorLanes(lanes, area, spacingM, whole * SLIVERS_SHARE)
  const corners = cornersOf(kept)
  const ends = kept.flatMap((lane) => {
    const isShared = (place: Vec) => (corners.get(keyOf(place)) ?? 0) > 1
    const seen = intersection([stripOf(lane, spacingM)], area)
    return [
      isShared(lane.from) ? null : poorEnd(lane.from, lane.to, seen, spacingM),
      isShared(lane.to) ? null : poorEnd(lane.to, lane.from, seen, spacingM),
    ]
  })
  const affordable = POOR_ENDS.map((_, level) => level).find(
    (level) => ends.reduce((sum, end) => sum + (end?.[level]?.lostM2 ?? 0), 0) <= sparedM2,
  )
  if (affordable === undefined) return kept
  return kept.map((lane, i) => {
    const length = distance(lane.from, lane.to)
    const cutM = (end: number) => ends[2 * i + end]?.[affordable]?.cutM ?? 0
    return {
      from: lerp(lane.from, lane.to, cutM(0) / length),
      to: lerp(lane.to, lane.from, cutM(1) / length),
    }
  })
}

function withoutPoorLanes(lanes: readonly Lane[], area: Region, spacingM: number, allowedM2: number) {
  const poor = lanes
    .filter((lane) => distance(lane.from, lane.to) < 6 * spacingM)
    .map((lane) => {
      const seenM2 = areaOf(intersection([stripOf(lane, spacingM)], area))
      // The stop and the way to it are worth two spacings of lane.
      return { lane, seenM2, worth: seenM2 / ((distance(lane.from, lane.to) + 2 * spacingM) * spacingM) }
    })
    .filter(({ worth }) => worth < POOR_LANE)
    .sort((a, b) => a.worth - b.worth)
  let sparedM2 = allowedM2
  const dropped = new Set<Lane>()
  for (const { lane, seenM2 } of poor) {
    if (seenM2 > sparedM2) continue
    sparedM2 -= seenM2
    dropped.add(lane)
  }
  return { kept: lanes.filter((lane) => !dropped.has(lane)), sparedM2 }
}

/** For each of `POOR_ENDS`: how far a lane may be cut back from `end`, and what is lost by it. */
function poorEnd(end: Vec, inward: Vec, seen: Region, spacingM: number): { cutM: number; lostM2: number }[] {
  const d = sub(inward, end)
  const angle = Math.atan2(d.y, d.x)
  const turned = seen.map((outline) => outline.map((corner) => rotate(sub(corner, end), -angle)))
  const reachM = Math.min(spacingM, Math.hypot(d.x, d.y) / 3)
  const stepM = STEP * spacingM
  const found = POOR_ENDS.map(() => ({ cutM: 0, lostM2: 0 }))
  const isOpen = POOR_ENDS.map(() => true)
  for (let x = stepM / 2; x < reachM; x += stepM) {
    const width = widthAt(turned, x)
    POOR_ENDS.forEach((share, level) => {
      const cut = found[level]
      if (!cut || !isOpen[level]) return
      if (width >= share * spacingM) isOpen[level] = false
      else {
        cut.cutM = x + stepM / 2
        cut.lostM2 += width * stepM
      }
    })
  }
  return found
}

/** How much of the line at x lies in a region. */
function widthAt(region: Region, x: number): number {
  const ys: number[] = []
  for (const outline of region)
    for (let i = 0; i < outline.length; i++) {
      const a = at(outline, i)
      const b = at(outline, i + 1)
      if (a.x > x !== b.x > x) ys.push(a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x))
    }
  ys.sort((p, q) => p - q)
  let width = 0
  for (let i = 0; i + 1 < ys.length; i += 2) width += (ys[i + 1] as number) - (ys[i] as number)
  return width
}

const keyOf = ({ x, y }: Vec): string => `${x.toFixed(3)} ${y.toFixed(3)}`

function cornersOf(lanes: readonly Lane[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const { from, to } of lanes)
    for (const key of [keyOf(from), keyOf(to)]) found.set(key, (found.get(key) ?? 0) + 1)
  return found
}

const areaOf = (region: Region): number => region.reduce((sum, outline) => sum + signedArea(outline), 0)

/** Pairs of lane ends that lie in one place. */
export const cornersIn = (lanes: readonly Lane[]): number =>
  [...cornersOf(lanes).values()].reduce((sum, ends) => sum + ends - 1, 0)
