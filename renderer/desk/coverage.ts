import { createStore } from 'zustand/vanilla'
import type { CallOutput } from '../../src/contract/index.ts'

/** What was seen of a site, as it was asked for last: drawn while that site is shown. */
export const coverageShown = createStore<{
  siteId: string | null
  found: CallOutput<'footage.coverage'> | null
}>()(() => ({ siteId: null, found: null }))

/** From these resolutions, m a pixel, the ground is seen well, fairly, or only from afar. */
export const GSD_LIMITS_M = [0.02, 0.05] as const

/** 0 well, 1 fairly, 2 from afar. */
export const gsdStep = (gsdM: number): 0 | 1 | 2 =>
  gsdM <= GSD_LIMITS_M[0] ? 0 : gsdM <= GSD_LIMITS_M[1] ? 1 : 2
