import { DomEvent, type Marker as LeafletMarker } from 'leaflet'
import { useEffect, useMemo, useState } from 'react'
import { Marker } from 'react-leaflet'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { pair } from '../leaflet/latlng.ts'
import { type MarkSymbol, markIcon, symbolIcon } from '../leaflet/marks.ts'

type HandleProps = {
  at: LatLon
  look: string
  size: number
  symbol?: MarkSymbol
  title: string
  handlers: object
  /** A handle that keys move can be reached from the keyboard. */
  onKey?: (event: KeyboardEvent) => void
  onFocus?: () => void
}

/** Something on the map that is taken by the pointer or the keyboard. Its icon is made once: another one under the pointer would end the drag. */
export function Handle({ at, look, size, symbol, title, handlers, onKey, onFocus }: HandleProps) {
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
    if (!element || !onKey || !onFocus) return
    const key = (event: Event) => onKey(event as KeyboardEvent)
    element.setAttribute('aria-label', title)
    DomEvent.on(element, 'keydown', key)
    DomEvent.on(element, 'focus', onFocus)
    return () => {
      DomEvent.off(element, 'keydown', key)
      DomEvent.off(element, 'focus', onFocus)
    }
  })
  return (
    <Marker
      ref={setMarker}
      position={position}
      draggable
      keyboard={onKey !== undefined}
      // What is in hand lies over every mark.
      zIndexOffset={2000}
      icon={icon}
      eventHandlers={handlers}
    />
  )
}
