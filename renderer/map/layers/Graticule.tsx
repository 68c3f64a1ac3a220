import { useState } from 'react'
import { Marker, Polyline, useMap, useMapEvents } from 'react-leaflet'
import { markIcon } from '../leaflet/marks.ts'
import styles from './graticule.module.css'

/** Degrees between lines: the first of these that leaves lines at least this far apart on the screen. */
const STEPS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30]
const APART_PX = 140

/** Lines of latitude and longitude with their degrees: the map orients without a single tile. */
export function Graticule() {
  const map = useMap()
  const [, redraw] = useState(0)
  useMapEvents({ moveend: () => redraw((n) => n + 1), resize: () => redraw((n) => n + 1) })
  const bounds = map.getBounds()
  const [south, north, west, east] = [
    bounds.getSouth(),
    bounds.getNorth(),
    bounds.getWest(),
    bounds.getEast(),
  ]
  const size = map.getSize()
  if (size.x === 0 || east <= west) return null
  const step = STEPS.find((degrees) => (degrees / (east - west)) * size.x >= APART_PX) ?? 30
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const from = (low: number) => Math.ceil(low / step) * step
  const meridians: number[] = []
  for (let lon = from(west); lon <= east && meridians.length < 60; lon += step) meridians.push(lon)
  const parallels: number[] = []
  for (let lat = from(south); lat <= north && parallels.length < 60; lat += step) parallels.push(lat)
  const label = (key: string, at: [number, number], text: string, side: string | undefined) => (
    <Marker
      key={key}
      position={at}
      interactive={false}
      keyboard={false}
      icon={markIcon(`${styles.degrees} ${side}`, 0, text)}
    />
  )
  return (
    <>
      {meridians.map((lon) => (
        <Polyline
          key={`m${lon}`}
          positions={[
            [south, lon],
            [north, lon],
          ]}
          interactive={false}
          className={styles.graticule ?? ''}
          weight={1}
        />
      ))}
      {parallels.map((lat) => (
        <Polyline
          key={`p${lat}`}
          positions={[
            [lat, west],
            [lat, east],
          ]}
          interactive={false}
          className={styles.graticule ?? ''}
          weight={1}
        />
      ))}
      {meridians.map((lon) =>
        label(
          `lm${lon}`,
          [south, lon],
          `${Math.abs(lon).toFixed(digits)}°${lon < 0 ? 'W' : 'E'}`,
          styles.degreesBottom,
        ),
      )}
      {parallels.map((lat) =>
        label(
          `lp${lat}`,
          [lat, west],
          `${Math.abs(lat).toFixed(digits)}°${lat < 0 ? 'S' : 'N'}`,
          styles.degreesLeft,
        ),
      )}
    </>
  )
}
