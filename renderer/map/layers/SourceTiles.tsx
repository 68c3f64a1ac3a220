import { type GridLayer, TileLayer } from 'leaflet'
import { useEffect, useState } from 'react'
import { useMap } from 'react-leaflet'
import type { Layer } from '../../../src/core/geo/layer.ts'
import { api } from '../../api/client.ts'
import { language } from '../../i18n/index.ts'
import { useIsDark } from '../leaflet/useIsDark.ts'
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
  const { datum = 'wgs84', content, minZoom, maxZoom, south, west, north, east } = source
  const isVector = content === 'vector'
  const isDark = useIsDark()
  // A raster does not change with the theme.
  const theme = isVector && isDark ? 'night' : 'day'
  const [layer, setLayer] = useState<GridLayer | null>(null)
  useEffect(() => {
    const bounds: [number, number][] = [
      [south, west],
      [north, east],
    ]
    const options = { maxZoom: 22, pane, bounds }
    let isMeant = true
    let made: GridLayer | null = null
    const add = (one: GridLayer): void => {
      if (!isMeant) return
      made = tilesInDatum(one, datum)
      made.addTo(map)
      setLayer(made)
    }
    // What draws vector tiles is fetched where there are some.
    if (isVector)
      void import('../leaflet/vectorTiles.ts').then(({ vectorTiles }) => {
        const look = { theme, language: language(), maxDataZoom: maxZoom } as const
        add(vectorTiles(api.tileBytesUrl(layerId), look, options))
      })
    else
      add(new TileLayer(api.tileUrl(layerId), { ...options, minNativeZoom: minZoom, maxNativeZoom: maxZoom }))
    return () => {
      isMeant = false
      made?.remove()
      setLayer(null)
    }
  }, [map, layerId, isVector, theme, datum, minZoom, maxZoom, south, west, north, east, pane])
  useEffect(() => {
    layer?.setOpacity(opacity)
  }, [layer, opacity])
  return null
}
