import { type Drawing, newDrawing } from './drawing.ts'
import { changed, drawingHolds, drawingView, isSame, meant } from './sketch.ts'
import type { Tool } from './tool.ts'

export type Area = { readonly tool: 'area'; readonly sketch: Drawing }
export const startArea = (promptKey: Drawing['promptKey']): Area => ({
  tool: 'area',
  sketch: newDrawing(promptKey, 'ring'),
})

const FEWEST = 3

/**
 * Draws an outline: clicks or Space add its corners, Enter, a double click or a click on the first corner ends it.
 * A corner that it has already is not put in again.
 */
export const area: Tool<Area> = {
  step(state, event) {
    const { points } = state.sketch
    const done = points.length >= FEWEST
    const hand = meant(state.sketch, event)
    switch (hand?.kind) {
      case 'drawn':
        return { state: { ...state, sketch: hand.drawing }, wants: [] }
      case 'add':
        return done && isSame(points[0], hand.at)
          ? { state: null, wants: [{ do: 'answer', points }] }
          : { state: { ...state, sketch: changed(hand.drawing, [...points, hand.at]) }, wants: [] }
      case 'finish':
        return done ? { state: null, wants: [{ do: 'answer', points }] } : { state, wants: [] }
      case 'cancel':
        return { state: null, wants: [{ do: 'answer', points: null }] }
      case undefined:
        return null
    }
  },
  view: ({ sketch }) => drawingView(sketch, FEWEST),
  holds: ({ sketch }) => drawingHolds(sketch),
  drawing: ({ sketch }) => sketch,
}
