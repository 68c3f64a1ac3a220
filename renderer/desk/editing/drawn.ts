import { useEffect, useRef } from 'react'
import { createStore } from 'zustand/vanilla'
import type { LatLon, Ring } from '../../../src/core/geo/position.ts'
import { redone, type Sketch, sketchOf, stepped, undone } from '../../../src/core/geo/sketch.ts'

/** An outline that a form has and nothing has saved yet: the map shows it, and hands go on with it there. */
export type Held = {
  readonly sketch: Sketch
  take(points: readonly LatLon[]): void
}

export const drawn = createStore<{ readonly held: Held | null }>()(() => ({ held: null }))

const put = (held: Held, sketch: Sketch | null): void => {
  if (!sketch || sketch === held.sketch) return
  drawn.setState({ held: { ...held, sketch } })
  held.take(sketch.points)
}

/** Gives what is held other corners: as one step, or (a corner is in hand) to be seen only. */
export function redraw(points: readonly LatLon[], isStep: boolean): void {
  const { held } = drawn.getState()
  if (!held) return
  if (isStep) put(held, stepped(held.sketch, points))
  else drawn.setState({ held: { ...held, sketch: { ...held.sketch, points } } })
}

export const undoDrawn = (): void => {
  const { held } = drawn.getState()
  if (held) put(held, undone(held.sketch))
}

export const redoDrawn = (): void => {
  const { held } = drawn.getState()
  if (held) put(held, redone(held.sketch))
}

/** It is saved, or given up: nobody has to be asked about it any more. */
export const letGo = (): void => drawn.setState({ held: null })

/**
 * Has the map show an outline of a form, with handles, for as long as the form stands there. The form keeps it with all
 * else that was filled in: nobody who leaves has to be asked.
 */
export function useDrawn(ring: Ring | null, take: (ring: Ring) => void): void {
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  useEffect(() => {
    // The form has taken what hands made of it: that is no other outline.
    if (drawn.getState().held?.sketch.points === ring) return
    drawn.setState({
      held: ring && {
        sketch: sketchOf(ring),
        take: (points) => latest.current(points as Ring),
      },
    })
  }, [ring])
  useEffect(() => letGo, [])
}
