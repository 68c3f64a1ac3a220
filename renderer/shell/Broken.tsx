import { Component, type ReactNode } from 'react'
import { StopPage } from '../features/start/StopPage.tsx'
import { t } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/layout.tsx'

/**
 * What stands where the window could not go on drawing, as when a part of it could not be fetched because the program was
 * renewed under it: what happened, that nothing is lost, and the way back. Without it the window is empty.
 */
export class Broken extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error): { error: Error | null } {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <StopPage title={t('app.broken')} testId="broken">
        <p>{t('app.brokenKept')}</p>
        <Button look="primary" testId="load-again" onPress={() => window.location.reload()}>
          {t('app.loadAgain')}
        </Button>
        <Notice tone="info">{error.message}</Notice>
      </StopPage>
    )
  }
}
