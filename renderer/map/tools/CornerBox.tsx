import { Trash2 } from 'lucide-react'
import { useStore } from 'zustand'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { type Key, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField } from '../../ui/fields.tsx'
import { OnMap } from '../leaflet/OnMap.tsx'
import { canLose } from './handles.ts'
import { cornerOut } from './select.ts'
import { send, toolbox, useWorld } from './toolbox.ts'
import styles from './tools.module.css'

/** The corner that has the keyboard, with its position to be typed. */
export function CornerBox() {
  const t = useT()
  const rest = useStore(toolbox, (now) => now.rest)
  const corner = cornerOut(rest, useWorld())
  if (!corner) return null
  const { shape, index, at } = corner
  const field = (labelKey: Key, value: number, limit: number, moved: (value: number) => LatLon) => (
    <NumberField
      label={t(labelKey)}
      value={value}
      min={-limit}
      max={limit}
      digits={7}
      onChange={(typed) => void send({ kind: 'type', index, at: moved(typed) })}
    />
  )
  return (
    <OnMap className={styles.cornerBox ?? ''}>
      <strong>{t('map.cornerAt', { index: index + 1 })}</strong>
      {field('map.latitude', at.lat, 90, (lat) => ({ ...at, lat }))}
      {field('map.longitude', at.lon, 180, (lon) => ({ ...at, lon }))}
      {canLose(shape) ? (
        <Button
          icon={<Trash2 size={16} aria-hidden />}
          label={t('map.deleteCorner')}
          title={t('map.deleteCorner')}
          onPress={() => void send({ kind: 'remove', index })}
        />
      ) : null}
    </OnMap>
  )
}
