import { createStore } from 'zustand/vanilla'
import type { LatLon } from '../../src/core/geo/position.ts'
import type { SketchForm } from '../../src/core/geo/sketch.ts'

/** A drawing that was broken off when the window was loaded anew: whoever draws such a form next goes on with it. */
export type KeptDrawing = {
  readonly form: SketchForm
  /** The document that was open then; null: none. */
  readonly documentId: string | null
  readonly points: readonly LatLon[]
}

export const keptDrawing = createStore<{ readonly kept: KeptDrawing | null }>()(() => ({ kept: null }))

/** The corners that a drawing of a form begins with, once; none but after a reload. */
export function takeKept(form: SketchForm, documentId: string | null): readonly LatLon[] {
  const { kept } = keptDrawing.getState()
  if (kept?.form !== form || kept.documentId !== documentId) return []
  keptDrawing.setState({ kept: null })
  return kept.points
}
