/** The solids that the invented works are built of, and where a ray enters them. Metres east, north and up. */
import type { Metres } from '../place.ts'
import type { Rgb } from './colour.ts'

export type Point = readonly [x: number, y: number, z: number]
export type Bounds = { readonly low: Point; readonly high: Point }

/** What a place of a surface looks like. `normal` points outwards, of length 1. */
export type Paint = (at: Point, normal: Point) => Rgb

export type Solid = {
  readonly bounds: Bounds
  readonly paint: Paint
  /** How far along a ray it is entered, in lengths of `along`; infinite where the ray misses it or begins inside. */
  readonly enteredAt: (from: Point, along: Point) => number
  readonly normalAt: (at: Point) => Point
}

/** Half of space: what lies behind a plane. */
type Half = readonly [x: number, y: number, z: number, reach: number]

/** A solid with flat sides: what lies behind all of them. */
function faceted(halves: readonly Half[], bounds: Bounds, paint: Paint): Solid {
  return {
    bounds,
    paint,
    enteredAt: ([ox, oy, oz], [dx, dy, dz]) => {
      let [enter, leave] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
      for (const [nx, ny, nz, reach] of halves) {
        const towards = nx * dx + ny * dy + nz * dz
        const left = reach - (nx * ox + ny * oy + nz * oz)
        if (towards < 0) enter = Math.max(enter, left / towards)
        else if (towards > 0) leave = Math.min(leave, left / towards)
        else if (left < 0) return Number.POSITIVE_INFINITY
        if (enter > leave) return Number.POSITIVE_INFINITY
      }
      return enter > 0 ? enter : Number.POSITIVE_INFINITY
    },
    normalAt: ([x, y, z]) => {
      let [best, normal]: [number, Point] = [Number.NEGATIVE_INFINITY, [0, 0, 1]]
      for (const [nx, ny, nz, reach] of halves) {
        const over = nx * x + ny * y + nz * z - reach
        if (over > best) [best, normal] = [over, [nx, ny, nz]]
      }
      return normal
    },
  }
}

/** What stands on a ring of corners that turns one way and bulges nowhere inwards, from a height to another. */
export function prism(ring: readonly Metres[], fromM: number, toM: number, paint: Paint): Solid {
  const turn = Math.sign(areaOf(ring))
  const sides = sidesOf(ring).map(([[x, y], [nextX, nextY]]): Half => {
    const length = Math.hypot(nextX - x, nextY - y)
    const [nx, ny] = [(turn * (nextY - y)) / length, (-turn * (nextX - x)) / length]
    return [nx, ny, 0, nx * x + ny * y]
  })
  return faceted([...sides, [0, 0, 1, toM], [0, 0, -1, -fromM]], boundsOf(ring, fromM, toM), paint)
}

/** Each corner of a ring with the next one. */
export const sidesOf = (ring: readonly Metres[]): (readonly [from: Metres, to: Metres])[] =>
  ring.map((from, i) => [from, ring[(i + 1) % ring.length] ?? from] as const)

/** Each place of a way but the last with the next one. */
export const stepsOf = (path: readonly Metres[]): (readonly [from: Metres, to: Metres])[] =>
  sidesOf(path).slice(0, -1)

const areaOf = (ring: readonly Metres[]): number =>
  sidesOf(ring).reduce((sum, [[x, y], [nextX, nextY]]) => sum + x * nextY - nextX * y, 0)

const boundsOf = (ring: readonly Metres[], fromM: number, toM: number): Bounds => ({
  low: [Math.min(...ring.map(([x]) => x)), Math.min(...ring.map(([, y]) => y)), fromM],
  high: [Math.max(...ring.map(([x]) => x)), Math.max(...ring.map(([, y]) => y)), toM],
})

/** The corners of a box about a place, turned clockwise from north. */
export function turned([x, y]: Metres, wideM: number, longM: number, headingDeg = 0): Metres[] {
  const [sin, cos] = [Math.sin((headingDeg * Math.PI) / 180), Math.cos((headingDeg * Math.PI) / 180)]
  return (
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const
  ).map(([right, ahead]) => {
    const [r, a] = [(right * wideM) / 2, (ahead * longM) / 2]
    return [x + r * cos + a * sin, y - r * sin + a * cos]
  })
}

/** A strip of a width between two places. */
export function strip(from: Metres, to: Metres, wideM: number): Metres[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const heading = (Math.atan2(dx, dy) * 180) / Math.PI
  return turned([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], wideM, Math.hypot(dx, dy), heading)
}

/** A roof of two slopes over a box whose sides lie north and south, its ridge along the longer side. */
export function gable(
  [west, south]: Metres,
  [east, north]: Metres,
  eavesM: number,
  ridgeM: number,
  paint: Paint,
): Solid {
  const isLong = east - west >= north - south
  const half = (isLong ? north - south : east - west) / 2
  const middle = isLong ? (south + north) / 2 : (west + east) / 2
  const length = Math.hypot(half, ridgeM - eavesM)
  const [flat, up] = [(ridgeM - eavesM) / length, half / length]
  const slope = (sign: number): Half =>
    isLong
      ? [0, sign * flat, up, sign * flat * middle + up * ridgeM]
      : [sign * flat, 0, up, sign * flat * middle + up * ridgeM]
  const ends: Half[] = isLong
    ? [
        [1, 0, 0, east],
        [-1, 0, 0, -west],
      ]
    : [
        [0, 1, 0, north],
        [0, -1, 0, -south],
      ]
  const bounds: Bounds = { low: [west, south, eavesM], high: [east, north, ridgeM] }
  return faceted([slope(1), slope(-1), ...ends, [0, 0, -1, -eavesM]], bounds, paint)
}

/** An upright round body, as wide as `fromRadiusM` below and `toRadiusM` above: tanks, stacks, cones. */
export function round(
  [cx, cy]: Metres,
  fromM: number,
  toM: number,
  fromRadiusM: number,
  toRadiusM: number,
  paint: Paint,
): Solid {
  const grow = (toRadiusM - fromRadiusM) / (toM - fromM)
  const widest = Math.max(fromRadiusM, toRadiusM)
  const radiusAt = (z: number): number => fromRadiusM + grow * (z - fromM)
  return {
    bounds: { low: [cx - widest, cy - widest, fromM], high: [cx + widest, cy + widest, toM] },
    paint,
    enteredAt: ([ox, oy, oz], [dx, dy, dz]) => {
      const [x, y] = [ox - cx, oy - cy]
      let best = Number.POSITIVE_INFINITY
      const radius = radiusAt(oz)
      const a = dx * dx + dy * dy - grow * grow * dz * dz
      const b = x * dx + y * dy - grow * radius * dz
      const c = x * x + y * y - radius * radius
      const root = b * b - a * c
      if (root > 0 && a !== 0) {
        const t = (-b - Math.sqrt(root)) / a
        const z = oz + t * dz
        if (t > 0 && z > fromM && z < toM && radiusAt(z) >= 0) best = t
      }
      if (dz < 0 && oz > toM) {
        const t = (toM - oz) / dz
        if (Math.hypot(x + t * dx, y + t * dy) < toRadiusM) best = Math.min(best, t)
      }
      return best
    },
    normalAt: ([x, y, z]) => {
      const flat = Math.hypot(x - cx, y - cy)
      if (z > toM - 1e-6 || flat === 0) return [0, 0, 1]
      const length = Math.hypot(1, grow)
      return [(x - cx) / flat / length, (y - cy) / flat / length, -grow / length]
    },
  }
}

/** An egg: crowns of trees, shrubs, heaps. */
export function egg([cx, cy, cz]: Point, [rx, ry, rz]: Point, paint: Paint): Solid {
  return {
    bounds: { low: [cx - rx, cy - ry, cz - rz], high: [cx + rx, cy + ry, cz + rz] },
    paint,
    enteredAt: ([ox, oy, oz], [dx, dy, dz]) => {
      const [x, y, z] = [(ox - cx) / rx, (oy - cy) / ry, (oz - cz) / rz]
      const [u, v, w] = [dx / rx, dy / ry, dz / rz]
      const a = u * u + v * v + w * w
      const b = x * u + y * v + z * w
      const root = b * b - a * (x * x + y * y + z * z - 1)
      if (root <= 0) return Number.POSITIVE_INFINITY
      const t = (-b - Math.sqrt(root)) / a
      return t > 0 ? t : Number.POSITIVE_INFINITY
    },
    normalAt: ([x, y, z]) => unit([(x - cx) / rx ** 2, (y - cy) / ry ** 2, (z - cz) / rz ** 2]),
  }
}

/** A pipe between two places, with round ends. */
export function pipe(from: Point, to: Point, radiusM: number, paint: Paint): Solid {
  const axis: Point = [to[0] - from[0], to[1] - from[1], to[2] - from[2]]
  const length = Math.hypot(...axis)
  const [ax, ay, az] = [axis[0] / length, axis[1] / length, axis[2] / length]
  const ends = [egg(from, [radiusM, radiusM, radiusM], paint), egg(to, [radiusM, radiusM, radiusM], paint)]
  const low: Point = [
    Math.min(from[0], to[0]) - radiusM,
    Math.min(from[1], to[1]) - radiusM,
    Math.min(from[2], to[2]) - radiusM,
  ]
  const high: Point = [
    Math.max(from[0], to[0]) + radiusM,
    Math.max(from[1], to[1]) + radiusM,
    Math.max(from[2], to[2]) + radiusM,
  ]
  return {
    bounds: { low, high },
    paint,
    enteredAt: (start, along) => {
      const [x, y, z] = [start[0] - from[0], start[1] - from[1], start[2] - from[2]]
      const atStart = x * ax + y * ay + z * az
      const towards = along[0] * ax + along[1] * ay + along[2] * az
      const [u, v, w] = [along[0] - towards * ax, along[1] - towards * ay, along[2] - towards * az]
      const [p, q, r] = [x - atStart * ax, y - atStart * ay, z - atStart * az]
      const a = u * u + v * v + w * w
      const b = u * p + v * q + w * r
      const root = b * b - a * (p * p + q * q + r * r - radiusM * radiusM)
      if (root <= 0 || a === 0) return Number.POSITIVE_INFINITY
      const t = (-b - Math.sqrt(root)) / a
      const on = atStart + t * towards
      if (t > 0 && on >= 0 && on <= length) return t
      return Math.min(...ends.map((end) => end.enteredAt(start, along)))
    },
    normalAt: ([x, y, z]) => {
      const [p, q, r] = [x - from[0], y - from[1], z - from[2]]
      const on = Math.min(length, Math.max(0, p * ax + q * ay + r * az))
      return unit([p - on * ax, q - on * ay, r - on * az])
    },
  }
}

function unit([x, y, z]: Point): Point {
  const length = Math.hypot(x, y, z) || 1
  return [x / length, y / length, z / length]
}
