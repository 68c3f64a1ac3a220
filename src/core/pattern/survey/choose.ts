import type { Vec } from '../../geo/frame.ts'
import { simplify } from '../../geo/offset.ts'
import { distance, type Region } from '../../geo/polygon.ts'
import type { PathFinder } from '../../geo/shortestPath.ts'
import { linesAlong, shiftsOf, type TwoWay, twoWayLanes } from './grid.ts'
import { candidateAngles, type Lane, lanesAt } from './lanes.ts'
import { type Flown, greedyOrder, MANY_LANES, orderLanes, orderLanesFrom } from './order.ts'
import { cornersIn, withoutSlivers } from './slivers.ts'

/** What a survey's lanes are chosen for. `secondsFor`: a straight piece of way with a stop at each end. */
export type LaneTask = {
  /** What is to be seen, and where the vehicle may be. */
  readonly area: Region
  readonly free: Region
  readonly spacingM: number
  /** Lanes in this direction alone, radians counter-clockwise from east; null finds the best. */
  readonly angle: number | null
  /** Whether all lanes run one way, even where two would be quicker. */
  readonly isOneWay: boolean
  /** Whether somebody drags: the best direction by estimate, flown greedily. */
  readonly isDraft: boolean
  readonly speedMS: number
  readonly secondsFor: (metres: number) => number
  readonly finder: PathFinder
  readonly home: Vec
  /** The lanes are flown from the end nearest to this place; null: from whichever is quickest. */
  readonly start: Vec | null
}

/** Directions looked at: by themselves, and with their right angle. */
const ONE_WAY_ANGLES = 24
/** Besides, every five degrees: the best direction of a ragged area follows none of its edges. */
const EVEN_ANGLES = Array.from({ length: 36 }, (_, i) => (i * Math.PI) / 36)
/** Rows times edges that may be looked at, over all directions; the less while somebody drags. */
const ANGLE_EFFORT = 3_000_000
const DRAFT_EFFORT = 20_000
/** Squares that may be cut through, over all grids. */
const GRID_EFFORT = 50_000
/** Outlines of more corners are simplified where only areas are weighed. */
const MANY_CORNERS = 400
const SHIFTED_ANGLES = 12
const ONE_WAY_SHIFTS = [0.25, 0.5, 0.75]
const TWO_WAY_ANGLES = 5
const SHIFTS = 3
/** Of these, the best are ordered in full. */
const TWO_WAY_TRIALS = 4
/** Lanes times corners that may be looked at for slivers, over all trials, and the fewest trials even so. */
const TRIM_EFFORT = 15_000
const MOST_TRIMMED = 60
const FEWEST_TRIMMED = 12
const ORDERED_TRIALS = 6
const KICKED_TRIALS = 2

/**
 * The lanes that cover an area in the least time, in the order they are flown: in one direction, or in two at right
 * angles with the area divided between them, whichever is quicker when flown.
 */
export function chooseLanes(task: LaneTask): Flown[] {
  const { area, free, spacingM, secondsFor } = task
  const stripS = secondsFor(spacingM)
  const endS = (secondsFor(1000) - 1000 / task.speedMS + stripS) / 2
  const laneSeconds = (lanes: readonly Lane[]) =>
    lanes.reduce((sum, lane) => sum + secondsFor(distance(lane.from, lane.to)), 0)
  const estimated = (lanes: readonly Lane[], corners = 0) => ({
    lanes,
    corners,
    estimateS: laneSeconds(lanes) + (lanes.length - 1 - corners) * stripS,
  })
  const byEstimate = (a: { estimateS: number }, b: { estimateS: number }) => a.estimateS - b.estimateS

  const found =
    task.angle === null ? [...candidateAngles(area, ONE_WAY_ANGLES), ...EVEN_ANGLES] : [task.angle]
  const angles = found.slice(0, affordableAngles(task))
  const centred = angles.map((angle) => ({ angle, ...estimated(lanesAt(area, free, spacingM, angle)) }))
  const [first] = [...centred].sort(byEstimate)
  if (first && (task.isDraft || first.lanes.length > MANY_LANES))
    return greedyOrder(first.lanes, task.start ?? task.home)
  const best = [...centred].sort(byEstimate).slice(0, SHIFTED_ANGLES)
  const shifted = best.flatMap(({ angle }) =>
    ONE_WAY_SHIFTS.map((shift) => estimated(lanesAt(area, free, spacingM, angle, shift))),
  )
  const trials: ReturnType<typeof estimated>[] = [...centred, ...shifted]
  if (task.angle === null && !task.isOneWay) {
    const costs = { metreS: 1 / task.speedMS, endS, missedS: 10 / task.speedMS, cornerS: stripS }
    // The best so far, in order: what costs more than the last of them need not be known.
    let cuts: readonly TwoWay[] = []
    const { directions, shifts } = affordableGrids(task)
    for (const angle of quarterAngles(angles).slice(0, directions)) {
      const lines = linesAlong(area, free, spacingM, angle)
      for (const y of shiftsOf(area, spacingM, angle, shifts))
        for (const x of shiftsOf(area, spacingM, angle + Math.PI / 2, shifts)) {
          const mostS = cuts[TWO_WAY_TRIALS - 1]?.cutS ?? Number.POSITIVE_INFINITY
          const cut = twoWayLanes(lines, costs, { x, y }, mostS)
          if (cut) cuts = [...cuts, cut].sort((a, b) => a.cutS - b.cutS).slice(0, TWO_WAY_TRIALS)
        }
    }
    for (const cut of cuts) {
      const lanes = cut.lanes()
      trials.push(estimated(lanes, cornersIn(lanes)))
    }
  }
  // What is seen is weighed over an outline without its finest corners.
  const outline = area.flat().length > MANY_CORNERS ? simplify(area, spacingM * 0.02) : area
  const ordered = trials
    .filter((trial) => trial.lanes.length > 0)
    .sort(byEstimate)
    .slice(0, affordableTrims(outline, trials))
    .map((trial) => estimated(withoutSlivers(trial.lanes, outline, spacingM), trial.corners))
    .sort(byEstimate)
    .slice(0, ORDERED_TRIALS)
    .map(({ lanes }) => {
      const tour = orderLanes(lanes, task.finder, secondsFor, task.home)
      return { tour, seconds: laneSeconds(lanes) + tour.seconds }
    })
    .sort((a, b) => a.seconds - b.seconds)
  let chosen: { flown: Flown[]; seconds: number } | null = null
  for (const { tour, seconds } of ordered.slice(0, KICKED_TRIALS)) {
    const better = tour.kicked()
    const total = seconds - tour.seconds + better.seconds
    if (!chosen || total < chosen.seconds - 1e-9) chosen = { flown: better.flown, seconds: total }
  }
  if (!chosen || !task.start) return chosen?.flown ?? []
  // Where somebody begins changes the order alone, never which lanes are flown.
  const lanes = chosen.flown.map(({ lane }) => lane)
  return orderLanesFrom(task.start, lanes, task.finder, secondsFor).kicked().flown
}

/** How many sets of lanes can be looked at for slivers: often the best is the one that loses a whole lane by it. */
function affordableTrims(outline: Region, trials: readonly { lanes: readonly Lane[] }[]): number {
  const lanes = trials.reduce((sum, trial) => sum + trial.lanes.length, 0) / Math.max(1, trials.length)
  const each = Math.max(1, lanes * outline.flat().length)
  return Math.max(FEWEST_TRIMMED, Math.min(MOST_TRIMMED, Math.floor(TRIM_EFFORT / each)))
}

/** How many grids can be cut: squares stay bounded in all. */
function affordableGrids(task: LaneTask): { directions: number; shifts: number } {
  const grids = GRID_EFFORT / Math.max(1, (diagonalM(task.area) / task.spacingM) ** 2 / 2)
  const shifts = Math.max(1, Math.min(SHIFTS, Math.floor(Math.sqrt(grids / 2))))
  return { directions: Math.max(1, Math.min(TWO_WAY_ANGLES, Math.floor(grids / shifts ** 2))), shifts }
}

/** How many directions can be looked at: rows times edges stay bounded for any area and spacing. */
function affordableAngles({ area, spacingM, isDraft }: LaneTask): number {
  const rows = diagonalM(area) / spacingM
  const each = Math.max(1, rows) * area.flat().length
  return Math.max(1, Math.floor((isDraft ? DRAFT_EFFORT : ANGLE_EFFORT) / each))
}

/** The diagonal of a region's bounding box, m. */
function diagonalM(region: Region): number {
  const corners = region.flat()
  const span = (of: (corner: Vec) => number) => {
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (const corner of corners) {
      low = Math.min(low, of(corner))
      high = Math.max(high, of(corner))
    }
    return high - low
  }
  return corners.length === 0
    ? 0
    : Math.hypot(
        span(({ x }) => x),
        span(({ y }) => y),
      )
}

/** Directions that differ by more than a right angle's multiple, as angles in 0 to π / 2. */
function quarterAngles(angles: readonly number[]): number[] {
  const kept: number[] = []
  for (const angle of angles) {
    const quarter = angle % (Math.PI / 2)
    const isNew = kept.every((other) => {
      const apart = Math.abs(other - quarter)
      return Math.min(apart, Math.PI / 2 - apart) > 0.004
    })
    if (isNew) kept.push(quarter)
  }
  return kept
}
