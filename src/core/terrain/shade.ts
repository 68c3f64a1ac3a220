import type { HeightGrid } from './heightGrid.ts'

/** Where the light comes from: north-west and half-way up, as maps are drawn. */
const LIGHT = { azimuthDeg: 315, altitudeDeg: 45 } as const
/** The ground is shaded as if it were so many times as steep: plains and gentle hills would show nothing. */
const STEEPER = 3
const RADIANS = Math.PI / 180

/** How the ground lies at a sample: `eastM` and `northM`, metres that it rises per metre that way. */
export type Slope = { readonly eastM: number; readonly northM: number }

/**
 * The slope at each sample after Horn (1981, "Hill shading and the reflectance map", Proceedings of the IEEE 69(1), 14–47):
 * weighted differences of its eight neighbours, those beside it counted twice. At an edge the sample itself stands in for
 * the neighbour that is not there. Null where its own height is unknown, or a neighbour's.
 */
export function slopeAt(grid: HeightGrid, column: number, row: number): Slope | null {
  const { width, height, heightsM, cellEastM, cellNorthM } = grid
  const at = (dx: number, dy: number): number => {
    const x = Math.min(width - 1, Math.max(0, column + dx))
    const y = Math.min(height - 1, Math.max(0, row + dy))
    return heightsM[y * width + x] as number
  }
  // At an edge the difference is over one cell and not over two.
  const spanX = (column > 0 && column < width - 1 ? 8 : 4) * cellEastM
  const spanY = (row > 0 && row < height - 1 ? 8 : 4) * cellNorthM
  const east = at(1, -1) + 2 * at(1, 0) + at(1, 1) - (at(-1, -1) + 2 * at(-1, 0) + at(-1, 1))
  const north = at(-1, -1) + 2 * at(0, -1) + at(1, -1) - (at(-1, 1) + 2 * at(0, 1) + at(1, 1))
  const slope = { eastM: east / spanX, northM: north / spanY }
  return Number.isFinite(slope.eastM + slope.northM + at(0, 0)) ? slope : null
}

/** How much of the light a slope throws back, 0 in its own shadow to 1 towards the light. */
export function lightOn({ eastM, northM }: Slope): number {
  const [azimuth, altitude] = [LIGHT.azimuthDeg * RADIANS, LIGHT.altitudeDeg * RADIANS]
  // The cosine between the ground's normal (-east, -north, 1) and the direction to the light.
  const towards =
    -eastM * Math.sin(azimuth) * Math.cos(altitude) -
    northM * Math.cos(azimuth) * Math.cos(altitude) +
    Math.sin(altitude)
  return Math.max(0, towards / Math.hypot(eastM, northM, 1))
}

/**
 * Hill-shade as a picture that lies over a map: RGBA, a pixel a sample. Flat ground is clear; what turns from the light is
 * darkened, what faces it lightened; what is unknown stays clear.
 */
export function shadeOf(grid: HeightGrid): Uint8ClampedArray<ArrayBuffer> {
  const { width, height } = grid
  const rgba = new Uint8ClampedArray(width * height * 4)
  const flat = lightOn({ eastM: 0, northM: 0 })
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const slope = slopeAt(grid, column, row)
      if (!slope) continue
      const light = lightOn({ eastM: slope.eastM * STEEPER, northM: slope.northM * STEEPER })
      const isDark = light < flat
      const share = isDark ? (flat - light) / flat : (light - flat) / (1 - flat)
      const pixel = (row * width + column) * 4
      rgba.fill(isDark ? 0 : 255, pixel, pixel + 3)
      rgba[pixel + 3] = Math.round(share * (isDark ? 200 : 130))
    }
  return rgba
}
