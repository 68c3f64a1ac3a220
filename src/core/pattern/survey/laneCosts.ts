/**
 * What lanes cost, s: a metre flown, a lane end (half a stop and half the way to the next lane), a metre of lane that
 * cannot be flown, and what two lanes save that meet in one corner.
 */
export type LaneCosts = {
  readonly metreS: number
  readonly endS: number
  readonly missedS: number
  readonly cornerS: number
}
