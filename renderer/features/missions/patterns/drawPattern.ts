import type { Pattern } from '../../../../src/core/mission/pattern.ts'
import { drawPath, drawRing, pickPoint } from '../../../desk/editing/pick.ts'
import {
  newCorridor,
  newOrbit,
  newPerimeter,
  newSurvey,
  newVisit,
  newWaypoints,
} from '../../../../src/core/pattern/newPattern.ts'

/** A new pattern of a kind, over what the person draws for it; null when they think better of it. */
export async function drawPattern(kind: Pattern['kind'], id: string): Promise<Pattern | null> {
  switch (kind) {
    case 'survey': {
      const ring = await drawRing('pattern.drawArea')
      return ring && newSurvey(id, ring)
    }
    case 'perimeter': {
      const ring = await drawRing('pattern.drawBoundary')
      return ring && newPerimeter(id, ring)
    }
    case 'corridor': {
      const path = await drawPath('pattern.drawPath')
      return path && newCorridor(id, path)
    }
    case 'orbit': {
      const center = await pickPoint('pattern.pickCenter')
      return center && newOrbit(id, center)
    }
    case 'visit':
      return newVisit(id)
    case 'waypoints':
      return newWaypoints(id)
  }
}
