import type { Shape } from '../../../src/core/mission/shapes.ts'
import { type Action, type Kind, reshape } from '../../desk/editing/open.ts'
import { waypointMoved } from '../../desk/editing/waypointMoved.ts'
import { pulled, stepOf } from './handles.ts'
import type { Snapped } from './snap.ts'
import { type Grip, NOTHING_SEEN, type Spot, type Tool, type World } from './tool.ts'

/**
 * A handle in hand. The handles stand where they stood when it was taken, whatever the document becomes meanwhile: the
 * one under the pointer is never made anew.
 */
export type Drag = {
  readonly tool: 'drag'
  readonly grip: Grip
  readonly kind: Kind
  readonly shape: Shape | null
  readonly waypoint: World['waypoint']
  readonly held: Snapped | null
}

/** The gesture that begins when a handle is taken; null where there is nothing to be taken. */
export function startDrag(grip: Grip, shape: Shape | null, { kind, waypoint }: World): Drag | null {
  if (!kind || (grip.of === 'waypoint' ? !waypoint : !shape)) return null
  return { tool: 'drag', grip, kind, shape, waypoint, held: null }
}

function pulledTo({ grip, kind, shape, waypoint }: Drag, { at }: Spot): Action | null {
  if (grip.of === 'waypoint') return waypoint && waypointMoved(waypoint, () => at)
  return shape && reshape(kind, shape.key, (points) => pulled(shape.form, grip, points, at))
}

/** Drags a corner, a new corner out of a side, a whole shape or a waypoint: one step when let go, none with Escape. */
export const drag: Tool<Drag> = {
  step(state, event) {
    switch (event.kind) {
      case 'drag': {
        const action = pulledTo(state, event.spot)
        return {
          state: { ...state, held: event.spot.held },
          wants: action ? [{ do: 'show', action }] : [],
        }
      }
      case 'drop':
        return { state: null, wants: [{ do: 'commit', labelKey: stepOf(state.grip) }] }
      case 'cancel':
        return { state: null, wants: [{ do: 'bail' }] }
      case 'key':
        if (event.key === 'Escape' || (event.isMod && event.key.toLowerCase() === 'z'))
          return { state: null, wants: [{ do: 'bail' }] }
        // Nothing else is redone, nudged or removed under a hand.
        return event.isMod || event.grip ? { state, wants: [] } : null
      default:
        return null
    }
  },
  view: ({ shape, waypoint, held }) => ({
    ...NOTHING_SEEN,
    held,
    isGesture: true,
    handles: shape,
    waypoint,
  }),
  holds: ({ grip, shape }) => (grip.of === 'waypoint' ? null : { lines: [], without: shape?.key ?? null }),
}
