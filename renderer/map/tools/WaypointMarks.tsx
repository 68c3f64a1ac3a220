import { useState } from 'react'
import { CircleMarker, useMap, useMapEvents } from 'react-leaflet'
import { useStore } from 'zustand'
import type { Mission } from '../../../src/core/mission/mission.ts'
import type { Route } from '../../../src/core/route/route.ts'
import { selection } from '../../desk/selection.ts'
import { isSame, placeOf, useChosen, waypointsOf } from '../../desk/waypoint.ts'
import { session } from '../../desk/editing/session.ts'
import { pair } from '../leaflet/latlng.ts'
import { chooses } from './toolbox.ts'
import styles from './tools.module.css'

/** With more waypoints than this in view they would hide the route. */
const MOST_MARKS = 250

/** The waypoints of the open pattern, to be taken in hand one by one; what was changed by hand stands out. */
export function WaypointMarks({ mission, route }: { mission: Mission; route: Route }) {
  const map = useMap()
  const [bounds, setBounds] = useState(() => map.getBounds())
  useMapEvents({ moveend: () => setBounds(map.getBounds()) })
  const selected = useStore(selection, (state) => state.selected)
  const inGesture = useStore(session, (state) => state.inGesture)
  const chosen = useChosen(route)
  const open =
    selected?.kind === 'pattern' && selected.partId
      ? selected.partId
      : mission.patterns.length === 1
        ? mission.patterns[0]?.id
        : chosen?.point.patternId
  if (!open) return null
  const inView = waypointsOf(route, open).filter((point) => bounds.contains(pair(point)))
  const shown = inGesture || inView.length > MOST_MARKS ? [] : inView
  const chosenPlace = chosen ? placeOf(chosen.point) : null
  return (
    <>
      {shown.map((point) => {
        const place = placeOf(point)
        if (!place || isSame(place, chosenPlace)) return null
        const isChanged = mission.overrides.some(
          ({ patternId, near, pass }) =>
            patternId === place.patternId &&
            near.lat === place.near.lat &&
            near.lon === place.near.lon &&
            (pass ?? 0) === place.pass,
        )
        return (
          <CircleMarker
            key={`${place.near.lat} ${place.near.lon} ${place.pass} ${isChanged}`}
            center={pair(point)}
            radius={isChanged ? 6 : 4}
            className={`${styles.waypoint} ${isChanged ? styles.changed : ''}`}
            bubblingMouseEvents={false}
            eventHandlers={chooses({ of: 'waypoint', place })}
          />
        )
      })}
      {mission.overrides
        .filter(({ patternId, change }) => patternId === open && change.kind === 'skip')
        .map(({ id, near }) => (
          <CircleMarker
            key={id}
            center={pair(near)}
            radius={6}
            interactive={false}
            className={styles.skipped ?? ''}
          />
        ))}
    </>
  )
}
