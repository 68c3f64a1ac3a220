import type { Element } from '@xmldom/xmldom'
import type { LayerFeature } from '../geo/layer.ts'
import { note, type Read, remark } from '../units/note.ts'
import { placeFrom } from './placeFrom.ts'
import { tally } from './tally.ts'
import { decodeText, numberOf } from './text.ts'
import { childrenOf, childText, parseXml } from './xml.ts'

/** Features of one file beyond this many are left out, with a note. */
const MOST_FEATURES = 50_000

/**
 * What a GPX draws (GPX 1.1): its routes and the segments of its tracks as lines, its waypoints as points. Who wants areas takes
 * the closed ones of them. A line with a point that is no place is left out, and said.
 */
export function readGpxAreas(bytes: Uint8Array, isSwapped = false): Read<LayerFeature[]> {
  const decoded = decodeText(bytes)
  if (decoded.text === null) return { value: null, notes: decoded.notes }
  const { root, notes } = parseXml(decoded.text, decoded.notes)
  if (!root) return { value: null, notes }
  if (root.localName !== 'gpx') return { value: null, notes: [...notes, note('error', 'not_gpx')] }
  const found: LayerFeature[] = []
  const counted = tally()
  const positionOf = (point: Element, at: string): [number, number] | null => {
    const [first, second] = ['lat', 'lon'].map((name) => numberOf(point.getAttribute(name)))
    const place = isSwapped ? placeFrom(second, first) : placeFrom(first, second)
    if (typeof place === 'string') {
      const text = `${point.getAttribute('lat') ?? ''}, ${point.getAttribute('lon') ?? ''}`
      remark(notes, note('error', place, at, { text: text.slice(0, 60) }))
      return null
    }
    if (numberOf(childText(point, 'ele')) > 0) counted.met('height')
    return [place.lon, place.lat]
  }
  const labelOf = (element: Element): string => (childText(element, 'name') ?? '').slice(0, 200)
  let met = 0
  const lineOf = (points: readonly Element[], label: string): void => {
    met += 1
    const at = label || `${points[0]?.localName ?? 'line'} ${met}`
    if (points.length < 2) {
      remark(notes, note('error', 'too_few_corners', at, { corners: points.length }))
      return
    }
    const line = points.map((point) => positionOf(point, at))
    if (line.every((position) => position !== null))
      found.push({ geometry: { type: 'LineString', coordinates: line }, kind: 'other', label })
  }
  for (const route of childrenOf(root, 'rte')) lineOf(childrenOf(route, 'rtept'), labelOf(route))
  for (const track of childrenOf(root, 'trk'))
    for (const segment of childrenOf(track, 'trkseg')) lineOf(childrenOf(segment, 'trkpt'), labelOf(track))
  for (const point of childrenOf(root, 'wpt')) {
    const position = positionOf(point, labelOf(point) || 'wpt')
    if (position)
      found.push({ geometry: { type: 'Point', coordinates: position }, kind: 'other', label: labelOf(point) })
  }
  if (found.length > MOST_FEATURES)
    notes.push(note('warning', 'too_many_items', null, { count: found.length }))
  const all = [...notes, ...counted.notes()]
  return found.length > 0
    ? { value: found.slice(0, MOST_FEATURES), notes: all }
    : { value: null, notes: [...all, note('error', 'no_features')] }
}
