import type { LatLon } from '../../../src/core/geo/position.ts'

/** Drawing something new: the points so far and where the pointer is. */
export type Drawing = {
  readonly form: 'ring' | 'path' | 'point' | 'box'
  readonly points: readonly LatLon[]
  readonly pointer: LatLon | null
}

export type DrawEvent =
  | { kind: 'move'; at: LatLon }
  | { kind: 'add'; at: LatLon }
  | { kind: 'back' }
  | { kind: 'finish' }
  | { kind: 'bail' }

/** What an event comes to: drawing goes on, or it ends with its points, or with nothing. */
export type DrawStep = { next: Drawing } | { done: readonly LatLon[] } | { bailed: true }

export const startDrawing = (form: Drawing['form']): Drawing => ({ form, points: [], pointer: null })

const same = (a: LatLon | undefined, b: LatLon): boolean => a?.lat === b.lat && a.lon === b.lon

/** Points that a form needs before it can be ended; the others end by themselves. */
const FEWEST: Partial<Record<Drawing['form'], number>> = { ring: 3, path: 2 }

/** One step of the drawing tool: a point form ends with its first point, a box with its second, a ring or path when told to. */
export function draw(drawing: Drawing, event: DrawEvent): DrawStep {
  switch (event.kind) {
    case 'move':
      return { next: { ...drawing, pointer: event.at } }
    case 'add': {
      if (drawing.form === 'point') return { done: [event.at] }
      if (same(drawing.points.at(-1), event.at)) return { next: drawing }
      // A click on the first corner closes the ring.
      if (drawing.form === 'ring' && drawing.points.length >= 3 && same(drawing.points[0], event.at))
        return { done: drawing.points }
      const points = [...drawing.points, event.at]
      return drawing.form === 'box' && points.length === 2
        ? { done: points }
        : { next: { ...drawing, points } }
    }
    case 'back':
      return { next: { ...drawing, points: drawing.points.slice(0, -1) } }
    case 'finish':
      return drawing.points.length >= (FEWEST[drawing.form] ?? Number.POSITIVE_INFINITY)
        ? { done: drawing.points }
        : { next: drawing }
    case 'bail':
      return { bailed: true }
  }
}
