/**
 * Seconds for a straight way from stop to stop with a trapezoid speed profile: accelerate at `accelerationMS2`, cruise
 * at `speedMS`, brake alike; a triangle where the way is too short to reach the speed.
 */
export function stopToStopS(lengthM: number, speedMS: number, accelerationMS2: number): number {
  return profileS(lengthM, speedMS, accelerationMS2, 0, 0)
}

/** Seconds for a straight way that is entered at `inMS` and left at `outMS` (both at most the speed). */
export function profileS(lengthM: number, speedMS: number, a: number, inMS: number, outMS: number): number {
  const speedUp = (speedMS ** 2 - inMS ** 2) / (2 * a)
  const slowDown = (speedMS ** 2 - outMS ** 2) / (2 * a)
  if (speedUp + slowDown <= lengthM)
    return (speedMS - inMS) / a + (speedMS - outMS) / a + (lengthM - speedUp - slowDown) / speedMS
  const peak = Math.sqrt(Math.max(0, (2 * a * lengthM + inMS ** 2 + outMS ** 2) / 2))
  return Math.max(0, (peak - inMS) / a + (peak - outMS) / a)
}

/** Bends up to this many degrees are flown through; at sharper ones the vehicle stops. */
export const FLOW_THROUGH_DEG = 20
