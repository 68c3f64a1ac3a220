import type { Grey } from '../../src/core/finding/align/grey.ts'
import {
  after,
  fitted,
  type Homography,
  inverse,
  type Pair,
  put,
  type Point,
} from '../../src/core/finding/align/homography.ts'

/** Numbers from 0 to 1 by a seed (SplitMix32): not the one that the code under test draws from. */
export function numbers(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let t = state ^ (state >>> 16)
    t = Math.imul(t, 0x21f0aaad)
    t ^= t >>> 15
    t = Math.imul(t, 0x735a2d97)
    return ((t ^ (t >>> 15)) >>> 0) / 2 ** 32
  }
}

const between = (draw: () => number, from: number, to: number): number => from + (to - from) * draw()

/** An invented yard from above: rough ground, roofs, tanks, roads and small things, grey 0 to 255. */
export function aYard(seed: number, width: number, height: number): Grey {
  const draw = numbers(seed)
  const data = new Float32Array(width * height)
  // Ground: noise in four sizes.
  for (const [cell, rough] of [
    [97, 26],
    [31, 15],
    [11, 10],
    [4, 9],
  ] as const) {
    const across = Math.ceil(width / cell) + 2
    const nodes = Float32Array.from({ length: across * (Math.ceil(height / cell) + 2) }, () => draw() - 0.5)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [i, j] = [Math.floor(x / cell), Math.floor(y / cell)]
        const [fx, fy] = [x / cell - i, y / cell - j]
        const at = (di: number, dj: number): number => nodes[(j + dj) * across + i + di] as number
        const value =
          at(0, 0) * (1 - fx) * (1 - fy) +
          at(1, 0) * fx * (1 - fy) +
          at(0, 1) * (1 - fx) * fy +
          at(1, 1) * fx * fy
        data[y * width + x] = (data[y * width + x] as number) + value * 2 * rough
      }
  }
  for (let i = 0; i < data.length; i++) data[i] = 110 + (data[i] as number)
  const big = Math.max(width, height)
  for (let k = 0; k < 70; k++) {
    const [cx, cy] = [draw() * width, draw() * height]
    const long = big * between(draw, 0.008, k < 18 ? 0.16 : 0.04)
    const high = long * between(draw, 0.3, 1)
    const turn = draw() * Math.PI
    const tone = between(draw, 20, 235)
    const isRound = draw() < 0.3
    const ribs = draw() < 0.4 ? between(draw, 5, 14) : 0
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
    for (let y = Math.max(0, Math.floor(cy - long)); y < Math.min(height, cy + long); y++)
      for (let x = Math.max(0, Math.floor(cx - long)); x < Math.min(width, cx + long); x++) {
        const [u, v] = [(x - cx) * cos + (y - cy) * sin, -(x - cx) * sin + (y - cy) * cos]
        const isIn = isRound ? Math.hypot(u, v) < long / 2 : Math.abs(u) < long / 2 && Math.abs(v) < high / 2
        if (!isIn) continue
        const rib = ribs > 0 && Math.floor(u / ribs + 1000) % 2 === 0 ? 18 : 0
        data[y * width + x] = tone + rib + 0.25 * ((data[y * width + x] as number) - 110)
      }
  }
  return { width, height, data: data.map((value) => Math.max(0, Math.min(255, value))) }
}

/** What a camera shows of a thing: each pixel of the picture is the mean of four places of the scene. */
export function seenBy(scene: Grey, toScene: Homography, width: number, height: number): Grey {
  const data = new Float32Array(width * height)
  const [a, b, c, d, e, f, g, h, i] = toScene
  const at = (x: number, y: number): number => {
    const w = g * x + h * y + i
    return sampled(scene, (a * x + b * y + c) / w, (d * x + e * y + f) / w)
  }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data[y * width + x] =
        (at(x - 0.25, y - 0.25) + at(x + 0.25, y - 0.25) + at(x - 0.25, y + 0.25) + at(x + 0.25, y + 0.25)) /
        4
  return { width, height, data }
}

function sampled({ width, height, data }: Grey, atX: number, atY: number): number {
  const x = Math.max(0, Math.min(width - 1.001, atX))
  const y = Math.max(0, Math.min(height - 1.001, atY))
  const left = Math.floor(x)
  const top = Math.floor(y)
  const fx = x - left
  const fy = y - top
  const corner = top * width + left
  const above = (data[corner] as number) * (1 - fx) + (data[corner + 1] as number) * fx
  const below = (data[corner + width] as number) * (1 - fx) + (data[corner + width + 1] as number) * fx
  return above * (1 - fy) + below * fy
}

/** Another light and another sensor: a gain, a gamma, a lift, and noise of so many levels (sum of uniforms). */
export function exposed(
  { width, height, data }: Grey,
  how: { gain: number; gamma: number; noise: number },
  seed: number,
): Grey {
  const draw = numbers(seed)
  const bell = (): number => draw() + draw() + draw() + draw() - 2
  return {
    width,
    height,
    data: data.map((value) =>
      Math.max(
        0,
        Math.min(
          255,
          Math.round(255 * how.gain * (value / 255) ** how.gamma + how.noise * Math.sqrt(3) * bell()),
        ),
      ),
    ),
  }
}

/** Two pictures of a scene whose earlier one's points are known in the later one. */
export type MadePair = { readonly before: Grey; readonly after: Grey; readonly map: Homography }

const square = (width: number, height: number): Point[] => [
  [0, 0],
  [width, 0],
  [width, height],
  [0, height],
]

/** Where the corners of the later frame look at, so far from those of the earlier: moved, turned, nearer or farther, tilted. */
export function anotherView(draw: () => number, width: number, height: number, boldness = 1): Homography {
  const turn = between(draw, -10, 10) * boldness * (Math.PI / 180)
  const size = Math.exp(between(draw, -0.22, 0.22) * boldness)
  const [mx, my] = [
    between(draw, -0.08, 0.08) * width * boldness,
    between(draw, -0.08, 0.08) * height * boldness,
  ]
  const tilt = 0.04 * Math.min(width, height) * boldness
  const [cx, cy] = [width / 2, height / 2]
  const pairs = square(width, height).map(([x, y]): Pair => {
    const [u, v] = [(x - cx) * size, (y - cy) * size]
    return [
      [x, y],
      [
        cx + u * Math.cos(turn) - v * Math.sin(turn) + mx + between(draw, -tilt, tilt),
        cy + u * Math.sin(turn) + v * Math.cos(turn) + my + between(draw, -tilt, tilt),
      ],
    ]
  })
  return fitted(pairs) as Homography
}

/** How light and sensor of the two differ. */
export type Light = 'day' | 'night'

/** A pair of one yard with a known map. */
export function aPair(seed: number, width = 640, height = 480, light: Light = 'day', boldness = 1): MadePair {
  const draw = numbers(seed * 7919 + 1)
  const edge = Math.round(0.25 * Math.max(width, height))
  const scene = aYard(seed, width + 2 * edge, height + 2 * edge)
  const look: Homography = [1, 0, edge, 0, 1, edge, 0, 0, 1]
  const map = anotherView(draw, width, height, boldness)
  const back = inverse(map) as Homography
  const toScene = moved(back, edge)
  const lights = {
    day: [
      { gain: 1, gamma: 1, noise: 2 },
      { gain: between(draw, 0.75, 1.2), gamma: between(draw, 0.8, 1.3), noise: 3 },
    ],
    night: [
      { gain: 0.9, gamma: 1, noise: 3 },
      { gain: between(draw, 0.12, 0.2), gamma: 1.4, noise: 3.5 },
    ],
  } as const
  return {
    before: exposed(seenBy(scene, look, width, height), lights[light][0], seed + 11),
    after: exposed(seenBy(scene, toScene, width, height), lights[light][1], seed + 12),
    map,
  }
}

const moved = ([a, b, c, d, e, f, g, h, i]: Homography, by: number): Homography => [
  a + g * by,
  b + h * by,
  c + i * by,
  d + g * by,
  e + h * by,
  f + i * by,
  g,
  h,
  i,
]

/** Two pictures of two yards: what they share is nothing. */
export function strangers(seed: number, width = 640, height = 480): Omit<MadePair, 'map'> {
  return {
    before: exposed(aYard(2 * seed + 100_001, width, height), { gain: 1, gamma: 1, noise: 2 }, seed),
    after: exposed(aYard(2 * seed + 100_002, width, height), { gain: 0.9, gamma: 1.1, noise: 3 }, seed + 1),
  }
}

/** A pair with a block that stands up: its top is the middle of the picture and moves another way than the ground. */
export function aParallaxPair(
  seed: number,
  width = 640,
  height = 480,
  shiftPx = 24,
): MadePair & {
  readonly topMap: Homography
  readonly top: { x: number; y: number; width: number; height: number }
} {
  const ground = aPair(seed, width, height, 'day', 0.4)
  const roof = aYard(seed + 5000, width, height)
  const top = { x: 0.3 * width, y: 0.3 * height, width: 0.4 * width, height: 0.4 * height }
  const topMap = moved(ground.map, shiftPx)
  const back = inverse(topMap) as Homography
  const isTop = ([x, y]: Point): boolean =>
    x >= top.x && x < top.x + top.width && y >= top.y && y < top.y + top.height
  const drawn = (onto: Grey, toTop: (at: Point) => Point): Grey => ({
    ...onto,
    data: onto.data.map((value, i) => {
      const at = toTop([i % width, Math.floor(i / width)])
      return isTop(at) ? Math.round(sampled(roof, ...at)) : value
    }),
  })
  return {
    map: ground.map,
    topMap,
    top,
    before: drawn(ground.before, (at) => at),
    after: drawn(ground.after, (at) => put(back, at)),
  }
}

/** How a camera stands over flat ground: metres east and north of some point and above it, where it looks, and its picture. */
export type Pose = {
  readonly eastM: number
  readonly northM: number
  readonly heightM: number
  readonly headingDeg: number
  readonly pitchDeg: number
  readonly hfovDeg: number
  readonly width: number
  readonly height: number
}

/** Pixels of a level camera's picture to metres east and north on the ground: a pinhole, written for itself. */
function onGround(pose: Pose): Homography {
  const [h, p] = [(pose.headingDeg * Math.PI) / 180, (pose.pitchDeg * Math.PI) / 180]
  const focalPx = pose.width / 2 / Math.tan((pose.hfovDeg * Math.PI) / 360)
  const ahead = [Math.cos(p) * Math.sin(h), Math.cos(p) * Math.cos(h), Math.sin(p)] as const
  const right = [Math.cos(h), -Math.sin(h), 0] as const
  const down = [Math.sin(p) * Math.sin(h), Math.sin(p) * Math.cos(h), -Math.cos(p)] as const
  // The ray of a pixel, of each axis: by x, by y, and of the first pixel.
  const ray = ([0, 1, 2] as const).map((k) => {
    const [byX, byY] = [right[k] / focalPx, down[k] / focalPx]
    return [byX, byY, ahead[k] - (byX * pose.width) / 2 - (byY * pose.height) / 2] as const
  })
  const [east, north, up] = ray as [Ray, Ray, Ray]
  const met = (axis: Ray, fromM: number) => axis.map((v, i) => pose.heightM * v - fromM * (up[i] as number))
  return [...met(east, pose.eastM), ...met(north, pose.northM), ...up.map((v) => -v)] as unknown as Homography
}
type Ray = readonly [number, number, number]

/** Pixels of an invented yard's picture a metre. */
const YARD_PX_M = 4

/** One yard as two cameras see it, with another light in the second, and the map between their pictures. */
export function aPairOf(seed: number, before: Pose, behind: Pose, reachM: number): MadePair {
  const side = 2 * reachM * YARD_PX_M
  const yard = aYard(seed, side, side)
  const toYard: Homography = [YARD_PX_M, 0, side / 2, 0, -YARD_PX_M, side / 2, 0, 0, 1]
  const seen = (pose: Pose): Grey => seenBy(yard, after(toYard, onGround(pose)), pose.width, pose.height)
  return {
    before: exposed(seen(before), { gain: 1, gamma: 1, noise: 2 }, seed + 11),
    after: exposed(seen(behind), { gain: 0.85, gamma: 1.15, noise: 3 }, seed + 12),
    map: after(inverse(onGround(behind)) as Homography, onGround(before)),
  }
}

/** The largest distance between where two maps put the corners of a box, px of the later picture. */
export const cornerErrorPx = (
  one: Homography,
  other: Homography,
  box: { x: number; y: number; width: number; height: number },
): number =>
  Math.max(
    ...square(box.width, box.height).map(([x, y]) => {
      const [a, b] = [put(one, [x + box.x, y + box.y]), put(other, [x + box.x, y + box.y])]
      return Math.hypot(a[0] - b[0], a[1] - b[1])
    }),
  )
