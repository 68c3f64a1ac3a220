import { Crosshair, Trash2 } from 'lucide-react'
import type { ControlPoint } from '../../../../../src/core/geo/controlPoints.ts'
import { number } from '../../../../i18n/format.ts'
import { useT } from '../../../../i18n/index.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Checkbox } from '../../../../ui/fields.tsx'
import styles from './controlRow.module.css'

/** One control point: its number, what is left over at it, whether it is used, and its place on the map once more. */
export function ControlRow(props: {
  number: number
  point: ControlPoint
  /** How far the picture has it from where it is, m; null while nothing tells. */
  missM: number | null
  isWorst: boolean
  onUse: (isUsed: boolean) => void
  onMap: () => void
  onRemove: () => void
}) {
  const t = useT()
  const { number: n, missM, isWorst, point } = props
  return (
    <div className={styles.row} data-testid="control-row">
      <Checkbox label={t('control.point', { n })} value={point.isUsed} onChange={props.onUse} />
      <span className={styles.miss} data-testid="control-miss">
        {missM === null ? '—' : t('unit.m', { value: number(missM, 2) })}
        {isWorst ? <b className={styles.worst}>{t('control.worst')}</b> : null}
      </span>
      <Button
        look="quiet"
        icon={<Crosshair size={16} aria-hidden />}
        label={t('control.again', { n })}
        title={t('control.again', { n })}
        onPress={props.onMap}
      />
      <Button
        look="quiet"
        icon={<Trash2 size={16} aria-hidden />}
        label={t('control.remove', { n })}
        title={t('control.remove', { n })}
        onPress={props.onRemove}
      />
    </div>
  )
}
