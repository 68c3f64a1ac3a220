import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import { api } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt, notices } from '../../desk/notices.ts'
import { openingOf } from '../../desk/documents/openingOf.ts'
import { dateTime, nameOf } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, Select, TextField } from '../../ui/fields.tsx'
import { Hint, Item, Notice, Row } from '../../ui/layout.tsx'
import { Named } from '../../ui/Named.tsx'
import { personLabel, rolesSaid } from './labels.ts'
import styles from './people.module.css'
import { PersonForm } from './PersonForm.tsx'

/** What of a person the form is about. */
const pick = ({ name, roles, unit, number, phone }: Row['doc']) => ({ name, roles, unit, number, phone })

type Row = CallOutput<'person.list'>[number]
type OpenWork = CallOutput<'person.openWork'>[number]

/** One person: who they are, and what a supervisor does about them. */
export function PersonRow({ row, others, isDemo }: { row: Row; others: readonly Row[]; isDemo: boolean }) {
  const t = useT()
  const [doing, setDoing] = useState<'edit' | 'reset' | 'leave' | null>(null)
  const { doc, version: base } = row
  const end = (): void => setDoing(null)
  return (
    <div className={styles.person} data-testid={`person-${doc.name}`}>
      <p>
        <strong>
          <Named>{doc.name}</Named>
        </strong>{' '}
        {rolesSaid(doc.roles, t)}
      </p>
      <Hint>
        {[doc.number, doc.unit, doc.phone].filter(Boolean).join(t('app.comma')) || t('people.noNumber')}
      </Hint>
      {doc.leftAtMs !== null ? (
        <Hint>{t('people.leftAt', { at: dateTime(doc.leftAtMs) })}</Hint>
      ) : (
        <>
          {isDemo || doc.hasPassphrase ? null : <Hint>{t('people.noPassphrase')}</Hint>}
          <Row>
            <CallButton call="person.put" onPress={() => setDoing(doing === 'edit' ? null : 'edit')}>
              {t('people.edit')}
            </CallButton>
            {doc.hasPassphrase ? (
              <CallButton
                call="person.resetPassphrase"
                testId={`reset-${doc.name}`}
                onPress={() => setDoing(doing === 'reset' ? null : 'reset')}
              >
                {t('people.reset')}
              </CallButton>
            ) : null}
            <CallButton
              call="person.leave"
              testId={`leave-${doc.name}`}
              onPress={() => setDoing(doing === 'leave' ? null : 'leave')}
            >
              {t('people.leave')}
            </CallButton>
          </Row>
        </>
      )}
      {doing === 'edit' ? (
        <PersonForm
          found={{ doc: pick(doc), version: base }}
          asksPassphrase={false}
          action={t('app.apply')}
          testId="person-edit"
          draftKey={`person/${doc.id}`}
          onCancel={end}
          onDone={(given, _, from) =>
            attempt(async () => {
              await api.call('person.put', { base: from, doc: { ...given, id: doc.id }, passphrase: null })
              end()
            })
          }
        />
      ) : null}
      {doing === 'reset' ? <Reset row={row} onDone={end} /> : null}
      {doing === 'leave' ? <Leave row={row} others={others} onDone={end} /> : null}
    </div>
  )
}

/** A new passphrase for somebody who forgot theirs; they are asked for one of their own. */
function Reset({ row: { doc, version: base }, onDone }: { row: Row; onDone: () => void }) {
  const t = useT()
  const [passphrase, setPassphrase] = useState('')
  return (
    <>
      <TextField
        label={t('people.newPassphrase')}
        type="password"
        value={passphrase}
        maxLength={200}
        hint={t('people.firstPassphraseHint')}
        onChange={setPassphrase}
        testId="reset-passphrase"
      />
      <Button
        isDisabled={passphrase === ''}
        testId="reset-done"
        onPress={() =>
          void attempt(async () => {
            await api.call('person.resetPassphrase', { id: doc.id, base, passphrase })
            notices.getState().tell('good', 'people.passphraseKept')
            onDone()
          })
        }
      >
        {t('people.reset')}
      </Button>
    </>
  )
}

/** Somebody leaves: their open work is named, and goes to somebody or stays with their name. */
function Leave({
  row: { doc, version: base },
  others,
  onDone,
}: {
  row: Row
  others: readonly Row[]
  onDone: () => void
}) {
  const t = useT()
  const { data: work } = useCall('person.openWork', { id: doc.id })
  const [to, setTo] = useState('')
  const [isConfirmed, setConfirmed] = useState(false)
  if (!work) return null
  const isFree = work.length === 0 || to !== '' || isConfirmed
  return (
    <>
      {work.length === 0 ? (
        <Hint>{t('people.noWork')}</Hint>
      ) : (
        <>
          <Notice tone="warning">{t('people.openWork', { n: work.length })}</Notice>
          {work.map((one) => (
            <WorkLine key={`${one.id} ${one.todo}`} work={one} />
          ))}
          <Select
            label={t('people.handOver')}
            value={to}
            options={[
              { value: '', label: t('people.handToNobody') },
              ...others.map(({ doc: other }) => ({ value: other.id, label: personLabel(other, t) })),
            ]}
            onChange={setTo}
            testId="hand-over"
          />
          {to === '' ? (
            <Checkbox
              label={t('people.staysWithName')}
              value={isConfirmed}
              onChange={setConfirmed}
              testId="leave-confirm"
            />
          ) : null}
        </>
      )}
      <Button
        isDisabled={!isFree}
        testId="leave-done"
        onPress={() =>
          void attempt(async () => {
            const handOverToId = to === '' ? null : to
            await api.call('person.leave', { id: doc.id, base, handOverToId, isConfirmed })
            onDone()
          })
        }
      >
        {t('people.leaveDone', { name: doc.name })}
      </Button>
    </>
  )
}

/** One thing that somebody has open, what is to be done with it, and the way to it where it has a page. */
function WorkLine({ work: { kind, id, title, todo, goesOver } }: { work: OpenWork }) {
  const t = useT()
  const what = t(`leaveTodo.${todo}`)
  const line = {
    kind: words('aggregate', kind),
    title: typeof title === 'string' ? title || t('order.draftTitle') : nameOf(title),
    todo: goesOver ? t('people.goesOver', { what }) : what,
  }
  const open = openingOf({ aggregate: kind, id })
  if (!open) return <Hint>{t('people.workLine', line)}</Hint>
  return (
    <Item
      title={line.title}
      sub={
        <>
          <span>{line.kind}</span>
          <span>{line.todo}</span>
        </>
      }
      onPress={open}
    />
  )
}
