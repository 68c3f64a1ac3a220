import { Marker } from 'react-leaflet'
import { useStore } from 'zustand'
import { laying } from '../../desk/laying.ts'
import { pair } from '../leaflet/latlng.ts'
import { markIcon } from '../leaflet/marks.ts'
import styles from './controlMarks.module.css'

/** The control points of the picture that is being laid out, by their numbers. */
export function ControlMarks() {
  const now = useStore(laying, (state) => state.now)
  return (now?.marks ?? []).map(({ number, on, isWorst }) => (
    <Marker
      key={number}
      position={pair(on)}
      interactive={false}
      keyboard={false}
      zIndexOffset={800}
      icon={markIcon(`${styles.mark} ${isWorst ? styles.worst : ''}`, 22, String(number))}
    />
  ))
}
