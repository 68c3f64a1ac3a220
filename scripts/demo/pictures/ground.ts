/** What the ground of the invented district looks like from above: steppe, roads of the base map, the yards and pads of works. */
import { isInside } from '../../../src/core/geo/polygon.ts'
import { BUND, BUND_GAP, DRUMS_AT, WALL_GAP } from '../faults.ts'
import { layers } from '../layer.ts'
import { frame, type Metres } from '../place.ts'
import { outlines } from '../sites.ts'
import { dimmed, mix, type Rgb, rgb } from './colour.ts'
import { clouds, noise, scattered, step } from './noise.ts'
import { slabs } from './paints.ts'
import { stepsOf } from './solids.ts'

/** Roads within the acid works, each with its width, m. */
const WORKS_ROADS: readonly { readonly wideM: number; readonly path: readonly Metres[] }[] = [
  {
    wideM: 9,
    path: [
      [110, -150],
      [110, 88],
    ],
  },
  {
    wideM: 8,
    path: [
      [-44, 88],
      [276, 88],
    ],
  },
  {
    wideM: 7,
    path: [
      [-44, 182],
      [246, 182],
    ],
  },
  {
    wideM: 9,
    path: [
      [206, 50],
      [206, 240],
    ],
  },
  {
    wideM: 7,
    path: [
      [-44, -5],
      [-44, 250],
    ],
  },
  {
    wideM: 7,
    path: [
      [-47, 248],
      [150, 248],
    ],
  },
  {
    wideM: 7,
    path: [
      [110, -28],
      [262, -28],
    ],
  },
  {
    wideM: 7,
    path: [
      [262, -31],
      [262, 91],
    ],
  },
]
/** Floors of concrete: south-west and north-east corner. */
const PADS: readonly (readonly [Metres, Metres])[] = [
  [
    [BUND.west, BUND.south],
    [BUND.east, BUND.north],
  ],
  [
    [43, 131],
    [141, 169],
  ],
  [
    [149, 139],
    [171, 161],
  ],
  [
    [50, 190],
    [154, 240],
  ],
  [
    [-4, 16],
    [59, 64],
  ],
  [
    [174, 205],
    [188, 223],
  ],
]

type Stretch = { readonly from: Metres; readonly to: Metres; readonly wideM: number }
const stretches = (path: readonly Metres[], wideM: number): Stretch[] =>
  stepsOf(path).map(([from, to]) => ({ from, to, wideM }))

const publicRoads: Stretch[] = layers.flatMap(({ source }) =>
  source.kind !== 'vector'
    ? []
    : source.features.flatMap(({ kind, label, geometry }) =>
        kind === 'road' && geometry.type === 'LineString'
          ? stretches(
              geometry.coordinates.map(([lon, lat]): Metres => {
                const { x, y } = frame.toLocal({ lat, lon })
                return [x, y]
              }),
              label ? 9 : 6,
            )
          : [],
      ),
)
const worksRoads = WORKS_ROADS.flatMap(({ path, wideM }) => stretches(path, wideM))
const yards = Object.values(outlines).map((ring) => {
  const corners = ring.map(([x, y]) => ({ x, y }))
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  return {
    corners,
    west: Math.min(...xs),
    east: Math.max(...xs),
    south: Math.min(...ys),
    north: Math.max(...ys),
  }
})
const isInYard = (x: number, y: number): boolean =>
  yards.some(
    ({ corners, west, east, south, north }) =>
      x > west && x < east && y > south && y < north && isInside({ x, y }, [corners]),
  )

type Inside = { readonly inM: number; readonly fromMiddleM: number }
const NOWHERE: Inside = { inM: Number.NEGATIVE_INFINITY, fromMiddleM: Number.POSITIVE_INFINITY }
/** Squares of so many metres remember which stretches come near them. */
const SQUARE_M = 16

/** How far inside of the nearest of some stretches a place lies, m; negative outside, infinitely so far away. */
function insideOf(roads: readonly Stretch[]): (x: number, y: number) => Inside {
  const near = new Map<number, Stretch[]>()
  return (x, y) => {
    const [i, k] = [Math.floor(x / SQUARE_M), Math.floor(y / SQUARE_M)]
    const key = i * 65_536 + k
    let here = near.get(key)
    if (!here) {
      const [cx, cy] = [(i + 0.5) * SQUARE_M, (k + 0.5) * SQUARE_M]
      here = roads.filter((road) => awayFrom(road, cx, cy) < road.wideM / 2 + SQUARE_M)
      near.set(key, here)
    }
    let best = NOWHERE
    for (const road of here) {
      const away = awayFrom(road, x, y)
      if (road.wideM / 2 - away > best.inM) best = { inM: road.wideM / 2 - away, fromMiddleM: away }
    }
    return best
  }
}

function awayFrom({ from, to }: Stretch, x: number, y: number): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const share = ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy)
  const on = Math.min(1, Math.max(0, share))
  const [offX, offY] = [x - from[0] - on * dx, y - from[1] - on * dy]
  return Math.sqrt(offX * offX + offY * offY)
}

const inPublicRoad = insideOf(publicRoads)
const inWorksRoad = insideOf(worksRoads)

const SOIL = rgb(172, 148, 114)
const GRASS = rgb(116, 118, 72)
const GRAVEL = rgb(158, 146, 126)
const ASPHALT = rgb(92, 92, 94)

function steppe(x: number, y: number): Rgb {
  const patches = clouds(x / 38, y / 38, 6, 201)
  const tufts = clouds(x / 1.6, y / 1.6, 4, 203)
  const grass = step(0.4, 0.66, patches * 0.62 + tufts * 0.38)
  const soil = dimmed(
    SOIL,
    (0.76 + 0.5 * clouds(x / 9, y / 9, 5, 205)) * (0.94 + 0.12 * noise(x * 4, y * 4, 206)),
  )
  return mix(soil, dimmed(GRASS, 0.7 + 0.6 * tufts), 0.75 * grass)
}

function yard(x: number, y: number): Rgb {
  const worn = clouds(x / 26, y / 26, 6, 211)
  const grit = clouds(x * 1.9, y * 1.9, 3, 213)
  const base = dimmed(
    mix(GRAVEL, rgb(176, 158, 128), step(0.35, 0.65, worn)),
    (0.66 + 0.6 * worn) * (0.84 + 0.32 * grit),
  )
  const patches = clouds(x / 14, y / 14, 6, 215)
  const weeds = step(0.56, 0.68, patches) * step(0.38, 0.62, grit)
  const damp = step(0.6, 0.72, clouds(x / 17 + 40, y / 17, 5, 218))
  const earth = mix(base, dimmed(base, 0.72), damp)
  // Where trucks turn: pairs of tracks that wander.
  const lane = (clouds(x / 46, y / 46, 3, 217) * 11 + 0.02 * x) % 1
  const track = Math.abs(Math.abs(lane - 0.5) * 7 - 0.5)
  const tracked = mix(
    earth,
    dimmed(rgb(148, 134, 112), 0.9),
    0.4 * (1 - step(0.1, 0.35, track)) * step(0.35, 0.6, clouds(x / 9, y / 9, 3, 219)),
  )
  return mix(tracked, dimmed(GRASS, 0.7 + 0.5 * grit), 0.75 * weeds)
}

function asphalt(x: number, y: number, inM: number, fromMiddleM: number, isWide: boolean): Rgb {
  const worn = clouds(x / 5, y / 5, 5, 221)
  const wheels = 0.06 * (1 - step(0.3, 0.8, Math.abs(fromMiddleM - 1.7)))
  const base = dimmed(ASPHALT, 0.8 + 0.35 * worn - wheels + 0.06 * noise(x * 6, y * 6, 222))
  const isEdgeLine = Math.abs(inM - 0.5) < 0.09
  const isMiddleLine = isWide && fromMiddleM < 0.09
  const paint = (isEdgeLine || isMiddleLine) && clouds(x, y, 2, 223) > 0.3
  return paint ? rgb(206, 204, 196) : base
}

/** Where acid ran out through the gap and down the slope: 1 in its wet middle, falling to 0 at its rim. */
function spilled(x: number, y: number): number {
  const [gapX, gapY] = BUND_GAP.middle
  const out = x - gapX
  if (Math.abs(y - gapY) > 9 || out < -4 || out > 15) return 0
  const ragged = 1.1 * (clouds(x / 1.9, y / 1.9, 5, 231) - 0.5)
  const inside = 1.1 - Math.hypot((out + 0.6) / 2.8, (y - gapY) / 1.9) + ragged * 0.8
  const mouth = out < 0 ? -1 : 1.15 - Math.abs(y - gapY) / (0.75 + 0.5 * out) - out / 4 + ragged * 0.4
  const pool = 1.15 - Math.hypot((out - 5.2) / 4.4, (y - gapY + 1.1 + 0.2 * out) / 2.3) + ragged
  const tongue = 0.9 - Math.hypot((out - 9.6) / 3.6, (y - gapY + 3.4) / 1.1) + ragged
  return step(0, 0.75, out < 0 ? inside : Math.max(mouth, pool, tongue))
}

function pad(x: number, y: number): number {
  let inM = Number.NEGATIVE_INFINITY
  for (const [[west, south], [east, north]] of PADS)
    inM = Math.max(inM, Math.min(x - west, east - x, y - south, north - y))
  return inM
}

/** A way that people trod through the gap in the wall, 1 on it. */
function trodden(x: number, y: number): number {
  const [gapX, gapY] = WALL_GAP.middle
  const along = x - gapX
  const reach = along < 0 ? 70 : 18
  if (Math.abs(along) > reach) return 0
  const middle = gapY + 2.6 * Math.sin(along / 9) + (along < 0 ? 0.12 * along : 0.3 * along)
  const ragged = 0.5 * (clouds(x / 2, y / 2, 3, 241) - 0.5)
  return (
    (1 - step(0.35, 0.95, Math.abs(y - middle) + ragged)) * (1 - step(reach * 0.6, reach, Math.abs(along)))
  )
}

/** The ground at a place, and how rough it is: what light grazes. */
export function groundAt(x: number, y: number): Rgb {
  const isYard = isInYard(x, y)
  const ragged = (clouds(x / 1.5, y / 1.5, 3, 251) - 0.5) * 0.9
  let colour = isYard ? yard(x, y) : steppe(x, y)
  colour = mix(colour, rgb(206, 188, 156), 0.85 * trodden(x, y))
  const road = inPublicRoad(x, y)
  if (road.inM > -2.5) {
    const shoulder = mix(
      colour,
      dimmed(rgb(190, 174, 146), 0.9 + 0.2 * noise(x * 3, y * 3, 252)),
      step(-2.2, -0.6, road.inM + ragged),
    )
    colour = mix(
      shoulder,
      asphalt(x, y, road.inM, road.fromMiddleM, true),
      step(-0.15, 0.15, road.inM + ragged * 0.3),
    )
  }
  if (isYard) {
    const own = inWorksRoad(x, y)
    if (own.inM > -1.5) {
      const dusty = mix(colour, rgb(176, 168, 152), 0.6 * step(-1.4, 0, own.inM + ragged))
      const kerb = own.inM > 0 && own.inM < 0.22
      const surface = kerb ? rgb(196, 192, 184) : dimmed(slabs(x, y), 0.93)
      colour = mix(dusty, surface, step(-0.12, 0.05, own.inM))
    }
    const floor = pad(x, y)
    if (floor > -0.6) colour = mix(colour, slabs(x + 2.1, y + 1.3), step(-0.1, 0.1, floor + ragged * 0.15))
  }
  const wet = spilled(x, y)
  if (wet > 0) {
    const crust = mix(colour, rgb(206, 192, 138), 0.8 * step(0.01, 0.25, wet))
    colour = mix(
      crust,
      dimmed(rgb(74, 58, 42), 0.7 + 0.6 * clouds(x * 1.4, y * 1.4, 4, 233)),
      step(0.22, 0.6, wet),
    )
  }
  const underDrums = step(0.2, 0.7, 1 - Math.hypot(x - DRUMS_AT[0], y - DRUMS_AT[1]) / 5 + ragged * 0.4)
  return mix(colour, rgb(118, 106, 92), 0.5 * underDrums)
}

/** Where a shrub stands on open ground: its place within a square of 5 m and its breadth, m; null where none does. */
export function shrubIn(i: number, k: number): { at: Metres; radiusM: number } | null {
  if (scattered(i, k, 261) > 0.75) return null
  const at: Metres = [5 * (i + scattered(i, k, 262)), 5 * (k + scattered(i, k, 263))]
  const [x, y] = at
  if (isInYard(x, y) || inPublicRoad(x, y).inM > -3) return null
  if (clouds(x / 38, y / 38, 6, 201) < 0.4 || trodden(x, y) > 0) return null
  return { at, radiusM: 0.25 + 0.95 * scattered(i, k, 264) ** 4 }
}
