import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Shape } from '../../../src/core/mission/shapes.ts'
import type { Kind } from '../../desk/editing/open.ts'
import { waypointMoved } from '../../desk/editing/waypointMoved.ts'
import { pulled, stepOf } from './handles.ts'
import { DRAWN, drawnSketch, shown } from './reshaping.ts'
import type { Snapped } from './snap.ts'
import type { Grip } from './drawing.ts'
import { NOTHING_SEEN, type Spot, type Tool, type Want, type World } from './tool.ts'

/**
 * A handle in hand. The handles stand where they stood when it was taken, whatever the document becomes meanwhile: the
 * one under the pointer is never made anew.
 */
export type Drag = {
  readonly tool: 'drag'
  readonly grip: Grip
  /** Of the open document; null: what is in hand is a form's, or the pointer's own. */
  readonly kind: Kind | null
  readonly shape: Shape | null
  readonly waypoint: World['waypoint']
  readonly held: Snapped | null
  /** Where it is by now; null: where it was taken. */
  readonly at: LatLon | null
}

/** The gesture that begins when a handle is taken; null where there is nothing to be taken. */
export function startDrag(grip: Grip, shape: Shape | null, { kind, waypoint }: World): Drag | null {
  if (grip.of === 'waypoint' ? !kind || !waypoint : !shape || (!kind && shape.key !== DRAWN)) return null
  return { tool: 'drag', grip, kind, shape, waypoint, held: null, at: null }
}

function pulledTo({ grip, kind, shape, waypoint }: Drag, { at }: Spot): Want | null {
  if (grip.of === 'waypoint') return waypoint && { do: 'show', action: waypointMoved(waypoint, () => at) }
  return shape && shown(kind, shape, (points) => pulled(shape.form, grip, points, at))
}

/** What ends a gesture: one step of what was in hand, or all is as it was. */
function ended({ grip, shape, at }: Drag, isKept: boolean): Want[] {
  if (shape?.key !== DRAWN) return [isKept ? { do: 'commit', labelKey: stepOf(grip) } : { do: 'bail' }]
  const asItWas: Want[] = [{ do: 'bail' }, { do: 'redraw', points: shape.points, isStep: false }]
  return isKept && at
    ? [...asItWas, { do: 'redraw', points: pulled(shape.form, grip, shape.points, at), isStep: true }]
    : asItWas
}

/** Drags a corner, a new corner out of a side, a whole shape or a waypoint: one step when let go, none with Escape. */
export const drag: Tool<Drag> = {
  step(state, event) {
    switch (event.kind) {
      case 'drag': {
        const want = pulledTo(state, event.spot)
        return {
          state: { ...state, held: event.spot.held, at: event.spot.at },
          wants: want ? [want] : [],
        }
      }
      case 'drop':
        return { state: null, wants: ended(state, true) }
      case 'cancel':
        return { state: null, wants: ended(state, false) }
      case 'key':
        if (event.key === 'Escape' || (event.isMod && event.key.toLowerCase() === 'z'))
          return { state: null, wants: ended(state, false) }
        // Nothing else is redone, nudged or removed under a hand.
        return event.isMod || event.grip ? { state, wants: [] } : null
      default:
        return null
    }
  },
  view: ({ shape, waypoint, held }, world) => ({
    ...NOTHING_SEEN,
    sketch: drawnSketch(world),
    held,
    isGesture: true,
    handles: shape,
    waypoint,
  }),
  holds: ({ grip, shape }) => (grip.of === 'waypoint' ? null : { lines: [], without: shape?.key ?? null }),
  drawing: () => null,
}
