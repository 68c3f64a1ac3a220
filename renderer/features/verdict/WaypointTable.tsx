import { useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Mission } from '../../../src/core/mission/mission.ts'
import type { Route } from '../../../src/core/route/route.ts'
import { type WaypointRow, waypointRows } from '../../../src/core/route/waypointRows.ts'
import { selectPattern } from '../../desk/editing/severalPatterns.ts'
import { panels } from '../../desk/panels.ts'
import { choose, isSame, placeOf, waypoint } from '../../desk/waypoint.ts'
import { number } from '../../i18n/format.ts'
import { type Key, useT, type Values } from '../../i18n/index.ts'
import { cx } from '../../ui/cx.ts'
import { Scroller, VirtualRows } from '../../ui/VirtualRows.tsx'
import styles from './waypointTable.module.css'

/** How high a line is, in heights of a text. */
const ROW_REM = 2
const FRAMES = { home: 'heightHome', ground: 'heightGround', sea: 'heightSea' } as const

/**
 * The waypoints of a route, a line each: number, action, height as the mission means its heights, the leg that ends there,
 * bearing, speed. A line leads to its mark on the map, a mark to its line.
 */
export function WaypointTable({ mission, route }: { mission: Mission; route: Route }) {
  const t = useT()
  const rows = useMemo(() => waypointRows(mission, route), [mission, route])
  const chosen = useStore(waypoint, (state) => state.chosen)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const at = rows.findIndex(({ point }) => isSame(placeOf(point), chosen))
  const rowPx = useStore(panels, (state) => state.remPx) * ROW_REM
  useIntoView(scroller, at, rowPx)
  // The mission's own frame first; over take-off too, since that is what the vehicle is told.
  const frames = mission.heightOver === 'home' ? (['home'] as const) : ([mission.heightOver, 'home'] as const)
  const columns = { '--frames': frames.length } as React.CSSProperties
  const said = (value: number | null, digits = 1): string => (value === null ? '–' : number(value, digits))
  return (
    <div className={styles.table} style={columns} data-testid="waypoint-table">
      <div className={cx(styles.line, styles.head)}>
        <span>{t('waypointTable.n')}</span>
        <span className={styles.action}>{t('waypointTable.action')}</span>
        {frames.map((frame) => (
          <span key={frame}>{t(`waypointTable.${FRAMES[frame]}`)}</span>
        ))}
        <span>{t('waypointTable.leg')}</span>
        <span>{t('waypointTable.bearing')}</span>
        <span>{t('waypointTable.speed')}</span>
      </div>
      <div className={styles.rows} ref={setScroller}>
        <Scroller value={scroller}>
          <VirtualRows
            rows={rows}
            total={rows.length}
            label={t('waypointTable.show')}
            idOf={idOf}
            rowPx={rowPx}
          >
            {(row) => (
              <button
                type="button"
                className={cx(styles.line, styles.row)}
                data-testid="waypoint-row"
                {...(row.n - 1 === at ? { 'aria-current': 'true' as const } : {})}
                onClick={() => take(mission, row)}
              >
                <span>{row.n}</span>
                <span className={styles.action} title={actionOf(row, t)}>
                  {actionOf(row, t)}
                </span>
                {frames.map((frame) => (
                  <span key={frame}>{said(row.heights[frame])}</span>
                ))}
                <span>{said(row.legM)}</span>
                <span>{said(row.bearingDeg, 0)}</span>
                <span>{said(row.point.speedMS)}</span>
              </button>
            )}
          </VirtualRows>
        </Scroller>
      </div>
    </div>
  )
}

const idOf = ({ n }: WaypointRow): string => String(n)

/** Takes a waypoint in hand, and its pattern; what no pattern put there is only looked at. */
function take(mission: Mission, { point }: WaypointRow): void {
  const place = placeOf(point)
  if (place) selectPattern(mission.id, place.patternId)
  choose(place)
}

/** Brings the line of the waypoint in hand into view; it may not be drawn yet. */
function useIntoView(scroller: HTMLElement | null, at: number, rowPx: number): void {
  const last = useRef(-1)
  useEffect(() => {
    if (!scroller || at < 0 || last.current === at) return
    last.current = at
    const top = at * rowPx
    if (top < scroller.scrollTop || top + rowPx > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTo({ top: Math.max(0, top - scroller.clientHeight / 2) })
  }, [scroller, at, rowPx])
}

/** What is done at a waypoint and on the leg to it, in words. */
function actionOf({ point }: WaypointRow, t: (key: Key, values?: Values) => string): string {
  const { photo, photoEveryM, photoEveryS, video, holdS, headingDeg, gimbalPitchDeg } = point
  return [
    t(`role.${point.role}`),
    ...(photo ? [t('waypointTable.photo')] : []),
    ...(photoEveryM === null ? [] : [t('waypointTable.everyM', { m: number(photoEveryM, 1) })]),
    ...(photoEveryS === null ? [] : [t('waypointTable.everyS', { s: number(photoEveryS, 1) })]),
    ...(video ? [t('waypointTable.video')] : []),
    ...(holdS > 0 ? [t('waypointTable.hold', { s: number(holdS, 1) })] : []),
    ...(headingDeg === null ? [] : [t('waypointTable.heading', { deg: number(headingDeg) })]),
    ...(gimbalPitchDeg === null ? [] : [t('waypointTable.gimbal', { deg: number(gimbalPitchDeg) })]),
  ].join(' · ')
}
