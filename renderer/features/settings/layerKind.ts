import type { Layer } from '../../../src/core/geo/layer.ts'

/** The words for what a layer is of. */
export const layerKind = (source: Layer['source']): `layerKind.${Layer['source']['kind'] | 'vectorTiles'}` =>
  source.kind === 'tiles' && source.content === 'vector'
    ? 'layerKind.vectorTiles'
    : `layerKind.${source.kind}`
