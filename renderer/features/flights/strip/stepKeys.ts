import { useEffect, useRef } from 'react'
import { commands } from '../../../desk/commands.ts'

/** The arrow keys step from picture to picture wherever the window has them to spare. */
export function useStepKeys(step: (by: 1 | -1) => void, isAny: boolean): void {
  const latest = useRef(step)
  useEffect(() => {
    latest.current = step
  })
  useEffect(() => {
    const usable = {
      available: () => isAny && !document.activeElement?.closest('[data-testid="map"], [role="slider"]'),
      whyNot: () => (isAny ? null : ('strip.noPictures' as const)),
    }
    return commands.getState().register([
      {
        id: 'flight.nextPicture',
        labelKey: 'strip.next',
        keys: ['ArrowRight'],
        ...usable,
        run: () => latest.current(1),
      },
      {
        id: 'flight.previousPicture',
        labelKey: 'strip.previous',
        keys: ['ArrowLeft'],
        ...usable,
        run: () => latest.current(-1),
      },
    ])
  }, [isAny])
}
