import { useEffect } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import { api } from '../../api/client.ts'

const HANDS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const
const MINUTE_MS = 60_000

/**
 * Locks the window when nobody's hands have been on it for as long as the setting says. It hides the window alone: what is
 * copied, uploaded or heard of a vehicle goes on. A computer that slept counts as idle.
 */
export function useIdleLock(entrance: CallOutput<'person.entrance'> | undefined): void {
  const minutes = entrance?.entrance === 'signIn' && entrance.isIn ? entrance.idleMinutes : null
  useEffect(() => {
    if (minutes === null) return
    let lastMs = Date.now()
    const look = (): void => {
      if (Date.now() - lastMs < minutes * MINUTE_MS) return
      lastMs = Date.now()
      void api.call('person.lock', {}).catch(() => undefined)
    }
    const onHand = (): void => {
      look()
      lastMs = Date.now()
    }
    for (const hand of HANDS) window.addEventListener(hand, onHand, { capture: true, passive: true })
    const timer = setInterval(look, Math.min(MINUTE_MS, (minutes * MINUTE_MS) / 4))
    return () => {
      clearInterval(timer)
      for (const hand of HANDS) window.removeEventListener(hand, onHand, { capture: true })
    }
  }, [minutes])
}
