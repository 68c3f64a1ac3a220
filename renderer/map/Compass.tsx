import { useEffect, useState } from 'react'
import { useMap, useMapEvents } from 'react-leaflet'
import { length, position } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { latLonOf } from './leaflet/latlng.ts'
import styles from './compass.module.css'

const NICE = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
]
const WIDEST_PX = 140

/** North, a scale bar and the pointer's position. */
export function Compass() {
  const t = useT()
  const map = useMap()
  const [cursor, setCursor] = useState<string>('')
  const [bar, setBar] = useState({ metres: 100, px: 100 })
  const measure = () => {
    const size = map.getSize()
    const a = map.containerPointToLatLng([0, size.y / 2])
    const b = map.containerPointToLatLng([100, size.y / 2])
    const metresPerPx = map.distance(a, b) / 100
    const metres = NICE.findLast((nice) => nice / metresPerPx <= WIDEST_PX) ?? 1
    setBar({ metres, px: metres / metresPerPx })
  }
  useMapEvents({
    mousemove: ({ latlng }) => setCursor(position(latLonOf(latlng.wrap()))),
    zoomend: measure,
    moveend: measure,
    resize: measure,
  })
  // oxlint-disable-next-line react/exhaustive-deps -- the map is one and the same for the life of this component
  useEffect(measure, [])
  return (
    <div className={styles.compass} aria-hidden>
      <svg className={styles.north} viewBox="0 0 24 36" width="22" height="33">
        <path d="M12 2 L20 26 L12 21 L4 26 Z" />
        <text x="12" y="35" textAnchor="middle">
          {t('map.north')}
        </text>
      </svg>
      <svg className={styles.scale} width={bar.px + 2} height="24">
        <path d={`M1 12 V20 H${bar.px + 1} V12`} />
        <text x={bar.px / 2 + 1} y="14" textAnchor="middle">
          {length(bar.metres)}
        </text>
      </svg>
      <span className={styles.cursor}>{cursor}</span>
    </div>
  )
}
