import { createStore } from 'zustand/vanilla'
import type { CallOutput } from '../../src/contract/index.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import type { Asset } from '../../src/core/site/site.ts'
import { api } from '../api/client.ts'

export type Saw = CallOutput<'footage.sawPoint'>['seen'][number]

/** What was asked last, from the map or of an asset, and every photo and clip that saw it; null until somebody asks. */
export const saw = createStore<{
  found: {
    readonly at: LatLon
    readonly asset: Asset | null
    readonly seen: readonly Saw[]
    readonly total: number
  } | null
}>()(() => ({ found: null }))

/** Asks what saw a place. Of a thing that stands up its foot, middle and top are looked for, and the best counts. */
export async function askSaw(at: LatLon, asset: Asset | null): Promise<void> {
  const heightsM = asset && asset.heightM > 0 ? [0, asset.heightM / 2, asset.heightM] : [0]
  const { seen, total } = await api.call('footage.sawPoint', { at, heightsM })
  saw.setState({ found: { at, asset, seen, total } })
}
