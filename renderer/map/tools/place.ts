import { type Drawing, newDrawing } from './drawing.ts'
import { meant } from './sketch.ts'
import { NOTHING_SEEN, type Tool } from './tool.ts'

export type Place = { readonly tool: 'place'; readonly sketch: Drawing }
export const startPlace = (promptKey: Drawing['promptKey']): Place => ({
  tool: 'place',
  sketch: newDrawing(promptKey),
})

/** Chooses a place: the first click, or Space in the middle of the map, is the answer. */
export const place: Tool<Place> = {
  step(state, event) {
    const hand = meant(state.sketch, event)
    switch (hand?.kind) {
      case 'drawn':
        return { state: { ...state, sketch: hand.drawing }, wants: [] }
      case 'add':
        return { state: null, wants: [{ do: 'answer', points: [hand.at] }] }
      case 'cancel':
        return { state: null, wants: [{ do: 'answer', points: null }] }
      case 'finish':
        return { state, wants: [] }
      case undefined:
        return null
    }
  },
  view: ({ sketch }) => ({
    ...NOTHING_SEEN,
    held: sketch.held,
    strip: { promptKey: sketch.promptKey, hintKey: 'tools.hintPoint', buttons: null, next: null },
    isDrawing: true,
  }),
  holds: () => ({ lines: [], without: null }),
  drawing: ({ sketch }) => sketch,
}
