import { Trash2 } from 'lucide-react'
import { useStore } from 'zustand'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { withoutPoint, withPointAt } from '../../../src/core/mission/points.ts'
import { fewestOf } from '../../../src/core/mission/shapes.ts'
import { notices } from '../../desk/notices.ts'
import { reshape, shapesOf } from '../../desk/editing/open.ts'
import { session } from '../../desk/editing/session.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField } from '../../ui/fields.tsx'
import { OnMap } from '../leaflet/OnMap.tsx'
import styles from './tools.module.css'

/** The corner that has the keyboard, with its position to be typed. */
export function CornerBox() {
  const t = useT()
  const document = useStore(session, (state) => state.document)
  const focused = useStore(session, (state) => state.focused)
  const shape = document && focused ? shapesOf(document).find(({ key }) => key === focused.key) : undefined
  const at = focused ? shape?.points[focused.index] : undefined
  if (!document || !focused || !shape || !at) return null
  const commit = (
    make: (points: readonly LatLon[]) => readonly LatLon[],
    labelKey: 'edit.moveCorner' | 'edit.deleteCorner',
  ) =>
    void session
      .getState()
      .change(reshape(document.kind, shape.key, make), labelKey)
      .catch((error: unknown) => notices.getState().fail(error))
  const move = (to: LatLon) => commit((points) => withPointAt(points, focused.index, to), 'edit.moveCorner')
  return (
    <OnMap className={styles.cornerBox ?? ''}>
      <strong>{t('map.cornerAt', { index: focused.index + 1 })}</strong>
      <NumberField
        label={t('map.latitude')}
        value={at.lat}
        min={-90}
        max={90}
        digits={7}
        onChange={(lat) => move({ ...at, lat })}
      />
      <NumberField
        label={t('map.longitude')}
        value={at.lon}
        min={-180}
        max={180}
        digits={7}
        onChange={(lon) => move({ ...at, lon })}
      />
      {shape.points.length > fewestOf(shape) ? (
        <Button
          icon={<Trash2 size={16} aria-hidden />}
          label={t('map.deleteCorner')}
          title={t('map.deleteCorner')}
          onPress={() => {
            session.getState().focus(null)
            commit((points) => withoutPoint(points, focused.index, fewestOf(shape)), 'edit.deleteCorner')
          }}
        />
      ) : null}
    </OnMap>
  )
}
