import { useEffect, useRef } from 'react'
import type { Map as LeafletMap } from 'leaflet'
import { useMap, useMapEvents } from 'react-leaflet'
import { useStore } from 'zustand'
import { useCall, useWorkspace } from '../api/hooks.ts'
import { type MapView, mapView } from '../desk/mapView.ts'
import { boxPlace } from '../desk/places.ts'
import { selection } from '../desk/selection.ts'
import { boundsOf, latLonOf, pair } from './leaflet/latlng.ts'

/** Moves the map where it is asked to go, and once to all sites when a workspace opens. */
export function MapTarget() {
  const map = useMap()
  const target = useStore(selection, (state) => state.target)
  const asked = useStore(mapView, (state) => state.asked)
  const { data: status } = useWorkspace()
  const { data: extent } = useCall('site.extent', {})
  const fitted = useRef<string | null>(null)
  useEffect(() => {
    // The panels around it fold and are pulled: the map must know its size, and what is on it stays where it is seen.
    const container = map.getContainer()
    let corner = container.getBoundingClientRect()
    const watcher = new ResizeObserver(() => {
      const next = container.getBoundingClientRect()
      map.invalidateSize({ animate: false, pan: false })
      map.panBy([next.left - corner.left, next.top - corner.top], { animate: false })
      corner = next
    })
    watcher.observe(container)
    return () => watcher.disconnect()
  }, [map])
  useEffect(() => {
    if (!status || !extent?.box || fitted.current === status.name) return
    const bounds = boundsOf(boxPlace(extent.box))
    if (!bounds) return
    // It is led elsewhere already: a window that was loaded anew stands where it stood.
    const isLed =
      fitted.current === null && (selection.getState().target !== null || mapView.getState().asked !== null)
    fitted.current = status.name
    if (isLed) return
    map.fitBounds(bounds, { padding: [40, 40], animate: false })
  }, [map, extent, status])
  useEffect(() => {
    const bounds = target && boundsOf(target.place)
    if (bounds) map.fitBounds(bounds, { padding: [60, 60], maxZoom: 18, animate: false })
  }, [map, target])
  useEffect(() => {
    if (asked) showAgain(map, asked)
  }, [map, asked])
  useMapEvents({ moveend: () => mapView.setState({ now: viewOf(map) }) })
  return null
}

const viewOf = (map: LeafletMap): MapView => ({
  corner: latLonOf(map.containerPointToLatLng([0, 0]).wrap()),
  zoom: map.getZoom(),
})

function showAgain(map: LeafletMap, { corner, zoom }: MapView): void {
  const middle = map.project(pair(corner), zoom).add(map.getSize().divideBy(2))
  map.setView(map.unproject(middle, zoom), zoom, { animate: false })
}
