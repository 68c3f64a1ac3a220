import { areaM2 } from '../../../../src/core/geo/measures.ts'
import type { FenceZone } from '../../../../src/core/mission/mission.ts'
import { area, measuredLength, number } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'

/** A zone in its line of the list: inside or outside, its form and size, its heights. */
export function ZoneFacts({ zone }: { zone: FenceZone }) {
  const t = useT()
  const { floorM, ceilingM } = zone
  return (
    <>
      <span>{t(zone.inclusion ? 'fence.in' : 'fence.out')}</span>
      <span>
        {zone.shape === 'circle'
          ? t('fence.circleOf', { radius: measuredLength(zone.radiusM) })
          : t('fence.polygonOf', { n: zone.ring.length, area: area(areaM2(zone.ring)) })}
      </span>
      <span>
        {floorM === null && ceilingM === null
          ? t('fence.allHeights')
          : t('fence.heights', {
              from: floorM === null ? t('fence.ground') : t('unit.m', { value: number(floorM, 1) }),
              to: ceilingM === null ? t('fence.noLimit') : t('unit.m', { value: number(ceilingM, 1) }),
            })}
      </span>
    </>
  )
}
