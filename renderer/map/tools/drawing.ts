import type { LatLon } from '../../../src/core/geo/position.ts'
import { type Sketch, type SketchForm, sketchOf } from '../../../src/core/geo/sketch.ts'
import type { Key } from '../../i18n/index.ts'
import type { Snapped } from './snap.ts'

/** What patterns are taken hold of by as wholes. */
export type WholeGrip = { of: 'turn' | 'scale' }

/**
 * What is taken hold of: a corner of the shape whose handles are out (of a circle its middle and its rim), the middle
 * of a side, where a corner is put in, the whole shape; the waypoint in hand; or what turns and scales patterns.
 */
export type Grip = { of: 'corner' | 'side'; index: number } | { of: 'whole' } | { of: 'waypoint' } | WholeGrip

/** Something that is being drawn: its corners with their steps, and where the next one would be. */
export type Drawing = Sketch & {
  readonly promptKey: Key
  readonly form: SketchForm
  readonly pointer: LatLon | null
  readonly held: Snapped | null
  readonly isByKeyboard: boolean
  /** What was typed of the next side, m and degrees from north; null: the pointer says it. */
  readonly typed: { readonly lengthM: number | null; readonly bearingDeg: number | null }
  /** A corner in hand, and the corners as they are while it is. */
  readonly inHand: { readonly grip: Grip; readonly points: readonly LatLon[] } | null
}

export const NOTHING_TYPED = { lengthM: null, bearingDeg: null }

export const newDrawing = (promptKey: Key, form: SketchForm = 'path'): Drawing => ({
  ...sketchOf(),
  promptKey,
  form,
  pointer: null,
  held: null,
  isByKeyboard: false,
  typed: NOTHING_TYPED,
  inHand: null,
})
