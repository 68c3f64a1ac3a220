import type { Element } from '@xmldom/xmldom'
import type { LatLon } from '../geo/position.ts'
import { type Note, note, type Read, remark } from '../units/note.ts'
import { quantiseM } from '../units/quantise.ts'
import type { FormatInput, Written } from './formatInput.ts'
import { type ImportedMission, MOST_ITEMS } from './importedMission.ts'
import { itemsOfStops, type Stop, stopsOf } from './stops.ts'
import { placeFrom } from './placeFrom.ts'
import { decodeText } from './text.ts'
import { allOf, childNumber, element, parseXml, xmlDocument } from './xml.ts'

const GPX = 'http://www.topografix.com/GPX/1/1'
const OWN = 'urn:sortie:gpx:1'
const DEFAULT_HEIGHT_M = 60
const DEFAULT_SPEED_MS = 8

/**
 * The route as a GPX 1.1 route. `ele` is over the sea, written where home's height is known; the height over home
 * stands in an extension as well.
 */
export function writeGpx({ mission, route }: FormatInput): Written {
  const { home } = mission
  const { flown, notes } = stopsOf(route.items, { cruiseMS: mission.vehicle.cruiseMS, homeAmslM: home.amslM })
  if (home.amslM === null) notes.push(note('warning', 'home_height_unknown'))
  if (mission.fence.length > 0) notes.push(note('warning', 'fence_not_carried'))
  if (mission.rallyPoints.length > 0) notes.push(note('warning', 'rally_not_carried'))
  notes.push(note('info', 'not_flyable_format'))
  const elevation = (heightM: number): string[] =>
    home.amslM === null ? [] : element('ele', quantiseM(home.amslM + heightM))
  const at = ({ lat, lon }: { lat: number; lon: number }) => ({ lat: lat.toFixed(7), lon: lon.toFixed(7) })
  const lines = element(
    'gpx',
    [
      ...element('metadata', element('name', mission.name.zh)),
      ...element('wpt', [...elevation(0), ...element('name', 'home'), ...element('type', 'home')], at(home)),
      ...element('rte', [
        ...element('name', mission.name.zh),
        ...flown.stops.flatMap((stop, i) =>
          element(
            'rtept',
            [
              ...elevation(stop.heightM),
              ...element('name', String(i + 1)),
              ...element('extensions', [
                ...element('sortie:heightOverHomeM', quantiseM(stop.heightM)),
                ...element('sortie:speedMS', quantiseM(stop.speedMS)),
                ...element('sortie:holdS', quantiseM(stop.holdS)),
              ]),
            ],
            at(stop),
          ),
        ),
      ]),
    ],
    { version: '1.1', creator: 'Sortie', xmlns: GPX, 'xmlns:sortie': OWN },
  )
  return { content: xmlDocument(lines), notes }
}

/** A mission of the route's points, else of the waypoints, else of the track's. */
export function readGpxMission(bytes: Uint8Array, isSwapped = false): Read<ImportedMission> {
  const decoded = decodeText(bytes)
  if (decoded.text === null) return { value: null, notes: decoded.notes }
  const { root, notes } = parseXml(decoded.text, decoded.notes)
  if (!root) return { value: null, notes }
  if (root.localName !== 'gpx') return { value: null, notes: [...notes, note('error', 'not_gpx')] }
  const isHome = (point: Element) => allOf(point, 'type')[0]?.textContent?.trim() === 'home'
  const waypoints = allOf(root, 'wpt')
  const homePoint = waypoints.find(isHome)
  const homeAt = homePoint && placeOf(homePoint, isSwapped)
  const home =
    homeAt && typeof homeAt !== 'string' ? { ...homeAt, amslM: childNumber(homePoint, 'ele') } : null
  const lists = [allOf(root, 'rtept'), waypoints.filter((point) => !isHome(point)), allOf(root, 'trkpt')]
  const points = lists.find((list) => list.length > 0) ?? []
  const stops: Stop[] = []
  let guessed = 0
  for (const [i, point] of points.entries()) {
    const place = placeOf(point, isSwapped)
    if (typeof place === 'string') {
      remark(notes, note('error', place, `point ${i + 1}`))
      continue
    }
    if (stops.length >= MOST_ITEMS) break
    const own = (name: string) => {
      const text = allOf(point, name)[0]?.textContent
      return text ? Number(text) : Number.NaN
    }
    const elevationM = childNumber(point, 'ele')
    const overHomeM = own('heightOverHomeM')
    const isKnown = Number.isFinite(overHomeM) || (elevationM !== null && home?.amslM != null)
    if (!isKnown) guessed += 1
    stops.push({
      ...place,
      heightM: quantiseM(
        Number.isFinite(overHomeM)
          ? overHomeM
          : elevationM !== null && home?.amslM != null
            ? elevationM - home.amslM
            : DEFAULT_HEIGHT_M,
      ),
      speedMS: own('speedMS') || DEFAULT_SPEED_MS,
      holdS: own('holdS') || 0,
      headingDeg: null,
      gimbalPitchDeg: null,
      photo: false,
      photoEveryM: null,
      photoEveryS: null,
    })
  }
  const [first] = stops
  if (!first) return { value: null, notes: [...notes, note('error', 'no_waypoints')] }
  if (guessed > 0) remark(notes, note('warning', 'heights_guessed', null, { count: guessed }))
  const items = itemsOfStops({ takeoffHeightM: null, stops, atEnd: 'return' }, home ?? first, 'ardupilot')
  return {
    value: { home, items, fence: [], rallyPoints: [], firmware: null, mavType: null, cruiseMS: null },
    notes,
  }
}

/** Where a point is; a code for what is no place. */
function placeOf(point: Element, isSwapped: boolean): LatLon | Note['code'] {
  const [first, second] = ['lat', 'lon'].map((name) => {
    const text = point.getAttribute(name)?.trim() ?? ''
    return text === '' ? Number.NaN : Number(text)
  }) as [number, number]
  return placeFrom(isSwapped ? second : first, isSwapped ? first : second)
}
