import { frameAt, type Vec } from '../../geo/frame.ts'
import { isInside } from '../../geo/polygon.ts'
import type { LatLon, Ring } from '../../geo/position.ts'
import { assetMiddle } from '../../site/assetMiddle.ts'
import type { Asset } from '../../site/site.ts'
import type { FootageView } from './footageViews.ts'
import { reachOf } from './footprint.ts'
import { sees } from './view.ts'

/** Cells of a site's ground, about so many, none narrower than this, m. */
const CELLS = 2500
const NARROWEST_M = 2

/**
 * Whether a look was fine enough to count as having seen what it held: `seenWithinM` is the coarsest that does, m a pixel. A
 * picture of unknown size tells nothing of how finely it saw, and does not count. Whoever says that something was seen from
 * the air asks this.
 */
export const isFineEnough = (gsdM: number | null, seenWithinM: number): boolean =>
  gsdM !== null && gsdM <= seenWithinM

/**
 * A square of ground: how finely it was looked at (null: not at all), and how lately it was seen; null where no look was
 * fine enough.
 */
export type Cell = { readonly at: LatLon; readonly gsdM: number | null; readonly seenAtMs: number | null }
/** An asset, by how many photos and clips it was seen; how finely and how lately, as of a cell. */
export type AssetSeen = {
  readonly assetId: string
  readonly footage: number
  readonly gsdM: number | null
  readonly seenAtMs: number | null
}
export type Coverage = {
  readonly cellM: number
  readonly cells: readonly Cell[]
  /** Share of the cells that were seen, 0 to 1; and of those that were looked at, but no look was fine enough. */
  readonly seenShare: number
  readonly coarseShare: number
  /** The coarsest look that counts, m a pixel. */
  readonly seenWithinM: number
  readonly assets: readonly AssetSeen[]
  /** Views that may have seen something, but nobody knows which way they looked, or how finely: they are not counted. */
  readonly unsure: number
}

type Best = { gsdM: number | null; seenAtMs: number | null; footage: Set<string> }

/**
 * What of a site was really seen, and at what resolution: its ground in squares, and its assets in the middle of their
 * height. What a look is too coarse for, by `seenWithinM`, it has not seen. Ground is flat where there is no elevation model,
 * and nothing stands in between; a view whose direction is not known counts for nothing.
 */
export function coverage(
  boundary: Ring,
  assets: readonly Asset[],
  views: Iterable<FootageView>,
  seenWithinM: number,
): Coverage {
  const origin = boundary[0] ?? { lat: 0, lon: 0 }
  const frame = frameAt(origin)
  const outline = boundary.map((corner) => frame.toLocal(corner))
  const grid = gridOver(outline)
  const cells = grid.places.map((place) => ({ ...emptyBest(), place, at: frame.toLatLon(place) }))
  const targets = assets.map((asset) => ({
    ...emptyBest(),
    asset,
    at: assetMiddle(asset),
    heightM: asset.heightM / 2,
  }))
  let unsure = 0
  for (const one of views) {
    if (one.assumed.includes('attitude') || !one.widthPx) {
      unsure += 1
      continue
    }
    const take = (best: Best, at: LatLon, heightM: number): void => {
      const seen = sees(one.view, at, (one.ground?.at(at) ?? 0) + heightM, one.widthPx)
      if (!seen) return
      if (seen.gsdM !== null) best.gsdM = Math.min(best.gsdM ?? Infinity, seen.gsdM)
      if (!isFineEnough(seen.gsdM, seenWithinM)) return
      best.seenAtMs = Math.max(best.seenAtMs ?? 0, one.takenAtMs ?? 0)
      best.footage.add(one.footageId)
    }
    const own = frame.toLocal(one.view.at)
    const { corners } = reachOf(one.view, one.assumed, one.ground)
    const reach = corners.map(({ x, y }) => ({ x: own.x + x, y: own.y + y }))
    for (const index of grid.within(reach)) {
      const cell = cells[index]
      if (cell) take(cell, cell.at, 0)
    }
    for (const target of targets) take(target, target.at, target.heightM)
  }
  const share = (some: (cell: Best) => boolean): number =>
    cells.length === 0 ? 0 : cells.filter(some).length / cells.length
  return {
    cellM: grid.cellM,
    cells: cells.map(({ at, gsdM, seenAtMs }) => ({ at, gsdM, seenAtMs })),
    seenShare: share(({ footage }) => footage.size > 0),
    coarseShare: share(({ footage, gsdM }) => footage.size === 0 && gsdM !== null),
    seenWithinM,
    assets: targets.map(({ asset, footage, gsdM, seenAtMs }) => ({
      assetId: asset.id,
      footage: footage.size,
      gsdM,
      seenAtMs,
    })),
    unsure,
  }
}

const emptyBest = (): Best => ({ gsdM: null, seenAtMs: null, footage: new Set() })

/** Square cells whose middles lie in an outline, and which of them a box about some places may hold. */
function gridOver(outline: readonly Vec[]) {
  const xs = outline.map(({ x }) => x)
  const ys = outline.map(({ y }) => y)
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const cellM = Math.max(NARROWEST_M, Math.sqrt(((east - west) * (north - south)) / CELLS))
  const columns = Math.max(1, Math.ceil((east - west) / cellM))
  const rows = Math.max(1, Math.ceil((north - south) / cellM))
  const places: Vec[] = []
  const numbers = new Map<number, number>()
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const place = { x: west + (i + 0.5) * cellM, y: south + (j + 0.5) * cellM }
      if (!isInside(place, [outline])) continue
      numbers.set(j * columns + i, places.length)
      places.push(place)
    }
  return {
    cellM,
    places,
    *within(around: readonly Vec[]): Generator<number> {
      const column = (x: number) => Math.floor((x - west) / cellM)
      const row = (y: number) => Math.floor((y - south) / cellM)
      const [fromI, toI] = [
        column(Math.min(...around.map(({ x }) => x))),
        column(Math.max(...around.map(({ x }) => x))),
      ]
      const [fromJ, toJ] = [
        row(Math.min(...around.map(({ y }) => y))),
        row(Math.max(...around.map(({ y }) => y))),
      ]
      for (let j = Math.max(0, fromJ); j <= Math.min(rows - 1, toJ); j++)
        for (let i = Math.max(0, fromI); i <= Math.min(columns - 1, toI); i++) {
          const number = numbers.get(j * columns + i)
          if (number !== undefined) yield number
        }
    },
  }
}
