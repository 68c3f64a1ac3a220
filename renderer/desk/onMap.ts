import { createStore } from 'zustand/vanilla'
import type { SiteRow } from '../../src/contract/index.ts'
import type { LatLon } from '../../src/core/geo/position.ts'

/** An asset of a site as a corner may be laid to it: its corners, its line or its middle. */
export type AssetPlace = {
  readonly siteId: string
  readonly points: readonly LatLon[]
  readonly closed: boolean
}

/** What the map draws of the view: tools snap to it, and a line says which kinds have more than are drawn. */
export const onMap = createStore<{
  readonly sites: readonly SiteRow[]
  readonly assets: readonly AssetPlace[]
  /** Marks of one place each: findings. */
  readonly marks: readonly LatLon[]
  readonly more: { readonly [K in Crowded]?: boolean }
}>()(() => ({ sites: [], assets: [], marks: [], more: {} }))

/** Kinds of which the map draws only so many at a time, and how many. */
export const MOST_DRAWN = { sites: 100, findings: 200, ways: 150, pictures: 150, ofFlight: 150 } as const
export type Crowded = keyof typeof MOST_DRAWN

/** Says whether there are more of a kind in the view than are drawn. */
export const tellMore = (kind: Crowded, isMore: boolean): void => {
  if ((onMap.getState().more[kind] ?? false) !== isMore)
    onMap.setState(({ more }) => ({ more: { ...more, [kind]: isMore } }))
}
