import type { LatLon } from './position.ts'

/** A point in a site's local metric frame: x metres east, y metres north of the frame's origin. */
export type Vec = { readonly x: number; readonly y: number }

/** A local metric frame about an origin: good to 1e-5 of a distance within 10 km. */
export type Frame = {
  readonly origin: LatLon
  toLocal(position: LatLon): Vec
  toLatLon(point: Vec): LatLon
}

const RADIANS = Math.PI / 180
/** WGS-84 semi-major axis in metres and first eccentricity squared. */
const A = 6_378_137
const E2 = 0.006_694_379_990_141_316_5

/** Wraps a difference of longitudes into -180 to 180 degrees, so that a site may lie on the date line. */
const wrap = (degrees: number): number => degrees - 360 * Math.round(degrees / 360)

/**
 * The metric frame about `origin`: equirectangular with the ellipsoid's radii of curvature at the origin
 * (meridian M and prime vertical N; Torge, Geodesy, section 4.1), which is exact at the origin and invertible
 * everywhere but at the poles.
 */
export function frameAt(origin: LatLon): Frame {
  const sin = Math.sin(origin.lat * RADIANS)
  const w2 = 1 - E2 * sin * sin
  const n = A / Math.sqrt(w2)
  const m = (A * (1 - E2)) / (w2 * Math.sqrt(w2))
  const metresPerLat = m * RADIANS
  const metresPerLon = n * Math.cos(origin.lat * RADIANS) * RADIANS
  return {
    origin,
    toLocal: ({ lat, lon }) => ({
      x: wrap(lon - origin.lon) * metresPerLon,
      y: (lat - origin.lat) * metresPerLat,
    }),
    toLatLon: ({ x, y }) => ({
      lat: origin.lat + y / metresPerLat,
      lon: wrap(origin.lon + x / metresPerLon),
    }),
  }
}
