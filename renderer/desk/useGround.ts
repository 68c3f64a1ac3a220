import { useMemo } from 'react'
import { type Ground, groundOf } from '../../src/core/footage/view/ground.ts'
import { useFlights, useMissions } from '../api/hooks.ts'

/** The ground about a flight by the elevation model of its mission; null where there is none. */
export function useGround(flightId: string | null): Ground | null {
  const { data: flights } = useFlights()
  const { data: missions } = useMissions()
  const flight = flights?.find(({ doc }) => doc.id === flightId)?.doc ?? null
  const mission = missions?.find(({ doc }) => doc.id === flight?.missionId)?.doc ?? null
  return useMemo(() => groundOf(flight, mission), [flight, mission])
}
