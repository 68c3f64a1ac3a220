import { useMap } from 'react-leaflet'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { onMap } from '../../desk/onMap.ts'
import { session } from '../../desk/editing/session.ts'
import { spotOf } from './snapping.ts'
import type { Spot } from './tool.ts'
import { toolbox, world } from './toolbox.ts'
import { holds } from './tools.ts'

/** Takes a place under the pointer through the snapping service, for the tool that is active then. */
export function useSpots(): (at: LatLon, isFree: boolean) => Spot {
  const map = useMap()
  return (at, isFree) => {
    const { y } = map.getSize()
    const [left, right] = [0, 100].map((x) => map.containerPointToLatLng([x, y / 2]))
    const metresPerPx = left && right ? map.distance(left, right) / 100 : 0
    const around = {
      ...onMap.getState(),
      documentId: session.getState().document?.doc.id ?? null,
      shapes: world().shapes,
    }
    return spotOf(at, around, holds(toolbox.getState().state), { metresPerPx, isFree })
  }
}
