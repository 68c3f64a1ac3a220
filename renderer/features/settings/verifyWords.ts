import type { VerifyReport } from '../../../src/contract/index.ts'
import { isVouchedFor, proofOf, voucherOf } from '../../../src/contract/proof.ts'
import { shortCode } from '../../../src/core/journal/entry.ts'
import { number } from '../../i18n/format.ts'
import { t, words } from '../../i18n/index.ts'

/** What is amiss, in the words of its code. */
function proofWords(problem: string): string {
  const { code, detail } = proofOf(problem)
  return words('proof', code, { detail }).trim()
}

/** A verification in words, one line a finding: what holds, and which original, entry or record does not. */
export function verifyWords({ ok, originals, journal, records, derived, maps }: VerifyReport): string[] {
  return [
    ok ? t(isVouchedFor(journal.stations) ? 'verify.ok' : 'verify.inside') : t('verify.broken'),
    t('verify.originals', { n: number(originals.checked) }),
    ...originals.missing.map((name) => t('verify.missing', { name })),
    ...(originals.deleted.length > 0 ? [t('verify.deleted', { n: originals.deleted.length })] : []),
    ...originals.changed.map((name) => t('verify.changed', { name })),
    ...originals.extra.map((name) => t('verify.extra', { name })),
    t('verify.files', { n: number(derived.checked + maps.checked) }),
    ...filesWords('derived', derived),
    ...filesWords('maps', maps),
    ...journalWords(journal),
    t('verify.records', { n: number(records.checked) }),
    ...records.differing.map(({ aggregate, id, problem }) =>
      t('verify.differing', { aggregate: words('aggregate', aggregate), id, problem: proofWords(problem) }),
    ),
  ]
}

/** Each chain that does not hold, then how far each is vouched for. */
function journalWords({ entries, brokenAt, problem, stations }: VerifyReport['journal']): string[] {
  const broken = stations.filter((one) => one.brokenAt !== null)
  return [
    ...(brokenAt === null ? [t('verify.journal', { n: number(entries) })] : []),
    ...(brokenAt !== null && broken.length === 0
      ? [t('verify.journalBroken', { seq: brokenAt, problem: proofWords(problem ?? '') })]
      : []),
    ...broken.map((one) =>
      t('verify.chainBroken', {
        code: shortCode(one.station),
        seq: one.brokenAt ?? 0,
        problem: proofWords(one.problem ?? ''),
      }),
    ),
    ...stations.map((one) => {
      const { code, to } = voucherOf(one)
      const how = words('voucher', code, { to })
      const more = one.knownTo === null ? [] : [words('voucher', 'known_to', { to: one.knownTo })]
      return t('verify.station', {
        code: shortCode(one.station),
        n: number(one.entries),
        how: [how, ...more].join(t('verify.and')),
      })
    }),
  ]
}

/** Files beside the originals that do not hold, by their names in the workspace. */
const filesWords = (folder: string, { missing, changed, extra }: VerifyReport['maps']): string[] => [
  ...missing.map((name) => t('verify.fileMissing', { name: `${folder}/${name}` })),
  ...changed.map((name) => t('verify.fileChanged', { name: `${folder}/${name}` })),
  ...extra.map((name) => t('verify.extra', { name: `${folder}/${name}` })),
]
