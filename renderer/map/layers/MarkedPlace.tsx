import { useEffect, useMemo, useState } from 'react'
import type { Marker as LeafletMarker } from 'leaflet'
import { Marker } from 'react-leaflet'
import { useStore } from 'zustand'
import { writeCoordinate } from '../../../src/core/geo/coordinates.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { markedPlace } from '../../desk/markedPlace.ts'
import { useT } from '../../i18n/index.ts'
import { pair } from '../leaflet/latlng.ts'
import { markIcon } from '../leaflet/marks.ts'
import styles from './markedPlace.module.css'

/** The place that somebody went to, with its coordinate; a press, or Enter on it, tells what can be done with it. */
export function MarkedPlace({ onPress }: { onPress: (at: LatLon) => void }) {
  const t = useT()
  const at = useStore(markedPlace, (state) => state.at)
  const [marker, setMarker] = useState<LeafletMarker | null>(null)
  const text = at ? (writeCoordinate(at, 'decimal') ?? '') : ''
  const name = t('place.marked', { at: text })
  const icon = useMemo(() => markIcon(styles.marked ?? '', 26, text), [text])
  // A new icon is a new element.
  useEffect(() => {
    const element = marker?.getElement()
    element?.setAttribute('aria-label', name)
    element?.setAttribute('data-testid', 'marked-place')
  })
  if (!at) return null
  return (
    <Marker
      ref={setMarker}
      position={pair(at)}
      icon={icon}
      zIndexOffset={900}
      eventHandlers={{ click: () => onPress(at), contextmenu: () => onPress(at) }}
    />
  )
}
