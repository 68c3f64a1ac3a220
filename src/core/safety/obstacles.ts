import type { Frame } from '../geo/frame.ts'
import type { Asset, Site } from '../site/site.ts'
import { circleShape, lineShape, polygonShape, type Shape } from './shapes.ts'

/** An asset with its footing in the local frame. */
export type Obstacle = { readonly asset: Asset; readonly shape: Shape }

export const obstaclesOf = (sites: readonly Site[], frame: Frame): Obstacle[] =>
  sites.flatMap((site) => site.assets.map((asset) => ({ asset, shape: footingShape(asset, frame) })))

function footingShape({ footing }: Asset, frame: Frame): Shape {
  switch (footing.kind) {
    case 'point':
      return circleShape(footing.at, footing.radiusM, frame)
    case 'area':
      return polygonShape(footing.ring, frame)
    case 'line':
      return lineShape(footing.path, frame)
  }
}
