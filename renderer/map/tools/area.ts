import { isSame, meant, newSketch, type Sketch, sketchView, withoutLast } from './sketch.ts'
import type { Tool } from './tool.ts'

export type Area = { readonly tool: 'area'; readonly sketch: Sketch }
export const startArea = (promptKey: Sketch['promptKey']): Area => ({
  tool: 'area',
  sketch: newSketch(promptKey),
})

const FEWEST = 3

/**
 * Draws an outline: clicks or Space add its corners, Enter, a double click or a click on the first corner ends it.
 * A corner that it has already is not put in again.
 */
export const area: Tool<Area> = {
  step(state, event) {
    const { sketch } = state
    const { points } = sketch
    const done = points.length >= FEWEST
    const hand = meant(sketch, event)
    switch (hand?.kind) {
      case 'move':
        return { state: { ...state, sketch: hand.sketch }, wants: [] }
      case 'add': {
        if (done && isSame(points[0], hand.at)) return { state: null, wants: [{ do: 'answer', points }] }
        const isKnown = points.some((point) => isSame(point, hand.at))
        const next = { ...hand.sketch, points: isKnown ? points : [...points, hand.at] }
        return { state: { ...state, sketch: next }, wants: [] }
      }
      case 'back':
        return { state: { ...state, sketch: withoutLast(sketch) }, wants: [] }
      case 'finish':
        return done ? { state: null, wants: [{ do: 'answer', points }] } : { state, wants: [] }
      case 'cancel':
        return { state: null, wants: [{ do: 'answer', points: null }] }
      case undefined:
        return null
    }
  },
  view: ({ sketch }) => sketchView(sketch, FEWEST, true),
  holds: ({ sketch: { points } }) => ({ lines: [{ points, closed: false }], without: null }),
}
