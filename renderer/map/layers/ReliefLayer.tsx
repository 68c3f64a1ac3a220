import { useEffect, useState } from 'react'
import { Marker, Polyline, useMapEvents } from 'react-leaflet'
import { useStore } from 'zustand'
import type { Layer } from '../../../src/core/geo/layer.ts'
import { contourIntervalM } from '../../../src/core/terrain/contours.ts'
import { cornersOf } from '../../../src/core/terrain/heightGrid.ts'
import type { Terrain } from '../../../src/core/terrain/terrain.ts'
import { shown } from '../../desk/shown.ts'
import { useT } from '../../i18n/index.ts'
import { markIcon } from '../leaflet/marks.ts'
import { PictureOverlay } from '../leaflet/PictureOverlay.tsx'
import styles from './reliefLayer.module.css'
import { type Contours, contoursOf, shadeUrlOf } from './relief.ts'

type Elevation = Extract<Layer['source'], { kind: 'elevation' }>

/** The ground of an elevation model: shaded as light falls on it, and lines of equal height. */
export function ReliefLayer({ source, opacity, pane }: { source: Elevation; opacity: number; pane: string }) {
  const { terrain, shade, contours } = source
  return (
    <>
      {shade ? <Shade terrain={terrain} opacity={opacity} pane={pane} /> : null}
      {contours ? <ContourLines terrain={terrain} /> : null}
    </>
  )
}

function Shade({ terrain, opacity, pane }: { terrain: Terrain; opacity: number; pane: string }) {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    let made: string | null = null
    void shadeUrlOf(terrain, stop.signal).then((shade) => {
      made = shade
      setUrl(shade)
    })
    return () => {
      stop.abort()
      if (made) URL.revokeObjectURL(made)
    }
  }, [terrain])
  return url ? <PictureOverlay url={url} corners={cornersOf(terrain)} opacity={opacity} pane={pane} /> : null
}

/** Lines of equal height, so far apart as the zoom bears; the heavier ones say theirs. */
function ContourLines({ terrain }: { terrain: Terrain }) {
  const t = useT()
  const [zoom, setZoom] = useState<number | null>(null)
  const map = useMapEvents({ zoomend: () => setZoom(map.getZoom()) })
  const intervalM = contourIntervalM(zoom ?? map.getZoom())
  const [drawn, setDrawn] = useState<readonly Contours[]>([])
  useEffect(() => {
    const stop = new AbortController()
    void contoursOf(terrain, intervalM, stop.signal).then((contours) => {
      if (contours) setDrawn(contours)
    })
    return () => stop.abort()
  }, [terrain, intervalM])
  const isNamed = useStore(shown, (state) => state.labels)
  return (
    <>
      {drawn.map(({ levelM, isIndex, lines }) => (
        <Polyline
          key={`${levelM} ${isIndex}`}
          positions={lines}
          interactive={false}
          className={`${styles.reliefContour} ${isIndex ? styles.reliefIndex : ''}`}
        />
      ))}
      {isNamed
        ? drawn.flatMap(({ levelM, labels }) =>
            labels.map(([lat, lon]) => (
              <Marker
                key={`${levelM} ${lat} ${lon}`}
                position={[lat, lon]}
                interactive={false}
                keyboard={false}
                icon={markIcon(styles.reliefHeight ?? '', 0, t('unit.m', { value: levelM }))}
              />
            )),
          )
        : null}
    </>
  )
}
