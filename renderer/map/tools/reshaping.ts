import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Shape } from '../../../src/core/mission/shapes.ts'
import { type Kind, reshape } from '../../desk/editing/open.ts'
import type { Key } from '../../i18n/index.ts'
import type { View, Want, World } from './tool.ts'

/** The key of what a form has drawn and not saved, among the shapes that hands take. */
export const DRAWN = 'drawn'

type Make = (points: readonly LatLon[]) => readonly LatLon[]

/** One step that gives a shape other points: of the open document, or of the form that holds it; null: nobody does. */
export function reshaped(kind: Kind | null, { key, points }: Shape, make: Make, labelKey: Key): Want | null {
  if (key === DRAWN) return { do: 'redraw', points: make(points), isStep: true }
  return kind && { do: 'change', action: reshape(kind, key, make), labelKey }
}

/** The same, only to be seen while it is in hand. */
export function shown(kind: Kind | null, { key, points }: Shape, make: Make): Want | null {
  if (key === DRAWN) return { do: 'redraw', points: make(points), isStep: false }
  return kind && { do: 'show', action: reshape(kind, key, make) }
}

/** What a form holds, as it is seen while nothing is drawn over it. */
export const drawnSketch = ({ shapes }: World): View['sketch'] => {
  const shape = shapes.find(({ key }) => key === DRAWN)
  return shape ? { points: shape.points, form: 'ring', isGrowing: false } : null
}
