import { frameAt } from '../geo/frame.ts'
import { quantiseM, quantisePlace } from '../units/quantise.ts'
import type { Stop } from './stops.ts'

/** Whether photos are taken on the leg that ends at a stop. */
export const hasInterval = (stop: Stop): boolean => stop.photoEveryM !== null || stop.photoEveryS !== null

/** Photos every so many metres or seconds as stops with a photo each, for what knows no intervals. */
export function withPhotoStops(stops: readonly Stop[]): Stop[] {
  const all: Stop[] = []
  let restM = 0
  for (const [i, stop] of stops.entries()) {
    const before = stops[i - 1]
    const everyM = stop.photoEveryM ?? (stop.photoEveryS === null ? null : stop.photoEveryS * stop.speedMS)
    if (before && everyM !== null) {
      // The trigger takes its first photo at once; between two legs it counts on.
      if (!hasInterval(before)) restM = 0
      const frame = frameAt(before)
      const to = frame.toLocal(stop)
      const lengthM = Math.hypot(to.x, to.y)
      let alongM = restM
      for (; alongM < lengthM - 0.01; alongM += everyM) {
        const t = alongM / lengthM
        const last = all.at(-1)
        if (t === 0 && last) {
          last.photo = true
          continue
        }
        const at = frame.toLatLon({ x: to.x * t, y: to.y * t })
        all.push({
          ...stop,
          ...quantisePlace(at),
          heightM: quantiseM(before.heightM + (stop.heightM - before.heightM) * t),
          holdS: 0,
          photo: true,
        })
      }
      restM = alongM - lengthM
    }
    all.push({ ...stop })
  }
  return all.map((stop) => ({ ...stop, photoEveryM: null, photoEveryS: null }))
}
