import type { Element } from '@xmldom/xmldom'
import type { LatLon } from '../geo/position.ts'
import type { FenceZone, RallyPoint } from '../mission/mission.ts'
import { circleOutline } from '../geo/offset.ts'
import { frameAt } from '../geo/frame.ts'
import { finiteIn } from '../units/finite.ts'
import { type Note, note, type Read, remark } from '../units/note.ts'
import { quantiseM } from '../units/quantise.ts'
import type { FormatInput, Written } from './formatInput.ts'
import { homeFrom, type ImportedMission } from './importedMission.ts'
import { type Stop, stopsOf } from './stops.ts'
import { placeFrom } from './placeFrom.ts'
import { type Kind, tally } from './tally.ts'
import { decodeText, numberOf } from './text.ts'
import { type HeightOver, missionOfWays, type Taking, type Way, type WayPoint } from './ways.ts'
import { allOf, childrenOf, childText, element, parseXml, xmlDocument } from './xml.ts'

const KML = 'http://www.opengis.net/kml/2.2'

/**
 * The mission as a drawing (OGC KML 2.2): the route as a line, its waypoints, fence, rally points and home in folders.
 * Heights over the sea are written absolute where home's is known, else as over the ground. Each waypoint's height
 * over home stands in its `heightOverHomeM` as well, so that nothing has to be guessed when it is read again.
 */
export function writeKml({ mission, route, sites }: FormatInput): Written {
  const { home } = mission
  const { flown, notes } = stopsOf(route.items, { cruiseMS: mission.vehicle.cruiseMS, homeAmslM: home.amslM })
  const mode = home.amslM === null ? 'relativeToGround' : 'absolute'
  const high = (heightM: number) => quantiseM(heightM + (home.amslM ?? 0))
  const place = ({ lat, lon }: LatLon, heightM: number | null) =>
    heightM === null
      ? `${lon.toFixed(7)},${lat.toFixed(7)}`
      : `${lon.toFixed(7)},${lat.toFixed(7)},${high(heightM)}`
  const pointAt = (at: LatLon, heightM: number): string[] =>
    element('Point', [...element('altitudeMode', mode), ...element('coordinates', place(at, heightM))])
  const waypoint = (stop: Stop, i: number): string[] =>
    element('Placemark', [
      ...element('name', String(i + 1)),
      ...data({ role: 'waypoint', heightOverHomeM: stop.heightM, speedMS: stop.speedMS, holdS: stop.holdS }),
      ...pointAt(stop, stop.heightM),
    ])
  const ringOf = (zone: FenceZone): LatLon[] => {
    if (zone.shape === 'polygon') return [...zone.ring]
    const frame = frameAt(zone.center)
    return circleOutline({ x: 0, y: 0 }, zone.radiusM, !zone.inclusion).map((at) => frame.toLatLon(at))
  }
  const polygon = (ring: readonly LatLon[]): string[] =>
    element(
      'Polygon',
      element(
        'outerBoundaryIs',
        element(
          'LinearRing',
          element('coordinates', [...ring, ring[0] as LatLon].map((at) => place(at, null)).join(' ')),
        ),
      ),
    )
  const folder = (name: string, lines: string[]): string[] =>
    lines.length === 0 ? [] : element('Folder', [...element('name', name), ...lines])
  const lines = element(
    'kml',
    element('Document', [
      ...element('name', mission.name.zh),
      ...element('Placemark', [
        ...element('name', 'home'),
        ...data({ role: 'home', ...(home.amslM === null ? {} : { amslM: home.amslM }) }),
        ...pointAt(home, 0),
      ]),
      ...(flown.stops.length > 1
        ? element('Placemark', [
            ...element('name', 'route'),
            ...data({ role: 'route' }),
            ...element('LineString', [
              ...element('altitudeMode', mode),
              ...element('coordinates', flown.stops.map((stop) => place(stop, stop.heightM)).join(' ')),
            ]),
          ])
        : []),
      ...folder('waypoints', flown.stops.flatMap(waypoint)),
      ...folder(
        'fence',
        mission.fence.flatMap((zone) =>
          element('Placemark', [
            ...element('name', zone.inclusion ? 'inclusion' : 'exclusion'),
            ...data({ role: zone.inclusion ? 'inclusion' : 'exclusion' }),
            ...polygon(ringOf(zone)),
          ]),
        ),
      ),
      ...folder(
        'rally points',
        mission.rallyPoints.flatMap((rally) =>
          element('Placemark', [
            ...element('name', rally.id),
            ...data({ role: 'rally', heightOverHomeM: rally.heightM }),
            ...pointAt(rally, rally.heightM),
          ]),
        ),
      ),
      ...folder(
        'sites',
        sites.flatMap((site) =>
          element('Placemark', [
            ...element('name', site.name.zh),
            ...data({ role: 'site' }),
            ...polygon(site.boundary),
          ]),
        ),
      ),
    ]),
    { xmlns: KML },
  )
  return { content: xmlDocument(lines), notes }
}

const data = (members: Readonly<Record<string, string | number>>): string[] =>
  element(
    'ExtendedData',
    Object.entries(members).flatMap(([name, value]) => element('Data', element('value', value), { name })),
  )

/**
 * A mission from a KML drawing (OGC 12-007r2): the waypoints where placemarks say that they are (as Sortie writes them), else the
 * line, track or points that are taken; polygons named as a fence become one. Heights are over what `altitudeMode` says
 * (9.20: clamped to the ground where it says nothing, and the number is none).
 */
export function readKmlMission(
  bytes: Uint8Array,
  isSwapped = false,
  taking: Taking = {},
): Read<ImportedMission> {
  const decoded = decodeText(bytes)
  if (decoded.text === null) return { value: null, notes: decoded.notes }
  const { root, notes } = parseXml(decoded.text, decoded.notes)
  if (!root) return { value: null, notes }
  if (root.localName !== 'kml')
    return { value: null, notes: [...notes, note('error', 'not_kml', null, { root: root.localName ?? '' })] }
  const counted = tally()
  for (const name of DRAWN_OTHERWISE) counted.unused(name, allOf(root, name).length)
  const marks = allOf(root, 'Placemark').map((mark) => ({ mark, role: dataOf(mark, 'role') }))
  const placed = (mark: Element) => placesOf(mark, notes, isSwapped)
  const homeMark = marks.find(({ role }) => role === 'home')?.mark
  const homeAt = homeMark && placed(homeMark)[0]
  const amslM = numberOf(homeMark && dataOf(homeMark, 'amslM'))
  const home = homeAt ? homeFrom(homeAt, amslM) : null
  const pointOf = (mark: Element, at: Placed): WayPoint => {
    const ownM = numberOf(dataOf(mark, 'heightOverHomeM'))
    const own = Number.isFinite(ownM) ? { altM: ownM, over: 'home' as const } : at
    return { ...at, ...own, speedMS: numberIn(mark, 'speedMS'), holdS: numberIn(mark, 'holdS') }
  }
  const ways: Way[] = []
  const waypoints = marks.filter(({ role }) => role === 'waypoint')
  const fence: FenceZone[] = []
  const rallyPoints: RallyPoint[] = []
  const loose: WayPoint[] = []
  for (const { mark, role } of marks) {
    if (role === 'home' || (role === 'route' && waypoints.length > 0)) continue
    const shapes = shapesOf(mark)
    if (role === 'inclusion' || role === 'exclusion') {
      const ring = placesIn(allOf(mark, 'outerBoundaryIs')[0] ?? mark, mark, notes, isSwapped)
      if (ring.length < 4) remark(notes, note('error', 'fence_bad_zone', labelOf(mark)))
      else fence.push(zoneOf(`fence-${fence.length + 1}`, role === 'inclusion', ring.slice(0, -1)))
      continue
    }
    if (shapes.length === 0) counted.met('unplaced')
    for (const shape of shapes) {
      const places = placesIn(shape, mark, notes, isSwapped)
      const points = places.map((at) => pointOf(mark, at))
      const [first] = points
      if (role === 'waypoint' || role === 'rally') {
        if (!first) continue
        if (role === 'waypoint') loose.push(first)
        else if (first.altM === null || first.over !== 'home')
          remark(notes, note('error', 'rally_bad_point', labelOf(mark)))
        else
          rallyPoints.push({
            id: `rally-${rallyPoints.length + 1}`,
            lat: first.lat,
            lon: first.lon,
            heightM: quantiseM(first.altM),
          })
      } else if (shape.localName === 'Point') {
        if (waypoints.length > 0) counted.met('point')
        else if (first) loose.push(first)
      } else if (shape.localName === 'Polygon') {
        counted.met('area')
        counted.met('hole', allOf(shape, 'innerBoundaryIs').length)
      } else if (waypoints.length > 0) counted.met(kindOf(shape))
      else
        ways.push({
          kind: kindOf(shape),
          element: shape.localName ?? '',
          name: childrenOf(mark, 'name')[0]?.textContent?.trim() ?? '',
          points,
        })
    }
  }
  if (loose.length > 0) ways.push({ kind: 'point', element: 'Point', name: '', points: loose })
  return missionOfWays(ways, { home, fence, rallyPoints }, taking, counted, notes)
}

const zoneOf = (id: string, inclusion: boolean, ring: readonly LatLon[]): FenceZone => ({
  id,
  inclusion,
  floorM: null,
  ceilingM: null,
  shape: 'polygon',
  ring: ring.map(({ lat, lon }) => ({ lat, lon })),
})

/** What KML draws by other means than coordinates that could be flown. */
const DRAWN_OTHERWISE = ['NetworkLink', 'GroundOverlay', 'PhotoOverlay', 'Model', 'Tour'] as const
const SHAPES: readonly string[] = ['Point', 'LineString', 'LinearRing', 'Polygon', 'Track']
const kindOf = (shape: Element): Kind => (shape.localName === 'Track' ? 'track' : 'line')

/** The geometries of a placemark, those within multi-geometries and multi-tracks one by one; a polygon's rings are its own. */
function shapesOf(parent: Element): Element[] {
  return Array.from(parent.childNodes).flatMap((node): Element[] => {
    const { localName } = node as Element
    if (localName === 'MultiGeometry' || localName === 'MultiTrack') return shapesOf(node as Element)
    return SHAPES.includes(localName ?? '') ? [node as Element] : []
  })
}

type Placed = LatLon & Pick<WayPoint, 'altM' | 'over'>

/** Over what the heights of a geometry are; Google's sea floor is the ground here. */
function overOf(shape: Element): HeightOver {
  const mode = childrenOf(shape, 'altitudeMode')[0]?.textContent?.trim().toLowerCase()
  if (mode === 'absolute') return 'sea'
  return mode === 'relativetoground' || mode === 'relativetoseafloor' ? 'ground' : 'draped'
}

function dataOf(mark: Element, name: string): string | null {
  for (const data of allOf(mark, 'Data'))
    if (data.getAttribute('name') === name) return childText(data, 'value')
  return null
}

const numberIn = (mark: Element, name: string): number | null =>
  finiteIn(numberOf(dataOf(mark, name)), 0, 1e5)

const labelOf = (mark: Element): string =>
  childrenOf(mark, 'name')[0]?.textContent?.trim().slice(0, 60) || 'Placemark'

/** The places of a placemark's geometries, in their order. */
const placesOf = (mark: Element, notes: Note[], isSwapped: boolean): Placed[] =>
  shapesOf(mark).flatMap((shape) => placesIn(shape, mark, notes, isSwapped))

/** The places of one geometry, longitude first unless `isSwapped`; what is no place is an error of the placemark. */
function placesIn(shape: Element, mark: Element, notes: Note[], isSwapped: boolean): Placed[] {
  const over = overOf(shape)
  const isTrack = shape.localName === 'Track'
  const groups = isTrack
    ? // gx:coord has spaces where coordinates have commas.
      allOf(shape, 'coord').map((coord) => (coord.textContent ?? '').trim().split(/\s+/).join(','))
    : (allOf(shape, 'coordinates')[0]?.textContent ?? '').trim().split(/\s+/)
  return groups.flatMap((group): Placed[] => {
    const fields = group.split(',', 5).map(numberOf)
    const [lon, lat] = isSwapped ? [fields[1], fields[0]] : fields
    const place = fields.length > 3 ? 'decimal_comma' : placeFrom(lat, lon)
    if (typeof place === 'string') {
      remark(notes, note('error', place, labelOf(mark), { text: group.slice(0, 40) }))
      return []
    }
    const altM = fields[2]
    return [{ ...place, over, altM: altM !== undefined && Number.isFinite(altM) ? altM : null }]
  })
}
