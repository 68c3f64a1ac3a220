/** Lays two pictures on one another away from the window's thread. */
import { align, type Aligned, type Box, type NotAligned } from '../../../../src/core/finding/align/align.ts'
import { greyOf } from '../../../../src/core/finding/align/grey.ts'

/** The pixels of a picture (RGBA) and where the finding is marked in it. */
export type Pixels = {
  readonly widthPx: number
  readonly heightPx: number
  readonly rgba: Uint8ClampedArray
  readonly region: Box | null
}
export type ToLay = { readonly before: Pixels; readonly after: Pixels }
export type LaidAnswer = Aligned | NotAligned

self.addEventListener('message', ({ data: { before, after } }: MessageEvent<ToLay>) => {
  const answer: LaidAnswer = align({
    before: greyOf(before.rgba, before.widthPx, before.heightPx),
    after: greyOf(after.rgba, after.widthPx, after.heightPx),
    beforeRegion: before.region,
    afterRegion: after.region,
  })
  self.postMessage(answer)
})
