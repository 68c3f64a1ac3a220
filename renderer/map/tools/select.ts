import type { LatLon } from '../../../src/core/geo/position.ts'
import { withoutPoint, withPointAt } from '../../../src/core/mission/points.ts'
import { fewestOf, type Shape } from '../../../src/core/mission/shapes.ts'
import { reshape } from '../../desk/editing/open.ts'
import { waypointMoved } from '../../desk/editing/waypointMoved.ts'
import { arrow, canLose, movedBy, pulled, stepOf } from './handles.ts'
import { NOTHING_SEEN, type Step, type Tool, type ToolKey, type World } from './tool.ts'

/** At rest: the shape that was clicked, and the corner that has the keyboard. */
export type Select = {
  readonly tool: 'select'
  readonly shape: string | null
  readonly corner: number | null
}

export const AT_REST: Select = { tool: 'select', shape: null, corner: null }

/** The shape whose handles are out: the one that was clicked, else the one that the selection means. */
export const shapeOut = (state: Select, { shapes, meant }: World): Shape | null =>
  shapes.find(({ key }) => key === (state.shape ?? meant)) ?? null

/** The corner that has the keyboard, with its shape. */
export function cornerOut(state: Select, world: World): { shape: Shape; index: number; at: LatLon } | null {
  const shape = shapeOut(state, world)
  const at = state.corner === null ? undefined : shape?.points[state.corner]
  return shape && at && state.corner !== null ? { shape, index: state.corner, at } : null
}

function nudged(state: Select, { key, isShift, grip }: ToolKey, world: World): Step<Select> | null {
  const by = arrow(key, isShift)
  if (!by || !grip) return null
  if (grip.of === 'waypoint')
    return world.waypoint
      ? {
          state,
          wants: [
            {
              do: 'change',
              action: waypointMoved(world.waypoint, (from) => movedBy(from, by)),
              labelKey: stepOf(grip),
            },
          ],
        }
      : null
  const shape = shapeOut(state, world)
  if (!shape || !world.kind || grip.of !== 'corner') return null
  const action = reshape(world.kind, shape.key, (points) => {
    const from = points[grip.index]
    return from ? pulled(shape.form, grip, points, movedBy(from, by)) : points
  })
  return { state, wants: [{ do: 'change', action, labelKey: stepOf(grip) }] }
}

function typed(state: Select, index: number, at: LatLon, world: World): Step<Select> | null {
  const shape = shapeOut(state, world)
  if (!shape || !world.kind) return null
  const action = reshape(world.kind, shape.key, (points) => withPointAt(points, index, at))
  return { state, wants: [{ do: 'change', action, labelKey: 'edit.moveCorner' }] }
}

function removed(state: Select, index: number, world: World): Step<Select> | null {
  const shape = shapeOut(state, world)
  if (!shape || !world.kind) return null
  if (!canLose(shape)) return { state, wants: [] }
  const action = reshape(world.kind, shape.key, (points) => withoutPoint(points, index, fewestOf(shape)))
  return {
    state: { ...state, corner: null },
    wants: [{ do: 'change', action, labelKey: 'edit.deleteCorner' }],
  }
}

/** The resting tool: a click selects or takes a shape or a waypoint in hand, keys move and remove what has the focus. */
export const select: Tool<Select> = {
  step(state, event, world) {
    switch (event.kind) {
      case 'choose':
        switch (event.chosen.of) {
          case 'thing':
            return { state, wants: [{ do: 'goTo', selected: event.chosen.selected }] }
          case 'shape':
            return { state: { ...AT_REST, shape: event.chosen.key }, wants: [] }
          case 'waypoint':
            return { state: AT_REST, wants: [{ do: 'takeWaypoint', place: event.chosen.place }] }
        }
        return null
      case 'focus':
        return {
          state: { ...state, corner: event.grip.of === 'corner' ? event.grip.index : null },
          wants: [],
        }
      case 'key':
        if (event.isMod) return null
        if (event.key === 'Escape')
          return state.shape === null && state.corner === null && !world.waypoint
            ? null
            : { state: AT_REST, wants: world.waypoint ? [{ do: 'takeWaypoint', place: null }] : [] }
        if (event.key === 'Delete')
          return event.grip?.of === 'corner' ? removed(state, event.grip.index, world) : null
        return nudged(state, event, world)
      case 'type':
        return typed(state, event.index, event.at, world)
      case 'remove':
        return removed(state, event.index, world)
      default:
        return null
    }
  },
  view: (state, world) => ({
    ...NOTHING_SEEN,
    handles: shapeOut(state, world),
    waypoint: world.waypoint,
  }),
  holds: () => null,
}
