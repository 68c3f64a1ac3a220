import type { Footage, Lens } from '../footage.ts'

/** The lens of a clip at one of its moments, s: a camera zooms as it goes. */
export function lensAt(
  { lens, lenses = [] }: Pick<Footage, 'lens' | 'lenses'>,
  momentS: number,
): Lens | null {
  // How many changes lie at or before the moment.
  let [low, high] = [0, lenses.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lenses[middle]?.[0] ?? 0) <= momentS) low = middle + 1
    else high = middle
  }
  const [, hfovDeg, vfovDeg] = lenses[low - 1] ?? []
  return hfovDeg === undefined || vfovDeg === undefined ? lens : { hfovDeg, vfovDeg }
}
