import { createStore } from 'zustand/vanilla'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Key } from '../../i18n/index.ts'
import { type DrawEvent, type Drawing, draw, startDrawing } from './draw.ts'

type Task = {
  promptKey: Key
  drawing: Drawing
  pictureUrl: string | null
  end: (points: readonly LatLon[] | null) => void
}

type Picking = {
  /** What the map is asked to draw; null when it is not. */
  task: Task | null
  send(event: DrawEvent): void
}

/** The drawing that somebody waits for: the map feeds it events, whoever asked gets the points. */
export const picking = createStore<Picking>()((set, get) => ({
  task: null,
  send(event) {
    const { task } = get()
    if (!task) return
    const step = draw(task.drawing, event)
    if ('next' in step) set({ task: { ...task, drawing: step.next } })
    else {
      set({ task: null })
      task.end('done' in step ? step.done : null)
    }
  },
}))

function ask(
  promptKey: Key,
  form: Drawing['form'],
  pictureUrl: string | null = null,
): Promise<readonly LatLon[] | null> {
  // A new question ends the one before it, with nothing.
  picking.getState().send({ kind: 'bail' })
  return new Promise((end) => {
    picking.setState({ task: { promptKey, drawing: startDrawing(form), pictureUrl, end } })
  })
}

/** A place chosen on the map, or null when the person thought better of it. */
export async function pickPoint(promptKey: Key): Promise<LatLon | null> {
  return (await ask(promptKey, 'point'))?.[0] ?? null
}

/** An outline drawn on the map. */
export async function drawRing(promptKey: Key): Promise<LatLon[] | null> {
  const points = await ask(promptKey, 'ring')
  return points && [...points]
}

/** A line drawn on the map. */
export async function drawPath(promptKey: Key): Promise<LatLon[] | null> {
  const points = await ask(promptKey, 'path')
  return points && [...points]
}

export type Corners = [LatLon, LatLon, LatLon, LatLon]

/** Two opposite corners for a picture, then as its four corners from the top left, clockwise. */
export async function placePicture(url: string): Promise<Corners | null> {
  const points = await ask('map.placePicture', 'box', url)
  return points?.[0] && points[1] ? cornersOf(points[0], points[1]) : null
}

export function cornersOf(a: LatLon, b: LatLon): Corners {
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
