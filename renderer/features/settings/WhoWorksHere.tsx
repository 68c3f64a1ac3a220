import { useState } from 'react'
import { useStore } from 'zustand'
import type { Actor } from '../../../src/contract/index.ts'
import { useWorkspace } from '../../api/hooks.ts'
import { whoAmI } from '../../desk/actor.ts'
import { attempt, notices } from '../../desk/notices.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Select, TextField } from '../../ui/fields.tsx'
import { Hint, Section } from '../../ui/layout.tsx'

/** Who works at this window, and as what. */
export function WhoWorksHere() {
  const t = useT()
  const { data: status } = useWorkspace()
  const own = useStore(whoAmI, (state) => state.actor)
  const actor = own ?? status?.actor
  const [name, setName] = useState<string | null>(null)
  const [role, setRole] = useState<Actor['role'] | null>(null)
  const next = { name: (name ?? actor?.name ?? '').trim(), role: role ?? actor?.role ?? 'officer' }
  return (
    <Section title={t('settings.who')} open>
      <TextField
        label={t('settings.name')}
        value={name ?? actor?.name ?? ''}
        maxLength={100}
        onChange={setName}
        testId="actor-name"
      />
      <Select
        label={t('settings.role')}
        value={next.role}
        options={(['operator', 'officer', 'supervisor'] as const).map((value) => ({
          value,
          label: t(`role.${value}`),
        }))}
        onChange={setRole}
        testId="actor-role"
      />
      <Hint>{t('settings.whoHint')}</Hint>
      <Button
        isDisabled={next.name === ''}
        testId="actor-apply"
        onPress={() =>
          void attempt(async () => {
            await whoAmI.getState().set(next)
            notices.getState().tell('good', 'settings.whoKept')
          })
        }
      >
        {t('app.apply')}
      </Button>
    </Section>
  )
}
