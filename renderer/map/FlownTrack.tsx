import { useMemo } from 'react'
import { CircleMarker, Polyline } from 'react-leaflet'
import { useStore } from 'zustand'
import type { Flight } from '../../src/core/flight/flight.ts'
import { momentAt, momentsOf } from '../../src/core/flight/moments.ts'
import { useMissions } from '../api/hooks.ts'
import { moment } from '../app/moment.ts'
import { rampOf, rampPieces } from '../app/ramp.ts'
import { pair, pairs } from './latlng.ts'
import styles from './map.module.css'

/** The track of the chosen flight, in the colours of what was asked for, and where it was at the moment shown. */
export function FlownTrack({ flight }: { flight: Flight }) {
  const { data: missions } = useMissions()
  const colour = useStore(moment, (state) => state.colour)
  const camera = missions?.find(({ doc }) => doc.id === flight.missionId)?.doc.camera ?? null
  const moments = useMemo(() => momentsOf(flight.track), [flight.track])
  const ramp = useMemo(() => rampOf(moments, colour, camera), [moments, colour, camera])
  return (
    <>
      {ramp && colour !== 'plain' ? (
        rampPieces(moments, ramp).map(({ step, points }) => (
          <Polyline
            key={`${colour} ${step} ${points[0]?.atMs}`}
            positions={pairs(points)}
            className={`${styles.rampTrack} ramp${step ?? 'None'}`}
            interactive={false}
          />
        ))
      ) : (
        <Polyline
          positions={pairs(flight.track)}
          className={`${styles.track} ${styles.chosenTrack}`}
          interactive={false}
        />
      )}
      <Here flight={flight} />
    </>
  )
}

function Here({ flight }: { flight: Flight }) {
  const shown = useStore(moment)
  const moments = useMemo(() => momentsOf(flight.track), [flight.track])
  const here =
    shown.flightId === flight.id && shown.atMs !== null ? momentAt(moments, shown.atMs) : (moments[0] ?? null)
  return here ? (
    <CircleMarker center={pair(here)} radius={8} className={styles.here ?? ''} interactive={false} />
  ) : null
}
