import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { bytes, dateTime } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { hash, joined, others, text } from './say.ts'

export const EVIDENCE_BAG: MembersOf<DocumentOf<'evidenceBag'>> = {
  id: null,
  fileName: text('bag.fileName'),
  about: { label: 'bag.about', says: ({ aggregate, id }, nameOfOther) => nameOfOther(aggregate, id) },
  title: text('bag.title'),
  enterpriseIds: others('finding.enterprise', 'enterprise'),
  footageIds: others('bag.files', 'footage'),
  bytes: { label: 'bag.size', says: (size) => bytes(size) },
  manifestSha256: hash('bag.manifest'),
  tagManifestSha256: hash('bag.tagManifest'),
  unmasked: { label: 'bag.originals', says: ({ to, request }) => joined([to, request]) },
  made: { label: 'bag.made', says: ({ by, atMs }) => joined([by, dateTime(atMs)]) },
  handedOver: {
    label: 'bag.handedOver',
    says: ({ to, handedAtMs, by, scanId, reason, isChecked }, nameOfOther) =>
      joined([
        to,
        dateTime(handedAtMs),
        by,
        scanId === null ? reason : nameOfOther('footage', scanId),
        t(isChecked ? 'bag.checked' : 'bag.unchecked'),
      ]),
  },
  withdrawn: {
    label: 'bag.withdrawn',
    says: ({ by, atMs, reason }) => joined([by, dateTime(atMs), reason]),
  },
}
