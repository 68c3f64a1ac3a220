import type { Element } from '@xmldom/xmldom'
import type { LayerFeature } from '../geo/layer.ts'
import { type Note, note, type Read } from '../units/note.ts'
import { decodeText } from './text.ts'
import { childText, parseXml } from './xml.ts'

/** Features of one file beyond this many are left out, with a note. */
const MOST_FEATURES = 50_000

/**
 * Reads the placemarks of a KML file (OGC 12-007r2): points, lines, polygons with holes and multi-geometries, in
 * whatever folders they stand, with their names. Document types and entities are refused.
 */
export function readKmlAreas(bytes: Uint8Array): Read<LayerFeature[]> {
  const { text, notes } = decodeText(bytes)
  if (text === null) return { value: null, notes }
  return readKmlText(text, notes)
}

export function readKmlText(text: string, before: readonly Note[] = []): Read<LayerFeature[]> {
  const { root, notes } = parseXml(text, before)
  if (!root) return { value: null, notes }
  if (root.localName !== 'kml')
    return { value: null, notes: [...notes, note('error', 'not_kml', null, { root: root.localName ?? '' })] }
  const found: LayerFeature[] = []
  const placemarks = Array.from(root.getElementsByTagNameNS('*', 'Placemark'))
  for (const [i, placemark] of placemarks.entries()) {
    const label = (childText(placemark, 'name') ?? '').slice(0, 200)
    readGeometries(
      placemark,
      label ? `Placemark ${i + 1} (${label})` : `Placemark ${i + 1}`,
      label,
      found,
      notes,
    )
    if (found.length > MOST_FEATURES) {
      found.length = MOST_FEATURES
      notes.push(note('warning', 'too_many_items', null, { count: placemarks.length }))
      break
    }
  }
  return found.length > 0
    ? { value: found, notes }
    : { value: null, notes: [...notes, note('error', 'no_features')] }
}

function readGeometries(
  placemark: Element,
  at: string,
  label: string,
  found: LayerFeature[],
  notes: Note[],
): void {
  const add = (geometry: LayerFeature['geometry']) => found.push({ geometry, kind: 'other', label })
  const of = (name: string) => Array.from(placemark.getElementsByTagNameNS('*', name))
  for (const polygon of of('Polygon')) {
    const rings: [number, number][][] = []
    for (const boundary of ['outerBoundaryIs', 'innerBoundaryIs'])
      for (const element of Array.from(polygon.getElementsByTagNameNS('*', boundary))) {
        const ring = readCoordinates(element, at, notes)
        if (ring && ring.length >= 3) rings.push(closedRing(ring))
        else if (ring) notes.push(note('warning', 'too_few_corners', at, { corners: ring.length }))
        if (boundary === 'outerBoundaryIs' && rings.length === 0) break
      }
    if (rings.length > 0) add({ type: 'Polygon', coordinates: rings })
  }
  for (const line of of('LineString')) {
    const path = readCoordinates(line, at, notes)
    if (path && path.length >= 2) add({ type: 'LineString', coordinates: path })
    else if (path) notes.push(note('warning', 'too_few_corners', at, { corners: path.length }))
  }
  for (const point of of('Point')) {
    const [place] = readCoordinates(point, at, notes) ?? []
    if (place) add({ type: 'Point', coordinates: place })
  }
}

function closedRing(ring: [number, number][]): [number, number][] {
  const first = ring[0] as [number, number]
  const last = ring[ring.length - 1] as [number, number]
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first]
}

/** `lon,lat[,alt]` groups; null, with a note, when there are none or one of them cannot be a place. */
function readCoordinates(element: Element, at: string, notes: Note[]): [number, number][] | null {
  const text = element.getElementsByTagNameNS('*', 'coordinates')[0]?.textContent?.trim()
  if (!text) {
    notes.push(note('warning', 'bad_geometry', at))
    return null
  }
  const list: [number, number][] = []
  for (const group of text.split(/\s+/)) {
    const [lon, lat] = group.split(',').map((field) => (field === '' ? Number.NaN : Number(field)))
    if (lon === undefined || lat === undefined || !Number.isFinite(lon) || !Number.isFinite(lat)) {
      notes.push(note('warning', 'not_a_number', at, { text: group.slice(0, 40) }))
      return null
    }
    if (Math.abs(lat) > 90 && Math.abs(lon) <= 90) {
      notes.push(note('error', 'swapped_coordinates', at))
      return null
    }
    if (Math.abs(lat) > 90 || Math.abs(lon) > 180) {
      notes.push(note('warning', 'bad_coordinates', at, { text: group.slice(0, 40) }))
      return null
    }
    list.push([lon, lat])
  }
  return list
}
