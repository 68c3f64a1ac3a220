import type { LayerFeature } from '../geo/layer.ts'
import type { LatLon } from '../geo/position.ts'
import { type Note, note } from '../units/note.ts'
import { type Kind, tally } from './tally.ts'

/** An area that a file draws, corners not closed; holes lie in it. */
export type DrawnArea = { readonly label: string; readonly outer: LatLon[]; readonly holes: LatLon[][] }

/** What a file draws, by what can be made of it. */
export type Drawn = {
  readonly areas: readonly DrawnArea[]
  readonly lines: readonly LatLon[][]
  readonly points: readonly LatLon[]
  /** What of it is not used, and what was taken for something else. */
  readonly notes: readonly Note[]
}

/** Ends of a line this near are one: an outline, degrees (5 cm). */
const CLOSED_DEG = 5e-7

/**
 * What is drawn, for who uses the given kinds of it. A line that ends where it began is an area, as most programs draw a zone,
 * unless lines are used themselves.
 */
export function drawnOf(features: readonly LayerFeature[], used: readonly Kind[]): Drawn {
  const areas: DrawnArea[] = []
  const lines: LatLon[][] = []
  const points: LatLon[] = []
  let closed = 0
  const addArea = (label: string, rings: readonly (readonly [number, number][])[]): void => {
    const [outer, ...holes] = rings.map((ring) => (isClosed(ring) ? ring.slice(0, -1) : ring).map(placeOf))
    if (outer && outer.length >= 3)
      areas.push({ label, outer, holes: holes.filter((hole) => hole.length >= 3) })
  }
  for (const { geometry, label } of features)
    switch (geometry.type) {
      case 'Polygon':
        addArea(label, geometry.coordinates)
        break
      case 'LineString':
      case 'MultiLineString':
        for (const line of geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates)
          if (used.includes('line') || line.length < 4 || !isClosed(line)) lines.push(line.map(placeOf))
          else {
            addArea(label, [line])
            closed += 1
          }
        break
      case 'Point':
        points.push(placeOf(geometry.coordinates))
        break
      case 'MultiPoint':
        points.push(...geometry.coordinates.map(placeOf))
        break
    }
  const counted = tally()
  for (const [kind, count] of [
    ['area', areas.length],
    ['hole', areas.reduce((sum, { holes }) => sum + holes.length, 0)],
    ['line', lines.length],
    ['point', points.length],
  ] as const) {
    counted.met(kind, count)
    if (used.includes(kind)) counted.used(kind, count)
  }
  const taken = closed > 0 ? [note('info', 'closed_lines_as_areas', null, { count: closed })] : []
  return { areas, lines, points, notes: [...taken, ...counted.notes()] }
}

const placeOf = ([lon, lat]: readonly [number, number]): LatLon => ({ lat, lon })

function isClosed(line: readonly [number, number][]): boolean {
  const [first, last] = [line[0], line.at(-1)]
  return (
    line.length > 1 &&
    first !== undefined &&
    last !== undefined &&
    Math.abs(first[0] - last[0]) < CLOSED_DEG &&
    Math.abs(first[1] - last[1]) < CLOSED_DEG
  )
}
