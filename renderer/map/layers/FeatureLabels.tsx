import { useMemo, useState } from 'react'
import { Marker, useMap, useMapEvents } from 'react-leaflet'
import { useStore } from 'zustand'
import type { LayerFeature } from '../../../src/core/geo/layer.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { onMap } from '../../desk/onMap.ts'
import { shown } from '../../desk/shown.ts'
import { nameOf } from '../../i18n/format.ts'
import { pair } from '../leaflet/latlng.ts'
import { markIcon } from '../leaflet/marks.ts'
import { type LabelWish, placeLabels, SITE_NAMES_ZOOM, siteNames } from './labels.ts'
import styles from './layers.module.css'

/** A road tells its name again after so many pixels, as on any map. */
const AGAIN_PX = 420
/** Of a crowded view the first so many are tried, so that a large layer is no burden. */
const MOST_TRIED = 1500

/** What the drawn features of a layer are called: nothing twice side by side, nothing over the name of a site. */
export function FeatureLabels({ features }: { features: readonly LayerFeature[] }) {
  const map = useMap()
  const [view, setView] = useState(() => map.getBounds().pad(0.5))
  const renew = () => setView(map.getBounds().pad(0.5))
  useMapEvents({ zoomend: renew, moveend: renew })
  const isShown = useStore(shown, (state) => state.labels)
  const sites = useStore(onMap, (state) => state.sites)
  const wanted = useMemo(() => namesOf(features), [features])
  const labels = useMemo(() => {
    if (!isShown) return []
    const zoom = map.getZoom()
    const project = (at: LatLon) => map.project(pair(at), zoom)
    const tried = wanted.filter(({ at }) => view.contains(pair(at))).slice(0, MOST_TRIED)
    const named = zoom < SITE_NAMES_ZOOM ? [] : sites.map((site) => ({ ...site, text: nameOf(site.name) }))
    const placed = placeLabels([
      ...siteNames(named, project),
      ...tried.map(({ key, text, at }): LabelWish => {
        const { x, y } = project(at)
        return { key, text, x, y, apartPx: AGAIN_PX }
      }),
    ])
    return tried.filter(({ key }) => placed.has(key))
  }, [isShown, map, sites, view, wanted])
  return labels.map(({ key, at, text }) => (
    <Marker
      key={key}
      position={pair(at)}
      interactive={false}
      keyboard={false}
      icon={markIcon(styles.featureLabel ?? '', 0, text)}
    />
  ))
}

type Named = { key: string; text: string; at: LatLon }

/** Every place where a feature may be named; names come before heights of contour lines, which matter less. */
function namesOf(features: readonly LayerFeature[]): Named[] {
  const all = features.flatMap(({ label, geometry }, i) =>
    label === '' ? [] : placesOf(geometry).map((at, j) => ({ key: `${i}/${j}`, text: label, at })),
  )
  return [...all.filter(({ text }) => !isFigure(text)), ...all.filter(({ text }) => isFigure(text))]
}

const isFigure = (text: string): boolean => /^[\d.]+$/.test(text)

/** Where a feature may be named, the best first: a point at itself, a line at its corners from the middle outwards. */
function placesOf(geometry: LayerFeature['geometry']): LatLon[] {
  if (geometry.type === 'Point') return [{ lon: geometry.coordinates[0], lat: geometry.coordinates[1] }]
  if (geometry.type !== 'LineString') return []
  const middle = geometry.coordinates.length / 2
  return geometry.coordinates
    .map(([lon, lat], i) => ({ lon, lat, off: Math.abs(i - middle) }))
    .toSorted((a, b) => a.off - b.off)
    .map(({ lat, lon }) => ({ lat, lon }))
}
