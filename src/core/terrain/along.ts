import { frameAt } from '../geo/frame.ts'
import { lengthM, sidesOf } from '../geo/measures.ts'
import type { LatLon } from '../geo/position.ts'
import { groundAt, type Terrain } from './terrain.ts'

/** So many places of a way are looked up: more would not be told apart in a picture of it. */
const SAMPLES = 80

/** Ground heights at places evenly along a way, first and last included, m in the model's datum; null where it knows none. */
export function groundAlong(terrain: Terrain, way: readonly LatLon[]): (number | null)[] {
  const sides = sidesOf(way, false)
  const wholeM = lengthM(sides)
  const heights: (number | null)[] = []
  let index = 0
  let beforeM = 0
  for (let i = 0; i < SAMPLES; i++) {
    const alongM = (wholeM * i) / (SAMPLES - 1)
    while (index < sides.length - 1 && beforeM + (sides[index]?.lengthM ?? 0) < alongM) {
      beforeM += sides[index]?.lengthM ?? 0
      index += 1
    }
    const side = sides[index]
    if (!side) continue
    const share = side.lengthM > 0 ? Math.min(1, (alongM - beforeM) / side.lengthM) : 0
    const frame = frameAt(side.from)
    const to = frame.toLocal(side.to)
    heights.push(groundAt(terrain, frame.toLatLon({ x: to.x * share, y: to.y * share })))
  }
  return heights
}
