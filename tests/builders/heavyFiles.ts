import { ORIGIN } from './site.ts'

/** The i-th of many places about one: a walk that comes back, without chance. */
const at = (i: number): { lat: number; lon: number } => ({
  lat: ORIGIN.lat + ((i * 7919) % 10_007) * 1e-6,
  lon: ORIGIN.lon + ((i * 104_729) % 10_007) * 1e-6,
})

/** A waypoint list of `count` items. */
export function aLongWpl(count: number): string {
  const lines = ['QGC WPL 110', `0\t1\t0\t16\t0\t0\t0\t0\t${ORIGIN.lat}\t${ORIGIN.lon}\t1000\t1`]
  for (let i = 1; i <= count; i++) {
    const { lat, lon } = at(i)
    lines.push(`${i}\t0\t3\t16\t0\t0\t0\t0\t${lat.toFixed(8)}\t${lon.toFixed(8)}\t60.000000\t1`)
  }
  return `${lines.join('\n')}\n`
}

/** A GeoJSON of one line of `count` places. */
export function aLongGeoJson(count: number): string {
  const places = Array.from({ length: count }, (_, i) => `[${at(i).lon.toFixed(7)},${at(i).lat.toFixed(7)}]`)
  return `{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[${places.join(',')}]}}`
}

/** A KML of `count` placemarks, each a small area. */
export function aLongKml(count: number): string {
  const marks = Array.from({ length: count }, (_, i) => {
    const { lat, lon } = at(i)
    const corner = (x: number, y: number) => `${(lon + x * 1e-5).toFixed(7)},${(lat + y * 1e-5).toFixed(7)},0`
    const ring = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 0)].join(' ')
    return `<Placemark><name>${i}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>${ring}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`
  })
  return `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${marks.join('')}</Document></kml>`
}

/** A KML whose folders stand in one another, `depth` of them. */
export const aDeepKml = (depth: number): string =>
  `<kml xmlns="http://www.opengis.net/kml/2.2">${'<Folder>'.repeat(depth)}${'</Folder>'.repeat(depth)}</kml>`

/** Another kind of drawing as deep. */
export const aDeepGeoJson = (depth: number): string =>
  `{"type":"Feature","geometry":${'{"type":"GeometryCollection","geometries":['.repeat(depth)}${']}'.repeat(depth)}}`
