import { DomEvent, type LeafletEvent, type Marker as LeafletMarker } from 'leaflet'
import { useEffect, useMemo, useState } from 'react'
import { Marker } from 'react-leaflet'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { latLonOf, pair } from '../leaflet/latlng.ts'
import { type MarkSymbol, markIcon, symbolIcon } from '../leaflet/marks.ts'
import type { Grip } from './drawing.ts'
import type { Spot } from './tool.ts'
import { send } from './toolbox.ts'

/** Which handle an element of the map is: a key that is pressed on it is for that. */
export const grips = new WeakMap<EventTarget, Grip>()

type HandleProps = {
  grip: Grip
  at: LatLon
  look: string
  size: number
  symbol?: MarkSymbol
  title: string
  /** Whether it can be reached, and moved, from the keyboard. */
  hasKeys: boolean
  spotOf: (at: LatLon, isFree: boolean) => Spot
}

/** Something on the map that is taken by the pointer or the keyboard. Its icon is made once: another one under the pointer would end the drag. */
export function Handle({ grip, at, look, size, symbol, title, hasKeys, spotOf }: HandleProps) {
  const [marker, setMarker] = useState<LeafletMarker | null>(null)
  const icon = useMemo(
    () => (symbol ? symbolIcon(look, size, symbol, title) : markIcon(look, size, '', title)),
    [look, size, symbol, title],
  )
  const { lat, lon } = at
  // A new array would put the handle back to where the document has it, under a pointer that is elsewhere.
  const position = useMemo(() => pair({ lat, lon }), [lat, lon])
  useEffect(() => {
    const element = marker?.getElement()
    if (!element || !hasKeys) return
    const focus = () => void send({ kind: 'focus', grip })
    element.setAttribute('aria-label', title)
    grips.set(element, grip)
    DomEvent.on(element, 'focus', focus)
    return () => {
      grips.delete(element)
      DomEvent.off(element, 'focus', focus)
    }
  })
  return (
    <Marker
      ref={setMarker}
      position={position}
      draggable
      keyboard={hasKeys}
      // What is in hand lies over every mark.
      zIndexOffset={2000}
      icon={icon}
      eventHandlers={{
        dragstart: () => void send({ kind: 'take', grip }),
        drag: (event: LeafletEvent) => {
          const moved = event.target as LeafletMarker
          const { originalEvent } = event as unknown as { originalEvent?: MouseEvent }
          const spot = spotOf(latLonOf(moved.getLatLng()), originalEvent?.altKey === true)
          if (send({ kind: 'drag', spot }) && spot.held) moved.setLatLng(pair(spot.at))
        },
        dragend: (event: LeafletEvent) => {
          // Given up meanwhile: it goes back to where it was taken from.
          if (!send({ kind: 'drop' })) (event.target as LeafletMarker).setLatLng(position)
        },
      }}
    />
  )
}
