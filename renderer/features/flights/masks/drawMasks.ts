import type { Mask } from '../../../../src/core/footage/copies/mask.ts'
import { maskAt } from '../../../../src/core/footage/copies/maskShape.ts'

/** Solid: what is blurred or made coarse can be guessed back. */
const COVER = '#000000'
/** A cover's edge goes so far beyond it, that no pixel is half seen through it, px. */
const EDGE_PX = 2

/** Covers what the masks cover at a moment, on a picture of a size in pixels. */
export function drawMasks(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  masks: readonly Mask[],
  momentS: number,
  widthPx: number,
  heightPx: number,
): void {
  context.save()
  context.globalAlpha = 1
  context.globalCompositeOperation = 'source-over'
  context.fillStyle = COVER
  context.strokeStyle = COVER
  context.lineWidth = EDGE_PX
  context.lineJoin = 'round'
  for (const mask of masks) {
    const ring = maskAt(mask, momentS)
    if (!ring) continue
    context.beginPath()
    for (const [x, y] of ring) context.lineTo(x * widthPx, y * heightPx)
    context.closePath()
    context.fill()
    context.stroke()
  }
  context.restore()
}
