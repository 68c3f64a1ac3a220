import type { LeafletMouseEvent } from 'leaflet'
import { useEffect } from 'react'
import { useMap, useMapEvents } from 'react-leaflet'
import { useStore } from 'zustand'
import { picking } from '../../desk/editing/pick.ts'
import { takeKeys } from '../../desk/keys.ts'
import { latLonOf } from '../leaflet/latlng.ts'
import { grips } from './Handle.tsx'
import { followTools, send } from './toolbox.ts'
import { useSpots } from './useSpots.ts'

/** The one place where what hands do to the map becomes events of the active tool (handles tell of theirs). */
export function ToolInput() {
  const map = useMap()
  const question = useStore(picking, (state) => state.question)
  const spotOf = useSpots()
  const spotAt = ({ latlng, originalEvent }: LeafletMouseEvent) =>
    spotOf(latLonOf(latlng.wrap()), originalEvent.altKey)
  useMapEvents({
    mousemove: (event) => void send({ kind: 'move', spot: spotAt(event) }),
    click: (event) => void send({ kind: 'click', spot: spotAt(event) }),
    dblclick: () => void send({ kind: 'finish' }),
  })
  useEffect(() => followTools(), [])
  useEffect(
    () =>
      takeKeys('tool', ({ key, shiftKey, ctrlKey, metaKey, altKey, target }) =>
        altKey
          ? false
          : send({
              kind: 'key',
              key,
              isShift: shiftKey,
              isMod: ctrlKey || metaKey,
              grip: target ? (grips.get(target) ?? null) : null,
              middle: latLonOf(map.getCenter().wrap()),
            }),
      ),
    [map],
  )
  useEffect(() => {
    // Arrows move the map then, and Space is not a press of the button that asked.
    if (question) map.getContainer().focus()
  }, [map, question])
  return null
}
