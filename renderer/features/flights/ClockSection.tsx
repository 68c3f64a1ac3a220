import { useState } from 'react'
import type { Flight } from '../../../src/core/flight/flight.ts'
import { deviceOf, guessClock, isOwnClock } from '../../../src/core/footage/clock.ts'
import type { Footage } from '../../../src/core/footage/footage.ts'
import { write } from '../../api/write.ts'
import { attempt } from '../../app/notices.ts'
import { number } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField } from '../../ui/fields.tsx'
import { Hint, Notice, Row, Section } from '../../ui/layout.tsx'

/** The clock of each camera of a flight: how far it seems to be ahead, and the officer's yes to it. */
export function ClockSection({ flight, pictures }: { flight: Flight; pictures: readonly Footage[] }) {
  const t = useT()
  const cameras = Map.groupBy(pictures.filter(isOwnClock), deviceOf)
  if (cameras.size === 0) return null
  return (
    <Section title={t('clock.title')} open testId="clocks">
      {[...cameras].map(([device, own]) => (
        <OneClock key={device} flight={flight} device={device} own={own} />
      ))}
    </Section>
  )
}

function OneClock({ flight, device, own }: { flight: Flight; device: string; own: readonly Footage[] }) {
  const t = useT()
  const guess = guessClock(own, flight.track)
  const [typed, setTyped] = useState<number | null>(null)
  const aheadS = typed ?? guess?.offsetS ?? 0
  const [first] = own
  const set = first?.takenAt?.aheadS ?? 0
  const confirm = (): void =>
    void attempt(async () => {
      const why =
        typed !== null || !guess
          ? t('clock.byHand')
          : t(`clock.${guess.by}`, {
              s: number(guess.offsetS, 1),
              n: guess.pictures,
              m: number(guess.nearestM ?? 0, 1),
            })
      await write('footage.setClock', { flightId: flight.id, device, aheadS, why }, 'edit.setClock')
      setTyped(null)
    })
  return (
    <div data-testid="clock">
      <Hint>
        {t('clock.camera', { device: first?.device || t('clock.unnamed'), n: own.length })}
        {set === 0 ? '' : ` ${t('clock.isSet', { s: number(set, 1) })}`}
      </Hint>
      {guess ? (
        <Notice tone="warning" testId="clock-guess">
          {t(`clock.${guess.by}`, {
            s: number(guess.offsetS, 1),
            n: guess.pictures,
            m: number(guess.nearestM ?? 0, 1),
          })}
        </Notice>
      ) : null}
      <Row>
        <NumberField
          label={t('clock.ahead')}
          value={aheadS}
          min={-1_000_000}
          max={1_000_000}
          step={0.1}
          onChange={(value) => setTyped(value)}
          testId="clock-ahead"
        />
        <Button onPress={confirm} isDisabled={aheadS === 0} testId="clock-confirm">
          {t('clock.confirm')}
        </Button>
      </Row>
    </div>
  )
}
