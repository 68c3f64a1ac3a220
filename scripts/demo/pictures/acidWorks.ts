/** What stands about the invented acid works besides its assets: bunds, pipes, trucks, drums, trees, and what is broken. */
import { BUND, BUND_GAP, DRUMS, WALL_GAP } from '../faults.ts'
import type { Metres } from '../place.ts'
import { type Rgb, rgb } from './colour.ts'
import { scattered } from './noise.ts'
import { caged, concrete, felt, leaves, loose, plain, sheets, wall } from './paints.ts'
import { egg, gable, pipe, type Point, prism, round, type Solid, stepsOf, strip, turned } from './solids.ts'

const STEEL = plain(rgb(150, 152, 152))
const ACID_PIPE = plain(rgb(196, 160, 62))
const WATER_PIPE = plain(rgb(70, 120, 96))
const STEAM_PIPE = plain(rgb(176, 178, 178))

/** A low wall about a floor, open where `gap` says. */
function bund(
  [west, south]: Metres,
  [east, north]: Metres,
  heightM: number,
  gap?: { readonly middle: Metres; readonly widthM: number },
): Solid[] {
  const side = (from: Metres, to: Metres) => prism(strip(from, to, BUND.thickM), 0, heightM, concrete)
  const eastern: [Metres, Metres][] = gap
    ? [
        [
          [east, south],
          [east, gap.middle[1] - gap.widthM / 2],
        ],
        [
          [east, gap.middle[1] + gap.widthM / 2],
          [east, north],
        ],
      ]
    : [
        [
          [east, south],
          [east, north],
        ],
      ]
  return [
    side([west, south], [east, south]),
    side([west, north], [east, north]),
    side([west, south], [west, north]),
    ...eastern.map(([from, to]) => side(from, to)),
  ]
}

/** Pieces that broke off, scattered about a place. */
const rubble = (
  [x, y]: Metres,
  count: number,
  reachM: number,
  paint: Solid['paint'],
  seed: number,
): Solid[] =>
  Array.from({ length: count }, (_, i) => {
    const size = 0.15 + 0.3 * scattered(i, 1, seed)
    const at: Metres = [
      x + reachM * (scattered(i, 2, seed) - 0.3),
      y + reachM * 0.7 * (scattered(i, 3, seed) - 0.5),
    ]
    return prism(turned(at, size, size * 1.5, 180 * scattered(i, 4, seed)), 0, size * 0.7, paint)
  })

/** A rack of pipes along a way: frames every 6 m and three pipes on them. */
function rack(path: readonly Metres[]): Solid[] {
  return stepsOf(path).flatMap(([from, to]) => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
    const beside = (m: number, off: number, z: number): Point => [
      from[0] + ux * m + uy * off,
      from[1] + uy * m - ux * off,
      z,
    ]
    const frames = Array.from({ length: Math.floor(length / 6) + 1 }, (_, n) => n * 6).flatMap((m) => {
      const [left, right] = [beside(m, -1.2, 0), beside(m, 1.2, 0)]
      return [
        pipe(left, [left[0], left[1], 4.8], 0.13, STEEL),
        pipe(right, [right[0], right[1], 4.8], 0.13, STEEL),
        pipe([left[0], left[1], 4.5], [right[0], right[1], 4.5], 0.13, STEEL),
      ]
    })
    const line = (off: number, radiusM: number, paint: Solid['paint']): Solid =>
      pipe(beside(0, off, 4.65 + radiusM), beside(length, off, 4.65 + radiusM), radiusM, paint)
    return [...frames, line(-0.8, 0.2, ACID_PIPE), line(0, 0.28, STEAM_PIPE), line(0.75, 0.17, WATER_PIPE)]
  })
}

/** A tank truck, 11 m long, that faces a heading. */
function tankTruck(at: Metres, headingDeg: number, cab: Rgb): Solid[] {
  const turn = (headingDeg * Math.PI) / 180
  const place = (ahead: number, right: number, z: number): Point => [
    at[0] + ahead * Math.sin(turn) + right * Math.cos(turn),
    at[1] + ahead * Math.cos(turn) - right * Math.sin(turn),
    z,
  ]
  const flat = (ahead: number, right = 0): Metres => {
    const [x, y] = place(ahead, right, 0)
    return [x, y]
  }
  const dark = plain(rgb(44, 46, 50))
  return [
    prism(turned(flat(4.4), 2.4, 2.1, headingDeg), 0.5, 3, plain(cab, 0.06)),
    prism(turned(flat(5.2), 2.1, 0.6, headingDeg), 1.6, 2.6, plain(rgb(50, 60, 70))),
    prism(turned(flat(-0.6), 2.2, 9.6, headingDeg), 0.7, 1.2, dark),
    pipe(place(-4.3, 0, 2.3), place(2, 0, 2.3), 1.15, plain(rgb(206, 210, 212), 0.08)),
    prism(turned(flat(-1.2), 0.7, 5.4, headingDeg), 3.3, 3.5, plain(rgb(112, 116, 120))),
    ...[-4.2, -3, -1.8, 4.3].flatMap((ahead) =>
      [-1, 1].map((side) => prism(turned(flat(ahead, side * 1.05), 0.4, 0.95, headingDeg), 0, 0.95, dark)),
    ),
  ]
}

/** Loose stuff as trucks tipped it, load beside load. */
const heap = ([x, y]: Metres, loads: number, colour: Rgb, seed: number): Solid[] =>
  Array.from({ length: Math.round(loads * 2.4) }, (_, i) => {
    const [turn, out] = [scattered(i, 1, seed) * 6.3, loads * Math.sqrt(scattered(i, 2, seed))]
    const high = (1.5 + 1.3 * scattered(i, 3, seed)) * (1 - 0.4 * (out / loads))
    return round(
      [x + 1.3 * out * Math.cos(turn), y + 0.8 * out * Math.sin(turn)],
      0,
      high,
      high * 1.7,
      0.25,
      loose(colour),
    )
  })

function tree([x, y]: Metres, seed: number): Solid[] {
  const high = 5.5 + 3 * scattered(seed, 1, 301)
  const paint = leaves(scattered(seed, 2, 301) > 0.5 ? rgb(92, 116, 62) : rgb(108, 126, 70))
  return [
    round([x, y], 0, high * 0.6, 0.18, 0.1, plain(rgb(104, 88, 70))),
    ...Array.from({ length: 60 }, (_, i) => {
      const [turn, share] = [scattered(seed, 100 + i, 302) * 6.3, scattered(seed, 200 + i, 302)]
      // Widest at a third of the crown, and narrow at its top.
      const wide = 1.75 * Math.sqrt(share + 0.08) * (1 - share) * 2
      const out = wide * Math.sqrt(scattered(seed, 300 + i, 302))
      const size = 0.22 + 0.36 * scattered(seed, 400 + i, 302)
      return egg(
        [x + out * Math.cos(turn), y + out * Math.sin(turn), high * (0.3 + 0.66 * share)],
        [size, size, size * 0.8],
        paint,
      )
    }),
  ]
}

const row = (from: Metres, to: Metres, everyM: number, seed: number): Solid[] => {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  return Array.from({ length: Math.floor(length / everyM) + 1 }, (_, i) => {
    const share = (i * everyM + 2.4 * (scattered(i, 5, seed) - 0.5)) / length
    const off = 1.6 * (scattered(i, 6, seed) - 0.5)
    return scattered(i, 7, seed) < 0.12
      ? []
      : tree(
          [from[0] + (to[0] - from[0]) * share + off, from[1] + (to[1] - from[1]) * share + off],
          seed * 100 + i,
        )
  }).flat()
}

const shed = (low: Metres, high: Metres, eavesM: number, colour: Rgb): Solid[] => [
  prism([low, [high[0], low[1]], high, [low[0], high[1]]], 0, eavesM, plain(rgb(200, 194, 180))),
  gable(
    [low[0] - 0.4, low[1] - 0.4],
    [high[0] + 0.4, high[1] + 0.4],
    eavesM,
    eavesM + 1.4,
    sheets(colour, true),
  ),
]

/** Containers in a row, their long sides side by side. */
const containers = (at: Metres, colours: readonly Rgb[], headingDeg: number): Solid[] =>
  colours.map((colour, i) =>
    prism(turned([at[0] + 3.1 * i, at[1]], 2.45, 6.1, headingDeg), 0, 2.6, sheets(colour, false)),
  )

export const acidWorks = (): Solid[] => [
  ...bund([BUND.west, BUND.south], [BUND.east, BUND.north], BUND.heightM, BUND_GAP),
  ...rubble(BUND_GAP.middle, 9, 2.6, concrete, 311),
  ...bund([43, 131], [141, 169], 1.1),
  ...bund([149, 139], [171, 161], 1.1),
  ...rubble(WALL_GAP.middle, 14, 3.2, wall, 312),
  ...rubble([WALL_GAP.middle[0] - 1.2, WALL_GAP.middle[1]], 10, 2.6, wall, 313),
  ...rack([
    [50, 175],
    [177, 175],
    [177, 22],
    [184.6, 22],
  ]),
  ...[60, 92, 124, 160].map((x) => pipe([x, 158, 1.2], [x, 175, 4.9], 0.2, ACID_PIPE)),
  // From the converter to the stack, with a scrubber between them.
  pipe([150, 217, 9], [176, 215.5, 9], 1.1, STEAM_PIPE),
  ...[158, 168].map((x) => prism(turned([x, 216.4], 0.5, 1.6), 0, 8.2, STEEL)),
  round([170.5, 222.5], 0, 11, 2.4, 2.4, plain(rgb(182, 190, 186), 0.1)),
  round([170.5, 222.5], 11, 12.6, 2.4, 0.8, plain(rgb(170, 176, 172), 0.1)),
  pipe([170.5, 220.2, 7], [171.5, 216, 8.6], 0.6, STEAM_PIPE),
  prism(turned([177, 226.5], 5, 4), 0, 3.4, plain(rgb(200, 196, 184))),
  prism(turned([177, 226.5], 5.4, 4.4), 3.4, 3.65, felt),
  // At the loading bay: pumps, a day tank, a truck that is being filled, and one that waits.
  round([190, 44], 0, 4.2, 2.2, 2.2, plain(rgb(206, 210, 208), 0.12)),
  round([190, 44], 4.2, 4.9, 2.2, 0.1, plain(rgb(214, 217, 214), 0.1)),
  prism(turned([184.5, 40], 1.6, 3), 0, 1.1, plain(rgb(76, 110, 140))),
  prism(turned([184.5, 34], 1.6, 3), 0, 1.1, plain(rgb(76, 110, 140))),
  pipe([190, 44, 1], [185, 44, 1], 0.16, ACID_PIPE),
  pipe([185, 44, 1], [185, 26, 1], 0.16, ACID_PIPE),
  ...[31, 38, 45].map((y) => prism(turned([219, y], 0.25, 5.2), 0, 0.18, plain(rgb(200, 170, 60)))),
  ...tankTruck([207.5, 38], 180, rgb(172, 66, 52)),
  ...tankTruck([252, 46], 8, rgb(60, 96, 150)),
  ...tankTruck([262, -6], 0, rgb(214, 214, 208)),
  ...containers([244, 104], [rgb(56, 96, 140), rgb(150, 70, 52), rgb(84, 122, 88)], 0),
  ...containers([214, 122], [rgb(150, 70, 52), rgb(166, 160, 148)], 90),
  ...shed([222, 196], [250, 214], 4, rgb(112, 128, 138)),
  ...shed([226, 112], [240, 121], 3.2, rgb(112, 128, 138)),
  ...shed([101, -58], [106, -50], 3, rgb(150, 86, 70)),
  // The yard in the north-west: heaps of cinder under the sky, pallets, a water tower's foot.
  ...heap([-22, 228], 6, rgb(112, 72, 58), 331),
  ...heap([-30, 217], 4.6, rgb(128, 96, 74), 332),
  ...containers([-34, 262.5], [rgb(120, 112, 96), rgb(56, 96, 140)], 90).slice(0, 1),
  ...Array.from({ length: 10 }, (_, i) =>
    prism(
      turned([-39 + 2.1 * (i % 5), 199 + 2.4 * Math.floor(i / 5)], 1.3, 1.1, 4 * (i % 3)),
      0,
      0.5 + 0.3 * (i % 3),
      plain(rgb(170, 140, 98)),
    ),
  ),
  ...DRUMS.flatMap((at, i) => {
    const turn = 12 * scattered(i, 1, 321) - 4
    return [
      prism(turned(at, 1.25, 1.05, turn), 0, 0.16, plain(rgb(150, 118, 78))),
      prism(turned(at, 1.18, 0.98, turn), 0.16, 1.16, caged),
      round(at, 1.16, 1.22, 0.13, 0.13, plain(rgb(170, 52, 44))),
    ]
  }),
  ...row([-54, -50], [-56, 228], 7, 1),
  ...row([-40, 258], [232, 260], 8.5, 2),
  ...row([283, -34], [288, 122], 8, 3),
  ...row([286, 138], [248, 252], 8, 4),
  ...row([10, -57], [96, -58], 8, 5),
  ...row([124, -58], [282, -38], 8.5, 6),
  ...row([215, 96], [215, 112], 8, 7),
  ...row([138, 72], [170, 72], 7.5, 8),
]
