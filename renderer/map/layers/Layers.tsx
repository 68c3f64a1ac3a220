import { Pane, Polygon, Polyline, TileLayer, Marker } from 'react-leaflet'
import type { Layer } from '../../../src/core/geo/layer.ts'
import { api } from '../../api/client.ts'
import { useLayers, useReferred } from '../../api/hooks.ts'
import styles from './layers.module.css'
import { markIcon } from '../leaflet/marks.ts'
import { PictureOverlay } from '../leaflet/PictureOverlay.tsx'

/** Background layers, in their order: tiles, pictures placed by their corners, drawn features. */
export function Layers() {
  const { data: layers } = useLayers()
  return (
    <Pane name="layers" className={styles.layerPane ?? ''}>
      {(layers ?? [])
        .filter(({ doc }) => doc.visible)
        .map(({ doc }) => (
          <OneLayer key={doc.id} layer={doc} />
        ))}
    </Pane>
  )
}

/** A picture that is here; one that is not comes as soon as it is received. */
function PictureLayer(
  props: Pick<Extract<Layer['source'], { kind: 'picture' }>, 'footageId' | 'corners'> & { opacity: number },
) {
  const { footageId, corners, opacity } = props
  const { doc } = useReferred('footage.get', footageId)
  return doc ? <PictureOverlay url={api.mediaUrl(footageId)} corners={corners} opacity={opacity} /> : null
}

function OneLayer({ layer }: { layer: Layer }) {
  const { source } = layer
  switch (source.kind) {
    case 'tiles':
      return (
        <TileLayer
          url={api.tileUrl(layer.id)}
          minNativeZoom={source.minZoom}
          maxNativeZoom={source.maxZoom}
          maxZoom={22}
          bounds={[
            [source.south, source.west],
            [source.north, source.east],
          ]}
          opacity={layer.opacity}
        />
      )
    case 'picture':
      return <PictureLayer footageId={source.footageId} corners={source.corners} opacity={layer.opacity} />
    case 'vector':
      return (
        <>
          {source.features.map((feature, i) => (
            // Features have no ids of their own, and a layer's features never change place.
            // oxlint-disable-next-line react/no-array-index-key
            <Feature key={i} feature={feature} opacity={layer.opacity} />
          ))}
        </>
      )
  }
}

type LayerFeature = Extract<Layer['source'], { kind: 'vector' }>['features'][number]

function Feature({
  feature: { geometry, kind, label },
  opacity,
}: {
  feature: LayerFeature
  opacity: number
}) {
  const className = `${styles.feature} ${styles[kind] ?? ''}`
  const options = { className, opacity, fillOpacity: opacity * 0.5 }
  const flip = (line: [number, number][]): [number, number][] => line.map(([lon, lat]) => [lat, lon])
  switch (geometry.type) {
    case 'Point':
      return label ? <Label at={[geometry.coordinates[1], geometry.coordinates[0]]} text={label} /> : null
    case 'MultiPoint':
      return null
    case 'LineString': {
      const line = flip(geometry.coordinates)
      const middle = line[Math.floor(line.length / 2)]
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
          {label && middle ? <Label at={middle} text={label} /> : null}
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

const Label = ({ at, text }: { at: [number, number]; text: string }) => (
  <Marker
    position={at}
    interactive={false}
    keyboard={false}
    icon={markIcon(styles.featureLabel ?? '', 0, text)}
  />
)
