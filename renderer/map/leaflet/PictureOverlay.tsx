import { type Map as LeafletMap, Layer, type LatLngExpression } from 'leaflet'
import { useEffect } from 'react'
import { useMap } from 'react-leaflet'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { cornerTransform } from './cornerTransform.ts'
import { pair } from './latlng.ts'
import styles from './pictureOverlay.module.css'

type Corners = readonly [LatLon, LatLon, LatLon, LatLon]

/** A picture laid over the map by its four corners, turned and stretched as they say. */
class CornerImage extends Layer {
  readonly image = document.createElement('img')
  readonly corners: readonly LatLngExpression[]
  readonly pane: string

  constructor(url: string, corners: Corners, opacity: number, pane: string) {
    super()
    this.pane = pane
    this.corners = corners.map(pair)
    this.image.className = styles.picture ?? ''
    this.image.alt = ''
    this.image.style.opacity = String(opacity)
    this.image.onload = () => this.place()
    this.image.src = url
  }

  override onAdd(map: LeafletMap): this {
    map.getPane(this.pane)?.append(this.image)
    map.on('viewreset zoomend moveend', this.place, this)
    this.place()
    return this
  }

  override onRemove(map: LeafletMap): this {
    this.image.remove()
    map.off('viewreset zoomend moveend', this.place, this)
    return this
  }

  place(): void {
    const map = this._map as LeafletMap | undefined
    const { naturalWidth: width, naturalHeight: height } = this.image
    if (!map || width === 0) return
    const points = this.corners.map((corner) => map.latLngToLayerPoint(corner))
    this.image.style.transform = cornerTransform(width, height, points) ?? 'scale(0)'
  }
}

export function PictureOverlay({
  url,
  corners,
  opacity,
  pane = 'layers',
}: {
  url: string
  corners: Corners
  opacity: number
  /** The pane of the map that it lies in. */
  pane?: string
}) {
  const map = useMap()
  useEffect(() => {
    const layer = new CornerImage(url, corners, opacity, pane)
    layer.addTo(map)
    return () => {
      layer.remove()
    }
  }, [map, url, corners, opacity, pane])
  return null
}
