import { sideOf } from '../../../src/core/geo/measures.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { PatternEdit } from '../../../src/core/mission/edits/edit.ts'
import { afterEdit } from '../../desk/editing/patternEditing.ts'
import type { Key } from '../../i18n/index.ts'
import type { WholeGrip } from './drawing.ts'
import { NOTHING_SEEN, type Tool, type Wholes, type Want } from './tool.ts'

/** Patterns in hand as wholes: `value` is degrees clockwise or percent of the size, whole ones. */
export type TurnAndScale = {
  readonly tool: 'turnAndScale'
  readonly of: WholeGrip['of']
  /** As they were when they were taken hold of, and where that was. */
  readonly patterns: Wholes
  readonly from: LatLon
  readonly value: number
}

/** What leaves everything as it is. */
const NOTHING = { turn: 0, scale: 100 } as const
/** Steps of the arrow keys, and of both hands with Shift. */
const STEPS = { turn: { key: 1, shift: 15 }, scale: { key: 1, shift: 10 } } as const
/** The least and the most that a size becomes, %. */
const SMALLEST = 5
const LARGEST = 2000

const LABELS: Record<WholeGrip['of'], Key> = { turn: 'edit.turnPattern', scale: 'edit.scalePattern' }

export const startTurnAndScale = (
  { of }: WholeGrip,
  patterns: Wholes | null,
  from: LatLon | undefined,
): TurnAndScale | null =>
  patterns && from ? { tool: 'turnAndScale', of, patterns, from, value: NOTHING[of] } : null

const editOf = (of: WholeGrip['of'], value: number): PatternEdit =>
  of === 'turn' ? { do: 'turn', degrees: value } : { do: 'scale', factor: value / 100 }

const actionOf = (of: WholeGrip['of'], { ids }: Wholes, value: number) => afterEdit(ids, editOf(of, value))

/** Degrees clockwise, -180 to 180, or percent: from where it was taken hold of to where the hand is. */
function valueAt({ of, patterns: { about }, from }: TurnAndScale, at: LatLon, isStepped: boolean): number {
  const [was, is] = [sideOf(about, from), sideOf(about, at)]
  const step = isStepped ? STEPS[of].shift : 1
  if (of === 'turn') {
    const turned = (((is.bearingDeg - was.bearingDeg) % 360) + 540) % 360
    return Math.round((turned - 180) / step) * step
  }
  const percent = (is.lengthM / Math.max(0.1, was.lengthM)) * 100
  return Math.min(LARGEST, Math.max(Math.max(SMALLEST, step), Math.round(percent / step) * step))
}

/** One step of an arrow key on a handle; null: the key is none, or there is nothing to be turned. */
export function nudgedWhole(
  { of }: WholeGrip,
  patterns: Wholes | null,
  key: string,
  isShift: boolean,
): Want | null {
  const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[key]
  if (!way || !patterns) return null
  const step = way * (isShift ? STEPS[of].shift : STEPS[of].key)
  return { do: 'change', action: actionOf(of, patterns, NOTHING[of] + step), labelKey: LABELS[of] }
}

/** Patterns turned about their middle, or made larger and smaller: one step when let go, none with Escape. */
export const turnAndScale: Tool<TurnAndScale> = {
  step(state, event) {
    switch (event.kind) {
      case 'drag': {
        const value = valueAt(state, event.spot.at, event.isStepped === true)
        return value === state.value
          ? { state, wants: [] }
          : {
              state: { ...state, value },
              wants: [{ do: 'show', action: actionOf(state.of, state.patterns, value) }],
            }
      }
      case 'drop':
        // Taken back to where it was is no step.
        return {
          state: null,
          wants: [
            state.value === NOTHING[state.of] ? { do: 'bail' } : { do: 'commit', labelKey: LABELS[state.of] },
          ],
        }
      case 'cancel':
        return { state: null, wants: [{ do: 'bail' }] }
      case 'key':
        if (event.key === 'Escape' || (event.isMod && event.key.toLowerCase() === 'z'))
          return { state: null, wants: [{ do: 'bail' }] }
        return event.isMod || event.grip ? { state, wants: [] } : null
      default:
        return null
    }
  },
  view: ({ of, patterns, value }) => ({
    ...NOTHING_SEEN,
    isGesture: true,
    wholes: patterns,
    inHand: { of, value },
  }),
  holds: () => null,
  drawing: () => null,
}
