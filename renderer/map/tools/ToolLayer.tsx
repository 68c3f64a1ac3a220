import { useEffect } from 'react'
import { Circle, CircleMarker, Pane, Polygon, Polyline, useMap } from 'react-leaflet'
import { useStore } from 'zustand'
import { sideOf } from '../../../src/core/geo/measures.ts'
import { useT } from '../../i18n/index.ts'
import { panels } from '../../desk/panels.ts'
import { pair, pairs } from '../leaflet/latlng.ts'
import { PictureOverlay } from '../leaflet/PictureOverlay.tsx'
import { Handle } from './Handle.tsx'
import { handlesOf } from './handles.ts'
import { Measures } from './Measures.tsx'
import { SKETCH } from './sketch.ts'
import type { Grip } from './drawing.ts'
import type { View } from './tool.ts'
import { toolbox, useWorld } from './toolbox.ts'
import { view } from './tools.ts'
import styles from './tools.module.css'
import { WholeHandles } from './WholeHandles.tsx'
import { usePassive } from './usePassive.ts'
import { useSpots } from './useSpots.ts'

/** What of the active tool is seen on the map: what is being drawn, its measures, handles, and what holds the pointer. */
export function ToolLayer() {
  const state = useStore(toolbox, (now) => now.state)
  const world = useWorld()
  const seen = view(state, world)
  usePassive(seen.isDrawing)
  useRoomToDraw(seen.isDrawing)
  useMarked(styles.drawing, seen.isDrawing)
  useChoosing(seen.isChoosing)
  // The mark is on the map, not on each handle: another icon for the handle in hand would end the drag.
  useMarked(styles.gesturing, seen.isGesture)
  return (
    <>
      {/* A pane of its own: it is there for hands while all others are not. */}
      <Pane name="tools" className={styles.pane ?? ''}>
        <Drawn seen={seen} />
        <Measures seen={seen} shapes={world.shapes} />
        {seen.handles ? <Handles key={seen.handles.key} shape={seen.handles} /> : null}
        {seen.wholes ? <WholeHandles of={seen.wholes} inHand={seen.inHand} /> : null}
        {seen.waypoint ? <WaypointHandle waypoint={seen.waypoint} /> : null}
        {seen.held ? (
          <CircleMarker
            center={pair(seen.held.at)}
            radius={seen.held.on === 'corner' ? 9 : 6}
            interactive={false}
            className={styles.snap ?? ''}
            fill={false}
          />
        ) : null}
      </Pane>
      {seen.isByKeyboard ? <span className={styles.crosshair} /> : null}
    </>
  )
}

/** Says on the map that assets are chosen: other layers stand back by their own styles. */
function useChoosing(isSo: boolean): void {
  const map = useMap()
  useEffect(() => {
    const box = map.getContainer()
    if (isSo) box.dataset['choosing'] = 'assets'
    return () => void delete box.dataset['choosing']
  }, [map, isSo])
}

/** Of a narrow window the map has all while something is drawn; then comes back what stood there. */
function useRoomToDraw(isDrawing: boolean): void {
  useEffect(() => {
    const { isNarrow, front, toFront } = panels.getState()
    if (!isDrawing || !isNarrow) return
    toFront(null)
    return () => {
      if (panels.getState().front === null) toFront(front)
    }
  }, [isDrawing])
}

/** A class on the map for as long as something is so. */
function useMarked(name: string | undefined, isSo: boolean): void {
  const map = useMap()
  useEffect(() => {
    if (!name || !isSo) return
    const box = map.getContainer()
    box.classList.add(name)
    return () => box.classList.remove(name)
  }, [map, name, isSo])
}

function Drawn({ seen: { sketch, corners, picture } }: { seen: View }) {
  const look = { interactive: false, className: styles.sketch ?? '' }
  const [center, rim] = sketch?.points ?? []
  return (
    <>
      {sketch?.form === 'circle' && center && rim ? (
        <Circle center={pair(center)} radius={Math.max(0.1, sideOf(center, rim).lengthM)} {...look} />
      ) : null}
      {sketch?.form === 'ring' && sketch.points.length > 2 ? (
        <Polygon positions={pairs(sketch.points)} {...look} />
      ) : null}
      {sketch && !(sketch.form === 'ring' && !sketch.isGrowing) ? (
        <Polyline positions={pairs(sketch.points)} interactive={false} className={styles.sketchLine ?? ''} />
      ) : null}
      {corners.map((corner, i) => (
        <CircleMarker
          // A line may come to a place twice.
          // oxlint-disable-next-line react/no-array-index-key
          key={i}
          center={pair(corner)}
          radius={5}
          interactive={false}
          className={styles.sketchCorner ?? ''}
        />
      ))}
      {picture ? <PictureOverlay url={picture.url} corners={picture.corners} opacity={0.7} /> : null}
    </>
  )
}

function Handles({ shape }: { shape: NonNullable<View['handles']> }) {
  const t = useT()
  const spotOf = useSpots()
  const isSketch = shape.key === SKETCH
  const title = (grip: Grip): string => {
    if (grip.of === 'side') return t('map.middle')
    if (grip.of !== 'corner') return t('map.moveAll')
    return shape.form === 'circle' && grip.index === 1
      ? t('map.rim')
      : t('map.corner', { index: grip.index + 1 })
  }
  const corner = isSketch ? styles.sketchGrip : shape.form === 'point' ? styles.pointHandle : styles.corner
  return handlesOf(shape).map(({ grip, at }) => (
    // Corners are known by their number: one that is put in or taken out moves those behind it.
    <Handle
      key={'index' in grip ? `${grip.of} ${grip.index}` : grip.of}
      grip={grip}
      at={at}
      title={title(grip)}
      look={(grip.of === 'corner' ? corner : grip.of === 'side' ? styles.middle : styles.mover) ?? ''}
      size={grip.of === 'corner' ? 22 : grip.of === 'side' ? 16 : 26}
      {...(grip.of === 'whole' ? { symbol: 'move' as const } : {})}
      hasKeys={grip.of === 'corner'}
      spotOf={spotOf}
    />
  ))
}

const WAYPOINT: Grip = { of: 'waypoint' }

/** The waypoint in hand: dragged, or moved with the arrow keys. */
function WaypointHandle({ waypoint: { place, at, number } }: { waypoint: NonNullable<View['waypoint']> }) {
  const t = useT()
  const spotOf = useSpots()
  return (
    <Handle
      key={`${place.near.lat} ${place.near.lon} ${place.pass}`}
      grip={WAYPOINT}
      at={at}
      look={styles.pointHandle ?? ''}
      size={24}
      title={t('waypoint.handle', { n: number })}
      hasKeys
      spotOf={spotOf}
    />
  )
}
