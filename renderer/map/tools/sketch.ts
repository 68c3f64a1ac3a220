import type { LatLon } from '../../../src/core/geo/position.ts'
import { quantisePlace } from '../../../src/core/units/quantise.ts'
import type { Key } from '../../i18n/index.ts'
import type { Snapped } from './snap.ts'
import { NOTHING_SEEN, type ToolEvent, type View } from './tool.ts'

/** Something that is being drawn: its points so far, and where the next one would be. */
export type Sketch = {
  readonly promptKey: Key
  readonly points: readonly LatLon[]
  readonly pointer: LatLon | null
  readonly held: Snapped | null
  readonly isByKeyboard: boolean
}

export const newSketch = (promptKey: Key): Sketch => ({
  promptKey,
  points: [],
  pointer: null,
  held: null,
  isByKeyboard: false,
})

/** What hands mean while something is drawn, by pointer, by key or by a button of the strip. */
export type Meant =
  | { kind: 'move'; sketch: Sketch }
  | { kind: 'add'; at: LatLon; sketch: Sketch }
  | { kind: 'back' | 'finish' | 'cancel' }

/** The one place that says which key draws; null: the event means nothing to a tool that draws. */
export function meant(sketch: Sketch, event: ToolEvent): Meant | null {
  switch (event.kind) {
    case 'move':
    case 'click': {
      const { at, held } = event.spot
      const next = { ...sketch, pointer: at, held, isByKeyboard: false }
      return event.kind === 'move'
        ? { kind: 'move', sketch: next }
        : { kind: 'add', at: quantisePlace(at), sketch: next }
    }
    case 'back':
    case 'finish':
    case 'cancel':
      return { kind: event.kind }
    case 'key':
      if (event.isMod) return event.key.toLowerCase() === 'z' && !event.isShift ? { kind: 'back' } : null
      switch (event.key) {
        case 'Escape':
          return { kind: 'cancel' }
        case 'Backspace':
          return { kind: 'back' }
        case 'Enter':
          return { kind: 'finish' }
        case ' ':
          return {
            kind: 'add',
            at: quantisePlace(event.middle),
            sketch: { ...sketch, held: null, isByKeyboard: true },
          }
        default:
          return null
      }
    default:
      return null
  }
}

export const isSame = (a: LatLon | undefined, b: LatLon): boolean => a?.lat === b.lat && a.lon === b.lon

/** The points, and where the next one would be unless the map's middle says it. */
export const withPointer = ({ points, pointer, isByKeyboard }: Sketch): readonly LatLon[] =>
  pointer && !isByKeyboard ? [...points, pointer] : points

/** Without the last point. */
export const withoutLast = (sketch: Sketch): Sketch => ({ ...sketch, points: sketch.points.slice(0, -1) })

/** What is seen of an outline or a line while it is drawn; from so many points on it can be finished. */
export const sketchView = (sketch: Sketch, fewest: number, isClosed: boolean): View => ({
  ...NOTHING_SEEN,
  sketch: { points: withPointer(sketch), isClosed },
  corners: sketch.points,
  held: sketch.held,
  strip: {
    promptKey: sketch.promptKey,
    hintKey: 'tools.hintRing',
    buttons: { canGoBack: sketch.points.length > 0, canFinish: sketch.points.length >= fewest },
  },
  isDrawing: true,
  isByKeyboard: sketch.isByKeyboard,
})
