import { memo } from 'react'
import { Marker, Polygon, Polyline, Tooltip } from 'react-leaflet'
import type { CheckItem } from '../../../src/core/safety/verdict.ts'
import { useEditedMission } from '../../desk/edited.ts'
import { useT, words } from '../../i18n/index.ts'
import { coordinatesOf } from '../leaflet/latlng.ts'
import { type MarkSymbol, symbolIcon } from '../leaflet/marks.ts'
import { chooses } from '../tools/toolbox.ts'
import styles from './verdictMarks.module.css'

const SIGN: Record<CheckItem['severity'], MarkSymbol> = {
  error: 'alert',
  warning: 'alert',
  unknown: 'question',
}

/** What the rules found, where it is: a line or an area, and a mark whose form tells the severity as its colour does. */
export function VerdictMarks() {
  const edited = useEditedMission()
  const items = edited?.verdict?.items.filter((item) => item.place !== null) ?? []
  return (
    <>
      {items.map((item, i) => (
        // The verdict is made anew with every change; its items have no other name than their place in it.
        // oxlint-disable-next-line react/no-array-index-key
        <OneItem key={i} item={item} />
      ))}
    </>
  )
}

const OneItem = memo(function OneItem({ item }: { item: CheckItem }) {
  const t = useT()
  const { place, severity } = item
  if (!place) return null
  const said = words('check', item.code, item.params)
  const flip = (line: [number, number][]): [number, number][] => line.map(([lon, lat]) => [lat, lon])
  const points = coordinatesOf(place)
  const middle = points[Math.floor(points.length / 2)]
  const className = `${styles.found} ${styles[`found_${severity}`]}`
  const line = { className: `${className} ${styles.lineOnly}` }
  const options = { className }
  return (
    <>
      {place.type === 'LineString' ? (
        <Polyline positions={flip(place.coordinates)} interactive={false} {...line} />
      ) : null}
      {place.type === 'MultiLineString' ? (
        <Polyline positions={place.coordinates.map(flip)} interactive={false} {...line} />
      ) : null}
      {place.type === 'Polygon' ? (
        <Polygon positions={place.coordinates.map(flip)} interactive={false} {...options} />
      ) : null}
      {middle ? (
        <Marker
          position={[middle[1], middle[0]]}
          icon={symbolIcon(
            `${styles.sign} ${styles[`sign_${severity}`]}`,
            24,
            SIGN[severity],
            '',
            `${t(`severity.${severity}`)}: ${said}`,
          )}
          eventHandlers={chooses({ of: 'place', place })}
        >
          <Tooltip direction="top" offset={[0, -12]}>
            {said}
          </Tooltip>
        </Marker>
      ) : null}
    </>
  )
})
