import { useEffect, useState } from 'react'
import type { LinkStatus } from '../../../../src/contract/index.ts'
import { flightMode } from '../../../../src/core/flight/flightMode.ts'
import type { FenceZone } from '../../../../src/core/mission/mission.ts'
import { fenceDistanceM } from '../../../../src/core/safety/fenceDistance.ts'
import { number, percent, position } from '../../../i18n/format.ts'
import { t as translate, useT } from '../../../i18n/index.ts'
import { Facts, Hint, Notice } from '../../../ui/layout.tsx'

/** After this long without a word the readings are old, ms. */
const SILENT_MS = 5000

/** What the vehicle is doing by its own mode; a mode without a name here shows its number. */
function modeWords({ firmware, mavType }: NonNullable<LinkStatus['vehicle']>, mode: number): string {
  const known = flightMode(firmware, mavType, mode)
  return known ? translate(`flightMode.${known}`) : translate('link.mode', { n: mode })
}

/** What the vehicle says of itself, and how far from the fence it is. */
export function VehicleReadings({ status, fence }: { status: LinkStatus; fence: readonly FenceZone[] }) {
  const t = useT()
  const { vehicle, live, record } = status
  const [nowMs, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  if (!vehicle) return null
  const at = live && live.lat !== null && live.lon !== null ? { lat: live.lat, lon: live.lon } : null
  const fenceM = at && fenceDistanceM(fence, at)
  const metres = (value: number | null | undefined) =>
    value == null ? t('link.unknown') : t('unit.m', { value: number(value, 1) })
  const silentS = live ? Math.round((nowMs - live.heardAtMs) / 1000) : 0
  const state = [
    t(live?.isArmed ? 'link.armed' : 'link.disarmed'),
    ...(live?.isInAir ? [t('link.inAir')] : []),
    ...(live ? [modeWords(vehicle, live.mode)] : []),
  ].join(t('app.comma'))
  return (
    <div data-testid="link-live">
      {silentS * 1000 > SILENT_MS ? <Notice tone="warning">{t('link.silent', { s: silentS })}</Notice> : null}
      {live?.isFenceBreached ? <Notice tone="error">{t('link.breached')}</Notice> : null}
      <Facts
        items={[
          [
            t('link.vehicle'),
            t('link.vehicleN', {
              firmware: vehicle.firmware ? t(`firmware.${vehicle.firmware}`) : '?',
              system: vehicle.system,
            }),
          ],
          [t('link.state'), state],
          [t('link.place'), at ? position(at) : t('link.noFix')],
          [t('link.height'), metres(live?.heightM)],
          [
            t('link.speed'),
            live?.speedMS == null ? t('link.unknown') : t('strip.speedOnly', { ms: number(live.speedMS, 1) }),
          ],
          [
            t('link.battery'),
            live?.batteryShare == null
              ? t('link.unknown')
              : `${percent(live.batteryShare)}${live.voltageV === null ? '' : ` ${number(live.voltageV, 1)} V`}`,
          ],
          [t('link.item'), live?.item == null ? t('link.unknown') : number(live.item)],
          [
            t('link.fence'),
            fenceM === null
              ? t('link.unknown')
              : fenceM >= 0
                ? t('link.distance', { m: number(fenceM, 0) })
                : t('link.beyond', { m: number(-fenceM, 0) }),
          ],
          [t('link.record'), record],
        ]}
      />
      {[...new Set(live?.words)].slice(0, 2).map((line) => (
        <Hint key={line}>{line}</Hint>
      ))}
    </div>
  )
}
