import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import { api } from '../../api/client.ts'
import { attempt } from '../../desk/notices.ts'
import { panels } from '../../desk/panels.ts'
import { selection } from '../../desk/selection.ts'
import { useT, type Values, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice, Row } from '../../ui/layout.tsx'
import { StopPage } from './StopPage.tsx'
import styles from './start.module.css'

/** An empty workspace: the demo to look around in, the first enterprise, or what another laptop has. */
export function FirstStart({ children }: { children: ReactNode }) {
  const t = useT()
  const [busy, setBusy] = useState(false)
  const isAway = useStore(
    selection,
    ({ composing, selected }) => composing !== null || selected?.kind === 'setting',
  )
  // The card leaves the map free for the first boundary, and the tables of the settings for who looks at them.
  if (isAway) return null
  return (
    <div className={styles.over} data-testid="first-start">
      <div className={styles.card}>
        <h1>{t('start.welcome')}</h1>
        <p>{t('start.words')}</p>
        <Row>
          <Button
            look="primary"
            isDisabled={busy}
            testId="open-demo"
            onPress={() => {
              setBusy(true)
              void attempt(() => api.call('workspace.openDemo', {})).then(() => setBusy(false))
            }}
          >
            {busy ? t('start.makingDemo') : t('start.demo')}
          </Button>
          <Button
            testId="first-enterprise"
            onPress={() => {
              selection.getState().enter('enterprises')
              selection.getState().compose({ kind: 'enterprise' })
            }}
          >
            {t('start.first')}
          </Button>
          <Button
            testId="first-receive"
            onPress={() => {
              selection.getState().enter('settings')
              panels.getState().show('list')
            }}
          >
            {t('start.receive')}
          </Button>
        </Row>
        {children}
        <p className={styles.small}>{t('start.demoHint')}</p>
      </div>
    </div>
  )
}

/** The workspace cannot be opened: what happened and what to do; nothing is written to it. */
export function Problem({ code, params }: { code: string; params: Values }) {
  const t = useT()
  return (
    <StopPage title={t('start.problem')}>
      <Notice tone="error">{words('error', code, params)}</Notice>
      <p>{t('start.untouched')}</p>
      <Button onPress={() => window.location.reload()}>{t('start.again')}</Button>
    </StopPage>
  )
}
