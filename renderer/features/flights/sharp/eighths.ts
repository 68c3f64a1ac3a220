/** The size of an original, as its pixels lie in the file, px. */
export type Size = { readonly widthPx: number; readonly heightPx: number }

/** A JPEG's decoder makes so many parts of a picture's size of their own: an eighth, two eighths and so on. */
const EIGHTHS = 8

/** The longer side, px: the same however a picture is turned. */
export const longSide = ({ widthPx, heightPx }: Size): number => Math.max(widthPx, heightPx)

/** The smallest size that a decoder makes by itself and that is no smaller than it is shown, by the longer side, px. */
export function eighthsFor(of: Size, longPx: number): Size {
  const eighths = Math.min(EIGHTHS, Math.max(1, Math.ceil((longPx * EIGHTHS) / longSide(of))))
  const part = (px: number): number => Math.ceil((px * eighths) / EIGHTHS)
  return { widthPx: part(of.widthPx), heightPx: part(of.heightPx) }
}
