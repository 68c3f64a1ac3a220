import { useMemo } from 'react'
import { type Ground, groundOf } from '../../src/core/footage/view/ground.ts'
import { useDocument } from '../api/hooks.ts'

/** The ground about a flight by the elevation model of its mission; null where there is none. */
export function useGround(flightId: string | null): Ground | null {
  const flight = useDocument('flight.get', flightId).data?.doc ?? null
  const mission = useDocument('mission.get', flight?.missionId).data?.doc ?? null
  return useMemo(() => groundOf(flight, mission), [flight, mission])
}
