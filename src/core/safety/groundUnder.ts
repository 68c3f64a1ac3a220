import type { Frame, Vec } from '../geo/frame.ts'
import { lerp } from '../geo/polygon.ts'
import { groundAt, sampleStepM, type Terrain } from '../terrain/terrain.ts'
import type { Leg } from './legs.ts'

/** Lowest and highest ground, m above sea level, the model's own error included. */
export type GroundRange = { readonly lowestM: number; readonly highestM: number }

/** Most samples of one leg: a leg of a verbatim mission may be any length. */
const MOST_SAMPLES = 4000

/** The ground under a leg, as densely as the model has it; null where any of it is unknown. */
export function groundUnder(
  terrain: Terrain,
  { a, b }: Pick<Leg, 'a' | 'b'>,
  frame: Frame,
): GroundRange | null {
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  const pieces = Math.min(MOST_SAMPLES, Math.max(1, Math.ceil((2 * length) / sampleStepM(terrain))))
  let lowestM = Infinity
  let highestM = -Infinity
  for (let k = 0; k <= pieces; k++) {
    const ground = groundAt(terrain, frame.toLatLon(lerp(a, b, k / pieces)))
    if (ground === null) return null
    lowestM = Math.min(lowestM, ground)
    highestM = Math.max(highestM, ground)
  }
  return { lowestM: lowestM - terrain.errorM, highestM: highestM + terrain.errorM }
}

/** The ground under a box about some places, every sample of it; null where any of it is unknown. */
export function groundAround(terrain: Terrain, places: readonly Vec[], frame: Frame): GroundRange | null {
  if (places.length === 0) return null
  const box = places.reduce(
    (grown, { x, y }) => ({
      w: Math.min(grown.w, x),
      e: Math.max(grown.e, x),
      s: Math.min(grown.s, y),
      n: Math.max(grown.n, y),
    }),
    { w: Infinity, e: -Infinity, s: Infinity, n: -Infinity },
  )
  const rows = Math.min(400, Math.max(1, Math.ceil((box.n - box.s) / sampleStepM(terrain))))
  let lowestM = Infinity
  let highestM = -Infinity
  for (let k = 0; k <= rows; k++) {
    const y = box.s + ((box.n - box.s) * k) / rows
    const row = groundUnder(terrain, { a: { x: box.w, y }, b: { x: box.e, y } }, frame)
    if (!row) return null
    lowestM = Math.min(lowestM, row.lowestM)
    highestM = Math.max(highestM, row.highestM)
  }
  return { lowestM, highestM }
}
