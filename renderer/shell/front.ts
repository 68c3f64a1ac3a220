import { comparing } from '../desk/comparing.ts'
import { deciding } from '../desk/deciding.ts'
import { panels } from '../desk/panels.ts'
import { type Selection, selection } from '../desk/selection.ts'
import { stage } from '../features/flights/viewer/stage.ts'

/** What stands in the place of the map while it is looked at, not in the panel beside it. */
const ON_DESK: ReadonlySet<Selection['kind']> = new Set(['campaign', 'visit', 'setting'])

/**
 * A narrow window has one panel at a time: what is chosen comes forward with its own, a room with its list; a picture that is
 * shown large and what takes the place of the map have all of the window. Where there is room for all of them nothing comes of it.
 */
export function followFront(): () => void {
  const { toFront } = panels.getState()
  const stops = [
    selection.subscribe((now, before) => {
      const { selected, composing, room } = now
      if (composing && composing !== before.composing) toFront('inspector')
      else if (selected && (selected.id !== before.selected?.id || selected.kind !== before.selected.kind)) {
        if (ON_DESK.has(selected.kind)) toFront(null)
        else if (selected.kind !== 'footage' || !stage.getState().isLarge) toFront('inspector')
        else if (panels.getState().front !== 'strip') toFront(null)
      } else if (room !== before.room) toFront('list')
    }),
    deciding.subscribe(({ waiting }, before) => {
      if (waiting && waiting !== before.waiting) toFront(null)
    }),
    comparing.subscribe(({ findingId }, before) => {
      if (findingId !== null && findingId !== before.findingId) toFront(null)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
