/** Draws what a camera sees of the invented district, by rays: sun of the hour, its shadows, light of the sky, haze, and a sensor. */
import type { Pixels } from '../../../src/core/formats/pictures/pixels.ts'
import type { View } from '../../../src/core/footage/view/view.ts'
import { cameraOf } from './camera.ts'
import { type Rgb, rgb, screenValue } from './colour.ts'
import { groundAt } from './ground.ts'
import { clouds, scattered } from './noise.ts'
import type { Scene } from './scene.ts'
import type { Point } from './solids.ts'

/** How a picture is drawn: each pixel is the mean of `samples` by `samples` rays. */
export type Wish = {
  readonly widthPx: number
  readonly heightPx: number
  readonly samples: number
  /** Makes the grain of one picture another than that of the next. */
  readonly seed: number
}

const RADIANS = Math.PI / 180
/** On 20 May at 02:15 UTC at 41.77 N 109.97 E, by the usual formulas: 53° high, in the east-south-east. */
const [SUN_HIGH, SUN_FROM] = [53 * RADIANS, 115 * RADIANS]
const SUN: Point = [
  Math.cos(SUN_HIGH) * Math.sin(SUN_FROM),
  Math.cos(SUN_HIGH) * Math.cos(SUN_FROM),
  Math.sin(SUN_HIGH),
]
/** Half of the sun's breadth, so that shadows are soft far from what throws them. */
const SUN_HALF = 0.006
const SUNLIGHT: Rgb = [2.12, 2, 1.8]
const SKYLIGHT: Rgb = [0.5, 0.6, 0.78]
const BOUNCED: Rgb = [0.24, 0.21, 0.17]
const HAZE: Rgb = rgb(206, 216, 224)
const HAZE_M = 2600
/** Noon light takes some of the colour out of everything. */
const MUTED = 0.1
const FAR_M = 4000
/** As far as a thing near by takes away light of the sky, m. */
const NEAR_M = 7

export function drawPicture(scene: Scene, view: View, wish: Wish): Pixels {
  const { widthPx, heightPx, samples, seed } = wish
  const camera = cameraOf(view)
  const bytes = new Uint8Array(widthPx * heightPx * 3)
  for (let row = 0; row < heightPx; row++)
    for (let column = 0; column < widthPx; column++) {
      const sum = [0, 0, 0] as [number, number, number]
      for (let i = 0; i < samples; i++)
        for (let k = 0; k < samples; k++) {
          const n = i * samples + k
          const x = (column + (i + scattered(column, row, seed + n)) / samples) / widthPx
          const y = (row + (k + scattered(column, row, seed + n + 40)) / samples) / heightPx
          const light = lightFrom(scene, camera.from, camera.through(x, y), {
            a: (n + scattered(column, row, seed + 80)) / samples ** 2,
            b: (((n * 7) % samples ** 2) + scattered(column, row, seed + 81)) / samples ** 2,
          })
          for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + Math.min(2, light[c] ?? 0)
        }
      const [u, v] = [(2 * (column + 0.5)) / widthPx - 1, (2 * (row + 0.5)) / heightPx - 1]
      const vignette = 1 - 0.2 * ((u * u + v * v) / 2) ** 1.3
      const at = (row * widthPx + column) * 3
      const grain = bell(column, row, seed + 90)
      const grey = (sum[0] + sum[1] + sum[2]) / 3
      for (let c = 0; c < 3; c++) {
        const muted = (sum[c] ?? 0) + MUTED * (grey - (sum[c] ?? 0))
        const value = developed((muted / samples ** 2) * vignette)
        bytes[at + c] = Math.round(
          Math.min(255, Math.max(0, value + 1.3 * grain + 0.7 * bell(column, row, seed + 91 + c))),
        )
      }
    }
  return { widthPx, heightPx, rgb: bytes }
}

/** A figure about 0, as a bell is spread. */
const bell = (i: number, k: number, seed: number): number =>
  (scattered(i, k, seed) + scattered(i, k, seed + 1000) + scattered(i, k, seed + 2000) - 1.5) * 1.8

/** As cameras develop it: deep shade, full colour, and bright light that runs into white softly (a curve of K. Narkowicz). */
function developed(light: number): number {
  const v = 0.52 * light
  return screenValue((v * (2.51 * v + 0.03)) / (v * (2.43 * v + 0.59) + 0.14))
}

/** Two figures from 0 to 1 that spread the rays of one pixel. */
type Spread = { readonly a: number; readonly b: number }

function lightFrom(scene: Scene, from: Point, along: Point, spread: Spread): Rgb {
  const groundT = along[2] < 0 ? -from[2] / along[2] : FAR_M
  const hit = scene.firstHit(from, along, Math.min(groundT, FAR_M))
  const t = hit?.t ?? groundT
  if (t >= FAR_M) return HAZE
  const at: Point = [from[0] + t * along[0], from[1] + t * along[1], from[2] + t * along[2]]
  const normal = hit ? hit.solid.normalAt(at) : soil(at)
  const colour = hit ? hit.solid.paint(at, normal) : groundAt(at[0], at[1])
  const start: Point = [at[0] + normal[0] * 0.01, at[1] + normal[1] * 0.01, at[2] + normal[2] * 0.01]
  const towardsSun = normal[0] * SUN[0] + normal[1] * SUN[1] + normal[2] * SUN[2]
  const turn = 2 * Math.PI * spread.a
  const off = SUN_HALF * Math.sqrt(spread.b)
  const sun: Point = [SUN[0] + off * Math.cos(turn), SUN[1] + off * Math.sin(turn), SUN[2]]
  const lit = towardsSun > 0 && !scene.isHidden(start, sun, FAR_M) ? towardsSun : 0
  const open = scene.isHidden(start, skyRay(normal, spread), NEAR_M) ? 0.35 : 1
  const up = 0.5 + 0.5 * normal[2]
  const haze = 1 - Math.exp(-t / HAZE_M)
  return [0, 1, 2].map((c) => {
    const seen =
      (colour[c] ?? 0) *
      ((SUNLIGHT[c] ?? 0) * lit + ((SKYLIGHT[c] ?? 0) * up + (BOUNCED[c] ?? 0) * (1 - up)) * open)
    return seen + ((HAZE[c] ?? 0) - seen) * haze
  }) as unknown as Rgb
}

/** Uneven ground: which way it leans. */
function soil([x, y]: Point): Point {
  const high = (px: number, py: number): number => 0.16 * clouds(px / 0.9, py / 0.9, 3, 401)
  const here = high(x, y)
  const [dx, dy] = [(high(x + 0.2, y) - here) / 0.2, (high(x, y + 0.2) - here) / 0.2]
  const length = Math.hypot(dx, dy, 1)
  return [-dx / length, -dy / length, 1 / length]
}

/** A direction above a surface, more often steep than flat. */
function skyRay(normal: Point, { a, b }: Spread): Point {
  const turn = 2 * Math.PI * b
  const flat = Math.sqrt(a)
  const [x, y, z] = [flat * Math.cos(turn), flat * Math.sin(turn), Math.sqrt(1 - a)]
  const [nx, ny, nz] = normal
  const [hx, hy, hz]: Point = Math.abs(nz) > 0.9 ? [1, 0, 0] : [0, 0, 1]
  const cross: Point = [ny * hz - nz * hy, nz * hx - nx * hz, nx * hy - ny * hx]
  const length = Math.hypot(...cross)
  const [ux, uy, uz] = [cross[0] / length, cross[1] / length, cross[2] / length]
  const [vx, vy, vz] = [ny * uz - nz * uy, nz * ux - nx * uz, nx * uy - ny * ux]
  return [ux * x + vx * y + nx * z, uy * x + vy * y + ny * z, uz * x + vz * y + nz * z]
}
