/** A place in pixels. */
type Pixel = { x: number; y: number }

/**
 * Of marks that would lie over one another one each: the first in every square of so many pixels, and all that are to stay.
 * The squares lie still, so that the same marks stand there however the map is moved.
 */
export function thinned<T>(
  marks: readonly T[],
  cellPx: number,
  pixelOf: (mark: T) => Pixel,
  stays: (mark: T) => boolean,
): T[] {
  const taken = new Set<string>()
  return marks.filter((mark) => {
    const { x, y } = pixelOf(mark)
    const cell = `${Math.floor(x / cellPx)} ${Math.floor(y / cellPx)}`
    const isFirst = !taken.has(cell)
    taken.add(cell)
    return isFirst || stays(mark)
  })
}
