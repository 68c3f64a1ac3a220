import { placeAt, sideOf } from '../../../src/core/geo/measures.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { redone, stepped, tidied, undone } from '../../../src/core/geo/sketch.ts'
import { withoutPoint } from '../../../src/core/mission/points.ts'
import { quantisePlace } from '../../../src/core/units/quantise.ts'
import { type Drawing, NOTHING_TYPED } from './drawing.ts'
import { arrow, movedBy, pulled } from './handles.ts'
import { type Holds, NOTHING_SEEN, type ToolEvent, type View } from './tool.ts'

/** Two places nearer than this are one corner, m. */
const NO_SIDE_M = 0.05

/** What hands mean while something is drawn, by pointer, by key or by a button of the line. */
export type Meant =
  /** Where the pointer is, a corner in hand, a step taken back: nothing that the tool has to judge. */
  | { kind: 'drawn'; drawing: Drawing }
  | { kind: 'add'; at: LatLon; drawing: Drawing }
  | { kind: 'finish' | 'cancel' }

/** The one place that says which key draws; null: the event means nothing to a tool that draws. */
export function meant(drawing: Drawing, event: ToolEvent): Meant | null {
  switch (event.kind) {
    case 'move':
    case 'click': {
      const { at, held } = event.spot
      const next = { ...drawing, pointer: at, held, isByKeyboard: false }
      return event.kind === 'move' ? { kind: 'drawn', drawing: next } : adding(next, at)
    }
    case 'back':
      return { kind: 'drawn', drawing: { ...drawing, ...undone(drawing) } }
    case 'again':
      return { kind: 'drawn', drawing: { ...drawing, ...redone(drawing) } }
    case 'finish':
    case 'cancel':
      return { kind: event.kind }
    case 'fix':
      return { kind: 'drawn', drawing: { ...drawing, typed: event.side } }
    case 'addTyped': {
      const next = nextOf(drawing)
      return next ? adding(drawing, next) : { kind: 'drawn', drawing }
    }
    case 'take':
    case 'drag':
    case 'drop':
      return withHand(drawing, event)
    case 'key':
      return ofKey(drawing, event)
    default:
      return null
  }
}

/** A corner more: where the hand is, as far as nothing of the side was typed. */
function adding(drawing: Drawing, at: LatLon): Meant {
  const place = quantisePlace(constrained(drawing, at))
  return { kind: 'add', at: place, drawing: { ...drawing, typed: NOTHING_TYPED } }
}

function ofKey(drawing: Drawing, event: Extract<ToolEvent, { kind: 'key' }>): Meant | null {
  if (event.isMod) {
    const key = event.key.toLowerCase()
    const after =
      key === 'z' ? (event.isShift ? redone : undone)(drawing) : key === 'y' ? redone(drawing) : null
    // With nothing to give back the key is for what was saved before.
    return after && { kind: 'drawn', drawing: { ...drawing, ...after } }
  }
  const inHand = nudged(drawing, event)
  if (inHand) return { kind: 'drawn', drawing: inHand }
  switch (event.key) {
    case 'Escape':
      return drawing.inHand ? { kind: 'drawn', drawing: { ...drawing, inHand: null } } : { kind: 'cancel' }
    case 'Backspace':
      return { kind: 'drawn', drawing: { ...drawing, ...undone(drawing) } }
    case 'Enter':
      return { kind: 'finish' }
    case ' ':
      return adding({ ...drawing, held: null, isByKeyboard: true }, event.middle)
    default:
      return null
  }
}

/** A corner that has the keyboard is moved by its arrow keys, and taken away by Delete. */
function nudged(
  drawing: Drawing,
  { key, isShift, grip }: Extract<ToolEvent, { kind: 'key' }>,
): Drawing | null {
  if (grip?.of !== 'corner') return null
  const from = drawing.points[grip.index]
  if (!from) return null
  if (key === 'Delete') return changed(drawing, withoutPoint(drawing.points, grip.index, 0))
  const by = arrow(key, isShift)
  return by && changed(drawing, pulled(drawing.form, grip, drawing.points, movedBy(from, by)))
}

/** The drawing after one step that gives it other corners. */
export const changed = (drawing: Drawing, points: readonly LatLon[]): Drawing => ({
  ...drawing,
  ...stepped(drawing, tidied(drawing.form, points.map(quantisePlace))),
})

function withHand(
  drawing: Drawing,
  event: Extract<ToolEvent, { kind: 'take' | 'drag' | 'drop' }>,
): Meant | null {
  const { inHand } = drawing
  switch (event.kind) {
    case 'take': {
      const { grip } = event
      const isThere = 'index' in grip && grip.index < drawing.points.length
      return isThere
        ? { kind: 'drawn', drawing: { ...drawing, inHand: { grip, points: drawing.points } } }
        : null
    }
    case 'drag':
      return inHand
        ? {
            kind: 'drawn',
            drawing: {
              ...drawing,
              held: event.spot.held,
              inHand: {
                grip: inHand.grip,
                points: pulled(drawing.form, inHand.grip, drawing.points, event.spot.at),
              },
            },
          }
        : null
    case 'drop':
      return inHand
        ? { kind: 'drawn', drawing: changed({ ...drawing, inHand: null, pointer: null }, inHand.points) }
        : null
  }
}

export const isSame = (a: LatLon | undefined, b: LatLon): boolean => a?.lat === b.lat && a.lon === b.lon

/** A place with what was typed of the side that leads to it. */
function constrained({ points, typed: { lengthM, bearingDeg } }: Drawing, at: LatLon): LatLon {
  const last = points.at(-1)
  if (!last || (lengthM === null && bearingDeg === null)) return at
  const side = sideOf(last, at)
  return placeAt(last, lengthM ?? side.lengthM, bearingDeg ?? side.bearingDeg)
}

/** Where the next corner would be: under the pointer, with what was typed; null: nothing says it yet. */
export function nextOf(drawing: Drawing): LatLon | null {
  const last = drawing.points.at(-1)
  if (drawing.inHand) return null
  const { lengthM, bearingDeg } = drawing.typed
  const isTyped = last !== undefined && lengthM !== null && (bearingDeg !== null || drawing.form === 'circle')
  // Typed in full it needs no pointer.
  if (isTyped) return placeAt(last, lengthM, bearingDeg ?? 90)
  if (!drawing.pointer || drawing.isByKeyboard) return null
  const next = constrained(drawing, drawing.pointer)
  // Upon the last corner there is no side to be told of.
  return last && sideOf(last, next).lengthM < NO_SIDE_M ? null : next
}

/** The corners as they are, and where the next one would be. */
export function withNext(drawing: Drawing): readonly LatLon[] {
  const next = nextOf(drawing)
  const points = drawing.inHand?.points ?? drawing.points
  return next ? [...points, next] : points
}

/** What is seen of a drawing; from so many points on it can be finished. */
export const drawingView = (drawing: Drawing, fewest: number): View => {
  const { points, inHand } = drawing
  const corners = inHand?.points ?? points
  return {
    ...NOTHING_SEEN,
    sketch: { points: withNext(drawing), form: drawing.form, isGrowing: nextOf(drawing) !== null },
    corners,
    held: drawing.held,
    // While it grows it is taken hold of as a line: the side that closes it is not one yet.
    handles: points.length > 0 ? { key: SKETCH, form: 'path', role: 'area', points } : null,
    strip: {
      promptKey: drawing.promptKey,
      hintKey: 'tools.hintRing',
      buttons: {
        canGoBack: drawing.past.length > 0,
        canFinish: points.length >= fewest,
      },
      next: points.length > 0 ? drawing.form : null,
    },
    isDrawing: true,
    isGesture: inHand !== null,
    isByKeyboard: drawing.isByKeyboard,
  }
}

/** The key of what is being drawn among the shapes that have handles. */
export const SKETCH = 'sketch'

/** What a drawing is held by itself: its own corners and sides, but for the corner in hand. */
export const drawingHolds = ({ points, inHand }: Drawing): Holds => {
  const without = inHand?.grip.of === 'corner' ? inHand.grip.index : null
  return {
    lines: [{ points: points.filter((_, i) => i !== without), closed: false }],
    without: null,
  }
}
