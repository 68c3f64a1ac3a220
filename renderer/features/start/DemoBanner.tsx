import { FlaskConical } from 'lucide-react'
import { api } from '../../api/client.ts'
import { attempt } from '../../desk/notices.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './start.module.css'

/** Says that all of this is invented, with the way back to the own workspace. */
export function DemoBanner() {
  const t = useT()
  return (
    <div className={styles.banner} data-testid="demo-banner">
      <FlaskConical size={18} aria-hidden />
      <p>{t('start.demoBanner')}</p>
      <Button onPress={() => void attempt(() => api.call('workspace.openOwn', {}))} testId="open-own">
        {t('start.own')}
      </Button>
    </div>
  )
}
