import type { LatLon } from '../../../src/core/geo/position.ts'
import { withoutPoint, withPointAt } from '../../../src/core/mission/points.ts'
import { fewestOf, type Shape } from '../../../src/core/mission/shapes.ts'
import { without } from '../../desk/editing/open.ts'
import type { Key } from '../../i18n/index.ts'
import { waypointMoved } from '../../desk/editing/waypointMoved.ts'
import { arrow, canLose, movedBy, pulled, stepOf } from './handles.ts'
import { drawnSketch, reshaped } from './reshaping.ts'
import { NOTHING_SEEN, type Step, type Tool, type ToolKey, type Want, type World } from './tool.ts'
import { nudgedWhole } from './turnAndScale.ts'

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

const stepOn = (state: Select, want: Want | null): Step<Select> | null => want && { state, wants: [want] }

function nudged(state: Select, { key, isShift, grip }: ToolKey, world: World): Step<Select> | null {
  if (grip?.of === 'turn' || grip?.of === 'scale')
    return stepOn(state, nudgedWhole(grip, world.wholes, key, isShift))
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
  if (!shape || grip.of !== 'corner') return null
  const make = (points: readonly LatLon[]) => {
    const from = points[grip.index]
    return from ? pulled(shape.form, grip, points, movedBy(from, by)) : points
  }
  return stepOn(state, reshaped(world.kind, shape, make, stepOf(grip)))
}

function typed(state: Select, index: number, at: LatLon, world: World): Step<Select> | null {
  const shape = shapeOut(state, world)
  if (!shape) return null
  const make = (points: readonly LatLon[]) => withPointAt(points, index, at)
  return stepOn(state, reshaped(world.kind, shape, make, 'edit.moveCorner'))
}

function removed(state: Select, index: number, world: World): Step<Select> | null {
  const shape = shapeOut(state, world)
  if (!shape) return null
  if (!canLose(shape)) return { state, wants: [] }
  const make = (points: readonly LatLon[]) => withoutPoint(points, index, fewestOf(shape))
  return stepOn({ ...state, corner: null }, reshaped(world.kind, shape, make, 'edit.deleteCorner'))
}

/** Takes the part away whose handles are out, where the document lets go of such a part. */
function withoutPart(state: Select, world: World): Step<Select> | null {
  const shape = shapeOut(state, world)
  if (!shape || !world.kind) return null
  const labelKey = LETS_GO[shape.role]
  if (labelKey)
    return {
      state: AT_REST,
      wants: [{ do: 'change', action: without(world.kind, shape.key), labelKey }],
    }
  // Patterns are taken away by their command, all that are selected; what else is in hand stays.
  return state.shape === null || shape.key.startsWith('pattern:') ? null : { state, wants: [] }
}

/** Parts that a document lets go of by their shapes, and under what name that is undone. */
const LETS_GO: Partial<Record<Shape['role'], Key>> = {
  inclusion: 'edit.removeZone',
  exclusion: 'edit.removeZone',
  hole: 'edit.removeHole',
}

/** The resting tool: a click selects or takes a shape or a waypoint in hand, keys move and remove what has the focus. */
export const select: Tool<Select> = {
  step(state, event, world) {
    switch (event.kind) {
      case 'choose':
        switch (event.chosen.of) {
          case 'thing':
            return { state, wants: [{ do: 'goTo', selected: event.chosen.selected }] }
          case 'place':
            return { state, wants: [{ do: 'zoomTo', place: event.chosen.place }] }
          case 'shape':
            return {
              state: { ...AT_REST, shape: event.chosen.key },
              wants: [{ do: 'selectShape', key: event.chosen.key, isMore: event.chosen.isMore === true }],
            }
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
          return event.grip?.of === 'corner'
            ? removed(state, event.grip.index, world)
            : withoutPart(state, world)
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
    sketch: drawnSketch(world),
    handles: shapeOut(state, world),
    waypoint: world.waypoint,
    wholes: world.wholes,
  }),
  holds: () => null,
  drawing: () => null,
}
