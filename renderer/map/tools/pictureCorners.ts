import type { LatLon } from '../../../src/core/geo/position.ts'
import { type Drawing, newDrawing } from './drawing.ts'
import { changed, meant, withNext } from './sketch.ts'
import { NOTHING_SEEN, type Tool } from './tool.ts'

export type PictureCorners = {
  readonly tool: 'pictureCorners'
  readonly sketch: Drawing
  readonly pictureUrl: string
}
export const startPictureCorners = (promptKey: Drawing['promptKey'], pictureUrl: string): PictureCorners => ({
  tool: 'pictureCorners',
  sketch: newDrawing(promptKey),
  pictureUrl,
})

/** Two opposite corners as the four of an upright picture, from the top left, clockwise. */
function cornersOf(a: LatLon, b: LatLon): [LatLon, LatLon, LatLon, LatLon] {
  const north = Math.max(a.lat, b.lat)
  const south = Math.min(a.lat, b.lat)
  const west = Math.min(a.lon, b.lon)
  const east = Math.max(a.lon, b.lon)
  return [
    { lat: north, lon: west },
    { lat: north, lon: east },
    { lat: south, lon: east },
    { lat: south, lon: west },
  ]
}

/** Whether a picture between two corners would have an area. */
const isOpen = (a: LatLon, b: LatLon): boolean => a.lat !== b.lat && a.lon !== b.lon

/** Lays a picture between two opposite corners; it is seen while the second is looked for. Nothing holds them. */
export const pictureCorners: Tool<PictureCorners> = {
  step(state, event) {
    const { sketch } = state
    const hand = meant(sketch, event)
    switch (hand?.kind) {
      case 'drawn':
        return { state: { ...state, sketch: hand.drawing }, wants: [] }
      case 'add': {
        const [first] = sketch.points
        if (!first) return { state: { ...state, sketch: changed(hand.drawing, [hand.at]) }, wants: [] }
        return isOpen(first, hand.at)
          ? { state: null, wants: [{ do: 'answer', points: cornersOf(first, hand.at) }] }
          : { state, wants: [] }
      }
      case 'finish':
        return { state, wants: [] }
      case 'cancel':
        return { state: null, wants: [{ do: 'answer', points: null }] }
      case undefined:
        return null
    }
  },
  view({ sketch, pictureUrl }) {
    const [a, b] = withNext(sketch)
    return {
      ...NOTHING_SEEN,
      corners: sketch.points,
      picture: a && b ? { url: pictureUrl, corners: cornersOf(a, b) } : null,
      strip: { promptKey: sketch.promptKey, hintKey: 'tools.hintPoint', buttons: null, next: null },
      isDrawing: true,
      isByKeyboard: sketch.isByKeyboard,
    }
  },
  holds: () => null,
  drawing: ({ sketch }) => sketch,
}
