import type { Vec } from '../../geo/frame.ts'
import { areaInBox } from '../../geo/areaInBox.ts'
import {
  distance,
  edgesOf,
  lerp,
  type Region,
  rotate,
  type Segment,
  signedArea,
  sub,
} from '../../geo/polygon.ts'
import type { Lane } from './lanes.ts'

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
    return [
      isShared(lane.from) ? null : poorEnd(lane.from, lane.to, area, spacingM),
      isShared(lane.to) ? null : poorEnd(lane.to, lane.from, area, spacingM),
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
      const seenM2 = seenByStripM2(lane, area, spacingM)
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

/** A region as it lies from a place, looking to another along x. */
function seenAlong(region: Region, from: Vec, to: Vec): Region {
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  return region.map((outline) => outline.map((corner) => rotate(sub(corner, from), -angle)))
}

/** What of an area lies beside a lane, up to half a spacing from it, m². */
const seenByStripM2 = ({ from, to }: Lane, area: Region, spacingM: number): number =>
  areaInBox(seenAlong(area, from, to), {
    low: { x: 0, y: -spacingM / 2 },
    high: { x: distance(from, to), y: spacingM / 2 },
  })

/** For each of `POOR_ENDS`: how far a lane may be cut back from `end`, and what is lost by it. */
function poorEnd(end: Vec, inward: Vec, area: Region, spacingM: number): { cutM: number; lostM2: number }[] {
  const d = sub(inward, end)
  const turned = seenAlong(area, end, inward)
  const reachM = Math.min(spacingM, Math.hypot(d.x, d.y) / 3)
  const stepM = STEP * spacingM
  const found = POOR_ENDS.map(() => ({ cutM: 0, lostM2: 0 }))
  const isOpen = POOR_ENDS.map(() => true)
  const edges = edgesOver(turned, 0, reachM)
  for (let x = stepM / 2; x < reachM; x += stepM) {
    const width = widthAt(edges, x, spacingM / 2)
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

/** The edges of a region that lie, in part at least, between two lines across. */
const edgesOver = (region: Region, low: number, high: number): Segment[] =>
  edgesOf(region).filter(({ a, b }) => Math.max(a.x, b.x) > low && Math.min(a.x, b.x) < high)

/** How much of the line at x lies in a region of such edges, up to `half` to both sides. */
function widthAt(edges: readonly Segment[], x: number, half: number): number {
  const ys: number[] = []
  for (const { a, b } of edges)
    if (a.x > x !== b.x > x) ys.push(a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x))
  ys.sort((p, q) => p - q)
  let width = 0
  for (let i = 0; i + 1 < ys.length; i += 2)
    width += Math.max(0, Math.min(half, ys[i + 1] as number) - Math.max(-half, ys[i] as number))
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
