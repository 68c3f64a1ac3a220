import { type KeyboardEvent, memo, type PointerEvent, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Flight } from '../../../../src/core/flight/flight.ts'
import type { Moments } from '../../../../src/core/flight/moments.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { flownBeside } from '../../../desk/flown.ts'
import { moment } from '../../../desk/moment.ts'
import { clock } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { cx } from '../../../ui/cx.ts'
import { outlineOf } from './outline.ts'
import { ClockMarks } from '../clocks/TimelineClocks.tsx'
import styles from './timeline.module.css'
import type { Span } from './PlayBar.tsx'

const WIDTH = 1000

const HEIGHT = 54

/** The flight from its start to its end, as a slider: heights, breaches, pictures, and the moment that is shown. */
export function Timeline(props: {
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
  const x = acrossOf(span)
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
        <PictureMarks pictures={pictures} fromMs={span.fromMs} toMs={span.toMs} />
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

/** Where a moment stands across the timeline. */
const acrossOf =
  ({ fromMs, toMs }: Span) =>
  (ms: number): number =>
    Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs))) * WIDTH

/** The pictures where they were taken: thousands of them, which stay while the moment runs on, as one shape of each kind. */
const PictureMarks = memo(function PictureMarks(props: {
  pictures: readonly Footage[]
  fromMs: number
  toMs: number
}) {
  const x = acrossOf(props)
  const shapeOf = (isClip: boolean, height: number): string =>
    props.pictures
      .flatMap(({ kind, takenAt, durationS }) => {
        if (!takenAt || (kind === 'clip') !== isClip) return []
        const from = x(takenAt.utcMs)
        const width = Math.max(2, x(takenAt.utcMs + (durationS ?? 0) * 1000) - from)
        return [`M${(from - 1).toFixed(1)} 0h${width.toFixed(1)}v${height}h${(-width).toFixed(1)}z`]
      })
      .join('')
  return (
    <>
      <path className={styles.photo} d={shapeOf(false, 14)} />
      <path className={styles.clip} d={shapeOf(true, 9)} />
    </>
  )
})
