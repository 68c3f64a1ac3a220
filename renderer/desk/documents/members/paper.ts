import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { dateTime } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { joined, other, text } from './say.ts'

export const PAPER: MembersOf<DocumentOf<'paper'>> = {
  id: null,
  no: text('paperNumber.text'),
  kind: { label: 'paperNumber.kind', says: (kind) => t(`paperKind.${kind}`) },
  of: { label: 'paperNumber.of', says: ({ aggregate, id }, nameOfOther) => nameOfOther(aggregate, id) },
  enterpriseId: other('finding.enterprise', 'enterprise'),
  versions: {
    label: 'paper.versions',
    says: (versions) =>
      versions.map(({ no, from, made, sha256, differences }) =>
        joined([
          t('paper.versionNo', { n: no }),
          t(`paperFrom.${from}`),
          made.by,
          dateTime(made.atMs),
          sha256.slice(0, 16),
          differences.length === 0 ? '' : t('paper.differences', { n: differences.length }),
        ]),
      ),
  },
  signed: {
    label: 'paperState.signed',
    says: ({ by, atMs, version, scanId, reason }, nameOfOther) =>
      joined([
        by,
        dateTime(atMs),
        t('paper.versionNo', { n: version }),
        scanId === null ? reason : nameOfOther('footage', scanId),
      ]),
  },
  served: {
    label: 'paperState.served',
    says: ({ by, how, servedAtMs, receipt, scanId, reason }, nameOfOther) =>
      joined([
        t(`serviceWay.${how}`),
        dateTime(servedAtMs),
        by,
        receipt,
        scanId === null ? reason : nameOfOther('footage', scanId),
      ]),
  },
  voided: { label: 'paperState.void', says: ({ by, atMs, reason }) => joined([by, dateTime(atMs), reason]) },
}

export const PAPER_TEMPLATE: MembersOf<DocumentOf<'paperTemplate'>> = {
  id: null,
  kind: { label: 'paperNumber.kind', says: (kind) => t(`paperKind.${kind}`) },
  versions: {
    label: 'paper.versions',
    says: (versions, nameOfOther) =>
      versions.map(({ fileName, by, role, atMs, sha256, footageId }) =>
        joined([fileName, by, role, dateTime(atMs), sha256.slice(0, 16), nameOfOther('footage', footageId)]),
      ),
  },
}
