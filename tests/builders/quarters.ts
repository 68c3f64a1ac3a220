import type { LatLon } from '../../src/core/geo/position.ts'

/** Colours of the four quarters of a test picture: north-west, north-east, south-west, south-east. */
export const QUARTERS = [
  [200, 30, 30],
  [30, 180, 30],
  [40, 40, 210],
  [230, 220, 60],
] as const

/** The samples of such a picture, band by band for each pixel: `of` gives those of a quarter. */
export function quarters(
  width: number,
  height: number,
  of: (quarter: number) => readonly number[] = (quarter) => QUARTERS[quarter] as readonly number[],
): Uint8Array {
  const bands = of(0).length
  const samples = new Uint8Array(width * height * bands)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      samples.set(of((y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)), (y * width + x) * bands)
  return samples
}

/** Where the middles of the quarters of a box lie, in their order. */
export const quarterPlaces = (box: { south: number; west: number; north: number; east: number }): LatLon[] =>
  [
    [0.75, 0.25],
    [0.75, 0.75],
    [0.25, 0.25],
    [0.25, 0.75],
  ].map(([up = 0, right = 0]) => ({
    lat: box.south + up * (box.north - box.south),
    lon: box.west + right * (box.east - box.west),
  }))
