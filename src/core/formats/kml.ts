import type { LayerFeature } from '../geo/layer.ts'
import { type Note, note, type Read } from '../units/note.ts'
import type { DrawnRow } from './drawnRow.ts'
import { placeFrom } from './placeFrom.ts'
import { type Tally, tally } from './tally.ts'
import { decodeText, numberOf } from './text.ts'
import { attributeOf, scanXml } from './xmlScan.ts'

/** Features of one file beyond this many are left out, with a note. */
const MOST_FEATURES = 50_000
/** Notes of one file beyond this many are left out: the same mistake a million times is one mistake. */
const MOST_NOTES = 200
/** Data of one placemark beyond so many are left out, and each is cut short. */
const MOST_MEMBERS = 100
const LONGEST_MEMBER = 10_000

/**
 * Reads the placemarks of a KML file (OGC 12-007r2): points, lines, tracks, polygons with holes and multi-geometries, in
 * whatever folders they stand, with their names. The file is gone through once, so that a very large one needs little
 * more memory than its text. Document types and entities are refused.
 */
export function readKmlAreas(bytes: Uint8Array, isSwapped = false): Read<LayerFeature[]> {
  const { value, notes } = readKmlRows(bytes, isSwapped)
  const found = value?.flatMap(({ features }) => features) ?? []
  return found.length > 0 || value === null
    ? { value: value && found, notes }
    : { value: null, notes: [...notes, note('error', 'no_features')] }
}

/** The placemarks of a KML file one by one, each with its name and its own data (`ExtendedData`). */
export function readKmlRows(bytes: Uint8Array, isSwapped = false): Read<DrawnRow[]> {
  const { text, notes } = decodeText(bytes)
  if (text === null) return { value: null, notes }
  const counted = tally()
  const reader = placemarkReader(notes, counted, isSwapped)
  const root = { name: null as string | null }
  const isSound = scanXml(
    text,
    {
      open: (name, tag) => {
        root.name ??= name
        reader.open(name, tag)
      },
      close: reader.close,
      text: reader.text,
    },
    notes,
  )
  if (!isSound) return { value: null, notes }
  if (root.name === null) return { value: null, notes: [...notes, note('error', 'not_xml')] }
  if (root.name !== 'kml')
    return { value: null, notes: [...notes, note('error', 'not_kml', null, { root: root.name })] }
  if (reader.left() > 0)
    notes.push(note('warning', 'too_many_items', null, { count: MOST_FEATURES + reader.left() }))
  return { value: reader.rows, notes: [...notes, ...counted.notes()] }
}

/** What KML draws by other means than the coordinates of a placemark. */
const DRAWN_OTHERWISE: readonly string[] = [
  'NetworkLink',
  'GroundOverlay',
  'ScreenOverlay',
  'PhotoOverlay',
  'Model',
  'Tour',
]
/** Elements that hold coordinates which are read. */
const SHAPES: readonly string[] = ['Point', 'LineString', 'LinearRing']

type Position = [number, number]

/** Collects the geometries of placemarks from what a scan meets. */
function placemarkReader(notes: Note[], counted: Tally, isSwapped: boolean) {
  const rows: DrawnRow[] = []
  let found = 0
  let left = 0
  let placemarks = 0
  let path: string[] = []
  let inside = false
  let label = ''
  /** What the placemark says of itself, and the name of what is being said. */
  let members = new Map<string, string>()
  let member: string | null = null
  let made: LayerFeature['geometry'][] = []
  let outlines: Position[][] = []
  let holes: Position[][] = []
  let isEmpty = true
  let isRaised = false
  let track: Position[] = []
  /** Text of the element that is being read, where it counts. */
  let gathered: string[] | null = null

  const at = (): string => (label ? `Placemark ${placemarks} (${label})` : `Placemark ${placemarks}`)
  const remark = (code: Note['code'], severity: Note['severity'], params: Note['params'] = {}): void => {
    if (notes.length < MOST_NOTES) notes.push(note(severity, code, at(), params))
  }
  const within = (name: string): boolean => path.includes(name)

  const coordinates = (text: string): void => {
    isEmpty = false
    if (!SHAPES.some(within)) {
      counted.unused(path.at(-2) ?? 'coordinates')
      return
    }
    const list = positionsOf(text, remark, isSwapped)
    if (!list) return
    // Where the mode stands behind the numbers nobody has read them as heights either.
    if (isRaised && /,[^,\s]*,-?\d*[1-9]/.test(text)) counted.met('height')
    const isRing = within('outerBoundaryIs') || within('innerBoundaryIs')
    if (isRing || (within('LinearRing') && !within('Polygon'))) {
      const isHole = within('innerBoundaryIs')
      if (closedRing(list).length < 4) remark('too_few_corners', 'error', { corners: list.length })
      else if (!isRing) made.push({ type: 'Polygon', coordinates: [closedRing(list)] })
      // Holes may stand before their outline.
      else if (isHole) holes.push(closedRing(list))
      // A polygon has one outline: another is an area of its own.
      else outlines.push(closedRing(list))
    } else if (within('LineString')) {
      if (list.length >= 2) made.push({ type: 'LineString', coordinates: list })
      else remark('too_few_corners', 'error', { corners: list.length })
    } else if (within('Point')) for (const at of list) made.push({ type: 'Point', coordinates: at })
  }
  const polygons = (): void => {
    const [first, ...more] = outlines
    if (first) made.push({ type: 'Polygon', coordinates: [first, ...holes] })
    // A hole is nothing without its outline, and whose it would be nobody knows.
    else if (holes.length > 0) remark('bad_geometry', 'error')
    for (const outline of more) made.push({ type: 'Polygon', coordinates: [outline] })
  }

  return {
    rows,
    left: () => left,
    open(name: string, tag: string): void {
      path.push(name)
      if (DRAWN_OTHERWISE.includes(name)) counted.unused(name)
      if (name === 'Placemark') {
        inside = true
        isEmpty = true
        placemarks += 1
        label = ''
        members = new Map()
        made = []
      }
      if (!inside) return
      if (name === 'Data' || name === 'SimpleData') member = attributeOf(tag, 'name')
      if (name === 'Polygon') {
        outlines = []
        holes = []
      }
      if (name === 'Track') track = []
      if (name === 'Model') isEmpty = false
      if (SHAPES.includes(name) || name === 'Polygon') isRaised = false
      if (
        ['coordinates', 'coord', 'altitudeMode', 'SimpleData'].includes(name) ||
        (name === 'name' && path.at(-2) === 'Placemark') ||
        (name === 'value' && path.at(-2) === 'Data')
      )
        gathered = []
    },
    text(text: string): void {
      gathered?.push(text)
    },
    close(name: string): void {
      if (inside && gathered && name === 'altitudeMode') {
        isRaised = /^(absolute|relative)/i.test(gathered.join('').trim())
        gathered = null
      } else if (inside && gathered && (name === 'value' || name === 'SimpleData')) {
        if (member !== null && members.size < MOST_MEMBERS)
          members.set(member, gathered.join('').trim().slice(0, LONGEST_MEMBER))
        gathered = null
      } else if (inside && gathered && (name === 'name' || name === 'coordinates' || name === 'coord')) {
        const text = gathered.join('').trim()
        gathered = null
        if (name === 'name') label = text.slice(0, 200)
        else if (name === 'coordinates') coordinates(text)
        // gx:coord has spaces where coordinates have commas.
        else {
          isEmpty = false
          track.push(...(positionsOf(text.split(/\s+/).join(','), remark, isSwapped) ?? []))
        }
      }
      path.pop()
      if (!inside) return
      if (name === 'Polygon') polygons()
      if (name === 'Track' && track.length >= 2) made.push({ type: 'LineString', coordinates: track })
      else if (name === 'Track') remark('too_few_corners', 'error', { corners: track.length })
      if (name === 'Placemark') {
        inside = false
        if (isEmpty) counted.met('unplaced')
        const features = made.slice(0, MOST_FEATURES - found)
        found += features.length
        left += made.length - features.length
        rows.push({
          at: `Placemark ${placemarks}`,
          members: new Map([...members, ...(label === '' ? [] : [['name', label] as const])]),
          features: features.map((geometry) => ({ geometry, kind: 'other', label })),
        })
      }
    },
  }
}

function closedRing(ring: Position[]): Position[] {
  const first = ring[0] as Position
  const last = ring[ring.length - 1] as Position
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first]
}

/**
 * `lon,lat[,alt]` groups, or with `isSwapped` the latitude first; null, with a note, when there are none or one of them
 * cannot be a place. More than three numbers in a group are commas for decimal points.
 */
function positionsOf(
  text: string,
  remark: (code: Note['code'], severity: Note['severity'], params?: Note['params']) => void,
  isSwapped: boolean,
): Position[] | null {
  if (!text) {
    remark('bad_geometry', 'error')
    return null
  }
  const list: Position[] = []
  for (const group of text.split(/\s+/)) {
    const fields = group.split(',', 4).map(numberOf)
    const [lon, lat] = isSwapped ? [fields[1], fields[0]] : fields
    const place = fields.length > 3 ? 'decimal_comma' : placeFrom(lat, lon)
    if (typeof place === 'string') {
      remark(place, 'error', { text: group.slice(0, 40) })
      return null
    }
    // As the file has them: what is drawn is not rounded.
    list.push([lon as number, lat as number])
  }
  return list
}
