/**
 * A coordinate system that pictures are placed by, of those that are known here: degrees (WGS-84, CGCS2000), the metres of
 * web maps, UTM on WGS-84, and CGCS2000's Gauss-Kruger zones of three and six degrees, with the zone's number before the
 * easting or without.
 */
export type Crs =
  | { readonly kind: 'degrees'; readonly name: 'WGS 84' | 'CGCS2000' }
  | { readonly kind: 'mercator' }
  | { readonly kind: 'utm'; readonly zone: number; readonly isSouth: boolean }
  | {
      readonly kind: 'gauss'
      readonly widthDeg: 3 | 6
      readonly meridianDeg: number
      /** The zone's number where it stands before the easting. */
      readonly zone: number | null
    }

/** What an EPSG code stands for; null for one that is not known here. */
export function crsOf(epsg: number): Crs | null {
  const within = (first: number, last: number): boolean =>
    Number.isInteger(epsg) && epsg >= first && epsg <= last
  if (epsg === 4326 || epsg === 4979) return { kind: 'degrees', name: 'WGS 84' }
  if (epsg === 4490) return { kind: 'degrees', name: 'CGCS2000' }
  if (epsg === 3857) return { kind: 'mercator' }
  if (within(32_601, 32_660)) return { kind: 'utm', zone: epsg - 32_600, isSouth: false }
  if (within(32_701, 32_760)) return { kind: 'utm', zone: epsg - 32_700, isSouth: true }
  const gauss = (widthDeg: 3 | 6, i: number, zone: number | null): Crs => ({
    kind: 'gauss',
    widthDeg,
    meridianDeg: 75 + widthDeg * i,
    zone,
  })
  if (within(4491, 4501)) return gauss(6, epsg - 4491, 13 + epsg - 4491)
  if (within(4502, 4512)) return gauss(6, epsg - 4502, null)
  if (within(4513, 4533)) return gauss(3, epsg - 4513, 25 + epsg - 4513)
  if (within(4534, 4554)) return gauss(3, epsg - 4534, null)
  return null
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i)

/**
 * EPSG codes of the systems in which a place of such numbers may lie in China or, as degrees or UTM, near it: what a person
 * is asked where a file does not say. Degrees are told from metres by their size, and a zone's number by the millions.
 */
export function crsOfNumbers(x: number, y: number): number[] {
  if (Math.abs(x) <= 180 && Math.abs(y) <= 90) return [4326]
  const zone = Math.floor(x / 1e6)
  const isNorth = y > 0 && y < 6.5e6
  if (isNorth && zone >= 25 && zone <= 45) return [4513 + zone - 25]
  const mercator = Math.abs(x) <= 20_037_509 && Math.abs(y) <= 20_037_509 && Math.abs(x) > 1e6 ? [3857] : []
  if (isNorth && zone >= 13 && zone <= 23) return [4491 + zone - 13, ...mercator]
  if (x > 100_000 && x < 900_000 && isNorth)
    return [...range(4534, 4554), ...range(4502, 4512), ...range(32_643, 32_653)]
  return mercator
}
