import { type Drawing, newDrawing } from './drawing.ts'
import { changed, drawingHolds, drawingView, meant } from './sketch.ts'
import type { Tool } from './tool.ts'

export type Line = { readonly tool: 'line'; readonly sketch: Drawing }
export const startLine = (promptKey: Drawing['promptKey']): Line => ({
  tool: 'line',
  sketch: newDrawing(promptKey),
})

const FEWEST = 2

/** Draws a line: clicks or Space add its points, Enter or a double click ends it. It may cross itself. */
export const line: Tool<Line> = {
  step(state, event) {
    const { points } = state.sketch
    const hand = meant(state.sketch, event)
    switch (hand?.kind) {
      case 'drawn':
        return { state: { ...state, sketch: hand.drawing }, wants: [] }
      case 'add':
        return { state: { ...state, sketch: changed(hand.drawing, [...points, hand.at]) }, wants: [] }
      case 'finish':
        return points.length < FEWEST
          ? { state, wants: [] }
          : { state: null, wants: [{ do: 'answer', points }] }
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
