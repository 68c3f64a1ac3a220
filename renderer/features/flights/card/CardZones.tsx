import type { DeviceZone, Zone } from '../../../../src/core/footage/zone.ts'
import { useT } from '../../../i18n/index.ts'
import { Select } from '../../../ui/fields.tsx'
import { type Match, ZONES, zonesOf } from './card.ts'

/** The zone that each camera's clock is taken to be in: China's unless somebody says otherwise. */
export function CardZones(props: {
  matches: readonly Match[]
  zones: readonly DeviceZone[]
  onChange: (zones: DeviceZone[]) => void
}) {
  const { matches, zones, onChange } = props
  const t = useT()
  const label = (zone: Zone): string =>
    zone === 'Asia/Shanghai' ? t('zone.china') : zone === 'UTC' ? t('zone.utc') : `UTC${zone}`
  return zonesOf(matches).map(({ device, zone, files }) => (
    <Select
      key={device}
      label={t('card.zone', {
        device: device === 'photo' || device === 'clip' ? t('clock.unnamed') : device,
        n: files,
      })}
      value={zone}
      options={ZONES.map((value) => ({ value, label: label(value) }))}
      onChange={(chosen) =>
        onChange([...zones.filter((one) => one.device !== device), { device, zone: chosen }])
      }
      testId="card-zone"
    />
  ))
}
