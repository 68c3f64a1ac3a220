import { useState } from 'react'
import type { Actor } from '../../../src/contract/index.ts'
import { useEntrance } from '../../api/hooks.ts'
import { ROLES } from '../../../src/core/people/role.ts'
import { useActing, whoAmI } from '../../desk/actor.ts'
import { attempt, notices } from '../../desk/notices.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Select, TextField } from '../../ui/fields.tsx'
import { Hint, Section } from '../../ui/layout.tsx'

/** Who works at this window, and as what. */
export function WhoWorksHere() {
  const t = useT()
  const { data: entrance } = useEntrance()
  const actor = useActing()
  const [name, setName] = useState<string | null>(null)
  const [role, setRole] = useState<Actor['role'] | null>(null)
  const next = { name: (name ?? actor?.name ?? '').trim(), role: role ?? actor?.role ?? 'officer' }
  // Where persons sign in, the foot of the window says who acts, and leads to another.
  if (entrance && !['open', 'press'].includes(entrance.entrance)) return null
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
        options={ROLES.map((value) => ({
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
