import { readJpeg } from './jpegRead.ts'
import { cropped, cover, noLongerThan, type Pixels } from './pixels.ts'
import { readPng } from './pngRead.ts'
import { writeJpeg } from './jpegWrite.ts'

/** What of a picture is wanted: its longer side in pixels, what is covered, and which part of it, in shares of its sides. */
export type SmallWish = {
  readonly longPx: number
  readonly rings: readonly (readonly (readonly [x: number, y: number])[])[]
  readonly box: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  } | null
}
export type SmallPicture = { readonly jpeg: Uint8Array; readonly widthPx: number; readonly heightPx: number }

const QUALITY = 82
/** A part of a picture is worked out of one whose longer side has at most so many pixels. */
const MOST_LONG_PX = 8000

/**
 * A picture made small for a page, with what is to be covered black in its own pixels. The same bytes for the same picture.
 * Null where it is of a kind that is not read here (see `readJpeg` and `readPng`).
 */
export function smallPicture(bytes: Uint8Array, { longPx, rings, box }: SmallWish): SmallPicture | null {
  const share = box ? Math.max(box.width, box.height, 0.01) : 1
  const read = readPicture(bytes, Math.min(MOST_LONG_PX, Math.ceil(longPx / share)))
  if (!read) return null
  cover(read, rings)
  const { widthPx, heightPx, rgb } = noLongerThan(box ? cropped(read, box) : read, longPx)
  return { jpeg: writeJpeg({ widthPx, heightPx, rgb }, QUALITY), widthPx, heightPx }
}

/** A picture of at least so many pixels a side where it has them; null where its kind is not read here. */
export const readPicture = (bytes: Uint8Array, longPx: number): Pixels | null =>
  readJpeg(bytes, longPx) ?? readPng(bytes)
