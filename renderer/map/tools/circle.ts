import { type Drawing, newDrawing } from './drawing.ts'
import { changed, drawingHolds, drawingView, isSame, meant } from './sketch.ts'
import type { Tool } from './tool.ts'

export type CircleTool = { readonly tool: 'circle'; readonly sketch: Drawing }
export const startCircle = (promptKey: Drawing['promptKey']): CircleTool => ({
  tool: 'circle',
  sketch: newDrawing(promptKey, 'circle'),
})

/** Draws a circle: its middle, then a place on its rim; the radius may be typed instead. */
export const circle: Tool<CircleTool> = {
  step(state, event) {
    const [center] = state.sketch.points
    const hand = meant(state.sketch, event)
    switch (hand?.kind) {
      case 'drawn':
        return { state: { ...state, sketch: hand.drawing }, wants: [] }
      case 'add':
        if (!center) return { state: { ...state, sketch: changed(hand.drawing, [hand.at]) }, wants: [] }
        return isSame(center, hand.at)
          ? { state, wants: [] }
          : { state: null, wants: [{ do: 'answer', points: [center, hand.at] }] }
      case 'finish':
        return { state, wants: [] }
      case 'cancel':
        return { state: null, wants: [{ do: 'answer', points: null }] }
      case undefined:
        return null
    }
  },
  view: ({ sketch }) => {
    const seen = drawingView(sketch, Number.POSITIVE_INFINITY)
    return { ...seen, strip: seen.strip && { ...seen.strip, hintKey: 'tools.hintCircle' } }
  },
  holds: ({ sketch }) => drawingHolds(sketch),
  drawing: ({ sketch }) => sketch,
}
