import type { CallOutput } from '../../../../src/contract/index.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { type AssetInView, assetsInView } from '../../../../src/core/footage/view/assetsInView.ts'
import { groundUnder, viewAt, viewsOf } from '../../../../src/core/footage/view/footageViews.ts'
import { groundOf } from '../../../../src/core/footage/view/ground.ts'
import { type PictureGround, placeOf } from '../../../../src/core/footage/view/placeOf.ts'
import { frameAt } from '../../../../src/core/geo/frame.ts'
import type { LatLon } from '../../../../src/core/geo/position.ts'
import { assetMiddle } from '../../../../src/core/site/assetMiddle.ts'
import type { Asset } from '../../../../src/core/site/site.ts'
import { ApiError, api } from '../../../api/client.ts'
import { queryClient } from '../../../api/queries.ts'
import { sitesIn, sitesOf } from '../../../api/sites.ts'
import { boxSeenFrom } from '../../../desk/places.ts'
import type { Draft, Marked } from './reviewing.ts'

/** What a picture, as it is marked, is of: where that lies, and the assets that are offered, the nearest first. */
export type Look = {
  readonly footage: Footage
  readonly place: PictureGround | null
  readonly assets: readonly Asset[]
  /** Whether the assets are those in the picture; else they are the site's, since nobody knows where it looked. */
  readonly isSeen: boolean
  /** Whether what was marked, else the middle, lies on the first of them or beside it, as far as directions are known. */
  readonly isOnFirst: boolean
}

/** So far from an asset, in halves of the picture's width, a compass that is 3° off may put it: it is still on that. */
const BESIDE = 0.12
/** So many assets are offered. */
const MOST_OFFERED = 8

/** A document that may not be here: another station has it. */
async function referred<N extends 'flight.get' | 'mission.get'>(
  name: N,
  id: string | null,
): Promise<CallOutput<N>['doc'] | null> {
  if (id === null) return null
  try {
    const { doc } = await queryClient.fetchQuery({
      queryKey: [name, { id }],
      queryFn: () => api.call(name, { id } as never) as Promise<CallOutput<N>>,
    })
    return doc
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_found') return null
    throw error
  }
}

/** Where what is marked of a picture lies, and what it shows. */
export async function lookAt(footageId: string, { region, fromS }: Marked): Promise<Look> {
  const { doc: footage } = await queryClient.fetchQuery({
    queryKey: ['footage.get', { id: footageId }],
    queryFn: () => api.call('footage.get', { id: footageId }),
  })
  const flight = await referred('flight.get', footage.flightId)
  const mission = await referred('mission.get', flight?.missionId ?? null)
  const ground = groundOf(flight, mission)
  const shown = viewAt(viewsOf(footage, flight?.track ?? [], ground), Math.floor(fromS ?? 0))
  const box = boxSeenFrom([footage])
  const sites = box
    ? (
        await queryClient.fetchQuery({
          queryKey: ['site.within', 'whole', box],
          queryFn: () => sitesIn(box),
        })
      ).map(({ doc }) => doc)
    : await sitesOf(flight?.siteIds ?? [])
  const all = sites.flatMap(({ assets }) => assets)
  if (!shown)
    return { footage, place: null, assets: all.slice(0, MOST_OFFERED), isSeen: false, isOnFirst: false }
  const under = groundUnder(footage, ground)
  const place = placeOf(region, { ...shown, placeErrorM: footage.placement?.errorM }, under)
  const isSeen = !shown.assumed.includes('attitude')
  const seen: readonly AssetInView[] = isSeen ? assetsInView(region, shown.view, all, under) : []
  const assets = isSeen ? seen.map(({ asset }) => asset) : nearestFirst(all, shown.view.at)
  const isOnFirst = (seen[0]?.apart ?? Number.POSITIVE_INFINITY) <= BESIDE
  return { footage, place, assets: assets.slice(0, MOST_OFFERED), isSeen, isOnFirst }
}

function nearestFirst(assets: readonly Asset[], at: LatLon): Asset[] {
  const { toLocal } = frameAt(at)
  const awayM = (asset: Asset): number => {
    const { x, y } = toLocal(assetMiddle(asset))
    return Math.hypot(x, y)
  }
  return [...assets].sort((a, b) => awayM(a) - awayM(b))
}

/** What a finding is on: as somebody chose it, else the asset that what was marked lies on. */
export const assetOf = ({ assets, isOnFirst }: Look, { assetId }: Draft): Asset | null =>
  assetId === undefined
    ? isOnFirst
      ? (assets[0] ?? null)
      : null
    : (assets.find(({ id }) => id === assetId) ?? null)

/**
 * Where a finding is: where somebody pointed on the map; else where what was marked meets the ground. Whoever marks nothing
 * and chooses another asset than the one that the middle is nearest to says by that where it is, and so it is where a picture
 * has no place at all. Null: nobody knows.
 */
export function settledPlace(
  look: Look,
  draft: Draft,
  marked: Marked,
): { at: LatLon; errorM?: number } | null {
  const { place, assets } = look
  if (draft.at) return { at: draft.at }
  const asset = assetOf(look, draft)
  const isOther = asset !== null && asset.id !== assets[0]?.id
  if (place && !(isOther && marked.region === null) && !(place.by === 'below' && asset))
    return { at: place.at, errorM: Math.round(place.errorM * 10) / 10 }
  return asset ? { at: assetMiddle(asset) } : null
}
