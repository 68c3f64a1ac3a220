import { useState } from 'react'
import type { Person } from '../../../src/core/people/person.ts'
import { ROLES } from '../../../src/core/people/role.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, TextField } from '../../ui/fields.tsx'
import { Hint, Row } from '../../ui/layout.tsx'
import styles from './people.module.css'

export type PersonGiven = Pick<Person, 'name' | 'roles' | 'unit' | 'number' | 'phone'>

const NOBODY: PersonGiven = { name: '', roles: [], unit: '', number: '', phone: '' }

/** Who somebody is: name, roles, unit, number; and the passphrase that they begin with, where one is asked for. */
export function PersonForm(props: {
  first?: PersonGiven
  asksPassphrase: boolean
  action: string
  onDone: (given: PersonGiven, passphrase: string | null) => Promise<boolean>
  onCancel?: () => void
  testId: string
}) {
  const t = useT()
  const [given, setGiven] = useState(props.first ?? NOBODY)
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const isComplete =
    given.name.trim() !== '' && given.roles.length > 0 && (!props.asksPassphrase || passphrase !== '')
  const toggle = (role: Person['roles'][number], isOn: boolean): void =>
    setGiven((now) => {
      const others = now.roles.filter((one) => one !== role && one !== 'reader')
      if (!isOn) return { ...now, roles: now.roles.filter((one) => one !== role) }
      return { ...now, roles: role === 'reader' ? ['reader'] : [...others, role] }
    })
  return (
    <div className={styles.form} data-testid={props.testId}>
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
              .onDone({ ...given, name: given.name.trim() }, props.asksPassphrase ? passphrase : null)
              .then(() => setBusy(false))
          }}
        >
          {props.action}
        </Button>
        {props.onCancel ? <Button onPress={props.onCancel}>{t('app.back')}</Button> : null}
      </Row>
    </div>
  )
}
