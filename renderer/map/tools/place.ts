import { meant, newSketch, type Sketch } from './sketch.ts'
import { NOTHING_SEEN, type Tool } from './tool.ts'

export type Place = { readonly tool: 'place'; readonly sketch: Sketch }
export const startPlace = (promptKey: Sketch['promptKey']): Place => ({
  tool: 'place',
  sketch: newSketch(promptKey),
})

/** Chooses a place: the first click, or Space in the middle of the map, is the answer. */
export const place: Tool<Place> = {
  step(state, event) {
    const hand = meant(state.sketch, event)
    switch (hand?.kind) {
      case 'move':
        return { state: { ...state, sketch: hand.sketch }, wants: [] }
      case 'add':
        return { state: null, wants: [{ do: 'answer', points: [hand.at] }] }
      case 'cancel':
        return { state: null, wants: [{ do: 'answer', points: null }] }
      case 'back':
      case 'finish':
        return { state, wants: [] }
      case undefined:
        return null
    }
  },
  view: ({ sketch }) => ({
    ...NOTHING_SEEN,
    held: sketch.held,
    strip: { promptKey: sketch.promptKey, hintKey: 'tools.hintPoint', buttons: null },
    isDrawing: true,
  }),
  holds: () => ({ lines: [], without: null }),
}
