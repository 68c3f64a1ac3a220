import { Copy } from 'lucide-react'
import { useState } from 'react'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { applicationText } from '../../../src/core/papers/flightApplication.ts'
import { useCall } from '../../api/hooks.ts'
import { attempt } from '../../desk/notices.ts'
import { language, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, Hint, Row, Section } from '../../ui/layout.tsx'
import styles from './application.module.css'

/** The application for the flight, field by field in the order of the form that people fill in, each to be copied. */
export function ApplicationSection({ mission }: { mission: Mission }) {
  const t = useT()
  return (
    <Section title={t('application.title')} testId="application">
      <Fields missionId={mission.id} />
    </Section>
  )
}

function Fields({ missionId }: { missionId: string }) {
  const t = useT()
  const { data } = useCall('mission.application', { id: missionId, language: language() })
  const [copied, setCopied] = useState<string | null>(null)
  if (!data) return <Hint>{t('app.opening')}</Hint>
  const copy = (id: string, text: string): void =>
    void attempt(async () => {
      await navigator.clipboard.writeText(text)
      setCopied(id)
    })
  const missing = data.fields.filter(({ value }) => value === '').length
  return (
    <>
      <Hint>{t('application.hint')}</Hint>
      <Row>
        <Badge tone={missing === 0 ? 'good' : 'warning'}>
          {missing === 0 ? t('application.whole') : t('application.missing', { n: missing })}
        </Badge>
        <Button
          look="quiet"
          icon={<Copy size={16} aria-hidden />}
          testId="copy-application"
          onPress={() => copy('all', applicationText(data))}
        >
          {t(copied === 'all' ? 'application.copied' : 'application.copyAll')}
        </Button>
      </Row>
      <dl className={styles.form}>
        {data.fields.map(({ id, label, value, missing: todo }) => (
          <div key={id} className={styles.field} data-testid={`application-${id}`}>
            <dt>{label}</dt>
            <dd className={value === '' ? styles.missing : undefined}>{value === '' ? todo : value}</dd>
            {value === '' ? null : (
              <dd>
                <Button
                  look="quiet"
                  label={t(copied === id ? 'application.copied' : 'application.copy', { what: label })}
                  icon={<Copy size={14} aria-hidden />}
                  testId={`copy-${id}`}
                  onPress={() => copy(id, value)}
                />
              </dd>
            )}
          </div>
        ))}
      </dl>
    </>
  )
}
