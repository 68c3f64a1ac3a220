import { frameAt, type Vec } from '../../geo/frame.ts'
import { distanceToSegment, edgesOf, isInside, type Outline, signedArea } from '../../geo/polygon.ts'
import type { LatLon } from '../../geo/position.ts'
import type { Asset } from '../../site/site.ts'
import type { Ground } from './ground.ts'
import { middleOfBox, type PictureBox } from './placeOf.ts'
import { before, directionOf, FARTHEST_M, opening, type View } from './view.ts'

/** An asset that a picture shows. */
export type AssetInView<A extends Asset = Asset> = {
  readonly asset: A
  /** How far it stands from what was marked, in halves of the picture's width: 0 where that lies on it. */
  readonly apart: number
  /** Share of the picture that its largest face takes. */
  readonly share: number
}

/** A point before a camera: to its right, above its line of sight, and along that, m. */
type Before = { readonly right: number; readonly over: number; readonly depth: number }

/** Nearer than this to the camera nothing is drawn, m. */
const NEAREST_M = 0.1
/** The ring about a round asset has so many corners; one of no width is this wide, m. */
const ROUND = 12
const LEAST_RADIUS_M = 0.5

/**
 * The assets that a picture shows with what stands of them over the ground, the nearest to what was marked (else to the
 * middle) first; of several that it lies on, the smallest in the picture. Nothing is known of what stood in between.
 */
export function assetsInView<A extends Asset>(
  region: PictureBox | null,
  view: View,
  assets: readonly A[],
  ground: Ground | null,
): AssetInView<A>[] {
  const { wide, high } = opening(view.lens)
  const ratio = high / wide
  const { x, y } = middleOfBox(region)
  const marked = { x, y: y * ratio }
  const camera = cameraOf(view, wide, high)
  return assets
    .flatMap((asset) => {
      const faces = facesOf(asset, camera.frame, ground).flatMap((face) => {
        const shown = camera.shown(face)
        return shown.length < 3 ? [] : [shown.map((corner) => ({ x: corner.x, y: corner.y * ratio }))]
      })
      if (faces.length === 0) return []
      return {
        asset,
        apart: Math.min(...faces.map((face) => apartFrom(face, marked))),
        share: Math.max(...faces.map((face) => Math.abs(signedArea(face)))) / (4 * ratio),
      }
    })
    .sort((a, b) => a.apart - b.apart || a.share - b.share)
}

const apartFrom = (face: Outline, point: Vec): number =>
  isInside(point, [face]) ? 0 : Math.min(...edgesOf([face]).map((edge) => distanceToSegment(point, edge)))

type Corner = { readonly at: LatLon; readonly heightM: number }

/** A camera's frame, and what of a face it shows: -1 and 1 are the picture's edges. */
function cameraOf(view: View, wide: number, high: number) {
  const frame = frameAt(view.at)
  const direction = directionOf(view)
  /** Positive inside of the pyramid that the camera sees. */
  const sides: ((point: Before) => number)[] = [
    ({ depth }) => depth - NEAREST_M,
    ({ depth }) => FARTHEST_M - depth,
    ({ right, depth }) => depth * wide - right,
    ({ right, depth }) => depth * wide + right,
    ({ over, depth }) => depth * high - over,
    ({ over, depth }) => depth * high + over,
  ]
  return {
    frame,
    shown(face: readonly Corner[]): Vec[] {
      const points = face.map(({ at, heightM }) => {
        const { x, y } = frame.toLocal(at)
        return before(direction, x, y, heightM - view.heightM)
      })
      return sides
        .reduce(cut, points)
        .map(({ right, over, depth }) => ({ x: right / (depth * wide), y: over / (depth * high) }))
    },
  }
}

/** What of a face lies on one side of a plane (Sutherland and Hodgman, 1974). */
function cut(face: readonly Before[], inside: (point: Before) => number): Before[] {
  return face.flatMap((point, i) => {
    const last = face.at(i - 1) as Before
    const [was, is] = [inside(last), inside(point)]
    if (was >= 0 === is >= 0) return is >= 0 ? [point] : []
    const t = was / (was - is)
    const crossing = {
      right: last.right + (point.right - last.right) * t,
      over: last.over + (point.over - last.over) * t,
      depth: last.depth + (point.depth - last.depth) * t,
    }
    return is >= 0 ? [crossing, point] : [crossing]
  })
}

/** What an asset shows: its footing on the ground and at its top, and the walls between them. */
function facesOf(
  { footing, heightM }: Asset,
  frame: ReturnType<typeof frameAt>,
  ground: Ground | null,
): Corner[][] {
  const outline = footing.kind === 'line' ? footing.path : ringOf(footing, frame)
  const foot = outline.map((at): Corner => ({ at, heightM: ground?.at(at) ?? 0 }))
  const top = foot.map((corner): Corner => ({ ...corner, heightM: corner.heightM + heightM }))
  const isLine = footing.kind === 'line'
  const walls = foot.flatMap((a, i) => {
    const next = (i + 1) % foot.length
    if (isLine && next === 0) return []
    return [[a, foot[next] as Corner, top[next] as Corner, top[i] as Corner]]
  })
  if (isLine) return heightM > 0 ? walls : walls.map(([a, b]) => thick(a as Corner, b as Corner, frame))
  return heightM > 0 ? [foot, top, ...walls] : [foot]
}

function ringOf(
  footing: Exclude<Asset['footing'], { kind: 'line' }>,
  frame: ReturnType<typeof frameAt>,
): readonly LatLon[] {
  if (footing.kind === 'area') return footing.ring
  const { x, y } = frame.toLocal(footing.at)
  const radiusM = Math.max(footing.radiusM, LEAST_RADIUS_M)
  return Array.from({ length: ROUND }, (_, i) => {
    const turn = (2 * Math.PI * i) / ROUND
    return frame.toLatLon({ x: x + radiusM * Math.cos(turn), y: y + radiusM * Math.sin(turn) })
  })
}

/** A line on the ground as a strip that is as wide as the least radius. */
function thick(a: Corner, b: Corner, frame: ReturnType<typeof frameAt>): Corner[] {
  const [from, to] = [frame.toLocal(a.at), frame.toLocal(b.at)]
  const lengthM = Math.hypot(to.x - from.x, to.y - from.y)
  if (lengthM === 0) return []
  const aside = {
    x: (-(to.y - from.y) / lengthM) * LEAST_RADIUS_M,
    y: ((to.x - from.x) / lengthM) * LEAST_RADIUS_M,
  }
  const moved = (corner: Corner, point: Vec, by: number): Corner => ({
    ...corner,
    at: frame.toLatLon({ x: point.x + aside.x * by, y: point.y + aside.y * by }),
  })
  return [moved(a, from, 1), moved(b, to, 1), moved(b, to, -1), moved(a, from, -1)]
}
