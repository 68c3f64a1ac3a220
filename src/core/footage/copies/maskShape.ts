import type { Mask, MaskKey, MaskRing } from './mask.ts'

/** So many masks a picture has at the most. */
export const MOST_MASKS = 100

/** A box in a picture, in shares of its width and height from the top left. */
export type MaskBox = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Masks are no smaller than this either way: smaller ones could not be taken hold of again. */
const LEAST_SIDE = 0.005
/** Keys nearer to each other than this are of one frame, s. */
const SAME_FRAME_S = 0.015

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
const round = (share: number): number => Math.round(share * 1e5) / 1e5

/** A box kept inside its picture: moved in first, made smaller only where it is larger than the picture. */
export function insidePicture({ x, y, width, height }: MaskBox): MaskBox {
  const [wide, high] = [clamp(width, LEAST_SIDE, 1), clamp(height, LEAST_SIDE, 1)]
  return { x: clamp(x, 0, 1 - wide), y: clamp(y, 0, 1 - high), width: wide, height: high }
}

/** The corners of a box. */
export function ringOfBox(box: MaskBox): MaskRing {
  const { x, y, width, height } = insidePicture(box)
  const [left, top, right, bottom] = [round(x), round(y), round(x + width), round(y + height)]
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ]
}

/** The least box about some corners. */
export function boxOfRing(ring: MaskRing): MaskBox {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

/** A ring moved and stretched so that its box is another one, kept inside the picture. */
export function ringInBox(ring: MaskRing, box: MaskBox): MaskRing {
  const from = boxOfRing(ring)
  const to = insidePicture(box)
  const along = (value: number, a: number, length: number, b: number, side: number): number =>
    round(clamp(length > 0 ? b + ((value - a) / length) * side : b, 0, 1))
  return ring.map(([x, y]) => [
    along(x, from.x, from.width, to.x, to.width),
    along(y, from.y, from.height, to.y, to.height),
  ])
}

/**
 * What a mask covers at a moment, s from the beginning of a clip (nought for a photo); null while it covers nothing.
 * Between two keys each corner is on a straight way at a constant speed; before the first and after the last it stands.
 */
export function maskAt({ keys, fromS, toS }: Mask, momentS: number): MaskRing | null {
  if ((fromS !== null && momentS < fromS) || (toS !== null && momentS > toS)) return null
  const next = keys.findIndex((key) => key.momentS > momentS)
  const before = keys[next === -1 ? keys.length - 1 : next - 1]
  const after = next === -1 ? undefined : keys[next]
  if (!before) return after?.ring ?? null
  if (!after) return before.ring
  const share = (momentS - before.momentS) / (after.momentS - before.momentS)
  return before.ring.map(([x, y], i) => {
    const [toX, toY] = after.ring[i] ?? [x, y]
    return [x + (toX - x) * share, y + (toY - y) * share]
  })
}

/** A mask that stands so at a moment: the key of that frame is set anew, or there is one more. */
export function withKey(mask: Mask, momentS: number, ring: MaskRing): Mask {
  const others = mask.keys.filter((key) => Math.abs(key.momentS - momentS) > SAME_FRAME_S)
  const key = { momentS: Math.round(momentS * 1000) / 1000, ring }
  return { ...mask, keys: [...others, key].sort((a, b) => a.momentS - b.momentS) }
}

/** The key of the frame at a moment; null where the mask is on its way. */
export const keyAt = (mask: Mask, momentS: number): MaskKey | null =>
  mask.keys.find((key) => Math.abs(key.momentS - momentS) <= SAME_FRAME_S) ?? null

/** A mask without the key of a moment; one that has no other stays as it is. */
export function withoutKey(mask: Mask, momentS: number): Mask {
  const keys = mask.keys.filter((key) => Math.abs(key.momentS - momentS) > SAME_FRAME_S)
  return keys.length === 0 ? mask : { ...mask, keys }
}

/** The masks of a clip at one moment, as those of the photo that is made of that frame. */
export const masksOfFrame = (masks: readonly Mask[], momentS: number): Mask[] =>
  masks.flatMap(({ id, reason, ...rest }) => {
    const ring = maskAt({ id, reason, ...rest }, momentS)
    return ring ? [{ id, reason, fromS: null, toS: null, keys: [{ momentS: 0, ring }] }] : []
  })
