import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Flight } from '../../../../src/core/flight/flight.ts'
import { type Moments, momentAt } from '../../../../src/core/flight/moments.ts'
import type { Camera } from '../../../../src/core/mission/vehicle.ts'
import { moment, TRACK_COLOURS, type TrackColour } from '../../../desk/moment.ts'
import { RAMP_STEPS, rampOf } from '../../../desk/ramp.ts'
import { clock, number } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import styles from './playBar.module.css'
import strip from './strip.module.css'

/** Playing shows the flight this many times as fast. */
const RATES = [1, 4, 16] as const

const FRAME_MS = 50

/** From the first to the last moment of a flight or of its pictures, UTC. */
export type Span = { fromMs: number; toMs: number }

/** Steps, plays and tells the moment of a flight, and chooses what the colour of its track says. */
export function PlayBar(props: {
  flight: Flight
  moments: Moments
  atMs: number
  span: Span
  camera: Camera | null
  /** The map, on which the track's colour would be seen, is not to be seen now. */
  isMapCovered: boolean
  onStep: (by: 1 | -1) => void
}) {
  const { flight, moments, atMs, span, camera, isMapCovered, onStep } = props
  const t = useT()
  const [rate, setRate] = useState<number | null>(null)
  const colour = useStore(moment, (state) => state.colour)
  useEffect(() => {
    if (rate === null) return undefined
    const timer = setInterval(() => {
      const now = moment.getState()
      const next = (now.flightId === flight.id ? (now.atMs ?? span.fromMs) : span.fromMs) + FRAME_MS * rate
      now.seek(flight.id, Math.min(next, span.toMs))
      if (next >= span.toMs) setRate(null)
    }, FRAME_MS)
    return () => clearInterval(timer)
  }, [rate, flight.id, span.fromMs, span.toMs])
  const here = momentAt(moments, atMs)
  const ramps = useMemo(
    () => new Map(TRACK_COLOURS.map((one) => [one, rampOf(moments, one, camera)])),
    [moments, camera],
  )
  const ramp = ramps.get(colour) ?? null
  const known = TRACK_COLOURS.filter((one) => one === 'plain' || ramps.get(one) !== null)
  const nextRate = RATES[(RATES.findIndex((one) => one === rate) + 1) % RATES.length] ?? 1
  return (
    <div className={strip.bar}>
      <Button
        look="quiet"
        icon={<ChevronLeft size={18} aria-hidden />}
        label={t('strip.previous')}
        onPress={() => onStep(-1)}
      />
      <Button
        look="quiet"
        testId="strip-play"
        icon={rate === null ? <Play size={16} aria-hidden /> : <Pause size={16} aria-hidden />}
        label={t(rate === null ? 'strip.play' : 'strip.pause')}
        onPress={() => {
          if (rate === null && atMs >= span.toMs) moment.getState().seek(flight.id, span.fromMs)
          setRate(rate === null ? 4 : null)
        }}
      />
      {rate === null ? null : (
        <Button look="quiet" label={t('strip.rate')} onPress={() => setRate(nextRate)}>
          {t('strip.times', { n: rate })}
        </Button>
      )}
      <Button
        look="quiet"
        icon={<ChevronRight size={18} aria-hidden />}
        label={t('strip.next')}
        onPress={() => onStep(1)}
      />
      <b className={styles.clock} data-testid="strip-clock">
        {clock(atMs)}
      </b>
      {here ? (
        <span className={strip.reading}>
          {here.heightM === null ? t('strip.noHeight') : t('strip.height', { m: number(here.heightM, 1) })}
          {' · '}
          {t('strip.speed', { ms: number(here.speedMS, 1) })}
        </span>
      ) : (
        <span className={strip.reading}>{t('flown.noTrack')}</span>
      )}
      <span className={styles.gap} />
      {moments.count > 1 && !isMapCovered ? (
        <span className={styles.colours} role="group" aria-label={t('strip.colour')}>
          {known.map((one) => (
            <Button
              key={one}
              look="quiet"
              pressed={one === colour}
              testId={`colour-${one}`}
              onPress={() => moment.getState().setColour(one)}
            >
              {t(`stripBy.${one}`)}
            </Button>
          ))}
        </span>
      ) : null}
      {ramp && colour !== 'plain' && !isMapCovered ? (
        <span className={styles.legend} data-testid="strip-legend">
          {legendOf(ramp.low, colour)}
          {Array.from({ length: RAMP_STEPS }, (_, i) => (
            <i key={`ramp${RAMP_STEPS - i}`} className={`ramp${i}`} />
          ))}
          {t(`stripUnit.${colour}`, { value: legendOf(ramp.high, colour) })}
        </span>
      ) : null}
    </div>
  )
}

const legendOf = (value: number, colour: TrackColour): string => number(value, colour === 'gsd' ? 2 : 1)
