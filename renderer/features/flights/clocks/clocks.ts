import { useMemo } from 'react'
import type { Flight } from '../../../../src/core/flight/flight.ts'
import { guessClocks, openGuess, setClockOf } from '../../../../src/core/footage/clock.ts'
import { type ClockGuess, deviceOf, isOwnClock } from '../../../../src/core/footage/clock/guess.ts'
import { zoneHours } from '../../../../src/core/footage/clock/hours.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { useFootageOf } from '../../../api/hooks.ts'
import { write } from '../../../api/write.ts'
import { attempt } from '../../../desk/notices.ts'
import { number } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import { picturesOf } from '../pictures.ts'

/** The clock of one camera in one flight: what it says, what tells of it, and what was decided. */
export type CameraClock = {
  readonly device: string
  /** As the files name the camera; empty where they do not. */
  readonly name: string
  readonly all: readonly Footage[]
  /** Those of the camera's own clock. */
  readonly own: readonly Footage[]
  readonly guesses: readonly ClockGuess[]
  /** What waits for an answer. */
  readonly open: ClockGuess | null
  readonly set: { readonly aheadS: number; readonly why: string } | null
}

type Records = readonly { readonly doc: Footage }[]
/** The section and the timeline ask for the same: it is worked out once. */
const worked = new WeakMap<Records, { flight: Flight; cameras: CameraClock[] }>()

function camerasOf(flight: Flight, records: Records): CameraClock[] {
  const known = worked.get(records)
  if (known?.flight === flight) return known.cameras
  const byDevice = Map.groupBy(picturesOf(records.map(({ doc }) => doc)), deviceOf)
  const cameras = [...byDevice].flatMap(([device, all]): CameraClock[] => {
    const own = all.filter(isOwnClock)
    if (own.length === 0) return []
    const guesses = guessClocks(all, flight)
    const name = all[0]?.device ?? ''
    return [{ device, name, all, own, guesses, open: openGuess(own, guesses), set: setClockOf(own) }]
  })
  // What waits for an answer comes first.
  cameras.sort((a, b) => Number(b.open !== null) - Number(a.open !== null))
  worked.set(records, { flight, cameras })
  return cameras
}

/** The cameras of a flight whose clock is their own; none while the pictures are being fetched. */
export function useCameraClocks(flight: Flight): readonly CameraClock[] {
  const { data } = useFootageOf(flight.id)
  return useMemo(() => (data ? camerasOf(flight, data) : []), [flight, data])
}

/** Seconds as a person says them, from two minutes on with hours and minutes. */
function spanWords(seconds: number): string {
  const whole = Math.abs(seconds)
  if (whole < 120) return t('clock.s', { s: number(whole, 1) })
  const [days, rest] = [Math.floor(whole / 86_400), Math.round(whole % 86_400)]
  const parts = {
    h: number(Math.floor(rest / 3600)),
    m: number(Math.floor((rest % 3600) / 60)),
    s: number(rest % 60),
  }
  if (rest % 3600 === 0 && days === 0) return t('clock.hours', { h: parts.h })
  return days > 0 ? t('clock.dhms', { d: number(days), ...parts }) : t('clock.hms', parts)
}

/** How far a clock is off: “37 s ahead”. */
export const aheadWords = (aheadS: number): string =>
  Math.abs(aheadS) < 0.05
    ? t('clock.exact')
    : t(aheadS > 0 ? 'clock.ahead' : 'clock.behind', { time: spanWords(aheadS) })

/** What speaks for a guess. */
export const reasonWords = ({ by, pictures, of, spreadS, nearestM }: ClockGuess): string =>
  t(`clockBy.${by}`, {
    n: pictures,
    of,
    spread: number(spreadS ?? 0, 1),
    m: number(nearestM ?? 0, 1),
    near: nearestM === null ? '' : t('clock.near', { m: number(nearestM, 1) }),
  })

/** A word about an offset that looks like a wrong zone; empty where it does not. */
export function zoneWords(aheadS: number): string {
  const hours = zoneHours(aheadS)
  return hours === null ? '' : t('clock.zone', { h: number(Math.abs(hours)) })
}

/** A guess with its reason, as it is asked and kept. */
export const guessWords = (guess: ClockGuess): string =>
  [
    t('clock.seems', { ahead: aheadWords(guess.aheadS) }),
    reasonWords(guess),
    // Whole hours say so themselves.
    guess.by === 'hours' ? '' : zoneWords(guess.aheadS),
  ]
    .join(' ')
    .trim()

/** Decides about a camera's clock in a flight: one entry, which can be undone. */
export const decideClock = (flightId: string, device: string, aheadS: number, why: string): void =>
  void attempt(() =>
    write('footage.setClock', { flightId, device, aheadS, why: why.slice(0, 500) }, 'edit.setClock'),
  )

/** Yes to a guess. */
export const confirmGuess = (flightId: string, { device }: CameraClock, guess: ClockGuess): void =>
  decideClock(flightId, device, guess.aheadS, reasonWords(guess))

/** No to it: what is set stays, and the question is answered. */
export const refuseGuess = (flightId: string, { device, set }: CameraClock, guess: ClockGuess): void =>
  decideClock(flightId, device, set?.aheadS ?? 0, t('clock.kept', { what: guessWords(guess) }))
