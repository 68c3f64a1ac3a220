import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Flight, TrackPoint } from '../../src/core/flight/flight.ts'
import { type Moments, momentsOf } from '../../src/core/flight/moments.ts'
import { columnsOf, pointsOf, readTrack } from '../../src/core/flight/trackFile.ts'
import { api } from './client.ts'
import { queryClient } from './queries.ts'

/** A whole track changes only when the flight gets another: its thinned one says so. */
const keyOf = ({ id, track, logIds }: Flight) => [
  'track',
  id,
  logIds.length,
  track.length,
  track[0]?.atMs ?? null,
  track.at(-1)?.atMs ?? null,
]

/** The whole track of a flight; null where its log is not at hand. */
async function fetchTrack(flight: Flight): Promise<Moments | null> {
  if (flight.logIds.length === 0 || flight.track.length === 0) return null
  const response = await fetch(api.trackUrl(flight.id), { credentials: 'same-origin' }).catch(() => null)
  const columns = response?.ok ? readTrack(await response.arrayBuffer()) : null
  return columns && columns.count >= flight.track.length ? momentsOf(columns) : null
}

const NO_POINTS: readonly TrackPoint[] = []

/** Every moment of a flight: of its whole track, and of the thinned one until that is there. */
export function useMoments(flight: Flight | undefined): Moments {
  const { data: whole } = useQuery({
    queryKey: flight ? keyOf(flight) : ['track'],
    queryFn: () => (flight ? fetchTrack(flight) : null),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: flight !== undefined,
  })
  const thinned = flight?.track ?? NO_POINTS
  return useMemo(() => whole ?? momentsOf(columnsOf(thinned)), [whole, thinned])
}

/** The points of a flight, of its whole track where that is at hand. */
export async function wholeTrackOf(flight: Flight): Promise<readonly TrackPoint[]> {
  const whole = await queryClient.fetchQuery({
    queryKey: keyOf(flight),
    queryFn: () => fetchTrack(flight),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return whole ? pointsOf(whole) : flight.track
}
