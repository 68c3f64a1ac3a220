import { chemicalById } from '../../../../src/core/site/chemicals.ts'
import type { Enterprise } from '../../../../src/core/site/enterprise.ts'
import { number } from '../../../i18n/format.ts'
import { language, useT } from '../../../i18n/index.ts'
import { Facts, Hint, Section } from '../../../ui/layout.tsx'

/** The first three chapters of a dossier: who the enterprise is, what it may do, and which controlled chemicals it holds. */
export function Particulars({ enterprise }: { enterprise: Enterprise }) {
  const t = useT()
  const { safetyOfficer: officer, contacts, licences, holdings } = enterprise
  return (
    <>
      <Section title={t('enterprise.details')} testId="dossier-details">
        <Facts
          items={[
            [t('enterprise.code'), enterprise.creditCode],
            [t('enterprise.address'), enterprise.address],
            [t('enterprise.officer'), officer ? `${officer.name} ${officer.phone}` : t('app.notStated')],
            ...contacts.map(
              (person) =>
                [person.duty || t('enterprise.contacts'), `${person.name} ${person.phone}`] as const,
            ),
            [t('field.remarks'), enterprise.remarks],
          ]}
        />
      </Section>
      <Section title={t('enterprise.licences')} count={licences.length} testId="dossier-licences">
        {licences.length === 0 ? <Hint>{t('dossier.noLicences')}</Hint> : null}
        <Facts
          items={licences.map(({ kind, number: no, authority, validUntil }) => [
            t(`licence.${kind}`),
            [no, authority, validUntil && t('dossier.validUntil', { day: validUntil })]
              .filter(Boolean)
              .join(' · '),
          ])}
        />
      </Section>
      <Section title={t('enterprise.holdings')} count={holdings.length} testId="dossier-holdings">
        {holdings.length === 0 ? <Hint>{t('dossier.noHoldings')}</Hint> : null}
        <Facts
          items={holdings.map(({ chemical, amount, unit }) => {
            const known = chemicalById(chemical)
            const name = known ? (language() === 'en' ? known.en : known.zh) : chemical
            return [`${name} (${chemical})`, `${number(amount, 3)} ${unit === 'm3' ? 'm³' : unit}`] as const
          })}
        />
      </Section>
    </>
  )
}
