import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useEntrance } from '../../api/hooks.ts'
import { useActing } from '../../desk/actor.ts'
import { attempt } from '../../desk/notices.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Hint } from '../../ui/layout.tsx'
import { PersonForm } from './PersonForm.tsx'

/** The first start asks who one is; nothing waits for the answer. */
export function FirstPerson({ isFolded }: { isFolded: boolean }) {
  const t = useT()
  const { data: entrance } = useEntrance()
  const acting = useActing()
  const [isOpen, setOpen] = useState(!isFolded)
  if (entrance?.entrance !== 'open') return null
  if (!isOpen)
    return (
      <Button testId="first-person-open" onPress={() => setOpen(true)}>
        {t('people.sayWho')}
      </Button>
    )
  return (
    <>
      <Hint>{t('people.firstHint')}</Hint>
      <PersonForm
        found={{
          doc: {
            name: acting?.name ?? '',
            roles: ['supervisor', 'officer', 'operator'],
            unit: '',
            number: '',
            phone: '',
          },
          version: null,
        }}
        asksPassphrase={false}
        action={t('people.begin')}
        onDone={(given) => attempt(() => api.call('person.begin', given))}
        testId="first-person"
        {...(isFolded ? { onCancel: () => setOpen(false) } : {})}
      />
    </>
  )
}
