/** The solids of the invented district: what its sites say of their assets, built, and what stands about besides. */
import type { Asset } from '../../../src/core/site/site.ts'
import { WALL_GAP } from '../faults.ts'
import { layers } from '../layer.ts'
import { frame, type Metres } from '../place.ts'
import { sites } from '../sites.ts'
import { type Rgb, rgb } from './colour.ts'
import { acidWorks } from './acidWorks.ts'
import { shrubIn } from './ground.ts'
import { banded, concrete, felt, leaves, plain, sheets, shell, tankRoof, wall, windows } from './paints.ts'
import { egg, gable, prism, round, sidesOf, type Solid, strip, turned } from './solids.ts'

const local = (at: { lat: number; lon: number }): Metres => {
  const { x, y } = frame.toLocal(at)
  return [x, y]
}
/** South-west and north-east corner of a ring. */
const extent = (ring: readonly Metres[]): [Metres, Metres] => [
  [Math.min(...ring.map(([x]) => x)), Math.min(...ring.map(([, y]) => y))],
  [Math.max(...ring.map(([x]) => x)), Math.max(...ring.map(([, y]) => y))],
]

/** The roof of every tank. */
export const TANK_ROOF: Rgb = rgb(214, 217, 214)
const TANK_SHELL = rgb(208, 212, 210)
const BLUE_SHEETS = rgb(74, 122, 164)
const RED_SHEETS = rgb(150, 86, 70)
const GREY_SHEETS = rgb(150, 156, 158)

function tank(at: Metres, radiusM: number, heightM: number): Solid[] {
  const roof = tankRoof(TANK_ROOF, at, radiusM)
  const rimM = heightM - radiusM * 0.09
  const [x, y] = at
  return [
    round(at, 0, rimM, radiusM, radiusM, shell(TANK_SHELL, rimM)),
    round(at, rimM, heightM, radiusM - 0.15, 0.05, roof),
    // Manhole, vent and a platform at the rim with its stairs.
    round([x + radiusM * 0.45, y - radiusM * 0.3], rimM, heightM + 0.5, 0.5, 0.5, plain(rgb(120, 124, 126))),
    round([x - radiusM * 0.3, y + radiusM * 0.5], rimM, heightM + 0.8, 0.35, 0.35, plain(rgb(160, 120, 60))),
    prism(turned([x, y - radiusM - 0.5], 2.4, 1.4), rimM - 0.2, rimM, plain(rgb(120, 118, 110))),
    ...Array.from({ length: 26 }, (_, i): Solid => {
      const turn = -Math.PI / 2 - (i / 26) * 2.1
      const place: Metres = [x + (radiusM + 0.45) * Math.cos(turn), y + (radiusM + 0.45) * Math.sin(turn)]
      const up = rimM * (1 - i / 26)
      return prism(
        turned(place, 0.9, 0.9, (-turn * 180) / Math.PI),
        up - 0.35,
        up - 0.15,
        plain(rgb(140, 120, 70)),
      )
    }),
  ]
}

/** A flat roof within a parapet, with what stands on such roofs. */
function flatRoofed(ring: readonly Metres[], heightM: number, paint: Solid['paint'], units: number): Solid[] {
  const [[west, south], [east, north]] = extent(ring)
  const roofM = heightM - 0.7
  const unit = (i: number): Solid[] => {
    const at: Metres = [
      west + ((i % 4) + 0.5 + 0.2 * Math.sin(i * 7)) * ((east - west) / 4),
      south + (Math.floor(i / 4) + 0.6) * ((north - south) / Math.max(1, Math.ceil(units / 4))),
    ]
    return [
      prism(turned(at, 3.4, 2.2), roofM, roofM + 1.5, plain(rgb(176, 180, 182))),
      round([at[0] + 4, at[1] + 0.5], roofM, roofM + 1.8, 0.8, 0.6, plain(rgb(140, 142, 140))),
    ]
  }
  return [
    prism(ring, 0, roofM, paint),
    ...sidesOf(ring).map(([from, to]) => prism(strip(from, to, 0.5), roofM, heightM, concrete)),
    ...Array.from({ length: units }, (_, i) => unit(i)).flat(),
  ]
}

/** A roof of sheets on posts, open at its sides. */
function canopy(ring: readonly Metres[], heightM: number): Solid[] {
  const [[west, south], [east, north]] = extent(ring)
  const posts: Metres[] = []
  for (let x = west + 1; x < east; x += (east - west - 2) / 4)
    for (const y of [south + 1, (south + north) / 2, north - 1]) posts.push([x, y])
  return [
    gable(
      [west, south],
      [east, north],
      heightM - 1,
      heightM,
      sheets(BLUE_SHEETS, east - west >= north - south),
    ),
    ...posts.map((at) => prism(turned(at, 0.35, 0.35), 0, heightM - 1, plain(rgb(120, 122, 124)))),
  ]
}

function built({ kind, footing, heightM }: Asset): Solid[] {
  if (footing.kind === 'point') {
    const at = local(footing.at)
    if (kind === 'tank') return tank(at, footing.radiusM, heightM)
    if (kind === 'stack')
      return [round(at, 0, heightM, footing.radiusM, footing.radiusM * 0.62, banded(heightM))]
    return kind === 'gate'
      ? [-1, 1].map((side) => prism(turned([at[0] + side * 5, at[1]], 0.8, 0.8), 0, heightM, concrete))
      : []
  }
  if (footing.kind === 'line') return []
  const ring = footing.ring.map(local)
  const [[west, south], [east, north]] = extent(ring)
  if (kind === 'loadingBay') return canopy(ring, heightM)
  if (kind === 'yard') return []
  if (kind === 'store')
    return [
      prism(ring, 0, heightM - 2.2, plain(rgb(196, 190, 176))),
      gable(
        [west - 0.6, south - 0.6],
        [east + 0.6, north + 0.6],
        heightM - 2.2,
        heightM,
        sheets(RED_SHEETS, east - west >= north - south),
      ),
    ]
  if (kind === 'office') return flatRoofed(ring, heightM, windows(rgb(206, 196, 178), 3.6, 3), 6)
  return flatRoofed(ring, heightM, windows(rgb(164, 168, 168), 5.4, 6), 8)
}

/** A wall along a boundary with pillars; left out at the gates, and where a piece of it is missing. */
function walls(boundary: readonly Metres[], gates: readonly Metres[]): Solid[] {
  const openings = [
    ...gates.map((at) => ({ at, halfM: 5 })),
    { at: WALL_GAP.middle, halfM: WALL_GAP.widthM / 2 },
  ]
  return sidesOf(boundary).flatMap(([from, to]) => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    const at = (m: number): Metres => [
      from[0] + ((to[0] - from[0]) * m) / length,
      from[1] + ((to[1] - from[1]) * m) / length,
    ]
    const cuts = openings
      .map((opening) => {
        const m =
          ((opening.at[0] - from[0]) * (to[0] - from[0]) + (opening.at[1] - from[1]) * (to[1] - from[1])) /
          length
        const [x, y] = at(m)
        return { m, halfM: opening.halfM, offM: Math.hypot(x - opening.at[0], y - opening.at[1]) }
      })
      .filter(({ m, offM }) => m > 0 && m < length && offM < 4)
      .sort((a, b) => a.m - b.m)
    const starts = [0, ...cuts.map(({ m, halfM }) => m + halfM)]
    const runs = starts.map((start, n) => [start, cuts[n] ? cuts[n].m - cuts[n].halfM : length] as const)
    const pillars = Array.from({ length: Math.floor(length / 6) }, (_, n) => n * 6).filter((m) =>
      cuts.every((cut) => Math.abs(cut.m - m) > cut.halfM + 0.5),
    )
    return [
      ...runs.map(([start, end]) => prism(strip(at(start), at(end), 0.36), 0, 2.9, wall)),
      ...pillars.map((m) => prism(turned(at(m), 0.6, 0.6), 0, 3.1, wall)),
    ]
  })
}

function shrubs(): Solid[] {
  const found: Solid[] = []
  const paints = [rgb(96, 104, 62), rgb(118, 118, 74), rgb(84, 98, 60)].map(leaves)
  for (let i = -60; i < 92; i++)
    for (let k = -48; k < 92; k++) {
      const shrub = shrubIn(i, k)
      if (!shrub) continue
      const { at, radiusM } = shrub
      found.push(
        egg(
          [at[0], at[1], radiusM * 0.2],
          [radiusM, radiusM * 0.85, radiusM * 0.7],
          paints[(i * 7 + k * 3 + 999) % 3] ?? felt,
        ),
      )
    }
  return found
}

const houses = (): Solid[] =>
  layers.flatMap(({ source }) =>
    source.kind !== 'vector'
      ? []
      : source.features.flatMap(({ kind, geometry }) => {
          if (kind !== 'building' || geometry.type !== 'Polygon') return []
          const ring = (geometry.coordinates[0] ?? []).map(([lon, lat]) => local({ lat, lon }))
          const [low, high] = extent(ring)
          return [
            prism(ring.slice(0, -1), 0, 3.2, plain(rgb(196, 186, 168))),
            gable(low, high, 3.2, 5.2, sheets(GREY_SHEETS, true)),
          ]
        }),
  )

/** Everything that stands in the district. */
export const district = (): Solid[] => [
  ...sites.flatMap(({ boundary, assets }) => [
    ...walls(
      boundary.map(local),
      assets.flatMap(({ kind, footing }) =>
        kind === 'gate' && footing.kind === 'point' ? [local(footing.at)] : [],
      ),
    ),
    ...assets.flatMap(built),
  ]),
  ...houses(),
  ...acidWorks(),
  ...shrubs(),
]
