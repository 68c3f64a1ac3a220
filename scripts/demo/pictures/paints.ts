/** What the surfaces of the invented works look like. */
import { type Rgb, dimmed, mix, rgb } from './colour.ts'
import { clouds, noise, scattered, step } from './noise.ts'
import type { Paint } from './solids.ts'

/** How far along an upright side a place lies, m. */
const alongSide = (x: number, y: number, nx: number, ny: number): number => x * -ny + y * nx
const within = (value: number, every: number): number => value - every * Math.floor(value / every)

/** A plain surface with weathering of several scales. */
export const plain =
  (colour: Rgb, unevenness = 0.18): Paint =>
  ([x, y, z]) =>
    dimmed(colour, 1 + unevenness * (clouds((x + z) / 2.3, (y - z) / 2.3, 4, 11) * 2 - 1))

/** Loose stuff: lumps and hollows. */
export const loose =
  (colour: Rgb): Paint =>
  ([x, y]) =>
    dimmed(colour, (0.45 + 1.1 * clouds(x * 1.6, y * 1.6, 5, 13)) * (0.85 + 0.3 * noise(x * 5, y * 5, 14)))

/** Profiled metal sheets: a rib every 0.9 m, and sheets that have faded differently. */
export const sheets =
  (colour: Rgb, isAlongX: boolean): Paint =>
  ([x, y, z], [, , up]) => {
    const across = isAlongX ? x : y
    const rib = within(across, 0.9) / 0.9
    const sheet = scattered(Math.floor(across / 5.4), 3, 5)
    const dirt = clouds(x / 6, y / 6, 4, 21)
    const skylight = up > 0.3 && within(across, 16.2) < 0.9 ? 0.5 : 0
    const shade = (0.9 + 0.14 * step(0.1, 0.3, rib) - 0.14 * step(0.75, 0.95, rib)) * (0.92 + 0.14 * sheet)
    return mix(
      dimmed(colour, shade * (0.8 + 0.4 * dirt) * (up > 0.3 ? 1 : 0.9 + 0.02 * z)),
      rgb(214, 222, 224),
      skylight,
    )
  }

const CONCRETE = rgb(166, 161, 150)
const GLASS = rgb(58, 72, 84)

/** Slabs of 5 m with joints, stains, and here and there a newer one. */
export function slabs(x: number, y: number): Rgb {
  const slab = scattered(Math.floor(x / 5), Math.floor(y / 5), 31)
  const joint = Math.min(within(x, 5), within(y, 5))
  const stains = clouds(x / 7, y / 7, 5, 41)
  const grit = noise(x * 5, y * 5, 47)
  const shade = (0.86 + 0.13 * slab) * (0.72 + 0.5 * stains) * (0.97 + 0.06 * grit)
  return dimmed(CONCRETE, shade * (1 - 0.4 * (1 - step(0.03, 0.09, joint))))
}

export const concrete: Paint = ([x, y, z], [, , up]) =>
  dimmed(CONCRETE, (0.8 + 0.4 * clouds(x / 1.7 + z, y / 1.7, 4, 51)) * (up > 0.5 ? 1.1 : 0.92))

/** A rendered wall: light, streaked from above, with dirt at its foot and a coping. */
export const wall: Paint = ([x, y, z], [nx, ny, up]) => {
  if (up > 0.5) return dimmed(rgb(168, 160, 148), 0.9 + 0.2 * clouds(x, y, 3, 61))
  const along = alongSide(x, y, nx, ny)
  const streaks = clouds(along / 0.8, z / 4, 4, 62)
  return dimmed(rgb(206, 196, 178), (0.72 + 0.4 * streaks) * (0.8 + 0.2 * step(0, 0.7, z)))
}

/** A flat roof: felt with patches and puddle marks, and light gravel at its edges. */
export const felt: Paint = ([x, y]) =>
  dimmed(
    rgb(132, 130, 126),
    (0.75 + 0.45 * clouds(x / 9, y / 9, 5, 71)) *
      (0.92 + 0.12 * scattered(Math.floor(x / 3), Math.floor(y / 12), 72)),
  )

/** The side of a hall or an office: bands of windows every so many metres of height. */
export const windows =
  (colour: Rgb, storeyM: number, spanM: number): Paint =>
  ([x, y, z], [nx, ny, up]) => {
    if (up > 0.5) return felt([x, y, z], [nx, ny, up])
    const along = alongSide(x, y, nx, ny)
    const [over, beside] = [within(z, storeyM) / storeyM, within(along, spanM) / spanM]
    const isGlass = over > 0.42 && over < 0.8 && beside > 0.16 && beside < 0.84
    if (isGlass) {
      const pane = scattered(Math.floor(along / spanM), Math.floor(z / storeyM), 81)
      return dimmed(GLASS, 0.6 + 0.9 * pane)
    }
    return dimmed(colour, 0.78 + 0.4 * clouds(along / 3, z / 5, 4, 82))
  }

/** A tank's shell: painted steel with weld seams, rings of plates, and streaks of rust from the rim. */
export const shell =
  (colour: Rgb, topM: number): Paint =>
  ([x, y, z]) => {
    const rust = clouds((x - y) * 1.4, z / 5, 4, 91) * step(topM - 6, topM, z)
    const seam = within(z, 2.3) < 0.06 ? 0.86 : 1
    return dimmed(
      mix(colour, rgb(140, 96, 60), 0.55 * step(0.5, 0.78, rust)),
      seam * (0.86 + 0.24 * clouds(x / 2, y / 2, 3, 92)),
    )
  }

/** A tank's roof: plates that run from the middle, a railing at its rim, dust. */
export const tankRoof =
  (colour: Rgb, [cx, cy]: readonly [number, number], radiusM: number): Paint =>
  ([x, y]) => {
    const [dx, dy] = [x - cx, y - cy]
    const out = Math.hypot(dx, dy) / radiusM
    const plate = within((Math.atan2(dy, dx) / Math.PI) * 9 + 20, 1)
    const seam = (plate < 0.03 || Math.abs(out - 0.55) < 0.012) && out > 0.12 ? 0.82 : 1
    const dust = clouds(x / 3, y / 3, 5, 101)
    return dimmed(colour, seam * (0.84 + 0.26 * dust))
  }

export const leaves =
  (colour: Rgb): Paint =>
  ([x, y, z], [, , up]) => {
    const tuft = clouds(x * 3.4 + z * 2.3, y * 3.4 - z * 2.9, 3, 111)
    return dimmed(colour, (0.15 + 1.5 * tuft) * (0.7 + 0.35 * up))
  }

/** A plastic drum of a cubic metre in its cage of tubes, on a pallet. */
export const caged: Paint = ([x, y, z], [nx, ny, up]) => {
  const [u, v] = up > 0.5 ? [x, y] : [alongSide(x, y, nx, ny), z]
  const bar = Math.min(within(u, 0.3), within(v, 0.3)) < 0.05
  return bar ? rgb(96, 100, 104) : dimmed(rgb(232, 236, 238), 0.94 + 0.1 * noise(x * 3, y * 3, 121))
}

/** Red and white bands below the top of a stack. */
export const banded =
  (topM: number): Paint =>
  ([x, y, z]) => {
    const isBand = z > topM - 21
    const colour = !isBand
      ? rgb(186, 180, 170)
      : within(topM - z, 7) < 3.5
        ? rgb(168, 62, 50)
        : rgb(226, 222, 214)
    return dimmed(colour, (0.86 + 0.24 * clouds(x * 2 + y * 2, z / 4, 4, 131)) * (z > topM - 1.2 ? 0.35 : 1))
  }
