import { usePolicy } from '../../desk/policy.ts'
import { useT } from '../../i18n/index.ts'
import { Facts, Hint, Section } from '../../ui/layout.tsx'

/** What is set for everybody at this computer, by whom, and in which file; where nothing is, nothing is shown. */
export function PolicySection() {
  const t = useT()
  const policy = usePolicy()
  if (!policy) return null
  const { setBy, file, language, workspaces, settings } = policy
  return (
    <Section title={t('policy.title')} testId="policy">
      <Hint>{t('policy.hint', { by: setBy })}</Hint>
      <Facts
        items={[
          [t('policy.setBy'), setBy],
          [t('settings.language'), language && t(`language.${language}`)],
          [t('policy.workspaces'), workspaces],
          [
            t('settings.tables'),
            settings.length === 0 ? null : settings.map((name) => t(`setting.${name}`)).join(t('app.comma')),
          ],
          [t('policy.file'), file],
        ]}
      />
    </Section>
  )
}
