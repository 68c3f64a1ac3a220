import type { LeafletEvent, Marker as LeafletMarker } from 'leaflet'
import { useEffect, useState } from 'react'
import { CircleMarker, useMap } from 'react-leaflet'
import { useStore } from 'zustand'
import { middleOf } from '../../../src/core/geo/middle.ts'
import { frameAt } from '../../../src/core/geo/frame.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import {
  midpoint,
  shifted,
  withoutPoint,
  withPointAfter,
  withPointAt,
} from '../../../src/core/mission/points.ts'
import { fewestOf, type Shape } from '../../../src/core/mission/shapes.ts'
import { useSites } from '../../api/hooks.ts'
import { notices } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { editableOf, type Open, reshape, shapesOf } from '../../desk/editing/open.ts'
import { session } from '../../desk/editing/session.ts'
import { type SnapTarget, type Snapped, snap } from './snap.ts'
import { type Key, useT } from '../../i18n/index.ts'
import { Handle } from './Handle.tsx'
import { latLonOf, pair } from '../leaflet/latlng.ts'
import styles from './tools.module.css'

/** A pointer this near to a corner or an edge takes hold of it, px. */
const SNAP_PX = 10
const STEP_M = 1
const BIG_STEP_M = 10

const run = (work: Promise<void>) => void work.catch((error: unknown) => notices.getState().fail(error))

/** The shape whose handles are out: the one chosen on the map, else the one that the selection means. */
function useActiveShape(document: Open | null): Shape | null {
  const active = useStore(session, (state) => state.activeShape)
  const selected = useStore(selection, (state) => state.selected)
  if (!document) return null
  const meant = active ?? editableOf(document.kind).shapeMeant(selected)
  return shapesOf(document).find(({ key }) => key === meant) ?? null
}

/**
 * Handles of one shape. They stand where the document has its points while the shape is drawn from the gesture's
 * preview, so the handle in hand is never made anew under the pointer.
 */
export function EditHandles() {
  const document = useStore(session, (state) => state.document)
  const inGesture = useStore(session, (state) => state.inGesture)
  const shape = useActiveShape(document)
  const [held, setHeld] = useState<Snapped | null>(null)
  useEffect(() => {
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      if (session.getState().inGesture) session.getState().bail()
      else session.getState().activate(null)
    }
    window.document.addEventListener('keydown', onEscape)
    return () => window.document.removeEventListener('keydown', onEscape)
  }, [])
  if (!document || !shape) return null
  return (
    <>
      <Handles
        key={`${document.base} ${shape.key}`}
        document={document}
        shape={shape}
        inGesture={inGesture}
        onSnap={setHeld}
      />
      {held && inGesture ? (
        <CircleMarker
          center={pair(held.at)}
          radius={held.on === 'corner' ? 9 : 6}
          interactive={false}
          className={styles.snap ?? ''}
          fill={false}
        />
      ) : null}
    </>
  )
}

type Props = { document: Open; shape: Shape; inGesture: boolean; onSnap: (held: Snapped | null) => void }

function Handles({ document, shape, inGesture, onSnap }: Props) {
  const t = useT()
  const map = useMap()
  const { data: sites } = useSites()
  const { points, form } = shape
  const { beginGesture, gesture, endGesture } = session.getState()
  const commit = (make: (points: readonly LatLon[]) => readonly LatLon[], labelKey: Key) =>
    run(session.getState().change(reshape(document.kind, shape.key, make), labelKey))

  const targets = (): SnapTarget[] => [
    ...(sites ?? [])
      .filter(({ doc }) => doc.id !== document.doc.id)
      .map(({ doc }) => ({ points: doc.boundary, closed: true })),
    ...shapesOf(document)
      .filter((other) => other.key !== shape.key && other.form !== 'circle')
      .map((other) => ({ points: other.points, closed: other.form === 'ring' })),
  ]
  const metresPerPx = () => {
    const size = map.getSize()
    return (
      map.distance(
        map.containerPointToLatLng([0, size.y / 2]),
        map.containerPointToLatLng([100, size.y / 2]),
      ) / 100
    )
  }
  /** Where the dragged handle is, snapped unless Alt is held. */
  const placeOf = (event: LeafletEvent): LatLon => {
    const marker = event.target as LeafletMarker
    const at = latLonOf(marker.getLatLng())
    const isFree = (event as unknown as { originalEvent?: MouseEvent }).originalEvent?.altKey === true
    const held = isFree ? null : snap(at, targets(), SNAP_PX * metresPerPx())
    onSnap(held)
    if (held) marker.setLatLng(pair(held.at))
    return held?.at ?? at
  }
  type Moved = (points: readonly LatLon[], at: LatLon) => readonly LatLon[]
  const dragging = (make: Moved, labelKey: Key) => ({
    dragstart: () => beginGesture(),
    drag: (event: LeafletEvent) => {
      if (!session.getState().inGesture) return
      const at = placeOf(event)
      gesture(reshape(document.kind, shape.key, (now) => make(now, at)))
    },
    dragend: () => {
      onSnap(null)
      run(endGesture(labelKey))
    },
  })
  const moveCorner =
    (index: number): Moved =>
    (now, at) => {
      if (form !== 'circle' || index !== 0) return withPointAt(now, index, at)
      const { x, y } = frameAt(now[0] as LatLon).toLocal(at)
      return shifted(now, x, y)
    }
  const onKey = (index: number) => (event: KeyboardEvent) => {
    const step = event.shiftKey ? BIG_STEP_M : STEP_M
    const [east, north] =
      event.key === 'ArrowRight'
        ? [step, 0]
        : event.key === 'ArrowLeft'
          ? [-step, 0]
          : event.key === 'ArrowUp'
            ? [0, step]
            : event.key === 'ArrowDown'
              ? [0, -step]
              : [0, 0]
    if (east !== 0 || north !== 0)
      commit(
        (now) => moveCorner(index)(now, shifted([now[index] as LatLon], east, north)[0] as LatLon),
        'edit.moveCorner',
      )
    else if (event.key === 'Delete' && form !== 'circle')
      commit((now) => withoutPoint(now, index, fewestOf(shape)), 'edit.deleteCorner')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  useEffect(() => {
    // The mark on the map, not on each handle: another icon for the handle in hand would end the drag.
    const quiet = styles.gesturing
    if (!quiet || !inGesture) return
    map.getContainer().classList.add(quiet)
    return () => map.getContainer().classList.remove(quiet)
  }, [map, inGesture])
  return (
    <>
      {points.map((point, index) => (
        <Handle
          // Corners are known by their number: a corner put in makes the document, and with it these handles, anew.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          at={point}
          look={(form === 'point' ? styles.pointHandle : styles.corner) ?? ''}
          size={22}
          title={form === 'circle' && index === 1 ? t('map.rim') : t('map.corner', { index: index + 1 })}
          handlers={dragging(moveCorner(index), 'edit.moveCorner')}
          onKey={onKey(index)}
          onFocus={() => session.getState().focus({ key: shape.key, index })}
        />
      ))}
      {form === 'ring' || form === 'path'
        ? points.map((point, index) => {
            const next = points[index + 1] ?? (form === 'ring' ? points[0] : undefined)
            if (!next) return null
            return (
              <Handle
                // oxlint-disable-next-line react/no-array-index-key
                key={`m${index}`}
                at={midpoint(point, next)}
                look={styles.middle ?? ''}
                size={16}
                title={t('map.middle')}
                handlers={dragging((now, at) => withPointAfter(now, index, at), 'edit.addCorner')}
              />
            )
          })
        : null}
      {form === 'ring' ? (
        <Handle
          at={middleOf(points)}
          look={styles.mover ?? ''}
          size={26}
          symbol="move"
          title={t('map.moveAll')}
          handlers={dragging((now, at) => {
            const { x, y } = frameAt(middleOf(now)).toLocal(at)
            return shifted(now, x, y)
          }, 'edit.moveShape')}
        />
      ) : null}
    </>
  )
}
