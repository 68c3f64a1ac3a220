import { frameAt } from '../geo/frame.ts'
import type { LatLon } from '../geo/position.ts'
import { type Note, note, type Read } from '../units/note.ts'
import { decodeText, numberOf } from './text.ts'
import { scanXml } from './xmlScan.ts'

/** Corners of a picture on the ground: top left, top right, bottom right, bottom left. */
type Corners = readonly [LatLon, LatLon, LatLon, LatLon]

/** A picture that a KML lays on the ground. */
export type GroundOverlay = {
  /** Where its picture is, as the KML names it. */
  readonly href: string
  /** Higher ones lie over lower ones. */
  readonly drawOrder: number
  readonly corners: Corners
  /** It lies between two meridians and two parallels: its rows are even in degrees. */
  readonly isUpright: boolean
}

/** Overlays of one file beyond so many are left out: super-overlays have some hundreds. */
const MOST_OVERLAYS = 2000
/** The map ends there: a Mercator map has no poles. */
const MOST_LAT = 85.05
const BOX = ['north', 'south', 'east', 'west', 'rotation'] as const

/** Why an overlay is none that can be laid: it has no box that holds, or one beyond the map's edges. */
type Unlaid = 'overlay_no_box' | 'overlay_beyond'

/**
 * The `GroundOverlay`s of a KML (OGC 12-007r2, 11.2): by a box that may be turned about its middle, or by the four corners of
 * `gx:LatLonQuad`, in the order of the file. What the file draws beside them is not told of here. Null without any.
 */
export function readGroundOverlays(bytes: Uint8Array): Read<GroundOverlay[]> {
  const { text, notes } = decodeText(bytes)
  if (text === null) return { value: null, notes }
  const found: GroundOverlay[] = []
  const left = new Map<string, number>()
  const path: string[] = []
  let fields: Map<string, string> | null = null
  scanXml(
    text,
    {
      open(name) {
        path.push(name)
        if (name === 'GroundOverlay') fields = new Map()
      },
      text(said) {
        const key = path.slice(-2).join(' ')
        fields?.set(key, ((fields.get(key) ?? '') + said).slice(0, 2000))
      },
      close(name) {
        path.pop()
        if (name !== 'GroundOverlay' || !fields) return
        const overlay = overlayOf(fields)
        const why = typeof overlay === 'string' ? overlay : 'overlay_too_many'
        if (typeof overlay !== 'string' && found.length < MOST_OVERLAYS) found.push(overlay)
        else left.set(why, (left.get(why) ?? 0) + 1)
        fields = null
      },
    },
    notes,
  )
  for (const [code, count] of left) notes.push(note('warning', code, null, { count, most: MOST_OVERLAYS }))
  return { value: found.length > 0 ? found : null, notes }
}

function overlayOf(fields: ReadonlyMap<string, string>): GroundOverlay | Unlaid {
  const href = fields.get('Icon href')?.trim() ?? ''
  const quad = fields.get('LatLonQuad coordinates')
  const laid = quad === undefined ? boxCorners(fields) : quadCorners(quad)
  if (typeof laid === 'string' || href === '') return typeof laid === 'string' ? laid : 'overlay_no_box'
  if (!laid.corners.every(isOnMap)) return 'overlay_beyond'
  const drawOrder = numberOf(fields.get('GroundOverlay drawOrder')?.trim() ?? '0')
  return { href, drawOrder: Number.isFinite(drawOrder) ? drawOrder : 0, ...laid }
}

const isOnMap = ({ lat, lon }: LatLon): boolean => Math.abs(lat) <= MOST_LAT && Math.abs(lon) <= 180

type Laid = Pick<GroundOverlay, 'corners' | 'isUpright'>

/** A box turned about its middle, against the clock, in metres and not in degrees. */
function boxCorners(fields: ReadonlyMap<string, string>): Laid | Unlaid {
  const [north, south, east, west, rotation] = BOX.map((side) =>
    numberOf(fields.get(`LatLonBox ${side}`)?.trim() ?? (side === 'rotation' ? '0' : '')),
  ) as [number, number, number, number, number]
  if (![north, south, east, west, rotation].every(Number.isFinite) || north <= south) return 'overlay_no_box'
  // From east of the 180th meridian to west of it.
  if (east <= west) return west > 0 && east < 0 ? 'overlay_beyond' : 'overlay_no_box'
  const corners: Corners = [
    { lat: north, lon: west },
    { lat: north, lon: east },
    { lat: south, lon: east },
    { lat: south, lon: west },
  ]
  if (rotation % 360 === 0) return { corners, isUpright: true }
  if (!corners.every(isOnMap)) return 'overlay_beyond'
  const { toLocal, toLatLon } = frameAt({ lat: (north + south) / 2, lon: (west + east) / 2 })
  const [sin, cos] = [Math.sin((rotation * Math.PI) / 180), Math.cos((rotation * Math.PI) / 180)]
  const turned = corners.map((corner) => {
    const { x, y } = toLocal(corner)
    return toLatLon({ x: x * cos - y * sin, y: x * sin + y * cos })
  })
  return { corners: turned as unknown as Corners, isUpright: false }
}

/** The four corners of a `gx:LatLonQuad`, which begin at the lower left and go against the clock. */
function quadCorners(text: string): Laid | Unlaid {
  const places = text
    .trim()
    .split(/\s+/)
    .map((triple) => triple.split(',').map(numberOf))
    .map(([lon = Number.NaN, lat = Number.NaN]) => ({ lat, lon }))
  const [lowerLeft, lowerRight, upperRight, upperLeft] = places
  if (!lowerLeft || !lowerRight || !upperRight || !upperLeft || places.length !== 4) return 'overlay_no_box'
  if (!places.every(({ lat, lon }) => Number.isFinite(lat) && Number.isFinite(lon))) return 'overlay_no_box'
  const lons = places.map(({ lon }) => lon)
  if (Math.max(...lons) - Math.min(...lons) > 180) return 'overlay_beyond'
  return { corners: [upperLeft, upperRight, lowerRight, lowerLeft], isUpright: false }
}

/** Overlays in the order in which they are drawn: by what they say, and the larger ones, which are the coarser, first. */
export function inDrawOrder<T extends GroundOverlay>(overlays: readonly T[]): T[] {
  const size = ({ corners: [a, , c] }: GroundOverlay): number => Math.abs((a.lat - c.lat) * (a.lon - c.lon))
  return [...overlays].sort((a, b) => a.drawOrder - b.drawOrder || size(b) - size(a))
}

/**
 * A picture's name in an archive, from that of the KML that names it. Null for one that lies outside: an address of the
 * network, a drive, or what climbs out.
 */
export function nameBeside(kml: string, href: string): string | null {
  let said = href.replaceAll('\\', '/')
  try {
    said = decodeURIComponent(said)
  } catch {
    // A per cent sign that stands for itself.
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(said) || said.startsWith('/')) return null
  const at: string[] = kml.split('/').slice(0, -1)
  for (const part of said.split('/')) {
    if (part === '..') {
      if (at.pop() === undefined) return null
    } else if (part !== '.' && part !== '') at.push(part)
  }
  return at.join('/')
}

/** Notes once each, however many files say the same; numbers are those of the first. */
export const eachOnce = (notes: readonly Note[]): Note[] =>
  notes.filter((one, i) => notes.findIndex(({ code, at }) => code === one.code && at === one.at) === i)
