import type { Flight } from '../../../../src/core/flight/flight.ts'
import { agrees } from '../../../../src/core/footage/clock.ts'
import { APART_M, apartOf } from '../../../../src/core/footage/clock/apart.ts'
import { useProposing } from './clockProposal.ts'
import { number } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { NumberField } from '../../../ui/fields.tsx'
import { Hint, Notice, Row } from '../../../ui/layout.tsx'
import { ClockTimes } from './ClockTimes.tsx'
import styles from './clocks.module.css'
import {
  aheadWords,
  type CameraClock,
  confirmGuess,
  decideClock,
  guessWords,
  reasonWords,
  refuseGuess,
  zoneWords,
} from './clocks.ts'
import { useHalf } from '../../../desk/form/half.ts'

type Props = { flight: Flight; camera: CameraClock }

/** One camera's clock: the question if there is one, else how it stands, and everything else that tells of it. */
export function CameraClockItem({ flight, camera }: Props) {
  const t = useT()
  const { device, name, all, own, guesses, open, set } = camera
  const standsAtS = open?.aheadS ?? set?.aheadS ?? 0
  const apart = apartOf(all, flight.track)
  const newer = set === null ? [] : own.filter(({ takenAt }) => takenAt?.aheadWhy === undefined)
  return (
    <div className={styles.camera} data-testid="clock">
      <b>{t('clock.camera', { device: name || t('clock.unnamed'), n: all.length })}</b>
      {open ? <Question flight={flight} camera={camera} /> : <Standing camera={camera} />}
      {set && newer.length > 0 ? (
        <Notice tone="warning">
          {t('clock.newer', { n: newer.length })}
          <div className={styles.answers}>
            <Button onPress={() => decideClock(flight.id, device, set.aheadS, set.why)} testId="clock-newer">
              {t('clock.newerToo')}
            </Button>
          </div>
        </Notice>
      ) : null}
      {guesses
        .filter((guess) => guess !== open)
        .map((guess) =>
          agrees(guess, standsAtS) ? (
            <Hint key={guess.by}>{t('clock.agrees', { why: reasonWords(guess) })}</Hint>
          ) : (
            <div key={guess.by} className={styles.other}>
              <Hint>
                {t('clock.differs', { ahead: aheadWords(guess.aheadS), why: reasonWords(guess) })}{' '}
                {zoneWords(guess.aheadS)}
              </Hint>
              <Button onPress={() => confirmGuess(flight.id, camera, guess)} testId="clock-take">
                {t('clock.take')}
              </Button>
            </div>
          ),
        )}
      {apart ? (
        <Notice tone="warning" testId="clock-apart">
          {t('clock.apart', { n: apart.count, limit: APART_M, m: number(apart.farthestM) })}
        </Notice>
      ) : null}
      <details className={styles.more}>
        <summary>{t('clock.more')}</summary>
        <ClockTimes pictures={all} />
        <ByHand flight={flight} camera={camera} />
      </details>
    </div>
  )
}

/** What the clock seems to be off by, to be confirmed or refused with one press. */
function Question({ flight, camera }: Props) {
  const t = useT()
  const { open } = camera
  if (!open) return null
  return (
    <Notice tone="warning" testId="clock-guess">
      {guessWords(open)}
      <div className={styles.answers}>
        <Button look="primary" onPress={() => confirmGuess(flight.id, camera, open)} testId="clock-confirm">
          {t('clock.confirm')}
        </Button>
        <Button onPress={() => refuseGuess(flight.id, camera, open)} testId="clock-keep">
          {t('clock.keep')}
        </Button>
      </div>
    </Notice>
  )
}

function Standing({ camera: { guesses, set } }: { camera: CameraClock }) {
  const t = useT()
  if (set === null) return <Hint>{t(guesses.length > 0 ? 'clock.right' : 'clock.untold')}</Hint>
  if (set.aheadS === 0) return <Hint>{t('clock.isKept', { why: set.why })}</Hint>
  return (
    <Notice tone="good" testId="clock-set">
      {t('clock.isSet', { ahead: aheadWords(set.aheadS), why: set.why })} {zoneWords(set.aheadS)}
    </Notice>
  )
}

/** Seconds that somebody types; the timeline shows at once what they would do. */
function ByHand({ flight, camera: { device, set } }: Props) {
  const t = useT()
  const [{ typed }, change, forget] = useHalf(`clock/${flight.id}/${device}`.slice(0, 150), () => ({
    typed: null as number | null,
  }))
  const aheadS = typed ?? set?.aheadS ?? 0
  useProposing(flight.id, device, typed)
  return (
    <>
      <NumberField
        label={t('clock.aheadField')}
        value={aheadS}
        min={-1e9}
        max={1e9}
        step={0.1}
        onChange={(value) => change({ typed: value })}
        testId="clock-ahead"
      />
      {typed !== null && zoneWords(aheadS) ? <Notice tone="warning">{zoneWords(aheadS)}</Notice> : null}
      <Row>
        <Button
          isDisabled={typed === null}
          onPress={() => {
            decideClock(flight.id, device, aheadS, t('clock.byHand'))
            forget()
          }}
          testId="clock-by-hand"
        >
          {t('clock.confirm')}
        </Button>
      </Row>
    </>
  )
}
