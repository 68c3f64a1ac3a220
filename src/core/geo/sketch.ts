import type { LatLon } from './position.ts'

/** An outline, a line, or a circle by its middle and one point of its rim. */
export type SketchForm = 'ring' | 'path' | 'circle'

/**
 * Something that is being drawn: its corners, the states that they were in before, and those that were taken back. So
 * one model holds what hands do to it, and undo and redo of each step, before anything of it is saved.
 */
export type Sketch = {
  readonly points: readonly LatLon[]
  readonly past: readonly (readonly LatLon[])[]
  readonly future: readonly (readonly LatLon[])[]
}

/** A sketch that begins with these corners; there is nothing to be taken back. */
export const sketchOf = (points: readonly LatLon[] = []): Sketch => ({ points, past: [], future: [] })

const areSame = (a: LatLon, b: LatLon | undefined): boolean => a.lat === b?.lat && a.lon === b.lon

/**
 * Corners that say each place once: an outline passes none twice, a line none twice running. A corner that is laid on
 * another one becomes one with it.
 */
export function tidied(form: SketchForm, points: readonly LatLon[]): readonly LatLon[] {
  const kept =
    form === 'ring'
      ? points.filter((point, i) => points.findIndex((other) => areSame(other, point)) === i)
      : points.filter((point, i) => !areSame(point, points[i - 1]))
  return kept.length === points.length ? points : kept
}

/** The sketch after one step that leaves it with these corners; the same sketch where they are what it has. */
export function stepped(sketch: Sketch, points: readonly LatLon[]): Sketch {
  const isSame =
    points.length === sketch.points.length && points.every((point, i) => areSame(point, sketch.points[i]))
  return isSame ? sketch : { points, past: [...sketch.past, sketch.points], future: [] }
}

/** The sketch before its last step; null: there was none. */
export function undone({ points, past, future }: Sketch): Sketch | null {
  const before = past.at(-1)
  return before ? { points: before, past: past.slice(0, -1), future: [points, ...future] } : null
}

/** The sketch after the step that was taken back last; null: there is none. */
export function redone({ points, past, future }: Sketch): Sketch | null {
  const [after] = future
  return after ? { points: after, past: [...past, points], future: future.slice(1) } : null
}
