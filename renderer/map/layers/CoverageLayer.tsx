import { canvas } from 'leaflet'
import { useMemo } from 'react'
import { Rectangle } from 'react-leaflet'
import { useStore } from 'zustand'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { coverageShown, gsdStep } from '../../desk/coverage.ts'
import { selection } from '../../desk/selection.ts'
import { pair } from '../leaflet/latlng.ts'

/** Seen well, fairly, from afar, and not at all; the last is drawn as an outline, so that colour is not the only sign. */
const LOOKS = [
  { fillColor: '#0b7d3e', fillOpacity: 0.55, stroke: false },
  { fillColor: '#6db33f', fillOpacity: 0.5, stroke: false },
  { fillColor: '#e0c23a', fillOpacity: 0.5, stroke: false },
] as const
/** Looked at, but too coarsely to count: hardly filled, and a broken outline. */
const TOO_COARSE = {
  fillColor: '#8a6d00',
  fillOpacity: 0.12,
  stroke: true,
  color: '#8a6d00',
  opacity: 0.7,
  weight: 1,
  dashArray: '2 4',
} as const
const UNSEEN = {
  fillColor: '#b00020',
  fillOpacity: 0.08,
  stroke: true,
  color: '#b00020',
  opacity: 0.3,
  weight: 1,
} as const

/** What of the chosen site was seen in a round, square by square. */
export function CoverageLayer() {
  const { siteId, found } = useStore(coverageShown)
  const selected = useStore(selection, (state) => state.selected)
  // Thousands of squares: drawn on one canvas.
  const renderer = useMemo(() => canvas({ padding: 0.2 }), [])
  const isShown = (selected?.kind === 'site' || selected?.kind === 'asset') && selected.id === siteId
  if (!found || !isShown) return null
  const half = found.cellM / 2
  return (
    <>
      {found.cells.map(({ at, gsdM, seenAtMs }) => {
        const { toLatLon } = frameAt(at)
        const options =
          seenAtMs === null ? (gsdM === null ? UNSEEN : TOO_COARSE) : LOOKS[gsdM === null ? 2 : gsdStep(gsdM)]
        return (
          <Rectangle
            key={`${at.lat} ${at.lon}`}
            bounds={[pair(toLatLon({ x: -half, y: -half })), pair(toLatLon({ x: half, y: half }))]}
            pathOptions={{ ...options, renderer }}
            interactive={false}
          />
        )
      })}
    </>
  )
}
