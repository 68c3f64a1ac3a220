import { useMemo } from 'react'
import { Marker } from 'react-leaflet'
import { useStore } from 'zustand'
import { vehicleLink } from '../../desk/vehicleLink.ts'
import { useT } from '../../i18n/index.ts'
import { pair } from '../leaflet/latlng.ts'
import { symbolIcon } from '../leaflet/marks.ts'
import styles from './vehicleMark.module.css'

/** Courses are drawn in steps of so many degrees: a new icon for each would be one a quarter of a second. */
const STEP_DEG = 10

/** The vehicle that is connected, where it is and where it looks. */
export function VehicleMark() {
  const live = useStore(vehicleLink, (state) => state.status?.live ?? null)
  const t = useT()
  const title = t('link.vehicle')
  const step = Math.round((live?.headingDeg ?? 0) / STEP_DEG) * STEP_DEG
  const icon = useMemo(() => {
    const made = symbolIcon(styles.vehicle ?? '', 34, 'arrow', title)
    const element = made.options.html
    if (element instanceof HTMLElement) element.style.transform = `rotate(${step}deg)`
    return made
  }, [step, title])
  if (!live || live.lat === null || live.lon === null) return null
  return (
    <Marker
      position={pair({ lat: live.lat, lon: live.lon })}
      icon={icon}
      interactive={false}
      keyboard={false}
    />
  )
}
