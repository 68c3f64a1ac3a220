import { seeded } from '../../units/seeded.ts'
import { type Grey, resized, smoothed, stretched } from './grey.ts'

/**
 * Corners of a picture and what surrounds each, as 256 comparisons of brightness turned to the corner's own direction: after
 * ORB (Rublee and others, ICCV 2011) with Harris' measure of a corner (1988). Comparisons, not values, are what another
 * exposure, another hour or another camera leaves as it is.
 */
export type Features = {
  readonly count: number
  /** Places in pixels of the picture. */
  readonly x: Float32Array
  readonly y: Float32Array
  /** How much smaller the picture was in which each was found. */
  readonly scale: Float32Array
  /** 8 words of 32 comparisons each. */
  readonly words: Int32Array
}

export const WORDS = 8
/** The picture is looked at in so many sizes, each smaller than the one before by `STEP`: 3.8 times from first to last. */
const SIZES = 7
const STEP = 1.25
/** What surrounds a corner is looked at so far, px of its size; corners nearer to the edge are left out. */
const REACH = 15
const EDGE = REACH + 4
/** So many corners are kept of each cell of a grid, so that one busy tree does not stand for the whole picture. */
const CELLS = 8
/** Directions are told apart by 6°. */
const TURNS = 60

const value = (data: Float32Array | Int8Array, i: number): number => data[i] as number

/** The pairs of places that are compared, for each direction; drawn once from a bell curve, the same for ever. */
const PAIRS: readonly Int8Array[] = (() => {
  const draw = seeded(0x5eed)
  const bell = (): number => {
    const far = Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw()) * (REACH / 2.5)
    return Math.max(-REACH + 2, Math.min(REACH - 2, far))
  }
  const upright: number[] = []
  while (upright.length < 4 * 32 * WORDS) {
    const [ax, ay, bx, by] = [bell(), bell(), bell(), bell()]
    // Turned by any angle, both stay within reach.
    if (Math.hypot(ax, ay) <= REACH && Math.hypot(bx, by) <= REACH && Math.hypot(ax - bx, ay - by) > 2)
      upright.push(ax, ay, bx, by)
  }
  return Array.from({ length: TURNS }, (_, turn) => {
    const [cos, sin] = [Math.cos((2 * Math.PI * turn) / TURNS), Math.sin((2 * Math.PI * turn) / TURNS)]
    const turned = new Int8Array(upright.length)
    for (let i = 0; i < upright.length; i += 2) {
      const [x, y] = [upright[i] as number, upright[i + 1] as number]
      turned[i] = Math.round(x * cos - y * sin)
      turned[i + 1] = Math.round(x * sin + y * cos)
    }
    return turned
  })
})()

/** Half the width of the disc by which a corner's direction is found, for each row. */
const DISC: readonly number[] = Array.from({ length: 2 * REACH + 1 }, (_, row) =>
  Math.floor(Math.sqrt(REACH * REACH - (row - REACH) ** 2)),
)

type Corner = { readonly x: number; readonly y: number; readonly strength: number }

/** The features of a picture, about `most` of them at most: fewer where it shows little. */
export function featuresOf(picture: Grey, most = 2000): Features {
  const found: { x: number; y: number; scale: number; words: Int32Array }[] = []
  let size = stretched(picture)
  const areas = (1 - STEP ** (-2 * SIZES)) / (1 - STEP ** -2)
  for (let k = 0; k < SIZES; k++) {
    if (Math.min(size.width, size.height) < 3 * EDGE) break
    const scale = [picture.width / size.width, picture.height / size.height] as const
    const smooth = smoothed(size, 1, 3)
    for (const { x, y } of corners(smoothed(size, 1, 1), most / STEP ** (2 * k) / areas))
      found.push({
        x: (x + 0.5) * scale[0] - 0.5,
        y: (y + 0.5) * scale[1] - 0.5,
        scale: STEP ** k,
        words: wordsAt(smooth, Math.round(x), Math.round(y)),
      })
    size = resized(size, Math.round(size.width / STEP), Math.round(size.height / STEP))
  }
  const words = new Int32Array(found.length * WORDS)
  found.forEach((one, i) => words.set(one.words, i * WORDS))
  return {
    count: found.length,
    x: Float32Array.from(found, ({ x }) => x),
    y: Float32Array.from(found, ({ y }) => y),
    scale: Float32Array.from(found, ({ scale }) => scale),
    words,
  }
}

/** Some of the features, in their order. */
export function featuresWhere(from: Features, keep: (x: number, y: number) => boolean): Features {
  const kept = Array.from({ length: from.count }, (_, i) => i).filter((i) =>
    keep(from.x[i] as number, from.y[i] as number),
  )
  const words = new Int32Array(kept.length * WORDS)
  kept.forEach((i, at) => words.set(from.words.subarray(i * WORDS, (i + 1) * WORDS), at * WORDS))
  const of = (values: Float32Array): Float32Array => Float32Array.from(kept, (i) => values[i] as number)
  return { count: kept.length, x: of(from.x), y: of(from.y), scale: of(from.scale), words }
}

/** The strongest corners of each cell, to a share of a pixel. */
function corners(grey: Grey, most: number): Corner[] {
  const { width, height } = grey
  const strength = harris(grey)
  const cells = new Map<number, Corner[]>()
  for (let y = EDGE; y < height - EDGE; y++)
    for (let x = EDGE; x < width - EDGE; x++) {
      const i = y * width + x
      const here = value(strength, i)
      if (here <= LEAST_STRENGTH || !isHighest(strength, i, width)) continue
      const cell = Math.floor((y * CELLS) / height) * CELLS + Math.floor((x * CELLS) / width)
      const corner = {
        x: x + offset(value(strength, i - 1), here, value(strength, i + 1)),
        y: y + offset(value(strength, i - width), here, value(strength, i + width)),
        strength: here,
      }
      const others = cells.get(cell)
      if (others) others.push(corner)
      else cells.set(cell, [corner])
    }
  const each = Math.max(2, Math.ceil(most / (CELLS * CELLS)))
  return [...cells.values()].flatMap((ones) =>
    ones.sort((a, b) => b.strength - a.strength || a.y - b.y || a.x - b.x).slice(0, each),
  )
}

/** Below it a corner is the noise of a smooth wall: two edges of a hundredth of the full range each, squared twice. */
const LEAST_STRENGTH = 40

/** The highest of its 5 × 5; of equals, the first. */
function isHighest(strength: Float32Array, i: number, width: number): boolean {
  const here = value(strength, i)
  for (let dy = -2; dy <= 2; dy++)
    for (let dx = -2; dx <= 2; dx++) {
      const other = value(strength, i + dy * width + dx)
      if (other > here || (other === here && (dy < 0 || (dy === 0 && dx < 0)))) return false
    }
  return true
}

/** Where the top of a parabola through three values lies beside the middle one. */
function offset(before: number, here: number, after: number): number {
  const bend = before - 2 * here + after
  return bend === 0 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / 2 / bend))
}

/** Harris' measure of each pixel: high where brightness changes in two directions. */
function harris({ width, height, data }: Grey): Float32Array {
  const xx = new Float32Array(data.length)
  const yy = new Float32Array(data.length)
  const xy = new Float32Array(data.length)
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      const gx = (value(data, i + 1) - value(data, i - 1)) / 2
      const gy = (value(data, i + width) - value(data, i - width)) / 2
      xx[i] = gx * gx
      yy[i] = gy * gy
      xy[i] = gx * gy
    }
  const sxx = smoothed({ width, height, data: xx }, 1, 2).data
  const syy = smoothed({ width, height, data: yy }, 1, 2).data
  const sxy = smoothed({ width, height, data: xy }, 1, 2).data
  const strength = xx
  for (let i = 0; i < data.length; i++) {
    const a = value(sxx, i)
    const b = value(syy, i)
    const c = value(sxy, i)
    strength[i] = a * b - c * c - 0.04 * (a + b) * (a + b)
  }
  return strength
}

/** The comparisons around a corner, turned to where the brightness of its surroundings leans. */
function wordsAt({ width, data }: Grey, x: number, y: number): Int32Array {
  const centre = y * width + x
  let leanX = 0
  let leanY = 0
  for (let dy = -REACH; dy <= REACH; dy++) {
    const half = DISC[dy + REACH] as number
    for (let dx = -half; dx <= half; dx++) {
      const bright = value(data, centre + dy * width + dx)
      leanX += dx * bright
      leanY += dy * bright
    }
  }
  const turn = Math.round((Math.atan2(leanY, leanX) / (2 * Math.PI)) * TURNS + TURNS) % TURNS
  const pairs = PAIRS[turn] as Int8Array
  const words = new Int32Array(WORDS)
  for (let bit = 0, at = 0; bit < 32 * WORDS; bit++, at += 4) {
    const a = value(data, centre + value(pairs, at + 1) * width + value(pairs, at))
    const b = value(data, centre + value(pairs, at + 3) * width + value(pairs, at + 2))
    if (a < b) words[bit >> 5] = (words[bit >> 5] as number) | (1 << (bit & 31))
  }
  return words
}
