import type { Placement } from './placement.ts'

/** Red, green, blue and how dense it is, of each pixel in turn, row by row from the top left, 8 bits each. */
export type Rgba = Uint8Array<ArrayBuffer>

/** A picture that lies somewhere, in one fineness of those that its file has. */
export type RasterLevel = {
  readonly widthPx: number
  readonly heightPx: number
  /** A part of it, all of which lies within it. */
  part(left: number, top: number, width: number, height: number): Promise<Rgba>
}

/** A picture that lies somewhere: its finest level first, each of the same ground. */
export type Raster = {
  readonly placement: Placement
  readonly levels: readonly [RasterLevel, ...RasterLevel[]]
  /** Lets go of its file. */
  close(): Promise<void>
}
