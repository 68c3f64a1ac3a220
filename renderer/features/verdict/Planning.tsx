import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { commands } from '../../desk/commands.ts'
import { session } from '../../desk/editing/session.ts'
import { t, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'

/** Planning that is done sooner is not spoken of, ms. */
const SOON_MS = 600

/** Says that the route is still being planned, with a way to end it (Escape does too), or that it was stopped. */
export function Planning({ isStale }: { isStale: boolean }) {
  useT()
  const isPlanning = useStore(session, (state) => state.isPlanning)
  const isLong = useIsLong(isPlanning)
  useEffect(() => {
    if (!isLong) return
    return commands.getState().register([
      {
        id: 'mission.stopPlanning',
        labelKey: 'verdict.stopPlanning',
        keys: ['Escape'],
        available: () => true,
        whyNot: () => null,
        run: () => session.getState().stopPlanning(),
      },
    ])
  }, [isLong])
  if (isPlanning && !isLong) return null
  if (!isPlanning && !isStale) return null
  return (
    <span role="status" data-testid="planning">
      {t(isPlanning ? 'verdict.computing' : 'verdict.stopped')}{' '}
      {isPlanning ? (
        <Button look="quiet" onPress={() => session.getState().stopPlanning()} testId="stop-planning">
          {t('verdict.stop')}
        </Button>
      ) : (
        <Button look="quiet" onPress={() => session.getState().replan()} testId="plan-again">
          {t('verdict.again')}
        </Button>
      )}
    </span>
  )
}

/** Whether something has been going on for a while. */
function useIsLong(isGoing: boolean): boolean {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    if (!isGoing) return
    const timer = setTimeout(() => setLong(true), SOON_MS)
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [isGoing])
  return isGoing && isLong
}
