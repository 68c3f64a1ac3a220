import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { attempt } from '../../desk/notices.ts'
import { useT } from '../../i18n/index.ts'
import { Checkbox } from '../../ui/fields.tsx'
import { Hint } from '../../ui/layout.tsx'

/** Whether the system's keyring keeps the key that signs this workspace; where it cannot, why. */
export function KeyringSwitch() {
  const t = useT()
  const { data: state, refetch } = useCall('keyring.state', {})
  const [busy, setBusy] = useState(false)
  if (!state) return null
  const { isOn, problem } = state
  if (problem !== null)
    return (
      <Hint testId="keyring-none">
        {t(isOn ? 'settings.keyringElsewhere' : 'settings.keyringNone', { problem: t(`problem.${problem}`) })}
      </Hint>
    )
  return (
    <>
      <Checkbox
        label={t('settings.keyring')}
        value={isOn}
        isDisabled={busy}
        testId="keyring"
        onChange={(next) => {
          setBusy(true)
          void attempt(() => api.call('keyring.set', { isOn: next }))
            .then(() => refetch())
            .then(() => setBusy(false))
        }}
      />
      <Hint>{t('settings.keyringHint')}</Hint>
    </>
  )
}
