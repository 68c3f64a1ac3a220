import type { Mission } from '../../../src/core/mission/mission.ts'
import { profileOf } from '../../../src/core/route/profile.ts'
import type { Route } from '../../../src/core/route/route.ts'
import { useSitesOf } from '../../api/hooks.ts'
import { ProfileChart } from './ProfileChart.tsx'

/** The open mission from the side, over its own sites. */
export function Profile({ mission, points }: { mission: Mission; points: Route['points'] }) {
  const { data: sites } = useSitesOf(mission.siteIds)
  const own = (sites ?? []).map(({ doc }) => doc)
  const ceilingM = Math.min(120, mission.authorisation?.maxTrueHeightM ?? 120)
  return <ProfileChart samples={profileOf(mission, points, own, ceilingM)} />
}
