import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Flight } from '../../../../src/core/flight/flight.ts'
import { type Moments, momentAt } from '../../../../src/core/flight/moments.ts'
import { type Footage, type Review, REVIEWS } from '../../../../src/core/footage/footage.ts'
import type { Camera } from '../../../../src/core/mission/vehicle.ts'
import { useFlights, useFootage, useMissions } from '../../../api/hooks.ts'
import { useMoments } from '../../../api/track.ts'
import { write } from '../../../api/write.ts'
import { commands } from '../../../desk/commands.ts'
import { flownBeside } from '../../../desk/flown.ts'
import { attempt } from '../../../desk/notices.ts'
import { moment, TRACK_COLOURS, type TrackColour } from '../../../desk/moment.ts'
import { RAMP_STEPS, rampOf } from '../../../desk/ramp.ts'
import { selection } from '../../../desk/selection.ts'
import { clock, number } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { cx } from '../../../ui/cx.ts'
import { outlineOf } from './outline.ts'
import { ClockMarks, ClockQuestion } from '../clocks/TimelineClocks.tsx'
import { PictureRow } from './PictureRow.tsx'
import { pictureAt, picturesOf, spanOf } from '../pictures.ts'
import styles from './strip.module.css'

const WIDTH = 1000
const HEIGHT = 54
/** Playing shows the flight this many times as fast. */
const RATES = [1, 4, 16] as const
const FRAME_MS = 50

/** The flight that is selected, itself or by one of its pictures; null where there is none. */
export function useShownFlight(): Flight | null {
  const selected = useStore(selection, (state) => state.selected)
  const { data: flights } = useFlights()
  const { data: footage } = useFootage()
  const id =
    selected?.kind === 'flight'
      ? selected.id
      : selected?.kind === 'footage'
        ? (footage?.find(({ doc }) => doc.id === selected.id)?.doc.flightId ?? null)
        : null
  return flights?.find(({ doc }) => doc.id === id)?.doc ?? null
}

/** A flight as time: its heights, its pictures where they were taken, what broke the fence, and the pictures in a row. */
export function FlightStrip({ flight }: { flight: Flight }) {
  const { data } = useFootage(flight.id)
  const { data: missions } = useMissions()
  const pictures = useMemo(() => picturesOf((data ?? []).map(({ doc }) => doc)), [data])
  const moments = useMoments(flight)
  const shown = useStore(moment)
  const selected = useStore(selection, (state) => state.selected)
  const span = spanOf(flight, pictures)
  const atMs = shown.flightId === flight.id && shown.atMs !== null ? shown.atMs : span.fromMs
  const chosen = pictures.find(({ id }) => selected?.kind === 'footage' && id === selected.id) ?? null
  const chosenMs = chosen?.takenAt?.utcMs ?? null
  useEffect(() => {
    // A picture that is opened, wherever from, takes the moment with it.
    if (chosenMs !== null) moment.getState().seek(flight.id, chosenMs)
  }, [flight.id, chosenMs])
  const step = (by: 1 | -1): void => {
    const here = chosen ?? pictureAt(pictures, atMs)
    const index = here ? pictures.indexOf(here) : -1
    const next = pictures[chosen ? index + by : by > 0 ? Math.max(0, index) : index - 1]
    if (next) selection.getState().select({ kind: 'footage', id: next.id })
  }
  useStepKeys(step, pictures.length > 0)
  const chosenRecord = chosen ? data?.find(({ doc }) => doc.id === chosen.id) : undefined
  /** Decides, and goes on to the next that nobody has looked at. */
  const decide = (outcome: Review['outcome']): void => {
    if (!chosen || !chosenRecord) return
    void attempt(async () => {
      await write('footage.review', { id: chosen.id, base: chosenRecord.revision, outcome }, 'edit.review')
      if (outcome === 'finding') {
        const { placement } = chosen
        selection.getState().compose({
          kind: 'sighting',
          at: placement?.at ?? null,
          footageId: chosen.id,
          flightId: flight.id,
          momentS: null,
          region: null,
          findingId: null,
        })
        return
      }
      const after = [...pictures.slice(pictures.indexOf(chosen) + 1), ...pictures]
      const next = after.find((one) => one.id !== chosen.id && !one.review)
      if (next) selection.getState().select({ kind: 'footage', id: next.id })
    })
  }
  useReviewKeys(decide, chosen !== null)
  const camera = missions?.find(({ doc }) => doc.id === flight.missionId)?.doc.camera ?? null
  return (
    <div className={styles.flight} data-testid="flight-strip">
      <Bar flight={flight} moments={moments} atMs={atMs} span={span} camera={camera} onStep={step} />
      <ClockQuestion flight={flight} />
      <Timeline flight={flight} moments={moments} pictures={pictures} span={span} atMs={atMs} onStep={step} />
      <ReviewBar pictures={pictures} isChosen={chosen !== null} onDecide={decide} />
      <PictureRow pictures={pictures} current={chosen ?? pictureAt(pictures, atMs)} />
    </div>
  )
}

/** The arrow keys step from picture to picture wherever the window has them to spare. */
function useStepKeys(step: (by: 1 | -1) => void, isAny: boolean): void {
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

const REVIEW_KEYS = { nothing: 'N', finding: 'F', unclear: 'U' } as const

/** One key decides and moves on; arrows only move. */
function useReviewKeys(decide: (outcome: Review['outcome']) => void, isAny: boolean): void {
  const latest = useRef(decide)
  useEffect(() => {
    latest.current = decide
  })
  useEffect(
    () =>
      commands.getState().register(
        REVIEWS.map((outcome) => ({
          id: `footage.review.${outcome}`,
          labelKey: `review.${outcome}` as const,
          keys: [REVIEW_KEYS[outcome]],
          available: () => isAny,
          whyNot: () => (isAny ? null : ('review.choose' as const)),
          run: () => latest.current(outcome),
        })),
      ),
    [isAny],
  )
}

/** How far the pictures are looked through, and the three answers with their keys. */
function ReviewBar(props: {
  pictures: readonly Footage[]
  isChosen: boolean
  onDecide: (outcome: Review['outcome']) => void
}) {
  const { pictures, isChosen, onDecide } = props
  const t = useT()
  if (pictures.length === 0) return null
  const done = pictures.filter(({ review }) => review !== undefined).length
  return (
    <div className={styles.bar} data-testid="review">
      <span data-testid="review-done">{t('review.done', { n: done, of: pictures.length })}</span>
      {REVIEWS.map((outcome) => (
        <Button
          key={outcome}
          isDisabled={!isChosen}
          onPress={() => onDecide(outcome)}
          testId={`review-${outcome}`}
        >
          {t('review.withKey', { what: t(`review.${outcome}`), key: REVIEW_KEYS[outcome] })}
        </Button>
      ))}
      {isChosen ? null : <span className={styles.reading}>{t('review.choose')}</span>}
    </div>
  )
}

type Span = { fromMs: number; toMs: number }

function Bar(props: {
  flight: Flight
  moments: Moments
  atMs: number
  span: Span
  camera: Camera | null
  onStep: (by: 1 | -1) => void
}) {
  const { flight, moments, atMs, span, camera, onStep } = props
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
    <div className={styles.bar}>
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
        <span className={styles.reading}>
          {here.heightM === null ? t('strip.noHeight') : t('strip.height', { m: number(here.heightM, 1) })}
          {' · '}
          {t('strip.speed', { ms: number(here.speedMS, 1) })}
        </span>
      ) : (
        <span className={styles.reading}>{t('flown.noTrack')}</span>
      )}
      <span className={styles.gap} />
      {moments.count > 1 ? (
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
      {ramp && colour !== 'plain' ? (
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

function Timeline(props: {
  flight: Flight
  moments: Moments
  pictures: readonly Footage[]
  span: Span
  atMs: number
  onStep: (by: 1 | -1) => void
}) {
  const { flight, moments, pictures, span, atMs, onStep } = props
  const t = useT()
  const beside = useStore(flownBeside)
  const breaches = beside.flightId === flight.id ? beside.breaches : []
  const x = (ms: number): number =>
    Math.min(1, Math.max(0, (ms - span.fromMs) / (span.toMs - span.fromMs))) * WIDTH
  const outline = useMemo(
    () => outlineOf(moments, span.fromMs, span.toMs, { width: WIDTH, height: HEIGHT }),
    [moments, span.fromMs, span.toMs],
  )
  const seek = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
    moment.getState().seek(flight.id, span.fromMs + share * (span.toMs - span.fromMs))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const seconds = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key]
    if (event.key === 'ArrowRight') onStep(1)
    else if (event.key === 'ArrowLeft') onStep(-1)
    else if (event.key === 'Home') moment.getState().seek(flight.id, span.fromMs)
    else if (event.key === 'End') moment.getState().seek(flight.id, span.toMs)
    else if (seconds)
      moment.getState().seek(flight.id, Math.min(span.toMs, Math.max(span.fromMs, atMs + seconds * 1000)))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      className={styles.timeline}
      role="slider"
      tabIndex={0}
      aria-label={t('strip.timeline')}
      aria-valuemin={span.fromMs}
      aria-valuemax={span.toMs}
      aria-valuenow={atMs}
      aria-valuetext={clock(atMs)}
      data-testid="timeline"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        seek(event)
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) seek(event)
      }}
    >
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
        {outline ? <polygon className={styles.heights} points={outline} /> : null}
        {breaches.map((breach) => (
          <rect
            key={`${breach.kind} ${breach.zone} ${breach.fromMs}`}
            className={styles.breach}
            x={x(breach.fromMs)}
            width={Math.max(3, x(breach.toMs) - x(breach.fromMs))}
            y={0}
            height={HEIGHT}
          />
        ))}
        {pictures.map((picture) =>
          picture.takenAt ? (
            <rect
              key={picture.id}
              className={picture.kind === 'clip' ? styles.clip : styles.photo}
              x={x(picture.takenAt.utcMs) - 1}
              width={Math.max(
                2,
                x(picture.takenAt.utcMs + (picture.durationS ?? 0) * 1000) - x(picture.takenAt.utcMs),
              )}
              y={0}
              height={picture.kind === 'clip' ? 9 : 14}
            />
          ) : null,
        )}
        <ClockMarks
          flight={flight}
          pictures={pictures}
          fromMs={span.fromMs}
          toMs={span.toMs}
          width={WIDTH}
          height={HEIGHT}
        />
        <line className={styles.cursor} x1={x(atMs)} x2={x(atMs)} y1={0} y2={HEIGHT} />
      </svg>
      <span className={styles.edge}>{clock(span.fromMs)}</span>
      <span className={cx(styles.edge, styles.right)}>{clock(span.toMs)}</span>
    </div>
  )
}
