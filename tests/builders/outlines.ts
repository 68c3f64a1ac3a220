import { frameAt, type Vec } from '../../src/core/geo/frame.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import { ORIGIN } from './site.ts'

/** Outlines as the world has them and as bad tools make them; each the same for the same seed, about `ORIGIN`. */
export type OutlineShape = (corners: number, acrossM: number, seed: number) => Vec[]

/** Numbers from 0 to 1, the same for the same seed (xorshift32, Marsaglia 2003). */
export function sequence(seed: number): () => number {
  let state = (seed * 2_654_435_769) >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}

/** The angle and the share of the radius, as a place. */
const polar = (angle: number, radiusM: number): Vec => ({
  x: radiusM * Math.cos(angle),
  y: radiusM * Math.sin(angle),
})

/**
 * A coast or a county line: every edge of a triangle broken at its middle and pushed aside by a share of its length,
 * again and again, each time until the longest one there is broken.
 */
export const coast: OutlineShape = (corners, acrossM, seed) => {
  const draw = sequence(seed)
  let ring = [0, 1, 2, 3, 4].map((k) => polar((k * 2 * Math.PI) / 5, acrossM / 2))
  while (ring.length < corners) {
    const next: Vec[] = []
    const left = corners - ring.length
    for (const [i, a] of ring.entries()) {
      const b = ring[(i + 1) % ring.length] as Vec
      next.push(a)
      if (i >= left) continue
      const push = (draw() - 0.5) * 0.44
      next.push({ x: (a.x + b.x) / 2 - (b.y - a.y) * push, y: (a.y + b.y) / 2 + (b.x - a.x) * push })
    }
    ring = next
  }
  return ring
}

/** Prongs side by side, each as deep as the comb is wide. */
export const comb: OutlineShape = (corners, acrossM) => {
  const prongs = Math.max(2, Math.floor(corners / 4))
  const pitchM = acrossM / prongs
  const teeth = Array.from({ length: prongs }, (_, i): Vec[] => [
    { x: i * pitchM, y: acrossM },
    { x: (i + 0.5) * pitchM, y: acrossM },
    { x: (i + 0.5) * pitchM, y: acrossM * 0.1 },
    { x: (i + 1) * pitchM, y: acrossM * 0.1 },
  ]).flat()
  return [{ x: 0, y: 0 }, ...teeth.slice(0, -1), { x: (prongs - 0.5) * pitchM, y: 0 }].map(({ x, y }) => ({
    x: x - acrossM / 2,
    y: y - acrossM / 2,
  }))
}

/** A band wound five times about its middle. */
export const spiral: OutlineShape = (corners, acrossM) => {
  const half = Math.floor(corners / 2)
  const side = (widthShare: number) =>
    Array.from({ length: half }, (_, i) => {
      const share = i / (half - 1)
      return polar(share * 10 * Math.PI, (acrossM / 2) * (0.1 + 0.9 * share - widthShare))
    })
  return [...side(0), ...side(0.09).reverse()]
}

/** Every other corner juts out: spikes all round. */
export const saw: OutlineShape = (corners, acrossM) =>
  Array.from({ length: corners }, (_, i) =>
    polar((2 * Math.PI * i) / corners, (acrossM / 2) * (1 + 0.1 * Math.sin(37 * i))),
  )

/** Rays from a small core. */
export const star: OutlineShape = (corners, acrossM) =>
  Array.from({ length: corners }, (_, i) =>
    polar((2 * Math.PI * i) / corners, (acrossM / 2) * (i % 2 === 0 ? 1 : 0.3)),
  )

/** A square whose edges were drawn by hand: corners a few centimetres off the line. */
export const noisy: OutlineShape = (corners, acrossM, seed) => {
  const draw = sequence(seed)
  return Array.from({ length: corners }, (_, i) => {
    const share = (4 * i) / corners
    const along = (share % 1) - 0.5
    const [x, y] = [
      [along, -0.5],
      [0.5, along],
      [-along, 0.5],
      [-0.5, -along],
    ][Math.floor(share)] as [number, number]
    return { x: x * acrossM + (draw() - 0.5) * 0.2, y: y * acrossM + (draw() - 0.5) * 0.2 }
  })
}

/** A coast that some tool wrote with every corner thrice. */
export const repeated: OutlineShape = (corners, acrossM, seed) =>
  coast(Math.ceil(corners / 3), acrossM, seed).flatMap((corner) => [corner, corner, corner])

export const OUTLINES: Readonly<Record<string, OutlineShape>> = {
  coast,
  comb,
  spiral,
  saw,
  star,
  noisy,
  repeated,
}

export const ringOf = (corners: readonly Vec[], origin: LatLon = ORIGIN): LatLon[] =>
  corners.map((corner) => frameAt(origin).toLatLon(corner))

/** Small coasts on a grid inside an outline: lakes. */
export function lakes(count: number, corners: number, acrossM: number, seed: number): Vec[][] {
  const side = Math.ceil(Math.sqrt(count))
  const pitchM = (acrossM * 0.45) / side
  return Array.from({ length: count }, (_, i) => {
    const middle = {
      x: ((i % side) - (side - 1) / 2) * pitchM,
      y: (Math.floor(i / side) - (side - 1) / 2) * pitchM,
    }
    return coast(corners, pitchM * 0.5, seed + i).map(({ x, y }) => ({ x: x + middle.x, y: y + middle.y }))
  })
}
