import { useState } from 'react'
import type { PersonShown } from '../../../src/contract/index.ts'
import { api } from '../../api/client.ts'
import { attempt, notices } from '../../desk/notices.ts'
import { save } from '../../desk/save.ts'
import { language, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Hint, Notice, Row } from '../../ui/layout.tsx'

/** One's own passphrase, and the printed code for the day when it is forgotten. */
export function OwnSecrets({ person }: { person: PersonShown }) {
  const t = useT()
  const [old, setOld] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [busy, setBusy] = useState(false)
  const isSame = next === again
  const set = (): void => {
    setBusy(true)
    void attempt(async () => {
      await api.call('person.setPassphrase', { old: person.hasPassphrase ? old : null, passphrase: next })
      notices.getState().tell('good', 'people.passphraseKept')
      for (const clear of [setOld, setNext, setAgain]) clear('')
    }).then(() => setBusy(false))
  }
  return (
    <>
      {person.isTemporary ? <Notice tone="warning">{t('people.mustChange')}</Notice> : null}
      {person.hasPassphrase ? null : <Hint>{t('people.noPassphraseHint')}</Hint>}
      {person.hasPassphrase ? (
        <TextField
          label={t('people.oldPassphrase')}
          type="password"
          value={old}
          maxLength={200}
          onChange={setOld}
          testId="passphrase-old"
        />
      ) : null}
      <TextField
        label={t('people.newPassphrase')}
        type="password"
        value={next}
        maxLength={200}
        hint={t('people.passphraseRule')}
        onChange={setNext}
        testId="passphrase-new"
      />
      <TextField
        label={t('people.againPassphrase')}
        type="password"
        value={again}
        maxLength={200}
        bad={again !== '' && !isSame ? t('people.notSame') : null}
        onChange={setAgain}
        testId="passphrase-again"
      />
      <Row>
        <Button
          isDisabled={busy || next === '' || !isSame || (person.hasPassphrase && old === '')}
          onPress={set}
          testId="passphrase-set"
        >
          {t('people.setPassphrase')}
        </Button>
        {person.hasPassphrase && !person.roles.includes('reader') ? (
          <Button
            testId="print-recovery"
            onPress={() =>
              void attempt(async () => {
                const made = await api.call('person.makeRecovery', { language: language() })
                save(made.downloadId, made.fileName)
              })
            }
          >
            {t('people.printRecovery')}
          </Button>
        ) : null}
      </Row>
      <Hint>{t(person.hasRecovery ? 'people.hasRecovery' : 'people.noRecovery')}</Hint>
    </>
  )
}
