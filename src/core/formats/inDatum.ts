import type { LayerFeature } from '../geo/layer.ts'
import { type MapDatum, toWgs84 } from '../geo/mapDatum.ts'
import type { LatLon } from '../geo/position.ts'
import type { Pattern } from '../mission/pattern.ts'
import { type Note, note } from '../units/note.ts'
import { quantiseDeg, quantisePlace } from '../units/quantise.ts'
import type { ImportedMission } from './importedMission.ts'

type Position = [number, number]

/** Features whose coordinates a file gave in a datum, in WGS-84. */
export function featuresInWgs84(features: readonly LayerFeature[], datum: MapDatum): LayerFeature[] {
  if (datum === 'wgs84') return [...features]
  const at = ([lon, lat]: Position): Position => {
    const moved = toWgs84({ lat, lon }, datum)
    return [quantiseDeg(moved.lon), quantiseDeg(moved.lat)]
  }
  return features.map((feature) => ({ ...feature, geometry: movedGeometry(feature.geometry, at) }))
}

function movedGeometry(
  geometry: LayerFeature['geometry'],
  at: (position: Position) => Position,
): LayerFeature['geometry'] {
  switch (geometry.type) {
    case 'Point':
      return { ...geometry, coordinates: at(geometry.coordinates) }
    case 'MultiPoint':
    case 'LineString':
      return { ...geometry, coordinates: geometry.coordinates.map(at) }
    case 'MultiLineString':
    case 'Polygon':
      return { ...geometry, coordinates: geometry.coordinates.map((line) => line.map(at)) }
  }
}

/** A mission whose coordinates a file gave in a datum, in WGS-84. Items without a place stay without one. */
export function importedInWgs84(imported: ImportedMission, datum: MapDatum): ImportedMission {
  if (datum === 'wgs84') return imported
  const moved = <T extends LatLon>(point: T): T => {
    const { lat, lon } = toWgs84(point, datum)
    return { ...point, ...quantisePlace({ lat, lon }) }
  }
  return {
    ...imported,
    home: imported.home && moved(imported.home),
    items: imported.items.map((item) => (item.lat === 0 && item.lon === 0 ? item : moved(item))),
    fence: imported.fence.map((zone) =>
      zone.shape === 'polygon'
        ? { ...zone, ring: zone.ring.map(moved) }
        : { ...zone, center: moved(zone.center) },
    ),
    rallyPoints: imported.rallyPoints.map(moved),
    ...(imported.breachReturn ? { breachReturn: moved(imported.breachReturn) } : {}),
    ...(imported.template
      ? { template: { ...imported.template, patterns: imported.template.patterns.map(movedPattern) } }
      : {}),
  }

  function movedPattern(pattern: Pattern): Pattern {
    if (pattern.kind === 'survey')
      return {
        ...pattern,
        area: pattern.area.map(moved),
        holes: pattern.holes.map((hole) => hole.map(moved)),
      }
    return pattern.kind === 'corridor' ? { ...pattern, path: pattern.path.map(moved) } : pattern
  }
}

/** What is said of a file whose coordinates were moved. */
export const datumNotes = (datum: MapDatum): Note[] =>
  datum === 'wgs84'
    ? []
    : [note('info', 'datum_converted', null, { system: datum === 'gcj02' ? 'GCJ-02' : 'BD-09' })]
