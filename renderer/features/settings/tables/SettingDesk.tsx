import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { SETTING_NAMES } from '../../../../src/core/finding/settings.ts'
import { selection } from '../../../desk/selection.ts'
import { useT } from '../../../i18n/index.ts'

const SettingsDesk = lazy(() =>
  import('./SettingsDesk.tsx').then((module) => ({ default: module.SettingsDesk })),
)

/** In the place of map and inspector while a table of the settings is looked at. */
export function SettingDesk({ className }: { className: string | undefined }) {
  const t = useT()
  const room = useStore(selection, (state) => state.room)
  const selected = useStore(selection, (state) => state.selected)
  const isComposing = useStore(selection, (state) => state.composing !== null)
  const name = SETTING_NAMES.find((one) => selected?.kind === 'setting' && one === selected.id)
  if (isComposing || room !== 'settings' || name === undefined) return null
  return (
    <section className={className} aria-label={t('settings.tables')} data-testid="settings-desk">
      <Suspense fallback={null}>
        <SettingsDesk name={name} />
      </Suspense>
    </section>
  )
}
