import { memo } from 'react'
import { useStore } from 'zustand'
import type { Flight } from '../../../../src/core/flight/flight.ts'
import { cameraMs, deviceOf, isOwnClock } from '../../../../src/core/footage/clock/guess.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { clockProposal, type ClockProposal } from './clockProposal.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import styles from './timelineClocks.module.css'
import { confirmGuess, guessWords, refuseGuess, useCameraClocks } from './clocks.ts'

/** What the timeline shows of a clock: what somebody is thinking of, else the question that is open. */
function useProposal(flight: Flight): ClockProposal | null {
  const cameras = useCameraClocks(flight)
  const thought = useStore(clockProposal, ({ proposal }) => proposal)
  if (thought?.flightId === flight.id) return thought
  const asked = cameras.find(({ open }) => open !== null)
  return asked?.open ? { flightId: flight.id, device: asked.device, aheadS: asked.open.aheadS } : null
}

/** The first open question about a clock, above the timeline that shows why it is asked. */
export function ClockQuestion({ flight }: { flight: Flight }) {
  const t = useT()
  const camera = useCameraClocks(flight).find(({ open }) => open !== null)
  if (!camera?.open) return null
  const { open } = camera
  return (
    <div className={styles.question} role="status" data-testid="clock-question">
      <span>
        <b>{camera.name || t('clock.unnamed')}</b> {guessWords(open)} {t('clock.ghosts')}
      </span>
      <Button look="primary" onPress={() => confirmGuess(flight.id, camera, open)} testId="question-confirm">
        {t('clock.confirm')}
      </Button>
      <Button onPress={() => refuseGuess(flight.id, camera, open)} testId="question-keep">
        {t('clock.keep')}
      </Button>
    </div>
  )
}

/**
 * Marks in the timeline's drawing, from `fromMs` on `width` wide: the log's own records of pictures, and where pictures
 * would move to. They stay as they are while only the moment moves.
 */
export const ClockMarks = memo(function ClockMarks(props: {
  flight: Flight
  pictures: readonly Footage[]
  fromMs: number
  toMs: number
  width: number
  height: number
}) {
  const { flight, pictures, fromMs, toMs, width, height } = props
  const x = (ms: number): number => Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs))) * width
  const proposal = useProposal(flight)
  const moving = proposal
    ? pictures.filter((picture) => isOwnClock(picture) && deviceOf(picture) === proposal.device)
    : []
  return (
    <>
      {flight.takes?.map((take) => (
        <rect
          key={take.fromMs}
          className={styles.take}
          x={x(take.fromMs)}
          width={Math.max(2, x(take.toMs) - x(take.fromMs))}
          y={height - 5}
          height={5}
        />
      ))}
      {flight.shots?.map(({ atMs }) => (
        <line
          key={atMs}
          className={styles.shot}
          data-mark="shot"
          x1={x(atMs)}
          x2={x(atMs)}
          y1={height - 12}
          y2={height}
        />
      ))}
      {moving.map(({ id, takenAt, durationS }) => {
        if (!takenAt || !proposal) return null
        const atMs = cameraMs(takenAt) - proposal.aheadS * 1000
        return (
          <rect
            key={id}
            className={styles.ghost}
            data-mark="ghost"
            x={x(atMs) - 2}
            width={Math.max(4, x(atMs + (durationS ?? 0) * 1000) - x(atMs))}
            y={1}
            height={18}
          />
        )
      })}
    </>
  )
})
