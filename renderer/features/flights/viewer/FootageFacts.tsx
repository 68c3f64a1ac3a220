import type { Footage } from '../../../../src/core/footage/footage.ts'
import { groundUnder } from '../../../../src/core/footage/view/footageViews.ts'
import { overGroundM, viewOf } from '../../../../src/core/footage/view/view.ts'
import { markingWords } from '../../../../src/core/footage/klv/security.ts'
import { useGround } from '../../../desk/useGround.ts'
import { bytes, number, position } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Facts } from '../../../ui/layout.tsx'

/** What a file says of itself, and where and how it was placed. */
export function FootageFacts({ footage: doc }: { footage: Footage }) {
  const t = useT()
  const { placement, lens, lensKind, zoom, target } = doc
  const ground = groundUnder(doc, useGround(doc.flightId))
  const seen = viewOf(doc, ground)
  const isOverModel = seen !== null && ground !== null && ground.at(seen.view.at) !== null
  const metres = (value: number): string => t('unit.m', { value: number(value, 1) })
  return (
    <Facts
      items={[
        [
          t('footage.place'),
          placement
            ? `${position(placement.at)} (${t(`placed.${placement.by}`)})`
            : doc.kind === 'photo' || doc.kind === 'clip'
              ? t('placed.none')
              : null,
        ],
        [t('footage.reason'), placement?.reason ?? null],
        [t('footage.height'), placement?.heightM == null ? null : metres(placement.heightM)],
        [t('footage.overGround'), isOverModel ? metres(overGroundM(seen.view, ground)) : null],
        [
          t('footage.placeError'),
          placement?.errorM === undefined
            ? null
            : t('unit.m', { value: number(placement.errorM, placement.errorM < 1 ? 3 : 0) }),
        ],
        [
          t('footage.lens'),
          lens || lensKind
            ? [
                lensKind ? t(`lensKind.${lensKind}`) : null,
                lens ? t('footage.lensWide', { deg: number(lens.hfovDeg, 1) }) : null,
                zoom ? t('footage.zoom', { n: number(zoom, 1) }) : null,
              ]
                .filter((part) => part !== null)
                .join(t('footage.comma'))
            : null,
        ],
        [
          t('footage.laser'),
          target
            ? [
                position(target.at),
                target.distanceM === null ? null : t('footage.laserAway', { m: number(target.distanceM, 1) }),
                target.amslM === null ? null : t('footage.laserAmsl', { m: number(target.amslM, 1) }),
              ]
                .filter((part) => part !== null)
                .join(t('footage.comma'))
            : null,
        ],
        [
          t('footage.assumed'),
          seen
            ? [
                ...seen.assumed.map((what) => t(`saw.${what}`)),
                ...(target?.heightM != null ? [t('saw.laser')] : isOverModel ? [] : [t('saw.ground')]),
                t('saw.nothingBetween'),
              ].join(t('footage.comma'))
            : null,
        ],
        [t('footage.security'), doc.security?.map(markingWords).join('; ') ?? null],
        [t('footage.device'), doc.device],
        [t('footage.codec'), doc.codec ?? null],
        [t('footage.size'), bytes(doc.sizeBytes)],
        [t('footage.rawTime'), doc.takenAt?.raw ?? null],
        [t('footage.assumedZone'), doc.takenAt?.assumedZone ?? null],
        [
          t('footage.ahead'),
          doc.takenAt?.aheadS
            ? `${t('unit.s', { value: number(doc.takenAt.aheadS, 1) })} (${doc.takenAt.aheadWhy ?? ''})`
            : null,
        ],
        [t('footage.sha'), doc.sha256],
      ]}
    />
  )
}
