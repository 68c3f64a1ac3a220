import type { Footage } from '../../../src/core/footage/footage.ts'
import { markingWords } from '../../../src/core/footage/klv/security.ts'
import { bytes, number, position } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Facts } from '../../ui/layout.tsx'

/** What a file says of itself, and where and how it was placed. */
export function FootageFacts({ footage: doc }: { footage: Footage }) {
  const t = useT()
  const { placement } = doc
  return (
    <Facts
      items={[
        [
          t('footage.place'),
          placement ? `${position(placement.at)} (${t(`placed.${placement.by}`)})` : t('placed.none'),
        ],
        [t('footage.reason'), placement?.reason ?? null],
        [
          t('footage.height'),
          placement?.heightM == null ? null : t('unit.m', { value: number(placement.heightM, 1) }),
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
