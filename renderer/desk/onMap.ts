import { createStore } from 'zustand/vanilla'
import type { SiteRow } from '../../src/contract/index.ts'

/** What the map draws of the view: tools snap to its sites, and a line says which kinds have more than are drawn. */
export const onMap = createStore<{
  readonly sites: readonly SiteRow[]
  readonly more: { readonly [K in Crowded]?: boolean }
}>()(() => ({ sites: [], more: {} }))

/** Kinds of which the map draws only so many at a time, and how many. */
export const MOST_DRAWN = { sites: 100, findings: 200, ways: 150, pictures: 150 } as const
export type Crowded = keyof typeof MOST_DRAWN

/** Says whether there are more of a kind in the view than are drawn. */
export const tellMore = (kind: Crowded, isMore: boolean): void => {
  if ((onMap.getState().more[kind] ?? false) !== isMore)
    onMap.setState(({ more }) => ({ more: { ...more, [kind]: isMore } }))
}
