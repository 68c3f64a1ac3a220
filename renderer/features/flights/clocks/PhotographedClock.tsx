import { byPhotographed } from '../../../../src/core/footage/clock/photographed.ts'
import { cameraMs, deviceOf, isOwnClock } from '../../../../src/core/footage/clock/guess.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { useProposing } from './clockProposal.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Select, TextField } from '../../../ui/fields.tsx'
import { Grid, Hint, Notice, Row, Section } from '../../../ui/layout.tsx'
import { aheadWords, decideClock, reasonWords, zoneWords } from './clocks.ts'
import { useHalf } from '../../../desk/form/half.ts'

const ZONES = { utc: 0, china: 8 * 3_600_000 } as const
type Zone = keyof typeof ZONES

/** A picture that shows a clock: the time that somebody reads off it sets the camera's clock right for the flight. */
export function PhotographedClock({ footage }: { footage: Footage }) {
  const { takenAt, flightId } = footage
  return takenAt && flightId && isOwnClock(footage) ? (
    <Form key={footage.id} footage={footage} flightId={flightId} startMs={cameraMs(takenAt)} />
  ) : null
}

function Form({ footage, flightId, startMs }: { footage: Footage; flightId: string; startMs: number }) {
  const t = useT()
  const [{ zone, day, time }, set, forget] = useHalf(`photographed/${footage.id}`, () => ({
    zone: 'utc' as Zone,
    // What the camera's own clock says is near to it: little is left to type.
    day: new Date(startMs).toISOString().slice(0, 10),
    time: '',
  }))
  const parts = /^\s*(\d{1,2})[:：]([0-5]\d)[:：]([0-5]\d)\s*$/.exec(time)
  const ofDayMs = parts
    ? ((Number(parts[1]) * 60 + Number(parts[2])) * 60 + Number(parts[3])) * 1000
    : Number.NaN
  const shownMs = Date.parse(`${day}T00:00:00Z`) + ofDayMs - ZONES[zone]
  const isBad = time !== '' && (!Number.isFinite(shownMs) || ofDayMs >= 24 * 3_600_000)
  const guess = Number.isFinite(shownMs) && !isBad ? byPhotographed(footage, shownMs) : null
  const device = deviceOf(footage)
  useProposing(flightId, device, guess?.aheadS ?? null)
  return (
    <Section title={t('clock.inPicture')} testId="photographed">
      <Hint>{t('clock.inPictureHint')}</Hint>
      <Select
        label={t('clock.shownZone')}
        value={zone}
        options={(Object.keys(ZONES) as Zone[]).map((value) => ({ value, label: t(`zone.${value}`) }))}
        onChange={(of) => set({ zone: of })}
        testId="photographed-zone"
      />
      <Grid>
        <DateField
          label={t('clock.shownDate')}
          type="date"
          value={day}
          onChange={(date) => set({ day: date })}
        />
        <TextField
          label={t('clock.shownTime')}
          value={time}
          maxLength={10}
          onChange={(text) => set({ time: text })}
          bad={isBad ? t('clock.badTime') : null}
          testId="photographed-time"
        />
      </Grid>
      {guess ? (
        <Notice tone="info" testId="photographed-guess">
          {t('clock.seems', { ahead: aheadWords(guess.aheadS) })} {zoneWords(guess.aheadS)}
        </Notice>
      ) : null}
      <Row>
        <Button
          isDisabled={guess === null}
          onPress={() => {
            if (!guess) return
            const iso = new Date(shownMs).toISOString().slice(0, 19)
            const why = `${footage.fileName}: ${t('clock.shown', { time: `${iso.replace('T', ' ')} UTC` })}`
            decideClock(flightId, device, guess.aheadS, `${why} ${reasonWords(guess)}`)
            forget()
          }}
          testId="photographed-confirm"
        >
          {t('clock.confirm')}
        </Button>
      </Row>
    </Section>
  )
}
