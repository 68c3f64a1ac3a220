import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Shape } from '../../../src/core/mission/shapes.ts'
import type { AssetPlace } from '../../desk/onMap.ts'
import type { Site } from '../../../src/core/site/site.ts'
import { type SnapTarget, snap } from './snap.ts'
import type { Holds, Spot } from './tool.ts'

/** A pointer this near to a corner or an edge takes hold of it, px. */
const SNAP_PX = 10

/** What may hold a point in this window. */
export type Around = {
  sites: readonly Pick<Site, 'id' | 'boundary'>[]
  assets: readonly AssetPlace[]
  marks: readonly LatLon[]
  /** The open document's id and the shapes of what is shown of it. */
  documentId: string | null
  shapes: readonly Shape[]
}

/** Corners and edges of the other sites and their assets, marks, the document but the shape in hand, and what is being drawn. */
function targetsOf(
  { sites, assets, marks, documentId, shapes }: Around,
  { lines, without }: Holds,
): SnapTarget[] {
  return [
    ...lines,
    ...marks.map((at) => ({ points: [at], closed: false })),
    ...assets.filter(({ siteId }) => siteId !== documentId),
    ...sites
      .filter(({ id }) => id !== documentId)
      .map(({ boundary }) => ({ points: boundary, closed: true })),
    ...shapes
      .filter(({ key, form }) => key !== without && form !== 'circle')
      .map(({ points, form }) => ({ points, closed: form === 'ring' })),
  ]
}

/**
 * The one snapping service: every place that a tool hears of has been through it. `metresPerPx` is the scale of the map
 * there; `isFree` while a person holds Alt, or where a tool is held by nothing.
 */
export function spotOf(
  at: LatLon,
  around: Around,
  holds: Holds | null,
  { metresPerPx, isFree }: { metresPerPx: number; isFree: boolean },
): Spot {
  const held = isFree || !holds ? null : snap(at, targetsOf(around, holds), SNAP_PX * metresPerPx)
  return { at: held?.at ?? at, held }
}
