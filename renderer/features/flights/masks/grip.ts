import { insidePicture, type MaskBox } from '../../../../src/core/footage/copies/maskShape.ts'

/** Where a mask is taken hold of: in the middle, or at a corner. */
export const GRIPS = ['move', 'nw', 'ne', 'se', 'sw'] as const
export type Grip = (typeof GRIPS)[number]

/** The box after its grip was moved by shares of the picture; a corner may be pulled across the opposite one. */
export function pulled({ x, y, width, height }: MaskBox, grip: Grip, byX: number, byY: number): MaskBox {
  if (grip === 'move') return insidePicture({ x: x + byX, y: y + byY, width, height })
  const inside = (share: number): number => Math.min(1, Math.max(0, share))
  const left = inside(x + (grip === 'nw' || grip === 'sw' ? byX : 0))
  const right = inside(x + width + (grip === 'ne' || grip === 'se' ? byX : 0))
  const top = inside(y + (grip === 'nw' || grip === 'ne' ? byY : 0))
  const bottom = inside(y + height + (grip === 'sw' || grip === 'se' ? byY : 0))
  return insidePicture({
    x: Math.min(left, right),
    y: Math.min(top, bottom),
    width: Math.abs(right - left),
    height: Math.abs(bottom - top),
  })
}
