import { expect, test } from 'vitest'
import { align, type Aligned } from '../../../../src/core/finding/align/align.ts'
import type { Grey } from '../../../../src/core/finding/align/grey.ts'
import { after, type Homography, scaling } from '../../../../src/core/finding/align/homography.ts'
import {
  aPair,
  aParallaxPair,
  aYard,
  cornerErrorPx,
  exposed,
  type MadePair,
  numbers,
  strangers,
} from '../../../builders/alignPairs.ts'

/** So many pairs of each kind; `SORTIE_PAIRS=200` looks at more. */
const MORE = Number(process.env['SORTIE_PAIRS'] ?? 0)
const DAYS = Math.max(6, MORE)
const NIGHTS = Math.max(2, MORE)
const STRANGERS = Math.max(3, MORE)
const BLOCKS = Math.max(1, MORE)

const whole = ({ width, height }: Grey) => ({ x: 0, y: 0, width, height })
const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)
const laid = (pair: Pick<MadePair, 'before' | 'after'>, region: Aligned['on'] | null = null) =>
  align({
    before: pair.before,
    after: pair.after,
    beforeRegion: region ? { x: 0.38, y: 0.38, width: 0.24, height: 0.24 } : null,
    afterRegion: null,
  })
const inPixels = (
  map: Homography,
  { before, after: behind }: Pick<MadePair, 'before' | 'after'>,
): Homography =>
  after(scaling(behind.width, behind.height), after(map, scaling(1 / before.width, 1 / before.height)))
const offPx = (answer: ReturnType<typeof align>, pair: MadePair): number =>
  answer.isAligned ? cornerErrorPx(inPixels(answer.map, pair), pair.map, whole(pair.before)) : Infinity

/** What a run came to, for whoever looks at more pairs. */
const told = (words: string): void => {
  if (MORE > 0) process.stderr.write(`${words}\n`)
}

test('pairs with a known homography lie within 2 px at every corner, for 95 of 100', () => {
  const off = seeds(DAYS).map((seed) => {
    const pair = aPair(seed)
    return offPx(laid(pair), pair)
  })
  const good = off.filter((px) => px <= 2).length
  told(`day: ${good} of ${DAYS} within 2 px, worst ${Math.max(...off).toFixed(2)} px`)
  expect(good, off.map((px) => px.toFixed(2)).join(' ')).toBeGreaterThanOrEqual(0.95 * DAYS)
  // Whoever is claimed to be aligned is: none is wrong by more than a hand's breadth on the screen.
  for (const px of off) if (Number.isFinite(px)) expect(px).toBeLessThan(6)
})

test('a large picture is looked at smaller, and lies within 2 px of its own', () => {
  const pair = aPair(71, 1280, 960)
  expect(offPx(laid(pair), pair)).toBeLessThanOrEqual(2)
})

test('nothing is claimed of pictures that share nothing', () => {
  const most: number[] = []
  for (const seed of seeds(STRANGERS)) {
    // Around the mark first, then the whole.
    const answer = laid(strangers(seed), 'region')
    expect(answer.isAligned, `strangers ${seed}`).toBe(false)
    most.push(answer.inliers)
  }
  told(`strangers: ${STRANGERS} pairs, at most ${Math.max(...most)} matches agree`)
})

test('by night an alignment holds or is not claimed', () => {
  const off = seeds(NIGHTS).map((seed) => {
    const pair = aPair(seed + 300, 640, 480, 'night')
    return offPx(laid(pair), pair)
  })
  const claimed = off.filter(Number.isFinite)
  told(`night: ${claimed.length} of ${NIGHTS} claimed, worst ${Math.max(...claimed).toFixed(2)} px`)
  for (const px of claimed) expect(px).toBeLessThan(3)
})

test('black night, fog and a plain wall are said to show too little', () => {
  const wall: Grey = { width: 640, height: 480, data: new Float32Array(640 * 480).fill(90) }
  const black = exposed(aPair(5).after, { gain: 0.005, gamma: 1, noise: 0 }, 3)
  for (const after of [wall, black]) {
    const answer = laid({ before: aPair(5).before, after })
    expect(answer).toMatchObject({ isAligned: false })
    expect(answer).toHaveProperty('code', expect.stringMatching(/^align_(plain|few)$/))
  }
  const noise = numbers(9)
  const dark: Grey = { width: 640, height: 480, data: wall.data.map(() => 6 * noise()) }
  expect(laid({ before: aPair(5).before, after: dark }).isAligned).toBe(false)
})

test('of two planes one is laid right and the other is told of; a marked region lays its own', () => {
  for (const seed of seeds(BLOCKS)) {
    const pair = aParallaxPair(seed)
    const all = laid(pair)
    if (!all.isAligned) throw new Error(`parallax ${seed}: ${all.code}`)
    const onGround = cornerErrorPx(inPixels(all.map, pair), pair.map, whole(pair.before))
    const onTop = cornerErrorPx(inPixels(all.map, pair), pair.topMap, pair.top)
    expect(Math.min(onGround, onTop), `one plane of ${seed}`).toBeLessThanOrEqual(2)
    expect(all.elsewhere, `the other of ${seed}`).toBeGreaterThan(0)
    const near = laid(pair, 'region')
    if (!near.isAligned) throw new Error(`parallax region ${seed}: ${near.code}`)
    expect(near.on).toBe('region')
    const marked = { x: 0.38 * 640, y: 0.38 * 480, width: 0.24 * 640, height: 0.24 * 480 }
    expect(cornerErrorPx(inPixels(near.map, pair), pair.topMap, marked)).toBeLessThanOrEqual(2)
  }
})

test('a region that is marked in the later picture alone is looked at there', () => {
  const pair = aParallaxPair(2)
  const answer = align({
    ...pair,
    beforeRegion: null,
    afterRegion: { x: 0.42, y: 0.44, width: 0.2, height: 0.2 },
  })
  if (!answer.isAligned) throw new Error(answer.code)
  expect(answer.on).toBe('region')
  const marked = { x: 0.4 * 640, y: 0.4 * 480, width: 0.2 * 640, height: 0.2 * 480 }
  expect(cornerErrorPx(inPixels(answer.map, pair), pair.topMap, marked)).toBeLessThanOrEqual(2)
})

test('figures that are burnt into both of two strange pictures align nothing', () => {
  const figures = aYard(4242, 640, 480)
  const isBurnt = (i: number): boolean => {
    const [x, y] = [i % 640, Math.floor(i / 640)]
    return (y < 50 && x < 420) || (y > 440 && x > 160)
  }
  const burnt = (grey: Grey): Grey => ({
    ...grey,
    data: grey.data.map((value, i) => (isBurnt(i) ? (figures.data[i] as number) : value)),
  })
  for (const seed of [1, 2]) {
    const { before, after: behind } = strangers(seed + 40)
    expect(laid({ before: burnt(before), after: burnt(behind) }).isAligned).toBe(false)
  }
})

test('the same pictures always come to the same', () => {
  const pair = aPair(17)
  expect(laid(pair)).toEqual(laid(pair))
})

test('pictures of a few pixels, or of one, are refused and break nothing', () => {
  for (const side of [1, 2, 30, 60]) {
    const tiny: Grey = { width: side, height: side, data: new Float32Array(side * side).fill(7) }
    expect(laid({ before: tiny, after: tiny })).toMatchObject({ isAligned: false, code: 'align_plain' })
  }
})
