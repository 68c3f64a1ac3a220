import { useEffect, useState } from 'react'
import { CircleMarker, Marker, useMap, useMapEvents } from 'react-leaflet'
import { useStore } from 'zustand'
import type { Mission } from '../../../src/core/mission/mission.ts'
import type { WaypointPlace } from '../../../src/core/mission/overrides.ts'
import type { Route, RoutePoint } from '../../../src/core/route/route.ts'
import { panels } from '../../desk/panels.ts'
import { selection } from '../../desk/selection.ts'
import { isSame, placeOf, useChosen } from '../../desk/waypoint.ts'
import { session } from '../../desk/editing/session.ts'
import { pair } from '../leaflet/latlng.ts'
import { markIcon } from '../leaflet/marks.ts'
import { chooses } from './toolbox.ts'
import styles from './tools.module.css'

/** With more waypoints than this in view they would hide the route. */
const MOST_MARKS = 250

/** The waypoints of the open pattern, or, beside their table, of all: with their numbers, to be taken in hand one by one. */
export function WaypointMarks({ mission, route }: { mission: Mission; route: Route }) {
  const map = useMap()
  const [bounds, setBounds] = useState(() => map.getBounds())
  useMapEvents({ moveend: () => setBounds(map.getBounds()) })
  const selected = useStore(selection, (state) => state.selected)
  const inGesture = useStore(session, (state) => state.inGesture)
  const isTable = useStore(panels, (state) => state.below === 'waypoints')
  const chosen = useChosen(route)
  const open =
    selected?.kind === 'pattern' && selected.partId
      ? selected.partId
      : mission.patterns.length === 1
        ? mission.patterns[0]?.id
        : chosen?.point.patternId
  useChosenInView(chosen?.point ?? null)
  if (!open && !isTable) return null
  const inView = (): Numbered[] =>
    route.points.flatMap((point, i) => {
      if ((!isTable && point.patternId !== open) || !bounds.contains(pair(point))) return []
      const place = placeOf(point)
      return place ? [{ point, place, n: i + 1 }] : []
    })
  // A route that is planned anew with each move of a hand has no waypoint that could be taken.
  const near = inGesture ? [] : inView()
  const shown = near.length > MOST_MARKS ? [] : near
  const chosenPlace = chosen ? placeOf(chosen.point) : null
  return (
    <>
      {shown.map(({ point, place }) => {
        if (isSame(place, chosenPlace)) return null
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
      <Numbers of={shown} chosen={chosenPlace} />
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

type Numbered = { readonly point: RoutePoint; readonly place: WaypointPlace; readonly n: number }

/** Two numbers are so far apart at the least, px: each can be read. */
const APART_PX = 22

/** Numbers beside the waypoints, those of the table and of the sortie sheet, as far as there is room. */
function Numbers({ of, chosen }: { of: readonly Numbered[]; chosen: WaypointPlace | null }) {
  const map = useMap()
  const [zoom, setZoom] = useState(map.getZoom())
  useMapEvents({ zoomend: () => setZoom(map.getZoom()) })
  const taken: { x: number; y: number }[] = []
  // The one in hand has its number in any case.
  const inOrder = [...of].sort((a, b) => Number(isSame(b.place, chosen)) - Number(isSame(a.place, chosen)))
  return (
    <>
      {inOrder.map(({ point, place, n }) => {
        const at = map.project(pair(point), zoom)
        if (taken.some((other) => Math.hypot(other.x - at.x, other.y - at.y) < APART_PX)) return null
        taken.push(at)
        return (
          <Marker
            key={`${n} ${place.near.lat} ${place.near.lon} ${isSame(place, chosen)}`}
            position={pair(point)}
            interactive={false}
            keyboard={false}
            icon={markIcon(
              `${styles.number} ${isSame(place, chosen) ? styles.numberInHand : ''}`,
              0,
              String(n),
            )}
          />
        )
      })}
    </>
  )
}

/** A waypoint that was chosen beside the map is brought into its view, as large as that is. */
function useChosenInView(point: RoutePoint | null): void {
  const map = useMap()
  const at = point ? `${point.lat} ${point.lon}` : null
  useEffect(() => {
    if (point && !map.getBounds().pad(-0.05).contains(pair(point))) map.panTo(pair(point), { animate: false })
    // Where it is, and not each new route that it is in.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [map, at])
}
