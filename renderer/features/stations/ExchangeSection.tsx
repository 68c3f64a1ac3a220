import { useState } from 'react'
import { useWorkspace } from '../../api/hooks.ts'
import { useWaiting } from '../../desk/opened.ts'
import { useT } from '../../i18n/index.ts'
import { Section } from '../../ui/layout.tsx'
import { ReceiveFile } from './ReceiveFile.tsx'
import { SendFile } from './SendFile.tsx'
import styles from './stations.module.css'

/** Two laptops and a file between them: what is sent, and what is received. */
export function ExchangeSection() {
  const t = useT()
  const { data: status } = useWorkspace()
  // Where there is nothing yet, this may be why somebody came.
  const [isOpen, setOpen] = useState(status?.empty ?? false)
  // So may a file that was opened; what came of it is read after it has been taken in.
  if (useWaiting('exchange').length > 0 && !isOpen) setOpen(true)
  return (
    <Section title={t('exchange.title')} open={isOpen} testId="exchange">
      <div className={styles.half}>
        <h3>{t('exchange.send')}</h3>
        <SendFile />
      </div>
      <div className={styles.half}>
        <h3>{t('exchange.receive')}</h3>
        <ReceiveFile />
      </div>
    </Section>
  )
}
