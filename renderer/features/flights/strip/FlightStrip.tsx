import { useDeferredValue, useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Flight } from '../../../../src/core/flight/flight.ts'
import { useDocument, useFootageOf } from '../../../api/hooks.ts'
import { useMoments } from '../../../api/track.ts'
import { moment } from '../../../desk/moment.ts'
import { selection } from '../../../desk/selection.ts'
import { ClockQuestion } from '../clocks/TimelineClocks.tsx'
import { PictureRow } from './PictureRow.tsx'
import { pictureAt, picturesOf, spanOf } from '../pictures.ts'
import styles from './strip.module.css'
import { Timeline } from './Timeline.tsx'
import { PlayBar } from './PlayBar.tsx'
import { useStepKeys } from './stepKeys.ts'
import { reviewing } from '../review/reviewing.ts'
import { stage } from '../viewer/stage.ts'
import { ReviewBar, useReviewKeys } from './ReviewBar.tsx'

/** A flight as time: its heights, its pictures where they were taken, what broke the fence, and the pictures in a row. */
export function FlightStrip({ flight }: { flight: Flight }) {
  const { data } = useFootageOf(flight.id)
  // Hundreds of pictures are drawn a little at a time.
  const drawn = useDeferredValue(data)
  const pictures = useMemo(() => picturesOf((drawn ?? []).map(({ doc }) => doc)), [drawn])
  const moments = useMoments(flight)
  const shown = useStore(moment)
  const isLarge = useStore(stage, (state) => state.isLarge)
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
    // Of what is selected now: keys are faster than what is drawn.
    const now = selection.getState().selected
    const own = pictures.findIndex(({ id }) => now?.kind === 'footage' && id === now.id)
    const here = own < 0 ? pictureAt(pictures, atMs) : null
    const index = own < 0 && here ? pictures.indexOf(here) : own
    const next = pictures[own >= 0 ? index + by : by > 0 ? Math.max(0, index) : index - 1]
    if (next) selection.getState().select({ kind: 'footage', id: next.id })
  }
  useStepKeys(step, pictures.length > 0)
  useEffect(() => {
    const records = new Map((drawn ?? []).map((record) => [record.doc.id, record]))
    const inOrder = pictures.flatMap(({ id }) => records.get(id) ?? [])
    reviewing.setState({ flightId: flight.id, pictures: inOrder })
    return () => reviewing.setState({ flightId: null, pictures: [] })
  }, [flight.id, drawn, pictures])
  useReviewKeys()
  const camera = useDocument('mission.get', flight.missionId).data?.doc.camera ?? null
  return (
    <div className={styles.flight} data-testid="flight-strip">
      <PlayBar
        flight={flight}
        moments={moments}
        atMs={atMs}
        span={span}
        camera={camera}
        isMapCovered={isLarge && chosen !== null}
        onStep={step}
      />
      <ClockQuestion flight={flight} />
      <Timeline flight={flight} moments={moments} pictures={pictures} span={span} atMs={atMs} onStep={step} />
      <ReviewBar pictures={pictures} isChosen={chosen !== null} />
      <PictureRow pictures={pictures} current={chosen ?? pictureAt(pictures, atMs)} />
    </div>
  )
}
