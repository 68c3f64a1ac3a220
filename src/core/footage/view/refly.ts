import { frameAt } from '../../geo/frame.ts'
import type { Target } from '../../mission/pattern.ts'
import { quantiseM, quantisePlace } from '../../units/quantise.ts'
import type { Footage } from '../footage.ts'
import { middleOfPicture } from './footprint.ts'
import type { Ground } from './ground.ts'
import { viewOf } from './view.ts'

/** A second look is from so near, and so high over take-off at least, m. */
const STANDOFF_M = 20
const LEAST_HEIGHT_M = 20
/** Nearer to the horizon than this the middle of a picture lies too far off to mean a place, degrees. */
const FLATTEST_DEG = 10
const STAY_S = 5
/**
 * Where to look again from pictures that told nothing: the place in the middle of each (the laser's, where one was
 * measured), from its other side, nearer and lower. A picture without a place is left out; one of unknown direction means
 * the place below it, from any side.
 */
export function reflyTargets(
  pictures: readonly Footage[],
  newPartId: () => string,
  ground: Ground | null = null,
): Target[] {
  return pictures.flatMap((footage) => {
    const seen = viewOf(footage, ground)
    if (!seen) return []
    const { at, heightM, headingDeg, pitchDeg, target } = seen.view
    const isKnown = !seen.assumed.includes('attitude') && pitchDeg <= -FLATTEST_DEG
    const middle = target?.at ?? (isKnown ? middleOfPicture(seen.view, ground) : null) ?? at
    const { x, y } = frameAt(at).toLocal(middle)
    return [
      {
        id: newPartId(),
        at: quantisePlace(middle),
        lookHeightM: 0,
        standoffM: STANDOFF_M,
        heightM: quantiseM(Math.max(LEAST_HEIGHT_M, heightM * 0.6)),
        // The camera looked along its heading: from the other side it stands ahead of the place.
        fromDeg: Math.hypot(x, y) > 1 ? ((headingDeg % 360) + 360) % 360 : null,
        stayS: STAY_S,
      },
    ]
  })
}
