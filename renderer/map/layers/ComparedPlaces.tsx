import { useEffect } from 'react'
import { Marker, Polygon, Polyline, useMap } from 'react-leaflet'
import { useStore } from 'zustand'
import { type ComparedPlace, deciding } from '../../desk/deciding.ts'
import { useT } from '../../i18n/index.ts'
import { boundsOf, coordinatesOf } from '../leaflet/latlng.ts'
import { markIcon } from '../leaflet/marks.ts'
import styles from './comparedPlaces.module.css'

const flip = (line: readonly [number, number][]): [number, number][] => line.map(([lon, lat]) => [lat, lon])

/** The letter of a version, as its column has it. */
const letter = (of: number): string => (of === 0 ? '' : String.fromCharCode(64 + of))

/** Where versions that wait for a decision differ: each by its own line and letter, and what was before them dotted. */
export function ComparedPlaces() {
  const places = useStore(deciding, (state) => state.places)
  const map = useMap()
  useEffect(() => {
    const bounds = boundsOf({
      type: 'MultiPoint',
      coordinates: places.flatMap(({ place }) => coordinatesOf(place)),
    })
    if (!bounds) return
    const fit = (): void => void map.fitBounds(bounds, { padding: [26, 26], maxZoom: 18, animate: false })
    fit()
    // The decision takes room from the map as it opens: all of it stays in sight.
    map.on('resize', fit)
    return () => void map.off('resize', fit)
  }, [map, places])
  return places.map((compared) => (
    <OnePlace key={`${compared.of} ${compared.name} ${JSON.stringify(compared.place)}`} {...compared} />
  ))
}

function OnePlace({ of, name, place }: ComparedPlace) {
  const t = useT()
  const version = styles[`version${of}`] ?? ''
  // Outlines often share corners: each version has its letter at another one.
  const points = coordinatesOf(place)
  const lettered = points[(of * Math.ceil(points.length / 4)) % points.length]
  const lines =
    place.type === 'LineString'
      ? [place.coordinates]
      : place.type === 'MultiLineString'
        ? place.coordinates
        : []
  return (
    <>
      {lines.map((line) => (
        <Polyline
          key={JSON.stringify(line)}
          positions={flip(line)}
          interactive={false}
          className={`${styles.drawn} ${version}`}
        />
      ))}
      {place.type === 'Polygon' ? (
        <Polygon
          positions={place.coordinates.map(flip)}
          interactive={false}
          className={`${styles.drawn} ${styles.area} ${version}`}
        />
      ) : null}
      {(place.type === 'MultiPoint' ? place.coordinates : lettered ? [lettered] : []).map(([lon, lat]) => (
        <Marker
          key={`${lat} ${lon}`}
          position={[lat, lon]}
          interactive={false}
          keyboard={false}
          zIndexOffset={1000 + of}
          icon={markIcon(
            `${styles.letter} ${version}`,
            22,
            letter(of),
            of === 0 ? t('decision.before') : t('decision.placeOf', { mark: letter(of), member: name }),
          )}
        />
      ))}
    </>
  )
}
