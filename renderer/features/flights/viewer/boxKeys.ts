import { insidePicture } from '../../../../src/core/footage/copies/maskShape.ts'
import type { Region } from '../../../desk/selection.ts'

/** The whole of a picture. */
export const WHOLE: Region = { x: 0, y: 0, width: 1, height: 1 }

/** A box begins as this share of what is seen, either way. */
const START = 0.25
/** Shift and an arrow make it so many times as long, or as short. */
const TIMES = 1.5
/** It gets no shorter than this share of the picture. */
const LEAST = 0.02

const ARROWS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** Where a box begins that is marked by keys: in the middle of what is seen of the picture. */
export const boxIn = ({ x, y, width, height }: Region): Region =>
  insidePicture({
    x: x + (width * (1 - START)) / 2,
    y: y + (height * (1 - START)) / 2,
    width: width * START,
    height: height * START,
  })

/**
 * What an arrow key makes of a box: it moves by half of its own side, so that a small one moves finely and few keys lead
 * anywhere; with Shift it is sized about its middle, where the place of what it marks is taken. Null: no arrow.
 */
export function boxAfter(box: Region, key: string, isSized: boolean): Region | null {
  const by = ARROWS[key]
  if (!by) return null
  const { x, y, width, height } = box
  if (!isSized) return insidePicture({ x: x + (by.x * width) / 2, y: y + (by.y * height) / 2, width, height })
  const sized = (side: number, way: number): number =>
    Math.max(Math.min(LEAST, side), Math.min(1, side * TIMES ** way))
  const [wide, high] = [sized(width, by.x), sized(height, by.y)]
  return insidePicture({
    x: x + (width - wide) / 2,
    y: y + (height - high) / 2,
    width: wide,
    height: high,
  })
}
