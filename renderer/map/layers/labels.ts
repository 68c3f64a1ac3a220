/** A text that wants to stand at a pixel; the first in the list matter most. */
export type LabelWish = { key: string; x: number; y: number; text: string }

const HEIGHT_PX = 15
const LATIN_PX = 6.5
const CJK_PX = 11.5

/** Roughly how wide a text of 11 px letters is. */
export const widthOf = (text: string): number =>
  Array.from(text).reduce(
    (sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? CJK_PX : LATIN_PX),
    0,
  )

/** Keys of the labels that can stand without touching one that came before. */
export function placeLabels(wishes: readonly LabelWish[]): Set<string> {
  const placed: { left: number; right: number; top: number; bottom: number }[] = []
  const shown = new Set<string>()
  for (const { key, x, y, text } of wishes) {
    const half = widthOf(text) / 2 + 2
    const box = { left: x - half, right: x + half, top: y - HEIGHT_PX / 2, bottom: y + HEIGHT_PX / 2 }
    const touches = placed.some(
      (other) =>
        box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top,
    )
    if (touches) continue
    placed.push(box)
    shown.add(key)
  }
  return shown
}
