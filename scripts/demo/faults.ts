/** What is wrong at the invented acid works, and where: the findings tell of it, and the pictures show it. */
import type { Metres } from './place.ts'

/** The bund about the acid loading bay and its apron, south-west and north-east corner, and how high and thick it is, m. */
export const BUND = { west: 180, south: -15, east: 229, north: 52, heightM: 0.9, thickM: 0.4 } as const
/** The gap of about a metre in its east side, where acid got out. */
export const BUND_GAP: { readonly middle: Metres; readonly widthM: number } = {
  middle: [BUND.east, 40.5],
  widthM: 1.1,
}

/** Six drums of a cubic metre without labels, between the converter section and the stack. */
export const DRUMS: readonly Metres[] = [
  [164.6, 202.4],
  [166.0, 202.3],
  [167.5, 202.6],
  [164.9, 203.9],
  [166.3, 203.8],
  [168.2, 204.4],
]
/** Their middle. */
export const DRUMS_AT: Metres = [166.2, 203.2]

/** Where a piece of the west wall is missing, near the north-west corner. */
export const WALL_GAP: { readonly middle: Metres; readonly widthM: number } = {
  middle: [-59.6, 240],
  widthM: 0.8,
}
