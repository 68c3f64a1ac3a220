import { frameAt } from '../../../src/core/geo/frame.ts'
import { middleOf } from '../../../src/core/geo/middle.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { midpoint, shifted, withPointAfter, withPointAt } from '../../../src/core/mission/points.ts'
import { fewestOf, type Shape } from '../../../src/core/mission/shapes.ts'
import type { Key } from '../../i18n/index.ts'
import type { Grip } from './drawing.ts'

/** Arrow keys move what is in hand by this, with Shift by the other. */
const STEP_M = 1
const BIG_STEP_M = 10

/** What a shape is taken hold of by, and where. */
export function handlesOf({ form, points }: Shape): { grip: Grip; at: LatLon }[] {
  const isLong = form === 'ring' || form === 'path'
  const sides = points.flatMap((point, index) => {
    const next = points[index + 1] ?? (form === 'ring' ? points[0] : undefined)
    return isLong && next ? [{ grip: { of: 'side' as const, index }, at: midpoint(point, next) }] : []
  })
  return [
    ...points.map((at, index) => ({ grip: { of: 'corner' as const, index }, at })),
    ...sides,
    ...(form === 'ring' ? [{ grip: { of: 'whole' as const }, at: middleOf(points) }] : []),
  ]
}

/** The points of a shape when what is held by `grip` is taken to `at`. */
export function pulled(
  form: Shape['form'],
  grip: Grip,
  points: readonly LatLon[],
  at: LatLon,
): readonly LatLon[] {
  switch (grip.of) {
    case 'corner': {
      const [center, rim] = points
      // A circle goes along with its middle, as large as it was.
      return form === 'circle' && grip.index === 0 && center && rim
        ? [at, frameAt(at).toLatLon(frameAt(center).toLocal(rim))]
        : withPointAt(points, grip.index, at)
    }
    case 'side':
      return withPointAfter(points, grip.index, at)
    case 'whole': {
      const { x, y } = frameAt(middleOf(points)).toLocal(at)
      return shifted(points, x, y)
    }
    case 'waypoint':
    case 'turn':
    case 'scale':
      return points
  }
}

/** Metres east and north that an arrow key stands for; null: it is none. */
export function arrow(key: string, isShift: boolean): [number, number] | null {
  const step = isShift ? BIG_STEP_M : STEP_M
  switch (key) {
    case 'ArrowRight':
      return [step, 0]
    case 'ArrowLeft':
      return [-step, 0]
    case 'ArrowUp':
      return [0, step]
    case 'ArrowDown':
      return [0, -step]
    default:
      return null
  }
}

/** A place moved by metres east and north. */
export const movedBy = (at: LatLon, [eastM, northM]: [number, number]): LatLon =>
  shifted([at], eastM, northM)[0] ?? at

/** Whether a corner may go: the shape keeps as many as it needs. */
export const canLose = ({ form, role, points }: Shape): boolean =>
  (form === 'ring' || form === 'path') && points.length > fewestOf({ form, role })

/** Under what name the step that moves a grip is undone. */
export const stepOf = (grip: Grip): Key => {
  switch (grip.of) {
    case 'corner':
      return 'edit.moveCorner'
    case 'side':
      return 'edit.addCorner'
    case 'whole':
      return 'edit.moveShape'
    case 'waypoint':
      return 'edit.waypointByHand'
    case 'turn':
      return 'edit.turnPattern'
    case 'scale':
      return 'edit.scalePattern'
  }
}
