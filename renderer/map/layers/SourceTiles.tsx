import { TileLayer } from 'leaflet'
import { useEffect, useMemo } from 'react'
import { useMap } from 'react-leaflet'
import type { Layer } from '../../../src/core/geo/layer.ts'
import { api } from '../../api/client.ts'
import { tilesInDatum } from '../leaflet/tilesInDatum.ts'

type Tiles = Extract<Layer['source'], { kind: 'tiles' }>

/** The tiles of a layer, each where it belongs whatever datum its source is measured in. */
export function SourceTiles({
  layerId,
  source,
  opacity,
  pane,
}: {
  layerId: string
  source: Tiles
  opacity: number
  pane: string
}) {
  const map = useMap()
  const { datum = 'wgs84', minZoom, maxZoom, south, west, north, east } = source
  const layer = useMemo(() => {
    const options = { minNativeZoom: minZoom, maxNativeZoom: maxZoom, maxZoom: 22, pane }
    const bounds: [number, number][] = [
      [south, west],
      [north, east],
    ]
    return tilesInDatum(new TileLayer(api.tileUrl(layerId), { ...options, bounds }), datum)
  }, [layerId, datum, minZoom, maxZoom, south, west, north, east, pane])
  useEffect(() => {
    layer.setOpacity(opacity)
  }, [layer, opacity])
  useEffect(() => {
    layer.addTo(map)
    return () => {
      layer.remove()
    }
  }, [map, layer])
  return null
}
