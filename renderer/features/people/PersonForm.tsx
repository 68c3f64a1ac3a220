import { useState } from 'react'
import type { Person } from '../../../src/core/people/person.ts'
import { ROLES } from '../../../src/core/people/role.ts'
import type { Version } from '../../../src/core/units/id.ts'
import { useDraft } from '../../api/drafts.ts'
import { type Found, useForm } from '../../desk/form/form.ts'
import { FormNotes } from '../../desk/form/FormNotes.tsx'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Checkbox, TextField } from '../../ui/fields.tsx'
import { Hint, Row } from '../../ui/layout.tsx'
import styles from './people.module.css'

export type PersonGiven = Pick<Person, 'name' | 'roles' | 'unit' | 'number' | 'licenceUntil' | 'phone'>

const NEW: Found<PersonGiven> = {
  doc: { name: '', roles: [], unit: '', number: '', phone: '' },
  version: null,
}

type Props = {
  /** Who it is of, as it stands now; absent: somebody new. */
  found?: Found<PersonGiven>
  asksPassphrase: boolean
  action: string
  onDone: (given: PersonGiven, passphrase: string | null, base: Version | null) => Promise<boolean>
  onCancel?: () => void
  testId: string
  /** Where half of it is kept, but for the passphrase; absent: nobody is in yet whose it could be. */
  draftKey?: string
}

/** Who somebody is: name, roles, unit, number; and the passphrase that they begin with, where one is asked for. */
export function PersonForm(props: Props) {
  const draft = useDraft(props.draftKey ?? null)
  return draft === undefined && props.draftKey !== undefined ? null : <Fields {...props} draft={draft} />
}

function Fields(props: Props & { draft: unknown }) {
  const t = useT()
  const form = useForm<PersonGiven>(props.draftKey ?? null, props.found ?? NEW, props.draft)
  const { doc: given, set: setGiven } = form
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const isComplete =
    given.name.trim() !== '' &&
    given.roles.length > 0 &&
    form.elsewhere !== 'clash' &&
    (!props.asksPassphrase || passphrase !== '')
  const toggle = (role: Person['roles'][number], isOn: boolean): void =>
    setGiven((now) => {
      const others = now.roles.filter((one) => one !== role && one !== 'reader')
      if (!isOn) return { ...now, roles: now.roles.filter((one) => one !== role) }
      return { ...now, roles: role === 'reader' ? ['reader'] : [...others, role] }
    })
  return (
    <div className={styles.form} data-testid={props.testId}>
      <FormNotes form={form} />
      <TextField
        label={t('people.name')}
        value={given.name}
        maxLength={100}
        onChange={(name) => setGiven({ ...given, name })}
        testId={`${props.testId}-name`}
      />
      <Hint>{t('people.rolesHint')}</Hint>
      {ROLES.map((role) => (
        <Checkbox
          key={role}
          label={t(`role.${role}`)}
          value={given.roles.includes(role)}
          onChange={(isOn) => toggle(role, isOn)}
          testId={`${props.testId}-${role}`}
        />
      ))}
      <TextField
        label={t('people.unit')}
        value={given.unit}
        maxLength={200}
        onChange={(unit) => setGiven({ ...given, unit })}
        testId={`${props.testId}-unit`}
      />
      <TextField
        label={t('people.number')}
        value={given.number}
        maxLength={60}
        onChange={(number) => setGiven({ ...given, number })}
        testId={`${props.testId}-number`}
      />
      <DateField
        label={t('people.licenceUntil')}
        type="date"
        value={given.licenceUntil ?? ''}
        onChange={(day) => setGiven({ ...given, licenceUntil: day === '' ? null : day })}
        testId={`${props.testId}-licence-until`}
      />
      <TextField
        label={t('people.phone')}
        value={given.phone}
        maxLength={40}
        onChange={(phone) => setGiven({ ...given, phone })}
        testId={`${props.testId}-phone`}
      />
      {props.asksPassphrase ? (
        <TextField
          label={t('people.firstPassphrase')}
          type="password"
          value={passphrase}
          maxLength={200}
          onChange={setPassphrase}
          hint={t('people.firstPassphraseHint')}
          testId={`${props.testId}-passphrase`}
        />
      ) : null}
      <Row>
        <Button
          look="primary"
          isDisabled={!isComplete || busy}
          testId={`${props.testId}-done`}
          onPress={() => {
            setBusy(true)
            void props
              .onDone(
                { ...given, name: given.name.trim() },
                props.asksPassphrase ? passphrase : null,
                form.base,
              )
              .then((isDone) => {
                setBusy(false)
                if (isDone) form.drop()
              })
          }}
        >
          {props.action}
        </Button>
        {props.onCancel ? (
          <Button
            onPress={() => {
              form.drop()
              props.onCancel?.()
            }}
          >
            {t('app.back')}
          </Button>
        ) : null}
      </Row>
    </div>
  )
}
