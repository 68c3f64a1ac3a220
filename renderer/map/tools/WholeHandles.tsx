import { DomEvent, type Map as LeafletMap, type Marker as LeafletMarker } from 'leaflet'
import { useEffect, useMemo, useState } from 'react'
import { Marker, Polygon, Polyline, useMap, useMapEvents } from 'react-leaflet'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { scaled, turned } from '../../../src/core/geo/transform.ts'
import { degrees, percent } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { latLonOf, pair, pairs } from '../leaflet/latlng.ts'
import { type MarkSymbol, markIcon, symbolIcon } from '../leaflet/marks.ts'
import type { WholeGrip } from './drawing.ts'
import { grips } from './Handle.tsx'
import type { View, Wholes } from './tool.ts'
import { send } from './toolbox.ts'
import styles from './tools.module.css'

/** How far outside of the corners the box goes, so that no handle of theirs is covered, and the other handle above it, px. */
const OUTSIDE_PX = 34
const ABOVE_PX = 30
/** A hand that trembles turns nothing, px. */
const LEAST_PX = 3

/** A box about all patterns that are meant, with one handle to turn them and one to make them larger or smaller. */
export function WholeHandles({ of, inHand }: { of: Wholes; inHand: View['inHand'] }) {
  const t = useT()
  const map = useMap()
  const [, redraw] = useState(0)
  useMapEvents({ zoomend: () => redraw((count) => count + 1) })
  const stood = boxAbout(of.reach, map)
  // The box is the one that was taken hold of, and goes along with the hand.
  const now = (at: LatLon): LatLon =>
    !inHand
      ? at
      : inHand.of === 'turn'
        ? turned(at, of.about, inHand.value)
        : scaled(at, of.about, inHand.value / 100)
  const corners = stood.corners.map(now)
  const [top, above, corner] = [stood.top, stood.above, stood.corner].map(now) as [LatLon, LatLon, LatLon]
  const look = { interactive: false, className: styles.wholeBox ?? '' }
  return (
    <>
      <Polygon positions={pairs(corners)} {...look} />
      {of.canTurn ? (
        <>
          <Polyline positions={pairs([top, above])} {...look} />
          <WholeHandle of="turn" at={above} symbol="turn" title={t('map.turnAll')} />
        </>
      ) : null}
      <WholeHandle of="scale" at={corner} symbol="scale" title={t('map.scaleAll')} />
      {inHand ? (
        <Marker
          position={pair(inHand.of === 'turn' ? above : corner)}
          interactive={false}
          keyboard={false}
          zIndexOffset={3000}
          icon={markIcon(
            `${styles.measure} ${styles.wholeFigure}`,
            0,
            inHand.of === 'turn' ? degrees(inHand.value) : percent(inHand.value / 100),
          )}
        />
      ) : null}
    </>
  )
}

type Box = { corners: LatLon[]; top: LatLon; above: LatLon; corner: LatLon }

/** The box about some places as the map shows them now, and where its handles stand. */
function boxAbout(reach: readonly LatLon[], map: LeafletMap): Box {
  const px = reach.map((at) => map.project(pair(at)))
  const [xs, ys] = [px.map(({ x }) => x), px.map(({ y }) => y)]
  const [west, east] = [Math.min(...xs) - OUTSIDE_PX, Math.max(...xs) + OUTSIDE_PX]
  const [north, south] = [Math.min(...ys) - OUTSIDE_PX, Math.max(...ys) + OUTSIDE_PX]
  const at = (x: number, y: number): LatLon => latLonOf(map.unproject([x, y]))
  return {
    corners: [at(west, north), at(east, north), at(east, south), at(west, south)],
    top: at((west + east) / 2, north),
    above: at((west + east) / 2, north - ABOVE_PX),
    corner: at(east, south),
  }
}

type HandleProps = { of: WholeGrip['of']; at: LatLon; symbol: MarkSymbol; title: string }

/** One of the two: the pointer takes it, Shift down or not, and the arrow keys while it has the focus. */
function WholeHandle({ of, at, symbol, title }: HandleProps) {
  const map = useMap()
  const [marker, setMarker] = useState<LeafletMarker | null>(null)
  const icon = useMemo(() => symbolIcon(styles.wholeHandle ?? '', 28, symbol, title), [symbol, title])
  useEffect(() => {
    const element = marker?.getElement()
    return element && held(element, { of }, map)
  }, [marker, of, map])
  const { lat, lon } = at
  const position = useMemo(() => pair({ lat, lon }), [lat, lon])
  return <Marker ref={setMarker} position={position} zIndexOffset={2100} icon={icon} />
}

/** Makes events of the tool of what a pointer does to a handle, past Leaflet, which moves nothing while Shift is down. */
function held(element: HTMLElement, grip: WholeGrip, map: LeafletMap): () => void {
  const end = new AbortController()
  const { signal } = end
  let pressed: PointerEvent | null = null
  let isTaken = false
  const placeOf = (event: PointerEvent): LatLon => latLonOf(map.mouseEventToLatLng(event).wrap())
  const letGo = (kind: 'drop' | 'cancel') => (): void => {
    if (pressed && isTaken) send({ kind })
    pressed = null
    isTaken = false
  }
  element.dataset['testid'] = `whole-${grip.of}`
  grips.set(element, grip)
  DomEvent.disableClickPropagation(element)
  element.addEventListener('focus', () => void send({ kind: 'focus', grip }), { signal })
  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0 || !event.isPrimary) return
      pressed = event
      element.setPointerCapture(event.pointerId)
    },
    { signal },
  )
  element.addEventListener(
    'pointermove',
    (event) => {
      if (!pressed) return
      const px = Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY)
      if (!isTaken) {
        if (px < LEAST_PX) return
        isTaken = send({ kind: 'take', grip, at: placeOf(pressed) })
      }
      if (isTaken) send({ kind: 'drag', spot: { at: placeOf(event), held: null }, isStepped: event.shiftKey })
    },
    { signal },
  )
  element.addEventListener('pointerup', letGo('drop'), { signal })
  element.addEventListener('pointercancel', letGo('cancel'), { signal })
  return () => {
    letGo('cancel')()
    grips.delete(element)
    end.abort()
  }
}
