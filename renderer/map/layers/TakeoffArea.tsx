import { Polygon } from 'react-leaflet'
import { useStore } from 'zustand'
import { useEditedMission } from '../../desk/edited.ts'
import { takeoff } from '../../desk/takeoff.ts'
import { pairs } from '../leaflet/latlng.ts'
import styles from './takeoffArea.module.css'

/** 起飞可用区: from where the verdict holds, while the mission is the one that was looked at. */
export function TakeoffArea() {
  const edited = useEditedMission()
  const { of, region } = useStore(takeoff)
  if (!region || !edited || edited.mission !== of) return null
  return (
    <Polygon
      positions={region.outlines.map((outline) => pairs(outline))}
      className={styles.takeoffArea ?? ''}
      interactive={false}
    />
  )
}
