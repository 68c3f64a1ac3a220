import { type Drawing, newDrawing } from './drawing.ts'
import { changed, drawingHolds, drawingView, meant } from './sketch.ts'
import type { Tool } from './tool.ts'

export type Ruler = { readonly tool: 'ruler'; readonly sketch: Drawing }
export const startRuler = (promptKey: Drawing['promptKey']): Ruler => ({
  tool: 'ruler',
  sketch: newDrawing(promptKey),
})

/** Measures: clicks or Space add places, and what lies between them is told for as long as it is in hand. */
export const ruler: Tool<Ruler> = {
  step(state, event) {
    const hand = meant(state.sketch, event)
    switch (hand?.kind) {
      case 'drawn':
        return { state: { ...state, sketch: hand.drawing }, wants: [] }
      case 'add':
        return {
          state: { ...state, sketch: changed(hand.drawing, [...state.sketch.points, hand.at]) },
          wants: [],
        }
      case 'finish':
      case 'cancel':
        return { state: null, wants: [{ do: 'answer', points: null }] }
      case undefined:
        return null
    }
  },
  view({ sketch }) {
    const seen = drawingView(sketch, 0)
    return {
      ...seen,
      isMeasuring: true,
      strip: seen.strip && { ...seen.strip, hintKey: 'tools.hintRuler' },
    }
  },
  holds: ({ sketch }) => drawingHolds(sketch),
  drawing: ({ sketch }) => sketch,
}
