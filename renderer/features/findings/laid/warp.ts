import {
  after,
  type Homography,
  inverse,
  put,
  scaling,
} from '../../../../src/core/finding/align/homography.ts'

/** How the later picture, stretched over a frame of a size, is moved onto the earlier one that fills it: a CSS transform. */
export function transformOf(map: Homography, widthPx: number, heightPx: number): string {
  const back = inverse(map)
  if (!back) return 'none'
  const [a, b, c, d, e, f, g, h, i] = after(
    scaling(widthPx, heightPx),
    after(back, scaling(1 / widthPx, 1 / heightPx)),
  )
  return `matrix3d(${[a, d, 0, g, b, e, 0, h, 0, 0, 1, 0, c, f, 0, i].join(',')})`
}

/** Where the later picture lies on the earlier one: a CSS clip path in shares of its frame. */
export function outlineOf(map: Homography): string {
  const back = inverse(map)
  if (!back) return 'none'
  const corners = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ] as const
  const said = corners.map((corner) =>
    put(back, corner)
      .map((share) => `${100 * share}%`)
      .join(' '),
  )
  return `polygon(${said.join(', ')})`
}
