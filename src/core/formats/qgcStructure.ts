import { frameAt, type Vec } from '../geo/frame.ts'
import { cross, signedArea, sub } from '../geo/polygon.ts'
import type { LatLon } from '../geo/position.ts'
import { roleOf } from '../route/items.ts'
import { MAV_CMD, MAV_FRAME } from '../route/mav.ts'
import type { Item } from '../route/route.ts'
import { quantiseM, quantisePlace } from '../units/quantise.ts'

type Members = Readonly<Record<string, unknown>>

/** More layers than this, or corners, are no structure. */
const MOST_LAYERS = 500
const MOST_CORNERS = 1000

/**
 * The items that QGroundControl (StructureScanComplexItem, version 3) makes of a structure scan: the file holds none, only
 * the outline, the distance to it and the layers. In by one corner at the entrance height, round the outline moved
 * outward once a layer with the camera turned to it, out where it came in. Null where the scan cannot be made out.
 */
export function structureItems(entry: Members): Omit<Item, 'seq'>[] | null {
  const camera = entry['CameraCalc'] as Members | undefined
  const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN)
  const [entranceM, bottomM, heightM, layers, pitchDeg] = [
    'EntranceAltitude',
    'ScanBottomAlt',
    'StructureHeight',
    'Layers',
    'GimbalPitch',
  ].map((key) => number(entry[key])) as [number, number, number, number, number]
  const [distanceM, layerM, everyM] = [
    'DistanceToSurface',
    'AdjustedFootprintFrontal',
    'AdjustedFootprintSide',
  ].map((key) => number(camera?.[key])) as [number, number, number]
  const corners = cornersOf(entry['polygon'])
  const figures = [entranceM, bottomM, heightM, pitchDeg, distanceM, layerM, everyM]
  if (!corners || figures.some((figure) => !Number.isFinite(figure))) return null
  if (!Number.isInteger(layers) || layers < 1 || layers > MOST_LAYERS || !(layerM > 0)) return null
  const ring = outward(corners, distanceM)
  const [gate] = ring
  if (!gate) return null
  const isFromTop = entry['StartFromTop'] === true
  const heights = Array.from({ length: layers }, (_, i) =>
    isFromTop ? heightM - layerM * (i + 0.5) : bottomM + layerM * (i + 0.5),
  )
  return [
    flyTo(gate, entranceM),
    // The fifth to the seventh parameter: pitch, roll, and to the right of the way, where the structure is.
    item(MAV_CMD.DO_SET_ROI_WPNEXT_OFFSET, [0, 0, 0, 0], { lat: pitchDeg, lon: 0, altM: 90 }),
    ...heights.flatMap((layer) => [
      flyTo(gate, layer),
      item(MAV_CMD.DO_SET_CAM_TRIGG_DIST, [everyM, 0, 1, 0]),
      ...ring.slice(1).map((corner) => flyTo(corner, layer)),
      flyTo(gate, layer),
      item(MAV_CMD.DO_SET_CAM_TRIGG_DIST, [0, 0, 0, 0]),
    ]),
    item(MAV_CMD.DO_SET_ROI_NONE, [0, 0, 0, 0]),
    flyTo(gate, entranceM),
  ]
}

function cornersOf(value: unknown): LatLon[] | null {
  if (!Array.isArray(value) || value.length < 3 || value.length > MOST_CORNERS) return null
  const corners = value.map((pair): LatLon | null => {
    const [lat, lon] = Array.isArray(pair) ? (pair as unknown[]) : []
    return typeof lat === 'number' && typeof lon === 'number' && Math.abs(lat) <= 90 && Math.abs(lon) <= 180
      ? { lat, lon }
      : null
  })
  return corners.some((corner) => corner === null) ? null : (corners as LatLon[])
}

/** Each edge moved outward; the corners are where they then meet, as QGroundControl has it. */
function outward(corners: readonly LatLon[], metres: number): LatLon[] {
  const { toLocal, toLatLon } = frameAt(corners[0] as LatLon)
  const ring = corners.map(toLocal)
  const side = signedArea(ring) < 0 ? 1 : -1
  const edges = ring.flatMap((a, i) => {
    const b = ring[(i + 1) % ring.length] as Vec
    const along = sub(b, a)
    const length = Math.hypot(along.x, along.y)
    if (length < 0.01) return []
    const way = { x: along.x / length, y: along.y / length }
    // A clockwise outline has its outside on the left.
    return [{ from: { x: a.x - way.y * metres * side, y: a.y + way.x * metres * side }, way }]
  })
  return edges.map((edge, i) => {
    const before = edges[(i + edges.length - 1) % edges.length] as (typeof edges)[number]
    const turn = cross(before.way, edge.way)
    if (Math.abs(turn) < 1e-6) return toLatLon(edge.from)
    const t = cross(sub(edge.from, before.from), edge.way) / turn
    return toLatLon({ x: before.from.x + before.way.x * t, y: before.from.y + before.way.y * t })
  })
}

const NOWHERE = { lat: 0, lon: 0, altM: 0 }

const item = (
  command: number,
  params: Item['params'],
  at: { lat: number; lon: number; altM: number } = NOWHERE,
  frame: number = MAV_FRAME.MISSION,
): Omit<Item, 'seq'> => ({
  command,
  frame,
  params,
  ...quantisePlace(at),
  altM: quantiseM(at.altM),
  autoContinue: true,
  role: roleOf(command),
})

const flyTo = (at: LatLon, heightM: number): Omit<Item, 'seq'> =>
  item(MAV_CMD.NAV_WAYPOINT, [0, 0, 0, null], { ...at, altM: heightM }, MAV_FRAME.GLOBAL_RELATIVE_ALT)
