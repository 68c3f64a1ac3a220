import { useState } from 'react'
import type { Map as LeafletMap } from 'leaflet'
import { useMap, useMapEvents } from 'react-leaflet'
import type { Box } from '../../../src/core/geo/box.ts'

/** So much of the view's size is asked for beyond each of its sides, so that a small move asks for nothing. */
const BEYOND = 0.25
/** A box that is larger than the view by this is asked for anew: zoomed in, more of what is there can be shown. */
const TOO_LARGE = 3

const clamped = (degrees: number, most: number): number => Math.max(-most, Math.min(most, degrees))

function boxAround(map: LeafletMap): Box {
  const bounds = map.getBounds().pad(BEYOND)
  return {
    south: clamped(bounds.getSouth(), 90),
    north: clamped(bounds.getNorth(), 90),
    west: clamped(bounds.getWest(), 720),
    east: clamped(bounds.getEast(), 720),
  }
}

function holds(box: Box, map: LeafletMap): boolean {
  const view = map.getBounds()
  return (
    box.south <= Math.max(-90, view.getSouth()) &&
    box.north >= Math.min(90, view.getNorth()) &&
    box.west <= view.getWest() &&
    box.east >= view.getEast() &&
    box.east - box.west <= TOO_LARGE * (view.getEast() - view.getWest())
  )
}

/** A box about what the map shows: the same until the map leaves it, or is zoomed well into it. */
export function useBox(): Box {
  const map = useMap()
  const [box, setBox] = useState(() => boxAround(map))
  const follow = (): void => setBox((before) => (holds(before, map) ? before : boxAround(map)))
  useMapEvents({ moveend: follow, zoomend: follow, resize: follow })
  return box
}
