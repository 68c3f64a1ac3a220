import type { VerifyReport } from '../../../src/contract/index.ts'
import { proofOf } from '../../../src/contract/proof.ts'
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
    ok ? t('verify.ok') : t('verify.broken'),
    t('verify.originals', { n: number(originals.checked) }),
    ...originals.missing.map((name) => t('verify.missing', { name })),
    ...originals.changed.map((name) => t('verify.changed', { name })),
    ...originals.extra.map((name) => t('verify.extra', { name })),
    t('verify.files', { n: number(derived.checked + maps.checked) }),
    ...filesWords('derived', derived),
    ...filesWords('maps', maps),
    journal.brokenAt === null
      ? t('verify.journal', { n: number(journal.entries) })
      : t('verify.journalBroken', { seq: journal.brokenAt, problem: proofWords(journal.problem ?? '') }),
    t('verify.records', { n: number(records.checked) }),
    ...records.differing.map(({ aggregate, id, problem }) =>
      t('verify.differing', { aggregate: words('aggregate', aggregate), id, problem: proofWords(problem) }),
    ),
  ]
}

/** Files beside the originals that do not hold, by their names in the workspace. */
const filesWords = (folder: string, { missing, changed, extra }: VerifyReport['maps']): string[] => [
  ...missing.map((name) => t('verify.fileMissing', { name: `${folder}/${name}` })),
  ...changed.map((name) => t('verify.fileChanged', { name: `${folder}/${name}` })),
  ...extra.map((name) => t('verify.extra', { name: `${folder}/${name}` })),
]
