import { useState } from 'react'
import { type LicenceText, licenceText } from '../../api/licences.ts'
import { attempt } from '../../desk/notices.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Hint, Row, Section } from '../../ui/layout.tsx'
import styles from './about.module.css'

/** Under what licence Sortie is, and whose work it contains under which others. */
export function AboutSection() {
  const t = useT()
  const [shown, setShown] = useState<{ name: LicenceText; text: string } | null>(null)
  const show = (name: LicenceText) =>
    void attempt(async () => setShown({ name, text: await licenceText(name) }))
  return (
    <Section title={t('about.title')} testId="about">
      <Hint>{t('about.own')}</Hint>
      <Hint>{t('about.others')}</Hint>
      <Row>
        <Button onPress={() => show('NOTICE')} testId="notice">
          {t('about.notice')}
        </Button>
        <Button onPress={() => show('LICENSE')} testId="licence">
          {t('about.licence')}
        </Button>
      </Row>
      {shown ? (
        <pre
          className={styles.text}
          lang="en"
          role="region"
          aria-label={t(shown.name === 'NOTICE' ? 'about.notice' : 'about.licence')}
          data-testid="licence-text"
        >
          {shown.text}
        </pre>
      ) : null}
    </Section>
  )
}
