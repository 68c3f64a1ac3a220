import { Lock, LogIn } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { ApiError, api } from '../../api/client.ts'
import { useEntrance, useWorkspace } from '../../api/hooks.ts'
import { takeKeys } from '../../desk/keys.ts'
import { attempt } from '../../desk/notices.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Select, TextField } from '../../ui/fields.tsx'
import { Notice, Row } from '../../ui/layout.tsx'
import { cx } from '../../ui/cx.ts'
import { personLabel } from './labels.ts'
import styles from './people.module.css'
import { useIdleLock } from './useIdleLock.ts'

/**
 * The window for whoever is in; for anybody else the way in. While it is locked what is behind it stays as it is, so that
 * files that are on their way come to their end.
 */
export function SignInGate({ children }: { children: ReactNode }) {
  const { data: entrance } = useEntrance()
  useIdleLock(entrance)
  const isIn = !entrance || entrance.isIn
  const isLocked = entrance?.isLocked ?? false
  return (
    <>
      {isIn || isLocked ? (
        // One place for both: what is behind the lock is not made anew.
        <div className={cx(styles.whole, isLocked && styles.behind)} inert={isLocked}>
          {children}
        </div>
      ) : null}
      {isIn ? null : <SignIn key={isLocked ? entrance.actor.personId : 'all'} />}
    </>
  )
}

function SignIn() {
  const t = useT()
  const { data: entrance } = useEntrance()
  const { data: status } = useWorkspace()
  const locked = entrance?.isLocked ? entrance.actor.personId : undefined
  const persons = entrance?.persons ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [code, setCode] = useState<string | null>(null)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const id = chosen ?? locked ?? (persons.length === 1 ? (persons[0]?.id ?? '') : '')
  // It covers the window: no key of the keyboard does anything behind it.
  useEffect(() => takeKeys('cover', () => false), [])

  const go = async (): Promise<void> => {
    if (busy || id === '' || passphrase === '') return
    setBusy(true)
    setProblem(null)
    try {
      if (code === null) await api.call('person.signIn', { id, name: null, passphrase })
      else await api.call('person.recover', { id, code, passphrase })
    } catch (error) {
      setProblem(error instanceof ApiError ? error : new ApiError('internal'))
      setPassphrase('')
    }
    setBusy(false)
  }
  return (
    <main className={styles.page} data-testid="sign-in">
      <form
        className={styles.card}
        onSubmit={(event) => {
          event.preventDefault()
          void go()
        }}
      >
        <h1>
          {locked ? <Lock size={22} aria-hidden /> : <LogIn size={22} aria-hidden />}
          {t(locked ? 'people.lockedTitle' : 'people.signInTitle')}
        </h1>
        {status ? <p>{t('people.workspaceNamed', { name: status.name })}</p> : null}
        {locked ? <p>{t('people.lockedWords')}</p> : null}
        <Select
          label={t('people.name')}
          value={id}
          other={t('people.chooseName')}
          options={persons.map((person) => ({ value: person.id, label: personLabel(person, t) }))}
          onChange={setChosen}
          testId="sign-in-person"
        />
        {code === null ? null : (
          <TextField
            label={t('people.recovery')}
            value={code}
            onChange={setCode}
            maxLength={100}
            hint={t('people.codeHint')}
            testId="sign-in-code"
          />
        )}
        <TextField
          label={t(code === null ? 'people.passphrase' : 'people.newPassphrase')}
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          maxLength={200}
          testId="sign-in-passphrase"
          {...(code === null ? {} : { hint: t('people.passphraseRule') })}
        />
        {problem ? (
          <Notice tone="error" testId="sign-in-problem">
            {words('error', problem.code, problem.params)}
          </Notice>
        ) : null}
        <Row>
          <Button
            look="primary"
            isDisabled={busy || id === '' || passphrase === '' || code === ''}
            onPress={() => void go()}
            testId="sign-in-go"
          >
            {t(busy ? 'people.signingIn' : locked ? 'people.unlock' : 'people.signIn')}
          </Button>
          <Button look="quiet" onPress={() => setCode(code === null ? '' : null)} testId="sign-in-recover">
            {t(code === null ? 'people.useRecovery' : 'people.usePassphrase')}
          </Button>
          {locked ? (
            <Button
              look="quiet"
              onPress={() => void attempt(() => api.call('person.signOut', {}))}
              testId="sign-in-other"
            >
              {t('people.signOut')}
            </Button>
          ) : null}
        </Row>
        <p className={styles.small}>{t('people.notEncrypted')}</p>
      </form>
    </main>
  )
}
