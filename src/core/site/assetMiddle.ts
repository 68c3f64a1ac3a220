import { middleOf } from '../geo/middle.ts'
import type { LatLon } from '../geo/position.ts'
import type { Asset } from './site.ts'

/** The middle of an asset's footing: where it is named, asked about, looked at and counted as seen. */
export const assetMiddle = ({ footing }: Pick<Asset, 'footing'>): LatLon =>
  footing.kind === 'point' ? footing.at : middleOf(footing.kind === 'area' ? footing.ring : footing.path)
