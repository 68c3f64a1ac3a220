import type { Vec } from '../../geo/frame.ts'
import { distance, type Region } from '../../geo/polygon.ts'
import type { PathFinder } from '../../geo/shortestPath.ts'
import { shiftsOf, type TwoWay, twoWayLanes } from './grid.ts'
import { candidateAngles, type Lane, lanesAt } from './lanes.ts'
import { type Flown, orderLanes } from './order.ts'
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
  readonly speedMS: number
  readonly secondsFor: (metres: number) => number
  readonly finder: PathFinder
  readonly home: Vec
}

/** Directions looked at: by themselves, and with their right angle. */
const ONE_WAY_ANGLES = 24
/** Besides, every five degrees: the best direction of a ragged area follows none of its edges. */
const EVEN_ANGLES = Array.from({ length: 36 }, (_, i) => (i * Math.PI) / 36)
const SHIFTED_ANGLES = 6
const ONE_WAY_SHIFTS = [0.25, 0.5, 0.75]
const TWO_WAY_ANGLES = 5
const SHIFTS = 3
/** Of these, the best are ordered in full. */
const TWO_WAY_TRIALS = 4
const TRIMMED_TRIALS = 12
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
  const estimated = (lanes: readonly Lane[]) => ({
    lanes,
    estimateS: laneSeconds(lanes) + (lanes.length - 1 - cornersIn(lanes)) * stripS,
  })
  const byEstimate = (a: { estimateS: number }, b: { estimateS: number }) => a.estimateS - b.estimateS

  const angles =
    task.angle === null ? [...candidateAngles(area, ONE_WAY_ANGLES), ...EVEN_ANGLES] : [task.angle]
  const centred = angles.map((angle) => ({ angle, ...estimated(lanesAt(area, free, spacingM, angle)) }))
  const best = [...centred].sort(byEstimate).slice(0, SHIFTED_ANGLES)
  const shifted = best.flatMap(({ angle }) =>
    ONE_WAY_SHIFTS.map((shift) => estimated(lanesAt(area, free, spacingM, angle, shift))),
  )
  const trials = [...centred, ...shifted]
  if (task.angle === null && !task.isOneWay) {
    const costs = { metreS: 1 / task.speedMS, endS, missedS: 10 / task.speedMS, cornerS: stripS }
    const cuts: TwoWay[] = []
    for (const angle of quarterAngles(angles).slice(0, TWO_WAY_ANGLES))
      for (const y of shiftsOf(area, spacingM, angle, SHIFTS))
        for (const x of shiftsOf(area, spacingM, angle + Math.PI / 2, SHIFTS)) {
          const cut = twoWayLanes(area, free, spacingM, angle, costs, { x, y })
          if (cut) cuts.push(cut)
        }
    cuts.sort((a, b) => a.cutS - b.cutS)
    for (const cut of cuts.slice(0, TWO_WAY_TRIALS)) trials.push(estimated(cut.lanes()))
  }
  const ordered = trials
    .filter((trial) => trial.lanes.length > 0)
    .sort(byEstimate)
    .slice(0, TRIMMED_TRIALS)
    .map((trial) => estimated(withoutSlivers(trial.lanes, area, spacingM)))
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
  return chosen?.flown ?? []
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
