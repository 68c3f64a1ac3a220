import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import { api } from '../../api/client.ts'
import { attempt } from '../../desk/notices.ts'
import { save } from '../../desk/save.ts'
import { language, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/fields.tsx'
import { Hint, Row, Section } from '../../ui/layout.tsx'
import styles from './about.module.css'

/** What may be told to whoever helps: put together, read through here, and only then saved as it stands. */
export function SupportSection() {
  const t = useT()
  const [isVerified, setVerified] = useState(false)
  const [busy, setBusy] = useState(false)
  const [made, setMade] = useState<CallOutput<'support.make'> | null>(null)
  const make = (): void => {
    setBusy(true)
    void attempt(async () =>
      setMade(await api.call('support.make', { language: language(), isVerified })),
    ).then(() => setBusy(false))
  }
  return (
    <Section title={t('support.section')} testId="support">
      <Hint>{t('support.hint')}</Hint>
      <Checkbox
        label={t('support.verify')}
        value={isVerified}
        isDisabled={busy}
        onChange={setVerified}
        testId="support-verify"
      />
      <Row>
        <Button isDisabled={busy} onPress={make} testId="support-make">
          {busy ? t('support.making') : t('support.make')}
        </Button>
        {made ? (
          <Button
            look="primary"
            onPress={() => void attempt(async () => save(made.downloadId, made.fileName))}
            testId="support-save"
          >
            {t('support.save')}
          </Button>
        ) : null}
      </Row>
      {made ? (
        <pre
          className={styles.text}
          role="region"
          aria-label={t('support.section')}
          data-testid="support-text"
        >
          {made.text}
        </pre>
      ) : null}
    </Section>
  )
}
