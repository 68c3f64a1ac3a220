import { Marker, Polygon } from 'react-leaflet'
import { useStore } from 'zustand'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { useEditedMission } from '../../desk/edited.ts'
import { approvedArea } from '../../desk/permits/approvedArea.ts'
import { useT } from '../../i18n/index.ts'
import { pair, pairs } from '../leaflet/latlng.ts'
import { markIcon } from '../leaflet/marks.ts'
import styles from './approvedArea.module.css'

/** 批准空域: of the approval that is looked at, else of the open mission's. */
export function ApprovedArea() {
  const t = useT()
  const looked = useStore(approvedArea, ({ ring }) => ring)
  const edited = useEditedMission()
  const ring = looked ?? edited?.mission.authorisation?.area ?? null
  const [first] = ring ?? []
  if (!ring || !first) return null
  const top = ring.reduce<LatLon>((one, other) => (other.lat > one.lat ? other : one), first)
  return (
    <>
      <Polygon positions={pairs(ring)} className={styles.approvedArea ?? ''} interactive={false} />
      <Marker
        position={pair(top)}
        interactive={false}
        keyboard={false}
        icon={markIcon(styles.name ?? '', 0, t('permit.area'))}
      />
    </>
  )
}
