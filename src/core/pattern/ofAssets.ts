import { frameAt } from '../geo/frame.ts'
import type { Pattern } from '../mission/pattern.ts'
import { assetMiddle } from '../site/assetMiddle.ts'
import type { Asset } from '../site/site.ts'
import { newCorridor, newOrbit, newPerimeter, newSurvey, newTarget, newVisit } from './newPattern.ts'

/** The kinds of patterns that can be laid over an asset by its footing. */
const KINDS_OF = {
  point: ['visit', 'orbit'],
  area: ['visit', 'orbit', 'perimeter', 'survey'],
  line: ['visit', 'corridor'],
} as const satisfies Record<Asset['footing']['kind'], readonly Pattern['kind'][]>

export const ASSET_PATTERNS = ['visit', 'orbit', 'perimeter', 'survey', 'corridor'] as const
export type AssetPattern = (typeof ASSET_PATTERNS)[number]

/** Whether a kind of pattern can be laid over an asset. */
export const isFor = (kind: AssetPattern, { footing }: Pick<Asset, 'footing'>): boolean =>
  (KINDS_OF[footing.kind] as readonly Pattern['kind'][]).includes(kind)

/** A ring flies this far from the wall of what it goes round, m, and no nearer than that less this. */
const AWAY_M = 25
const NEARER_M = 15
/** Rings of an orbit are this high over the top of what they go round, m. */
const OVER_TOP_M = [15, 35] as const

/**
 * Patterns of some assets: one visit of all of them, else one pattern each; an asset that a kind cannot be laid over is left
 * out. `heightM`: how high targets are seen from. `newId` names patterns and targets.
 */
export function patternsOfAssets(
  kind: AssetPattern,
  assets: readonly Asset[],
  heightM: number,
  newId: () => string,
): Pattern[] {
  const meant = assets.filter((asset) => isFor(kind, asset))
  if (meant.length === 0) return []
  if (kind === 'visit')
    return [
      {
        ...newVisit(newId()),
        targets: meant.map((asset) => newTarget(newId(), assetMiddle(asset), asset.heightM / 2, heightM)),
      },
    ]
  return meant.flatMap((asset): Pattern[] => {
    const { footing } = asset
    if (kind === 'orbit') return [orbitOf(asset, newId())]
    if (kind === 'corridor') return footing.kind === 'line' ? [newCorridor(newId(), footing.path)] : []
    if (footing.kind !== 'area') return []
    return kind === 'survey'
      ? [newSurvey(newId(), footing.ring)]
      : [{ ...newPerimeter(newId(), footing.ring), side: 'outside', standoffM: NEARER_M }]
  })
}

function orbitOf(asset: Asset, id: string): Pattern {
  const center = assetMiddle(asset)
  const usual = newOrbit(id, center)
  const reachM = reachOf(asset)
  return {
    ...usual,
    radiusM: Math.min(2000, Math.max(usual.radiusM, Math.ceil(reachM + AWAY_M))),
    clearRadiusM: Math.min(1000, Math.max(usual.clearRadiusM, Math.ceil(reachM + AWAY_M - NEARER_M))),
    heightsM: usual.heightsM.map((heightM, i) => Math.max(heightM, asset.heightM + (OVER_TOP_M[i] ?? 0))),
    lookHeightM: asset.heightM / 2,
  }
}

/** How far an asset's footing reaches from its middle, m. */
function reachOf({ footing }: Asset): number {
  if (footing.kind === 'point') return footing.radiusM
  const frame = frameAt(assetMiddle({ footing }))
  return (footing.kind === 'area' ? footing.ring : footing.path)
    .map(frame.toLocal)
    .reduce((far, { x, y }) => Math.max(far, Math.hypot(x, y)), 0)
}
