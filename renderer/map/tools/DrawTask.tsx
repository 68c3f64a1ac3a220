import type { LeafletMouseEvent } from 'leaflet'
import { useEffect, useState } from 'react'
import { CircleMarker, Polygon, Polyline, useMap, useMapEvents } from 'react-leaflet'
import { useStore } from 'zustand'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { useSites } from '../../api/hooks.ts'
import { type Corners, cornersOf, picking } from '../../desk/editing/pick.ts'
import { shapesOf } from '../../desk/editing/open.ts'
import { session } from '../../desk/editing/session.ts'
import { type Snapped, snap } from './snap.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { latLonOf, pair, pairs } from '../leaflet/latlng.ts'
import { OnMap } from '../leaflet/OnMap.tsx'
import { PictureOverlay } from '../leaflet/PictureOverlay.tsx'
import styles from './tools.module.css'

const SNAP_PX = 10

/** What is being drawn, and the strip that says how. */
export function DrawTask() {
  const task = useStore(picking, (state) => state.task)
  return task ? <Drawing /> : null
}

function Drawing() {
  const t = useT()
  const map = useMap()
  const { data: sites } = useSites()
  const task = useStore(picking, (state) => state.task)
  const send = useStore(picking, (state) => state.send)
  const [held, setHeld] = useState<Snapped | null>(null)
  const [byKeyboard, setByKeyboard] = useState(false)
  const points = task?.drawing.points ?? []

  const placeOf = ({ latlng, originalEvent }: LeafletMouseEvent): LatLon => {
    const at = latLonOf(latlng.wrap())
    if (originalEvent.altKey) {
      setHeld(null)
      return at
    }
    const size = map.getSize()
    const metresPerPx =
      map.distance(
        map.containerPointToLatLng([0, size.y / 2]),
        map.containerPointToLatLng([100, size.y / 2]),
      ) / 100
    const { document } = session.getState()
    const targets = [
      { points, closed: false },
      ...(sites ?? []).map(({ doc }) => ({ points: doc.boundary, closed: true })),
      ...(document ? shapesOf(document) : [])
        .filter(({ form }) => form !== 'circle')
        .map((shape) => ({ points: shape.points, closed: shape.form === 'ring' })),
    ]
    const snapped = task?.drawing.form === 'box' ? null : snap(at, targets, SNAP_PX * metresPerPx)
    setHeld(snapped)
    return snapped?.at ?? at
  }
  useMapEvents({
    mousemove: (event) => {
      setByKeyboard(false)
      send({ kind: 'move', at: placeOf(event) })
    },
    click: (event) => send({ kind: 'add', at: placeOf(event) }),
    dblclick: () => send({ kind: 'finish' }),
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
      if (event.key === 'Escape') send({ kind: 'bail' })
      else if (event.key === 'Backspace') send({ kind: 'back' })
      else if (event.key === 'Enter') send({ kind: 'finish' })
      else if (event.key === ' ') {
        setByKeyboard(true)
        send({ kind: 'add', at: latLonOf(map.getCenter()) })
      } else return
      event.preventDefault()
      event.stopPropagation()
    }
    document.addEventListener('keydown', onKey, true)
    map.getContainer().classList.add(styles.drawing ?? '')
    map.getContainer().focus()
    return () => {
      document.removeEventListener('keydown', onKey, true)
      map.getContainer().classList.remove(styles.drawing ?? '')
    }
  }, [map, send])
  if (!task) return null
  const { form, pointer } = task.drawing
  const sketch = pointer && !byKeyboard ? [...points, pointer] : points
  const [a, b] = sketch
  const isLong = form === 'ring' || form === 'path'
  const box: Corners | null = form === 'box' && a && b ? cornersOf(a, b) : null
  return (
    <>
      {form === 'ring' && sketch.length > 2 ? (
        <Polygon positions={pairs(sketch)} interactive={false} className={styles.sketch ?? ''} />
      ) : null}
      {isLong ? (
        <Polyline positions={pairs(sketch)} interactive={false} className={styles.sketch ?? ''} />
      ) : null}
      {points.map((point) => (
        <CircleMarker
          key={`${point.lat} ${point.lon}`}
          center={pair(point)}
          radius={5}
          interactive={false}
          className={styles.sketchCorner ?? ''}
        />
      ))}
      {held ? (
        <CircleMarker
          center={pair(held.at)}
          radius={held.on === 'corner' ? 9 : 6}
          interactive={false}
          className={styles.snap ?? ''}
          fill={false}
        />
      ) : null}
      {box && task.pictureUrl ? <PictureOverlay url={task.pictureUrl} corners={box} opacity={0.7} /> : null}
      {byKeyboard ? <span className={styles.crosshair} /> : null}
      <OnMap className={styles.drawStrip ?? ''}>
        <strong>{t(task.promptKey)}</strong>
        <span>{t(isLong ? 'tools.hintRing' : 'tools.hintPoint')}</span>
        <span className={styles.drawButtons}>
          {isLong ? (
            <>
              <Button onPress={() => send({ kind: 'back' })} isDisabled={points.length === 0}>
                {t('tools.back')}
              </Button>
              <Button
                look="primary"
                testId="finish-drawing"
                onPress={() => send({ kind: 'finish' })}
                isDisabled={points.length < (form === 'ring' ? 3 : 2)}
              >
                {t('tools.finish')}
              </Button>
            </>
          ) : null}
          <Button onPress={() => send({ kind: 'bail' })}>{t('tools.cancel')}</Button>
        </span>
      </OnMap>
    </>
  )
}
