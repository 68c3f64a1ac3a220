import { isSame, meant, newSketch, type Sketch, sketchView, withoutLast } from './sketch.ts'
import type { Tool } from './tool.ts'

export type Line = { readonly tool: 'line'; readonly sketch: Sketch }
export const startLine = (promptKey: Sketch['promptKey']): Line => ({
  tool: 'line',
  sketch: newSketch(promptKey),
})

const FEWEST = 2

/** Draws a line: clicks or Space add its points, Enter or a double click ends it. It may cross itself. */
export const line: Tool<Line> = {
  step(state, event) {
    const { sketch } = state
    const hand = meant(sketch, event)
    switch (hand?.kind) {
      case 'move':
        return { state: { ...state, sketch: hand.sketch }, wants: [] }
      case 'add': {
        const points = isSame(sketch.points.at(-1), hand.at) ? sketch.points : [...sketch.points, hand.at]
        return { state: { ...state, sketch: { ...hand.sketch, points } }, wants: [] }
      }
      case 'back':
        return { state: { ...state, sketch: withoutLast(sketch) }, wants: [] }
      case 'finish':
        return sketch.points.length < FEWEST
          ? { state, wants: [] }
          : { state: null, wants: [{ do: 'answer', points: sketch.points }] }
      case 'cancel':
        return { state: null, wants: [{ do: 'answer', points: null }] }
      case undefined:
        return null
    }
  },
  view: ({ sketch }) => sketchView(sketch, FEWEST, false),
  holds: ({ sketch: { points } }) => ({ lines: [{ points, closed: false }], without: null }),
}
