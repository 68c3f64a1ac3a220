import { CircleUserRound, Lock, LogOut } from 'lucide-react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { api } from '../../api/client.ts'
import { draftsKept } from '../../api/drafts.ts'
import { useEntrance } from '../../api/hooks.ts'
import { useActing, whoAmI } from '../../desk/actor.ts'
import { attempt } from '../../desk/notices.ts'
import { panels } from '../../desk/panels.ts'
import { selection } from '../../desk/selection.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Named } from '../../ui/Named.tsx'
import { rolesSaid } from './labels.ts'
import styles from './people.module.css'
import { whoMenu } from './whoMenu.ts'

/** The foot of the rail: who acts, always; a press leads to signing in as somebody else, out, and to the lock. */
export function WhoActs({ buttonClass }: { buttonClass: string }) {
  const t = useT()
  const { data: entrance } = useEntrance()
  const acting = useActing()
  const { isOpen, set: setOpen } = useStore(whoMenu)
  if (!entrance || !acting) return null
  const { entrance: way, persons } = entrance
  const own = acting.roles ?? [acting.role]
  const done = (work: () => Promise<unknown>): void => {
    setOpen(false)
    // Half a form is kept while it may still be written.
    void attempt(() => draftsKept().then(work))
  }
  const toSettings = (): void => {
    setOpen(false)
    selection.getState().enter('settings')
    panels.getState().show('list')
  }
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton className={buttonClass} data-testid="who-acts">
        <CircleUserRound size={18} aria-hidden />
        <span className={styles.name}>
          <Named>{acting.name}</Named>
        </span>
        <span>{t(`roleShort.${acting.role}`)}</span>
        {acting.proved ? null : <span className={styles.unproved}>{t('people.unprovedShort')}</span>}
      </AriaButton>
      <Popover placement="right bottom" className={styles.popover ?? ''}>
        <Dialog aria-label={t('people.whoActs')} className={styles.menu ?? ''} data-testid="who-menu">
          <p>
            <strong>
              <Named>{acting.name}</Named>
            </strong>{' '}
            {t(`role.${acting.role}`)}
          </p>
          <p className={styles.small}>{t(acting.proved ? 'people.proved' : 'people.unproved')}</p>
          {way === 'press' ? (
            <>
              <p className={styles.small}>{t('people.pressHint')}</p>
              {persons.map(({ id, name, roles }) => (
                <Button
                  key={id}
                  wide
                  pressed={acting.personId === id}
                  testId={`press-${name}`}
                  onPress={() => done(() => api.call('person.signIn', { id, name: null, passphrase: null }))}
                >
                  {t('people.pressAs', { name, roles: rolesSaid(roles, t) })}
                </Button>
              ))}
            </>
          ) : null}
          {own.length > 1
            ? own.map((role) => (
                <Button
                  key={role}
                  wide
                  pressed={acting.role === role}
                  testId={`act-${role}`}
                  onPress={() => done(() => whoAmI.getState().set({ name: acting.name, role }))}
                >
                  {t('people.actIn', { role: t(`role.${role}`) })}
                </Button>
              ))
            : null}
          {way === 'signIn' ? (
            <>
              <Button
                wide
                icon={<Lock size={16} aria-hidden />}
                testId="lock"
                onPress={() => done(() => api.call('person.lock', {}))}
              >
                {t('people.lock')}
              </Button>
              <Button
                wide
                icon={<LogOut size={16} aria-hidden />}
                testId="sign-out"
                onPress={() => done(() => api.call('person.signOut', {}))}
              >
                {t('people.signOut')}
              </Button>
            </>
          ) : null}
          <Button wide look="quiet" testId="who-settings" onPress={toSettings}>
            {t(way === 'open' ? 'people.sayWho' : 'people.toSettings')}
          </Button>
          <p className={styles.small}>{t('people.notEncrypted')}</p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
