import { useDeferredValue, useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Flight } from '../../../../src/core/flight/flight.ts'
import type { Review } from '../../../../src/core/footage/footage.ts'
import { useDocument, useFootageOf } from '../../../api/hooks.ts'
import { useMoments } from '../../../api/track.ts'
import { write } from '../../../api/write.ts'
import { attempt } from '../../../desk/notices.ts'
import { moment } from '../../../desk/moment.ts'
import { selection } from '../../../desk/selection.ts'
import { ClockQuestion } from '../clocks/TimelineClocks.tsx'
import { PictureRow } from './PictureRow.tsx'
import { pictureAt, picturesOf, spanOf } from '../pictures.ts'
import styles from './strip.module.css'
import { Timeline } from './Timeline.tsx'
import { PlayBar } from './PlayBar.tsx'
import { useStepKeys } from './stepKeys.ts'
import { ReviewBar, useReviewKeys } from './ReviewBar.tsx'

/** A flight as time: its heights, its pictures where they were taken, what broke the fence, and the pictures in a row. */
export function FlightStrip({ flight }: { flight: Flight }) {
  const { data } = useFootageOf(flight.id)
  // Hundreds of pictures are drawn a little at a time.
  const drawn = useDeferredValue(data)
  const pictures = useMemo(() => picturesOf((drawn ?? []).map(({ doc }) => doc)), [drawn])
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
      await write('footage.review', { id: chosen.id, base: chosenRecord.version, outcome }, 'edit.review')
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
  const camera = useDocument('mission.get', flight.missionId).data?.doc.camera ?? null
  return (
    <div className={styles.flight} data-testid="flight-strip">
      <PlayBar flight={flight} moments={moments} atMs={atMs} span={span} camera={camera} onStep={step} />
      <ClockQuestion flight={flight} />
      <Timeline flight={flight} moments={moments} pictures={pictures} span={span} atMs={atMs} onStep={step} />
      <ReviewBar pictures={pictures} isChosen={chosen !== null} onDecide={decide} />
      <PictureRow pictures={pictures} current={chosen ?? pictureAt(pictures, atMs)} />
    </div>
  )
}
