import type { Map as LeafletMap } from 'leaflet'
import { useState } from 'react'
import { Marker, useMap, useMapEvents } from 'react-leaflet'
import { angleDeg, areaM2, type Side, sideOf, sidesOf } from '../../../src/core/geo/measures.ts'
import { middleOf } from '../../../src/core/geo/middle.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Shape } from '../../../src/core/mission/shapes.ts'
import { area, degrees, measuredLength } from '../../i18n/format.ts'
import { t, useT } from '../../i18n/index.ts'
import { latLonOf, pair } from '../leaflet/latlng.ts'
import { markIcon } from '../leaflet/marks.ts'
import { SKETCH } from './sketch.ts'
import type { View } from './tool.ts'
import styles from './tools.module.css'

/** A side shorter than this on the screen has no room for its length, px. */
const LEAST_PX = 44
/** How far beside its side a length stands, px. */
const BESIDE_PX = 15
/** With more sides than this the lengths would hide the map. */
const MOST_SIDES = 40

type Measured = NonNullable<View['sketch']>
type Label = { at: LatLon; text: string; look: string | undefined }

/** What is in work: the drawing, else the shape whose handles are out, as it is now. */
function measuredOf({ sketch, handles }: View, shapes: readonly Shape[]): Measured | null {
  if (sketch) return sketch
  if (!handles || handles.key === SKETCH || handles.form === 'point') return null
  const { form, points } = shapes.find(({ key }) => key === handles.key) ?? handles
  return form === 'point' ? null : { form, points, isGrowing: false }
}

/** Lengths beside the sides, the angle at the last corner and the area, of what is in work. */
export function Measures({ seen, shapes }: { seen: View; shapes: readonly Shape[] }) {
  useT()
  const map = useMap()
  const [, redraw] = useState(0)
  useMapEvents({ zoomend: () => redraw((count) => count + 1) })
  const measured = measuredOf(seen, shapes)
  if (!measured) return null
  return labelsOf(measured, map).map(({ at, text, look }, i) => (
    <Marker
      // Labels have no names; they are few, and made anew with every move.
      // oxlint-disable-next-line react/no-array-index-key
      key={i}
      position={pair(at)}
      interactive={false}
      keyboard={false}
      icon={markIcon(`${styles.measure} ${look ?? ''}`, 0, text)}
    />
  ))
}

function labelsOf({ form, points, isGrowing }: Measured, map: LeafletMap): Label[] {
  if (form === 'circle') {
    const [center, rim] = points
    return center && rim ? sideLabels([sideOf(center, rim)], 1, map, false) : []
  }
  const sides = sidesOf(points, form === 'ring')
  if (sides.length > MOST_SIDES) return []
  const last = isGrowing ? points.length - 2 : -1
  const squareM = form === 'ring' ? areaM2(points) : 0
  return [
    ...sideLabels(sides, turnOf(points), map, isGrowing, last),
    ...angleLabel(sides, last),
    ...(squareM > 0 ? [{ at: middleOf(points), text: area(squareM), look: styles.measuredArea }] : []),
  ]
}

/** 1 where the corners go round clockwise, -1 where they do not: lengths stand outside. */
function turnOf(points: readonly LatLon[]): 1 | -1 {
  const twice = points.reduce((sum, a, i) => {
    const b = points[(i + 1) % points.length] ?? a
    return sum + (b.lon - a.lon) * (b.lat + a.lat)
  }, 0)
  return twice >= 0 ? 1 : -1
}

function sideLabels(
  sides: readonly Side[],
  turn: 1 | -1,
  map: LeafletMap,
  isGrowing: boolean,
  growing = -1,
): Label[] {
  return sides.flatMap((side, i) => {
    const [from, to] = [map.project(pair(side.from)), map.project(pair(side.to))]
    const [dx, dy] = [to.x - from.x, to.y - from.y]
    const px = Math.hypot(dx, dy)
    if (px < LEAST_PX) return []
    const [outX, outY] = [(turn * dy) / px, (-turn * dx) / px]
    const beside = map.unproject([
      (from.x + to.x) / 2 + outX * BESIDE_PX,
      (from.y + to.y) / 2 + outY * BESIDE_PX,
    ])
    // Beside a steep side it begins where the side is, as it is wider than high.
    const look = Math.abs(outX) < 0.6 ? undefined : outX > 0 ? styles.measuredRight : styles.measuredLeft
    // Of the side that grows the direction counts too.
    const text =
      isGrowing && i === growing
        ? `${measuredLength(side.lengthM)} · ${degrees(side.bearingDeg)}`
        : measuredLength(side.lengthM)
    return [{ at: latLonOf(beside), text, look }]
  })
}

/** The angle where the growing side leaves the one before it. */
function angleLabel(sides: readonly Side[], growing: number): Label[] {
  const [arriving, leaving] = [sides[growing - 1], sides[growing]]
  return arriving && leaving
    ? [
        {
          at: leaving.from,
          text: t('tools.angle', { angle: degrees(angleDeg(arriving, leaving)) }),
          look: styles.measuredAngle,
        },
      ]
    : []
}
