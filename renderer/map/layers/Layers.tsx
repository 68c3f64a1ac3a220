import { Pane, Polygon, Polyline } from 'react-leaflet'
import { useStore } from 'zustand'
import type { Layer, LayerFeature } from '../../../src/core/geo/layer.ts'
import { api } from '../../api/client.ts'
import { useLayers, useReferred } from '../../api/hooks.ts'
import { laying } from '../../desk/laying.ts'
import { FeatureLabels } from './FeatureLabels.tsx'
import styles from './layers.module.css'
import { PictureOverlay } from '../leaflet/PictureOverlay.tsx'
import { ReliefLayer } from './ReliefLayer.tsx'
import { SourceTiles } from './SourceTiles.tsx'

/** Background layers, in their order whatever they are: tiles, pictures placed by their corners, drawn features. */
export function Layers() {
  const { data: layers } = useLayers()
  return (
    <Pane name="layers" className={styles.layerPane ?? ''}>
      {(layers ?? [])
        .filter(({ doc }) => doc.visible)
        // A pane each: one that moves in the order is another pane.
        .map(({ doc }, i) => (
          <Pane key={`${doc.id} ${i}`} name={`layer-${doc.id}-${i}`} style={{ zIndex: i }}>
            <OneLayer layer={doc} pane={`layer-${doc.id}-${i}`} />
          </Pane>
        ))}
    </Pane>
  )
}

/** A picture that is here, where it is being laid out just now, or lies; one that is not comes as soon as it is received. */
function PictureLayer(
  props: Pick<Extract<Layer['source'], { kind: 'picture' }>, 'footageId' | 'corners'> & {
    layerId: string
    opacity: number
    pane: string
  },
) {
  const { layerId, footageId, opacity, pane } = props
  const { doc } = useReferred('footage.get', footageId)
  const laid = useStore(laying, ({ now }) => (now?.layerId === layerId ? now.corners : null))
  const corners = laid ?? props.corners
  return doc ? (
    <PictureOverlay url={api.mediaUrl(footageId)} corners={corners} opacity={opacity} pane={pane} />
  ) : null
}

function OneLayer({ layer, pane }: { layer: Layer; pane: string }) {
  const { source } = layer
  switch (source.kind) {
    case 'tiles':
      return <SourceTiles layerId={layer.id} source={source} opacity={layer.opacity} pane={pane} />
    case 'picture':
      return (
        <PictureLayer
          layerId={layer.id}
          footageId={source.footageId}
          corners={source.corners}
          opacity={layer.opacity}
          pane={pane}
        />
      )
    case 'elevation':
      return <ReliefLayer source={source} opacity={layer.opacity} pane={pane} />
    case 'vector':
      return (
        <>
          {source.features.map((feature, i) => (
            // Features have no ids of their own, and a layer's features never change place.
            // oxlint-disable-next-line react/no-array-index-key
            <Feature key={i} feature={feature} opacity={layer.opacity} />
          ))}
          <FeatureLabels features={source.features} />
        </>
      )
  }
}

function Feature({ feature: { geometry, kind }, opacity }: { feature: LayerFeature; opacity: number }) {
  const className = `${styles.feature} ${styles[kind] ?? ''}`
  const options = { className, opacity, fillOpacity: opacity * 0.5 }
  const flip = (line: [number, number][]): [number, number][] => line.map(([lon, lat]) => [lat, lon])
  switch (geometry.type) {
    case 'Point':
    case 'MultiPoint':
      return null
    case 'LineString': {
      const line = flip(geometry.coordinates)
      return (
        <>
          {kind === 'railway' ? (
            <Polyline
              positions={line}
              interactive={false}
              className={styles.railwayBed ?? ''}
              opacity={opacity}
            />
          ) : null}
          <Polyline
            positions={line}
            interactive={false}
            {...options}
            className={`${className} ${styles.lineOnly}`}
          />
        </>
      )
    }
    case 'MultiLineString':
      return (
        <Polyline
          positions={geometry.coordinates.map(flip)}
          interactive={false}
          {...options}
          className={`${className} ${styles.lineOnly}`}
        />
      )
    case 'Polygon':
      return <Polygon positions={geometry.coordinates.map(flip)} interactive={false} {...options} />
  }
}
