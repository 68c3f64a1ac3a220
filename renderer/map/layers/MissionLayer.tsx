import { Fragment, memo, useMemo } from 'react'
import { Circle, Marker, Polygon, Polyline } from 'react-leaflet'
import { useStore } from 'zustand'
import { frameAt } from '../../../src/core/geo/frame.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { fenceMargin } from '../../../src/core/mission/margin.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { missionShapes, type Shape } from '../../../src/core/mission/shapes.ts'
import { fenceArea } from '../../../src/core/pattern/fenceArea.ts'
import type { Route } from '../../../src/core/route/route.ts'
import { useEditedMission } from '../../desk/edited.ts'
import { session } from '../../desk/editing/session.ts'
import { useMeant } from '../../desk/editing/severalPatterns.ts'
import { shown } from '../../desk/shown.ts'
import { useT } from '../../i18n/index.ts'
import { pair, pairs } from '../leaflet/latlng.ts'
import { landingIcon, markIcon, symbolIcon } from '../leaflet/marks.ts'
import { chooses, choosesShape, toolbox } from '../tools/toolbox.ts'
import styles from './missionLayer.module.css'

/** Legs on which the patrol does its work; the rest is getting there. */
const WORK: ReadonlySet<string> = new Set(['lane', 'perimeter', 'orbit', 'visit', 'waypoint'])
/** Arrows along the route, at most so many. */
const ARROWS = 60

/** The open mission: fence and its margin, patterns, the route with its direction, home and rally points. */
export function MissionLayer() {
  const edited = useEditedMission()
  const hasFence = useStore(shown, (state) => state.fence)
  // Under a hand that drags, routes come and are overtaken many times a second: none of them is faded.
  const inGesture = useStore(session, (state) => state.inGesture)
  if (!edited) return null
  return (
    <>
      <Shapes mission={edited.mission} hasFence={hasFence} />
      {hasFence ? <MarginLine mission={edited.mission} /> : null}
      {edited.route ? <RouteLines route={edited.route} stale={edited.stale && !inGesture} /> : null}
      {edited.route ? <LandingPlaces route={edited.route} /> : null}
      <Places mission={edited.mission} />
    </>
  )
}

/** Of these a fence is made. */
const ZONES: ReadonlySet<Shape['role']> = new Set(['inclusion', 'exclusion'])

function Shapes({ mission, hasFence }: { mission: Mission; hasFence: boolean }) {
  const active = useStore(toolbox, ({ rest }) => rest.shape)
  const activate = ({ key }: Shape) => choosesShape(key)
  const meant = useMeant(mission)
  return (
    <>
      {missionShapes(mission)
        .filter(({ form, role }) => form !== 'point' && (hasFence || !ZONES.has(role)))
        .map((shape) => {
          const isActive = shape.key === active || meant.has(shape.key.slice('pattern:'.length))
          const className = `${styles.shape} ${styles[`role_${shape.role}`]} ${isActive ? styles.active : ''}`
          const key = `${shape.key} ${isActive}`
          const [center, rim] = shape.points
          if (shape.form === 'circle' && center && rim) {
            const { x, y } = frameAt(center).toLocal(rim)
            return (
              <Circle
                key={key}
                center={pair(center)}
                radius={Math.hypot(x, y)}
                className={className}
                fill={shape.role !== 'inclusion'}
                eventHandlers={activate(shape)}
              />
            )
          }
          return shape.form === 'path' ? (
            <Polyline
              key={key}
              positions={pairs(shape.points)}
              className={className}
              fill={false}
              eventHandlers={activate(shape)}
            />
          ) : (
            <Polygon
              key={key}
              positions={pairs(shape.points)}
              className={className}
              fill={shape.role !== 'inclusion'}
              eventHandlers={activate(shape)}
            />
          )
        })}
    </>
  )
}

/** Where the vehicle may be: the fence less its margin. */
function MarginLine({ mission }: { mission: Mission }) {
  const { home, fence } = mission
  const { marginM } = fenceMargin(mission)
  const outlines = useMemo(() => {
    const frame = frameAt(home)
    const free = fenceArea(fence, frame, marginM) ?? []
    return free.map((outline) => pairs(outline.map((corner) => frame.toLatLon(corner))))
  }, [home, fence, marginM])
  return (
    <>
      {outlines.map((outline, i) => (
        // Outlines have no names; they are drawn anew with every change.
        // oxlint-disable-next-line react/no-array-index-key
        <Polygon
          key={i}
          positions={outline}
          interactive={false}
          className={styles.margin ?? ''}
          fill={false}
        />
      ))}
    </>
  )
}

/** Drawn anew with each route, and not with each move of what is dragged meanwhile. */
const RouteLines = memo(function RouteLines({ route, stale }: { route: Route; stale: boolean }) {
  const lanes: [number, number][][] = []
  const transits: [number, number][][] = []
  let drawn: [number, number][][] | null = null
  const arrows: { at: LatLon; bearingDeg: number }[] = []
  const every = Math.max(1, Math.ceil(route.points.length / ARROWS))
  for (let i = 1; i < route.points.length; i++) {
    const from = route.points[i - 1] as LatLon
    const to = route.points[i] as Route['points'][number]
    const isWork = WORK.has(to.role)
    const kind = isWork ? lanes : transits
    if (kind !== drawn) kind.push([pair(from)])
    kind.at(-1)?.push(pair(to))
    drawn = kind
    if (i % every !== 0) continue
    const { x, y } = frameAt(from).toLocal(to)
    if (Math.hypot(x, y) > 12)
      arrows.push({
        at: { lat: (from.lat + to.lat) / 2, lon: (from.lon + to.lon) / 2 },
        bearingDeg: (Math.atan2(x, y) * 180) / Math.PI,
      })
  }
  const faded = stale ? styles.stale : ''
  return (
    <>
      {route.uncovered.map((ring, i) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Polygon key={i} positions={pairs(ring)} interactive={false} className={styles.uncovered ?? ''} />
      ))}
      <Polyline
        key={`t${faded}`}
        positions={transits}
        interactive={false}
        smoothFactor={0}
        className={`${styles.transit} ${faded}`}
      />
      <Polyline
        key={`l${faded}`}
        positions={lanes}
        interactive={false}
        smoothFactor={0}
        className={`${styles.lane} ${faded}`}
      />
      {arrows.map(({ at, bearingDeg }) => (
        <Marker
          key={`${at.lat} ${at.lon}`}
          position={pair(at)}
          interactive={false}
          keyboard={false}
          icon={symbolIcon(
            `${styles.arrow} ${styles[`arrow${Math.round(((bearingDeg + 360) % 360) / 15) % 24}`]}`,
            12,
            'arrow',
          )}
        />
      ))}
    </>
  )
})

/** Where the firmware ends the flight, and the way there from the last waypoint. */
const LandingPlaces = memo(function LandingPlaces({ route }: { route: Route }) {
  const t = useT()
  const last = route.points.at(-1)
  if (!last) return null
  return (
    <>
      {(route.landings ?? []).map((landing) => {
        const name =
          landing.at === 'rally'
            ? t('map.landsAtRally', { rally: landing.rally, homeM: Math.round(landing.fromHomeM) })
            : t(landing.at === 'home' ? 'map.landsAtHome' : 'map.landsHere')
        return (
          <Fragment key={`${landing.at} ${landing.rally} ${landing.lat} ${landing.lon}`}>
            <Polyline
              positions={[pair(last), pair(landing)]}
              interactive={false}
              className={styles.wayDown ?? ''}
            />
            <Marker
              position={pair(landing)}
              interactive={false}
              keyboard={false}
              icon={landingIcon(styles.landing ?? '', name)}
            />
          </Fragment>
        )
      })}
    </>
  )
})

function Places({ mission }: { mission: Mission }) {
  const t = useT()
  const activate = (key: string) => chooses({ of: 'shape', key })
  const active = useStore(toolbox, ({ rest }) => rest.shape)
  return (
    <>
      {active === 'home' ? null : (
        <Marker
          position={pair(mission.home)}
          icon={markIcon(styles.home ?? '', 30, 'H', t('map.home'))}
          eventHandlers={activate('home')}
        />
      )}
      {missionShapes(mission)
        .filter(({ role, key }) => role === 'target' && key !== active)
        .map(({ key, points: [at] }) =>
          at ? (
            <Marker
              key={key}
              position={pair(at)}
              icon={symbolIcon(styles.target ?? '', 22, 'target', t('map.target'))}
              eventHandlers={activate(key)}
            />
          ) : null,
        )}
      {mission.breachReturn && active !== 'breach' ? (
        <Marker
          position={pair(mission.breachReturn)}
          icon={markIcon(styles.rally ?? '', 28, 'B', t('map.breach'))}
          eventHandlers={activate('breach')}
        />
      ) : null}
      {mission.rallyPoints.map((point) =>
        active === `rally:${point.id}` ? null : (
          <Marker
            key={point.id}
            position={pair(point)}
            icon={markIcon(styles.rally ?? '', 28, 'R', t('map.rally'))}
            eventHandlers={activate(`rally:${point.id}`)}
          />
        ),
      )}
    </>
  )
}
