import type { Element } from '@xmldom/xmldom'
import type { LatLon } from '../geo/position.ts'
import type { FenceZone } from '../mission/mission.ts'
import { circleOutline } from '../geo/offset.ts'
import { frameAt } from '../geo/frame.ts'
import { type Note, note, type Read, remark } from '../units/note.ts'
import { quantiseM } from '../units/quantise.ts'
import type { FormatInput, Written } from './formatInput.ts'
import { type ImportedMission, MOST_ITEMS } from './importedMission.ts'
import { itemsOfStops, type Stop, stopsOf } from './stops.ts'
import { placeFrom } from './placeFrom.ts'
import { decodeText } from './text.ts'
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
  if (home.amslM === null) notes.push(note('warning', 'home_height_unknown'))
  notes.push(note('info', 'not_flyable_format'))
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
 * A mission from a KML drawing: waypoints where placemarks say that they are (as Sortie writes them), else the points
 * in order, else the first line; polygons named as a fence become one.
 */
export function readKmlMission(bytes: Uint8Array, isSwapped = false): Read<ImportedMission> {
  const decoded = decodeText(bytes)
  if (decoded.text === null) return { value: null, notes: decoded.notes }
  const { root, notes } = parseXml(decoded.text, decoded.notes)
  if (!root) return { value: null, notes }
  if (root.localName !== 'kml')
    return { value: null, notes: [...notes, note('error', 'not_kml', null, { root: root.localName ?? '' })] }
  const placemarks = allOf(root, 'Placemark')
  const homeMark = placemarks.find((mark) => dataOf(mark, 'role') === 'home')
  const homeAt = homeMark ? placesOf(homeMark, notes, isSwapped)[0] : undefined
  const amsl = homeMark ? Number(dataOf(homeMark, 'amslM') ?? Number.NaN) : Number.NaN
  const home = homeAt
    ? { lat: homeAt.lat, lon: homeAt.lon, amslM: Number.isFinite(amsl) ? amsl : null }
    : null
  const marked = placemarks.filter((mark) => dataOf(mark, 'role') === 'waypoint')
  const points =
    marked.length > 0
      ? marked
      : placemarks.filter((mark) => allOf(mark, 'Point').length > 0 && !dataOf(mark, 'role'))
  const line = placemarks.find((mark) => allOf(mark, 'LineString').length > 0)
  const heightOf = (mark: Element, place: Placed): number => {
    const own = Number(dataOf(mark, 'heightOverHomeM') ?? Number.NaN)
    if (Number.isFinite(own)) return own
    if (place.altM === null) return DEFAULT_HEIGHT_M
    return isAbsolute(mark) && home?.amslM != null ? place.altM - home.amslM : place.altM
  }
  const sources: [Element, Placed][] =
    points.length > 0
      ? points.flatMap((mark) =>
          placesOf(mark, notes, isSwapped)
            .slice(0, 1)
            .map((at): [Element, Placed] => [mark, at]),
        )
      : line
        ? placesOf(line, notes, isSwapped).map((at): [Element, Placed] => [line, at])
        : []
  if (sources.length === 0) return { value: null, notes: [...notes, note('error', 'no_waypoints')] }
  if (marked.length === 0) remark(notes, note('warning', 'heights_guessed'))
  const stops = sources.slice(0, MOST_ITEMS).map(
    ([mark, at]): Stop => ({
      lat: at.lat,
      lon: at.lon,
      heightM: quantiseM(heightOf(mark, at)),
      speedMS: Number(dataOf(mark, 'speedMS')) || DEFAULT_SPEED_MS,
      holdS: Number(dataOf(mark, 'holdS')) || 0,
      headingDeg: null,
      gimbalPitchDeg: null,
      photo: false,
      photoEveryM: null,
      photoEveryS: null,
    }),
  )
  const fence = placemarks.flatMap((mark, i): FenceZone[] => {
    const role = dataOf(mark, 'role')
    if (role !== 'inclusion' && role !== 'exclusion') return []
    const ring = placesOf(mark, notes, isSwapped).slice(0, -1)
    if (ring.length < 3) return []
    const corners = ring.map(({ lat, lon }) => ({ lat, lon }))
    return [
      {
        id: `fence-${i + 1}`,
        inclusion: role === 'inclusion',
        floorM: null,
        ceilingM: null,
        shape: 'polygon',
        ring: corners,
      },
    ]
  })
  const rallyPoints = placemarks.flatMap((mark, i) => {
    const at = dataOf(mark, 'role') === 'rally' ? placesOf(mark, notes, isSwapped)[0] : undefined
    return at ? [{ id: `rally-${i + 1}`, lat: at.lat, lon: at.lon, heightM: heightOf(mark, at) }] : []
  })
  const items = itemsOfStops(
    { takeoffHeightM: null, stops, atEnd: 'return' },
    home ?? (stops[0] as Stop),
    'ardupilot',
  )
  return {
    value: { home, items, fence, rallyPoints, firmware: null, mavType: null, cruiseMS: null },
    notes,
  }
}

const DEFAULT_HEIGHT_M = 60
const DEFAULT_SPEED_MS = 8

type Placed = LatLon & { altM: number | null }

const isAbsolute = (mark: Element): boolean =>
  allOf(mark, 'altitudeMode').some((mode) => mode.textContent?.trim() === 'absolute')

function dataOf(mark: Element, name: string): string | null {
  for (const data of allOf(mark, 'Data'))
    if (data.getAttribute('name') === name) return childText(data, 'value')
  return null
}

/** The places of a placemark's first coordinates, longitude first unless `isSwapped`. */
function placesOf(mark: Element, notes: Note[], isSwapped: boolean): Placed[] {
  const text = allOf(mark, 'coordinates')[0]?.textContent?.trim() ?? ''
  const label = childrenOf(mark, 'name')[0]?.textContent?.trim().slice(0, 60) ?? 'Placemark'
  return text.split(/\s+/).flatMap((group): Placed[] => {
    const fields = group.split(',').map((field) => (field === '' ? Number.NaN : Number(field)))
    const [lon, lat] = isSwapped ? [fields[1], fields[0]] : fields
    const place = fields.length > 3 ? 'decimal_comma' : placeFrom(lat, lon)
    if (typeof place === 'string') {
      remark(
        notes,
        note(place === 'not_a_number' ? 'warning' : 'error', place, label, { text: group.slice(0, 40) }),
      )
      return []
    }
    const altM = fields[2]
    return [{ ...place, altM: altM !== undefined && Number.isFinite(altM) ? altM : null }]
  })
}
