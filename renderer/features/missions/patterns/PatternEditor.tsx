import { memo } from 'react'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../../src/core/mission/pattern.ts'
import { useSitesOf } from '../../../api/hooks.ts'
import { changeMission } from '../../../desk/edited.ts'
import { useT } from '../../../i18n/index.ts'
import { CorridorEditor } from './editors/CorridorEditor.tsx'
import { OrbitEditor } from './editors/OrbitEditor.tsx'
import { PerimeterEditor } from './editors/PerimeterEditor.tsx'
import { SurveyEditor } from './editors/SurveyEditor.tsx'
import { VisitEditor } from './editors/VisitEditor.tsx'
import { WaypointsEditor } from './editors/WaypointsEditor.tsx'
import { assetPlaces, withPattern } from './patterns.ts'

/** The parameters of a pattern by its kind; what the mission comes to is nothing to them. */
export const PatternEditor = memo(function PatternEditor(props: { pattern: Pattern; mission: Mission }) {
  const { pattern, mission } = props
  useT()
  const { data: sites } = useSitesOf(mission.siteIds)
  const assets = (sites ?? []).flatMap(({ doc }) => assetPlaces(doc))
  const put = (next: Pattern): void => changeMission((doc) => withPattern(doc, next), 'edit.pattern')
  switch (pattern.kind) {
    case 'survey':
      return <SurveyEditor pattern={pattern} camera={mission.camera} put={put} />
    case 'perimeter':
      return <PerimeterEditor pattern={pattern} put={put} />
    case 'corridor':
      return <CorridorEditor pattern={pattern} camera={mission.camera} put={put} />
    case 'orbit':
      return <OrbitEditor pattern={pattern} put={put} />
    case 'visit':
      return <VisitEditor pattern={pattern} mission={mission} assets={assets} put={put} />
    case 'waypoints':
      return <WaypointsEditor pattern={pattern} heightM={mission.transitHeightM} put={put} />
  }
})
