import type { LeafletEvent, Marker as LeafletMarker } from 'leaflet'
import { useEffect, useState } from 'react'
import { CircleMarker, useMap, useMapEvents } from 'react-leaflet'
import { useStore } from 'zustand'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { shifted } from '../../../src/core/mission/points.ts'
import { withChange, type WaypointPlace } from '../../../src/core/mission/overrides.ts'
import type { Route } from '../../../src/core/route/route.ts'
import { newPartId } from '../../api/newId.ts'
import { notices } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { choose, isSame, placeOf, useChosen, waypointsOf } from '../../desk/waypoint.ts'
import { picking } from '../../desk/editing/pick.ts'
import { session } from '../../desk/editing/session.ts'
import { useT } from '../../i18n/index.ts'
import { Handle } from './Handle.tsx'
import { latLonOf, pair } from '../leaflet/latlng.ts'
import styles from './tools.module.css'

/** With more waypoints than this in view they would hide the route. */
const MOST_MARKS = 250
const STEP_M = 1
const BIG_STEP_M = 10

/** The waypoints of the open pattern, to be taken hold of one by one; what was changed by hand stands out. */
export function WaypointMarks({ mission, route }: { mission: Mission; route: Route }) {
  const map = useMap()
  const [bounds, setBounds] = useState(() => map.getBounds())
  useMapEvents({ moveend: () => setBounds(map.getBounds()) })
  const selected = useStore(selection, (state) => state.selected)
  const inGesture = useStore(session, (state) => state.inGesture)
  const chosen = useChosen(route)
  useEffect(() => {
    const onEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') choose(null)
    }
    window.document.addEventListener('keydown', onEscape)
    return () => {
      window.document.removeEventListener('keydown', onEscape)
      choose(null)
    }
  }, [])
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
            eventHandlers={{
              click: () => {
                if (picking.getState().task) return
                session.getState().activate(null)
                choose(place)
              },
            }}
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
      {chosen && chosenPlace ? (
        <ChosenHandle
          key={`${chosenPlace.near.lat} ${chosenPlace.near.lon} ${chosenPlace.pass}`}
          at={chosen.point}
          place={chosenPlace}
          number={chosen.index + 1}
        />
      ) : null}
    </>
  )
}

type Props = { at: { lat: number; lon: number }; place: WaypointPlace; number: number }

/** The waypoint in hand: dragged, or moved by a metre with the arrow keys (ten with Shift). */
function ChosenHandle({ at, place, number }: Props) {
  const t = useT()
  // Where it stood when it was taken up: the document's new place, once written, would pull it from under the pointer.
  const [from, setFrom] = useState(at)
  const inGesture = useStore(session, (state) => state.inGesture)
  if (!inGesture && (from.lat !== at.lat || from.lon !== at.lon)) setFrom(at)
  const moveTo = (to: { lat: number; lon: number }) => (mission: Mission) =>
    withChange(mission, place, { kind: 'move', to }, newPartId())
  const run = (work: Promise<void>) => void work.catch((error: unknown) => notices.getState().fail(error))
  return (
    <Handle
      at={from}
      look={styles.pointHandle ?? ''}
      size={24}
      title={t('waypoint.handle', { n: number })}
      handlers={{
        dragstart: () => session.getState().beginGesture(),
        drag: (event: LeafletEvent) => {
          if (session.getState().inGesture)
            session.getState().gesture(moveTo(latLonOf((event.target as LeafletMarker).getLatLng())))
        },
        dragend: () => run(session.getState().endGesture('edit.waypointByHand')),
      }}
      onFocus={() => undefined}
      onKey={(event) => {
        const step = event.shiftKey ? BIG_STEP_M : STEP_M
        const moves: Record<string, [number, number]> = {
          ArrowRight: [step, 0],
          ArrowLeft: [-step, 0],
          ArrowUp: [0, step],
          ArrowDown: [0, -step],
        }
        const move = moves[event.key]
        const to = move && shifted([from], ...move)[0]
        if (!to) return
        run(session.getState().change(moveTo(to), 'edit.waypointByHand'))
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}
