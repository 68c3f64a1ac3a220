import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useCall, useEntrance } from '../../api/hooks.ts'
import { newId } from '../../api/newId.ts'
import { useActing } from '../../desk/actor.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt } from '../../desk/notices.ts'
import { useT } from '../../i18n/index.ts'
import { Hint, Notice, Section } from '../../ui/layout.tsx'
import { AloneList } from './AloneBanner.tsx'
import { FirstPerson } from './FirstPerson.tsx'
import { OwnSecrets } from './OwnSecrets.tsx'
import { PersonForm } from './PersonForm.tsx'
import { PersonRow } from './PersonRow.tsx'
import { ReleaseSheets } from './ReleaseSheets.tsx'

/** Persons: who works here, one's own passphrase, sheets of release codes, and what was done alone. */
export function PeopleSection() {
  const t = useT()
  const { data: entrance } = useEntrance()
  const acting = useActing()
  const isNamed = entrance !== undefined && entrance.entrance !== 'open'
  const { data: persons = [] } = useCall('person.list', {}, isNamed)
  const [isAdding, setAdding] = useState(false)
  if (!entrance) return null
  if (!isNamed)
    return (
      <Section title={t('people.title')} testId="people">
        <FirstPerson isFolded />
      </Section>
    )
  const isDemo = entrance.entrance === 'press'
  const own = persons.find(({ doc }) => doc.id === acting?.personId)?.doc
  const here = persons.filter(({ doc }) => doc.leftAtMs === null)
  const first = here.find(({ doc }) => !doc.hasPassphrase)
  return (
    <>
      <Section title={t('people.title')} count={here.length} testId="people" open={entrance.mustChange}>
        {persons.map((row) => (
          <PersonRow
            key={row.doc.id}
            row={row}
            isDemo={isDemo}
            others={here.filter(({ doc }) => doc.id !== row.doc.id)}
          />
        ))}
        {!isDemo && first ? (
          <Notice tone="info">{t('people.firstNeeds', { name: first.doc.name })}</Notice>
        ) : isAdding ? (
          <PersonForm
            asksPassphrase={!isDemo}
            action={t('people.add')}
            testId="person-new"
            draftKey="person/new"
            onCancel={() => setAdding(false)}
            onDone={(given, passphrase) =>
              attempt(async () => {
                await api.call('person.put', { base: null, doc: { ...given, id: newId() }, passphrase })
                setAdding(false)
              })
            }
          />
        ) : (
          <CallButton call="person.put" testId="person-add" onPress={() => setAdding(true)}>
            {t('people.add')}
          </CallButton>
        )}
        <Hint>{t('people.notEncrypted')}</Hint>
      </Section>
      {own && !isDemo ? (
        <Section title={t('people.ownPassphrase')} testId="own-passphrase" open={entrance.mustChange}>
          <OwnSecrets person={own} />
        </Section>
      ) : null}
      {acting?.personId ? (
        <Section title={t('people.sheets')} testId="release-sheets">
          <ReleaseSheets />
        </Section>
      ) : null}
      <Section title={t('people.alone')} testId="alone">
        <Hint>{t('people.aloneHint')}</Hint>
        <AloneList />
      </Section>
    </>
  )
}
