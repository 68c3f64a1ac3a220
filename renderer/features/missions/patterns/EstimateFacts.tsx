import type { Estimate } from '../../../../src/core/route/route.ts'
import { duration, length, number, percent } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Facts } from '../../../ui/layout.tsx'

/** What the pattern comes to by itself. */
export function EstimateFacts({ estimate }: { estimate: Estimate | null }) {
  const t = useT()
  if (!estimate) return null
  const { lengthM, timeS, photos, storageMB, gsdFinestM, gsdCoarsestM, energyShare } = estimate
  const cm = (metres: number): string => number(metres * 100, 1)
  return (
    <Facts
      items={[
        [t('figure.length'), length(lengthM)],
        [t('estimate.time'), duration(timeS)],
        [t('figure.energy'), percent(energyShare)],
        [
          t('figure.photos'),
          photos > 0 ? t('estimate.photos', { n: number(photos), mb: number(storageMB) }) : null,
        ],
        [
          t('estimate.gsd'),
          gsdFinestM === null || gsdCoarsestM === null
            ? null
            : cm(gsdFinestM) === cm(gsdCoarsestM)
              ? t('estimate.gsdEven', { cm: cm(gsdFinestM) })
              : t('estimate.gsdRange', { finest: cm(gsdFinestM), coarsest: cm(gsdCoarsestM) }),
        ],
      ]}
    />
  )
}
