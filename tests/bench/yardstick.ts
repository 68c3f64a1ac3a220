/**
 * What a machine does by itself, measured in the same run as everything else: a figure in milliseconds means little on
 * another machine, and its share of these means much the same on all.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** More is quicker, in each: megabytes a second that are summed byte by byte, rounds a second of the kernel, megabytes a second of a copy. */
export type Yardsticks = { readonly bytes: number; readonly geometry: number; readonly copy: number }
export type Yardstick = keyof Yardsticks

const MB = 1_000_000
const ROUNDS = 7

/** The best of some rounds: what else ran on the machine only ever makes one slower. */
function best(rounds: number, work: () => void): number {
  work()
  let leastS = Number.POSITIVE_INFINITY
  for (let i = 0; i < rounds; i++) {
    const began = performance.now()
    work()
    leastS = Math.min(leastS, (performance.now() - began) / 1000)
  }
  return leastS
}

function bytes(): number {
  const block = new Uint8Array(64 * MB).fill(1)
  const sumOf = (): number => {
    let sum = 0
    for (let i = 0; i < block.length; i++) sum += block[i] as number
    return sum
  }
  const seconds = best(ROUNDS, () => {
    if (sumOf() !== block.length) throw new Error('the bytes are all counted')
  })
  return block.length / MB / seconds
}

/** Every edge of a ring of 400 corners held against every other one: the crossing of two segments, 160,000 times. */
function geometry(): number {
  const corners = Array.from({ length: 400 }, (_, i) => {
    const turn = (i * 2 * Math.PI) / 400
    const radius = 100 + 20 * Math.sin(7 * turn)
    return { x: radius * Math.cos(turn), y: radius * Math.sin(turn) }
  })
  const at = (i: number) => corners[i % corners.length] as { x: number; y: number }
  let crossings = 0
  const seconds = best(ROUNDS, () => {
    for (let i = 0; i < corners.length; i++)
      for (let k = 0; k < corners.length; k++) {
        const [a, b, c, d] = [at(i), at(i + 1), at(k), at(k + 1)]
        const side = (p: typeof a, q: typeof a, r: typeof a) =>
          (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
        if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) crossings += 1
      }
  })
  if (crossings > 0) throw new Error('the ring crosses itself')
  return 1 / seconds
}

function copy(): number {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-yardstick-'))
  try {
    const [from, to] = [path.join(dir, 'from'), path.join(dir, 'to')]
    fs.writeFileSync(from, Buffer.alloc(128 * MB, 7))
    const seconds = best(3, () => {
      fs.rmSync(to, { force: true })
      fs.copyFileSync(from, to)
    })
    return 128 / seconds
  } finally {
    fs.rmSync(dir, { recursive: true })
  }
}

/** Measures all three; some seconds. */
export const yardsticks = (): Yardsticks => ({ bytes: bytes(), geometry: geometry(), copy: copy() })
