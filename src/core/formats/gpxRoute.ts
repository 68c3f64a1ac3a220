import type { Element } from '@xmldom/xmldom'
import type { LatLon } from '../geo/position.ts'
import { finiteIn } from '../units/finite.ts'
import { type Note, note, type Read, remark } from '../units/note.ts'
import { quantiseM } from '../units/quantise.ts'
import type { FormatInput, Written } from './formatInput.ts'
import { homeFrom, type ImportedMission } from './importedMission.ts'
import { stopsOf } from './stops.ts'
import { placeFrom } from './placeFrom.ts'
import { tally } from './tally.ts'
import { decodeText, numberOf } from './text.ts'
import { missionOfWays, type Taking, type Way, type WayPoint } from './ways.ts'
import { allOf, childNumber, childrenOf, childText, element, parseXml, xmlDocument } from './xml.ts'

const GPX = 'http://www.topografix.com/GPX/1/1'
const OWN = 'urn:sortie:gpx:1'

/**
 * The route as a GPX 1.1 route. `ele` is over the sea, written where home's height is known; the height over home
 * stands in an extension as well.
 */
export function writeGpx({ mission, route }: FormatInput): Written {
  const { home } = mission
  const { flown, notes } = stopsOf(route.items, { cruiseMS: mission.vehicle.cruiseMS, homeAmslM: home.amslM })
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

/**
 * A mission of the route, the track or the waypoints that are taken (GPX 1.1). `ele` is over the sea, as the schema has it;
 * the height over home that Sortie writes beside it comes first. The segments of a track are one way.
 */
export function readGpxMission(
  bytes: Uint8Array,
  isSwapped = false,
  taking: Taking = {},
): Read<ImportedMission> {
  const decoded = decodeText(bytes)
  if (decoded.text === null) return { value: null, notes: decoded.notes }
  const { root, notes } = parseXml(decoded.text, decoded.notes)
  if (!root) return { value: null, notes }
  if (root.localName !== 'gpx') return { value: null, notes: [...notes, note('error', 'not_gpx')] }
  const counted = tally()
  const isHome = (point: Element) => childText(point, 'type') === 'home'
  const waypoints = childrenOf(root, 'wpt')
  const homePoint = waypoints.find(isHome)
  const homeAt = homePoint && placeOf(homePoint, isSwapped)
  const home = homeAt && typeof homeAt !== 'string' ? homeFrom(homeAt, childNumber(homePoint, 'ele')) : null
  let met = 0
  const pointsOf = (points: readonly Element[]): WayPoint[] =>
    points.flatMap((point): WayPoint[] => {
      met += 1
      const place = placeOf(point, isSwapped)
      if (typeof place === 'string') {
        remark(
          notes,
          note('error', place, `${point.localName} ${met}`, {
            text: `${point.getAttribute('lat') ?? ''}, ${point.getAttribute('lon') ?? ''}`.slice(0, 60),
          }),
        )
        return []
      }
      const own = (name: string) => finiteIn(numberOf(allOf(point, name)[0]?.textContent), -1e5, 1e5)
      const overHomeM = own('heightOverHomeM')
      const altM = overHomeM ?? childNumber(point, 'ele')
      const over = overHomeM === null ? 'sea' : 'home'
      return [{ ...place, altM, over, speedMS: own('speedMS'), holdS: own('holdS') }]
    })
  const wayOf = (element: 'rte' | 'trk', line: Element): Way => {
    const segments = childrenOf(line, 'trkseg')
    if (segments.length > 1)
      remark(notes, note('warning', 'segments_joined', childText(line, 'name'), { count: segments.length }))
    return {
      kind: element === 'rte' ? 'line' : 'track',
      element,
      name: childText(line, 'name') ?? '',
      points: pointsOf(element === 'rte' ? childrenOf(line, 'rtept') : allOf(line, 'trkpt')),
    }
  }
  const loose = pointsOf(waypoints.filter((point) => !isHome(point)))
  const ways: Way[] = [
    ...childrenOf(root, 'rte').map((line) => wayOf('rte', line)),
    ...childrenOf(root, 'trk').map((line) => wayOf('trk', line)),
    ...(loose.length > 0 ? [{ kind: 'point', element: 'wpt', name: '', points: loose } as const] : []),
  ]
  return missionOfWays(ways, { home, fence: [], rallyPoints: [] }, taking, counted, notes)
}

/** Where a point is; a code for what is no place. */
function placeOf(point: Element, isSwapped: boolean): LatLon | Note['code'] {
  const [first, second] = ['lat', 'lon'].map((name) => numberOf(point.getAttribute(name))) as [number, number]
  return placeFrom(isSwapped ? second : first, isSwapped ? first : second)
}
