import { useEffect } from 'react'
import { CircleMarker, Polygon, Polyline, useMap } from 'react-leaflet'
import { useStore } from 'zustand'
import { type Key, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { pair, pairs } from '../leaflet/latlng.ts'
import { PictureOverlay } from '../leaflet/PictureOverlay.tsx'
import { OnMap } from '../leaflet/OnMap.tsx'
import { Handle } from './Handle.tsx'
import { handlesOf } from './handles.ts'
import type { Grip, View } from './tool.ts'
import { send, toolbox, useWorld } from './toolbox.ts'
import { view } from './tools.ts'
import styles from './tools.module.css'
import { useSpots } from './useSpots.ts'

/** What of the active tool is seen: what is being drawn, the strip that says how, handles, and what holds the pointer. */
export function ToolLayer() {
  const state = useStore(toolbox, (now) => now.state)
  const world = useWorld()
  const seen = view(state, world)
  useMarked(styles.drawing, seen.isDrawing)
  // The mark is on the map, not on each handle: another icon for the handle in hand would end the drag.
  useMarked(styles.gesturing, seen.isGesture)
  return (
    <>
      <Drawn seen={seen} />
      {seen.handles ? <Handles key={seen.handles.key} shape={seen.handles} /> : null}
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
      {seen.isByKeyboard ? <span className={styles.crosshair} /> : null}
      {seen.strip ? <Strip strip={seen.strip} /> : null}
    </>
  )
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
  return (
    <>
      {sketch?.isClosed && sketch.points.length > 2 ? (
        <Polygon positions={pairs(sketch.points)} interactive={false} className={styles.sketch ?? ''} />
      ) : null}
      {sketch ? (
        <Polyline positions={pairs(sketch.points)} interactive={false} className={styles.sketch ?? ''} />
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
  const title = (grip: Grip): string => {
    if (grip.of === 'side') return t('map.middle')
    if (grip.of !== 'corner') return t('map.moveAll')
    return shape.form === 'circle' && grip.index === 1
      ? t('map.rim')
      : t('map.corner', { index: grip.index + 1 })
  }
  const corner = shape.form === 'point' ? styles.pointHandle : styles.corner
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

function Strip({ strip: { promptKey, hintKey, buttons } }: { strip: NonNullable<View['strip']> }) {
  const t = useT()
  const press = (labelKey: Key, kind: 'back' | 'cancel', isDisabled = false) => (
    <Button onPress={() => void send({ kind })} isDisabled={isDisabled}>
      {t(labelKey)}
    </Button>
  )
  return (
    <OnMap className={styles.drawStrip ?? ''}>
      <strong>{t(promptKey)}</strong>
      <span>{t(hintKey)}</span>
      <span className={styles.drawButtons}>
        {buttons ? (
          <>
            {press('tools.back', 'back', !buttons.canGoBack)}
            <Button
              look="primary"
              testId="finish-drawing"
              onPress={() => void send({ kind: 'finish' })}
              isDisabled={!buttons.canFinish}
            >
              {t('tools.finish')}
            </Button>
          </>
        ) : null}
        {press('tools.cancel', 'cancel')}
      </span>
    </OnMap>
  )
}
