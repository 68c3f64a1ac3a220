import { type Flight, flownMS } from '../mission/vehicleFlight.ts'

/** A place of a flight in the local frame, metres; how long it stays there and how fast the leg to it is commanded. */
export type Stop = {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly holdS: number
  readonly speedMS: number
}

/** A straight leg: its direction, its length in space and over ground, m, and the limits along it. */
export type Way = {
  readonly ux: number
  readonly uy: number
  readonly uz: number
  readonly lengthM: number
  readonly levelM: number
  readonly speedMS: number
  readonly accelerationMS2: number
}

/** Shorter legs are none, m. */
const NOWHERE_M = 1e-3

/** The legs from stop to stop; one without length has speed 1 and takes no time. */
export const waysOf = (stops: readonly Stop[], flight: Flight): Way[] =>
  stops.slice(1).map((to, i): Way => {
    const from = stops[i] as Stop
    const dx = to.x - from.x
    const dy = to.y - from.y
    const dz = to.z - from.z
    const levelM = Math.sqrt(dx * dx + dy * dy)
    const lengthM = Math.sqrt(levelM * levelM + dz * dz)
    if (!(lengthM > NOWHERE_M))
      return { ux: 0, uy: 0, uz: 0, lengthM: 0, levelM: 0, speedMS: 1, accelerationMS2: 1 }
    const along = (level: number, vertical: number) =>
      Math.min(
        levelM > 0 ? (level * lengthM) / levelM : Infinity,
        dz === 0 ? Infinity : (vertical * lengthM) / Math.abs(dz),
      )
    return {
      ux: dx / lengthM,
      uy: dy / lengthM,
      uz: dz / lengthM,
      lengthM,
      levelM,
      speedMS: along(flownMS(flight, to.speedMS), dz > 0 ? flight.climbMS : flight.descentMS),
      accelerationMS2: along(flight.accelerationMS2, flight.verticalMS2),
    }
  })

/** Cosine of the bend over ground from one leg to the next; null where one of them is straight up or down. */
export const bendCosine = (before: Way, after: Way): number | null => {
  const product = (before.levelM / (before.lengthM || 1)) * (after.levelM / (after.lengthM || 1))
  if (!(product > 1e-6)) return null
  return Math.min(1, Math.max(-1, (before.ux * after.ux + before.uy * after.uy) / product))
}
