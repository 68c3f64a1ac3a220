import { frameAt } from './frame.ts'
import type { Layer, LayerFeature } from './layer.ts'
import type { LatLon, Place } from './position.ts'

/** Features farther from home than this are of no flight of one battery's, m. */
const SURROUNDINGS_M = 3000

/** What the layers of a map show about a mission's home: what its verdict looks at. */
export const surroundingsOf = (layers: readonly Layer[], home: LatLon): LayerFeature[] =>
  layers.flatMap(({ source }) =>
    source.kind === 'vector' ? nearFeatures(source.features, home, SURROUNDINGS_M) : [],
  )

/** The features of vector layers that come within some metres of a place: what a rule has to look at, and no more. */
function nearFeatures(features: readonly LayerFeature[], at: LatLon, reachM: number): LayerFeature[] {
  const frame = frameAt(at)
  return features.filter(({ geometry }) => {
    let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity]
    for (const [lon, lat] of pointsOf(geometry)) {
      const { x, y } = frame.toLocal({ lat, lon })
      minX = Math.min(minX, x)
      maxX = Math.max(maxX, x)
      minY = Math.min(minY, y)
      maxY = Math.max(maxY, y)
    }
    return minX <= reachM && maxX >= -reachM && minY <= reachM && maxY >= -reachM
  })
}

function pointsOf(geometry: Place): readonly (readonly [number, number])[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates]
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat()
  }
}
