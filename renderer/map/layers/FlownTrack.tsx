import { useEffect, useMemo, useState } from 'react'
import { CircleMarker, useMap } from 'react-leaflet'
import { useStore } from 'zustand'
import type { Flight } from '../../../src/core/flight/flight.ts'
import { type Moments, momentAt, momentOf } from '../../../src/core/flight/moments.ts'
import { useDocument } from '../../api/hooks.ts'
import { useMoments } from '../../api/track.ts'
import { moment } from '../../desk/moment.ts'
import { type Ramp, RAMP_STEPS, rampOf } from '../../desk/ramp.ts'
import { pair } from '../leaflet/latlng.ts'
import { TrackCanvas } from './trackCanvas.ts'
import styles from './flownTrack.module.css'

const PLAIN_PX = 3.5
const RAMP_PX = 4

/** The track of the chosen flight, in the colours of what was asked for, and where it was at the moment shown. */
export function FlownTrack({ flight }: { flight: Flight }) {
  const colour = useStore(moment, (state) => state.colour)
  const camera = useDocument('mission.get', flight.missionId).data?.doc.camera ?? null
  const moments = useMoments(flight)
  const ramp = useMemo(() => rampOf(moments, colour, camera), [moments, colour, camera])
  return (
    <>
      <Line moments={moments} ramp={ramp} />
      <Here flight={flight} moments={moments} />
    </>
  )
}

function Line({ moments, ramp }: { moments: Moments; ramp: Ramp | null }) {
  const map = useMap()
  const [layer] = useState(() => new TrackCanvas(styles.flownTrack ?? ''))
  useEffect(() => {
    layer.addTo(map)
    return () => void layer.remove()
  }, [layer, map])
  useEffect(() => {
    const colours = coloursIn(map.getPane('overlayPane') ?? document.body)
    layer.show(moments, {
      steps: ramp?.steps ?? null,
      widthPx: ramp ? RAMP_PX : PLAIN_PX,
      colourOf: (step) => (ramp ? (colours[step ?? RAMP_STEPS] ?? '') : (colours.at(-1) ?? '')),
    })
  }, [layer, map, moments, ramp])
  return null
}

/** The colours of the style sheets as a canvas takes them: of the ramp, of what is not known, of a plain track. */
function coloursIn(parent: HTMLElement): string[] {
  const steps = Array.from({ length: RAMP_STEPS }, (_, step) => `ramp${step}`)
  return [...steps, 'rampNone', styles.flownTrack ?? ''].map((name) => {
    const probe = document.createElement('i')
    probe.className = name
    parent.append(probe)
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
  })
}

function Here({ flight, moments }: { flight: Flight; moments: Moments }) {
  const shown = useStore(moment)
  const here =
    shown.flightId === flight.id && shown.atMs !== null ? momentAt(moments, shown.atMs) : momentOf(moments, 0)
  return here ? (
    <CircleMarker center={pair(here)} radius={8} className={styles.here ?? ''} interactive={false} />
  ) : null
}
