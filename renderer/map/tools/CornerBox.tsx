import { Trash2 } from 'lucide-react'
import { memo } from 'react'
import { useStore } from 'zustand'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { useBeside } from '../../desk/edited.ts'
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
  const rest = useStore(toolbox, (now) => now.rest)
  const corner = cornerOut(rest, useWorld())
  if (!corner) return null
  const { shape, index, at } = corner
  return <Corner key={`${shape.key} ${index}`} {...at} index={index} canGo={canLose(shape)} />
}

/** Where a hand drags it, its fields follow at rest. */
function Corner({ lat, lon, ...rest }: LatLon & { index: number; canGo: boolean }) {
  return <Fields lat={useBeside(lat)} lon={useBeside(lon)} {...rest} />
}

type FieldsProps = LatLon & { index: number; canGo: boolean }

const Fields = memo(function Fields({ lat, lon, index, canGo }: FieldsProps) {
  const t = useT()
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
      {field('map.latitude', lat, 90, (typed) => ({ lat: typed, lon }))}
      {field('map.longitude', lon, 180, (typed) => ({ lat, lon: typed }))}
      {canGo ? (
        <Button
          icon={<Trash2 size={16} aria-hidden />}
          label={t('map.deleteCorner')}
          title={t('map.deleteCorner')}
          onPress={() => void send({ kind: 'remove', index })}
        />
      ) : null}
    </OnMap>
  )
})
