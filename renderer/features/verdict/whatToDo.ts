import type { Mission } from '../../../src/core/mission/mission.ts'
import type { CheckItem, RuleId } from '../../../src/core/safety/verdict.ts'
import { panels } from '../../desk/panels.ts'
import { reveal } from '../../desk/reveal.ts'
import { selection } from '../../desk/selection.ts'

/** What there is to do about check items, in the order in which it is shown. */
export const DEEDS = ['route', 'returns', 'aircraft', 'camera', 'papers', 'onboard', 'data'] as const
export type Deed = (typeof DEEDS)[number]

/** What is changed where a rule is broken, and the part of the mission's panel with the field that it is changed in. */
const OF_RULE: { readonly [R in RuleId]: { readonly deed: Deed; readonly path: readonly string[] } } = {
  'fence.leg': { deed: 'route', path: ['patterns', 'pattern-editor'] },
  'fence.return': { deed: 'returns', path: ['contingency', 'return-height'] },
  'height.ceiling': { deed: 'route', path: ['patterns', 'pattern-editor'] },
  'height.clearance': { deed: 'route', path: ['patterns', 'pattern-editor'] },
  'energy.endurance': { deed: 'aircraft', path: ['aircraft', 'vehicle'] },
  'energy.return': { deed: 'returns', path: ['contingency', 'add-rally'] },
  'wind.limit': { deed: 'aircraft', path: ['margin', 'wind'] },
  authorisation: { deed: 'papers', path: ['authorisation', 'authorisation-number'] },
  'authorisation.filing': { deed: 'papers', path: ['authorisation', 'planned-at'] },
  'authorisation.report': { deed: 'papers', path: ['flight-reports', 'report-flight'] },
  'authorisation.special': { deed: 'papers', path: ['special'] },
  'zone.explosive': { deed: 'route', path: ['takeoff'] },
  takeoff: { deed: 'route', path: ['takeoff'] },
  'route.first': { deed: 'route', path: ['takeoff'] },
  'route.end': { deed: 'returns', path: ['contingency', 'return-height'] },
  'link.sight': { deed: 'route', path: ['takeoff'] },
  'camera.interval': { deed: 'camera', path: ['patterns', 'photos-by'] },
  'camera.coverage': { deed: 'camera', path: ['patterns', 'photos-by'] },
  'camera.carried': { deed: 'camera', path: ['aircraft', 'camera'] },
  'camera.reshoot': { deed: 'camera', path: ['patterns', 'pattern-editor'] },
  'privacy.lookout': { deed: 'camera', path: ['patterns', 'pattern-editor'] },
  'vehicle.limits': { deed: 'aircraft', path: ['aircraft', 'vehicle'] },
  onboard: { deed: 'onboard', path: ['onboard'] },
  'ground.risk': { deed: 'route', path: ['patterns', 'pattern-editor'] },
}

/** Cases whose field is elsewhere than their rule's. */
const OF_CASE: Readonly<Record<string, readonly string[]>> = {
  outside_window: ['authorisation', 'planned-at'],
  outside_hours: ['authorisation', 'planned-at'],
  unlock_unstated: ['authorisation', 'authorisation-unlock'],
  unlock_window: ['authorisation', 'authorisation-unlock'],
  amsl_unknown: ['terrain'],
  height_unreadable: ['terrain'],
  no_headway: ['margin', 'wind'],
  ground_point_in_zone: ['takeoff'],
  ground_point_in_no_overflight: ['takeoff'],
  low_in_zone: ['patterns', 'pattern-editor'],
  low_in_no_overflight: ['patterns', 'pattern-editor'],
}

/** What there is to do about an item: what is not known is to be found out, whatever the rule. */
export const deedOf = ({ rule, severity }: Pick<CheckItem, 'rule' | 'severity'>): Deed =>
  severity === 'unknown' && OF_RULE[rule].deed !== 'papers' && rule !== 'onboard'
    ? 'data'
    : OF_RULE[rule].deed

/** Items by what there is to do about them: what has the worst of them first, errors first in each. */
export function byDeed(items: readonly CheckItem[]): { deed: Deed; items: CheckItem[] }[] {
  const rank = { error: 0, warning: 1, unknown: 2 } as const
  const sorted = items.toSorted((a, b) => rank[a.severity] - rank[b.severity])
  const groups = DEEDS.map((deed) => ({ deed, items: sorted.filter((item) => deedOf(item) === deed) }))
  const worst = (group: (typeof groups)[number]): number => rank[group.items[0]?.severity ?? 'unknown']
  return groups.filter((group) => group.items.length > 0).toSorted((a, b) => worst(a) - worst(b))
}

/** Leads to what an item is about: the map to its place, the panel to its field, which gets the focus. */
export function leadTo(item: CheckItem, mission: Mission): void {
  const { zoomTo, goTo } = selection.getState()
  if (item.place) zoomTo(item.place)
  panels.getState().show('inspector')
  const [siteId] = mission.siteIds
  if (item.code === 'terrain_unknown' && siteId) {
    // Ground heights are the site's: there they are told once for all missions.
    goTo({ kind: 'site', id: siteId })
    void reveal(['site', 'site-ground'])
    return
  }
  const patternId = patternOf(item, mission)
  goTo(
    patternId === null
      ? { kind: 'mission', id: mission.id }
      : { kind: 'pattern', id: mission.id, partId: patternId },
  )
  void reveal(['mission', ...(OF_CASE[item.code] ?? OF_RULE[item.rule].path)])
}

/** The pattern that an item names itself or by what would mend it; null: none. */
function patternOf({ params, fixes }: CheckItem, { patterns }: Mission): string | null {
  const named = [params, ...fixes.map((fix) => fix.params)].map(({ patternId }) => patternId)
  return patterns.find(({ id }) => named.includes(id))?.id ?? null
}
