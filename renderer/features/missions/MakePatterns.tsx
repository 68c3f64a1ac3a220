import { Eye, Grid3x3, MapPin, Orbit, Route, Spline, Square } from 'lucide-react'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import { newPerimeter, newSurvey } from '../../../src/core/pattern/newPattern.ts'
import { patternsOfAssets } from '../../../src/core/pattern/ofAssets.ts'
import { DEFAULT_HEIGHT_M } from '../../../src/core/mission/newMission.ts'
import type { Site } from '../../../src/core/site/site.ts'
import { useSitesOf } from '../../api/hooks.ts'
import { newPartId } from '../../api/newId.ts'
import { notices } from '../../desk/notices.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { drawPattern } from './patterns/drawPattern.ts'
import { OfAssets } from './patterns/OfAssets.tsx'

/** What a new mission begins with; null: whoever was asked thought better of it. */
export type Made = Promise<readonly Pattern[] | null>

type Make = (kind: Pattern['kind'], patternsOver: (sites: readonly Site[]) => Made) => void

const drawn = async (kind: Pattern['kind']): Made => {
  const pattern = await drawPattern(kind, newPartId())
  return pattern && [pattern]
}

const over =
  (make: (id: string, boundary: Site['boundary']) => Pattern) =>
  async (sites: readonly Site[]): Made =>
    sites.map(({ boundary }) => make(newPartId(), boundary))

const visitOfAll = async (sites: readonly Site[]): Made => {
  const made = patternsOfAssets(
    'visit',
    sites.flatMap(({ assets }) => assets),
    DEFAULT_HEIGHT_M,
    newPartId,
  )
  if (made.length > 0) return made
  notices.getState().tell('warning', 'mission.makeVisitNone')
  return null
}

/** All kinds of patterns that a mission can begin with: over its sites, along them, of their assets, or drawn. */
export function MakePatterns({
  make,
  isOfAssets,
  onOfAssets,
}: {
  make: Make
  isOfAssets: boolean
  onOfAssets: () => void
}) {
  const t = useT()
  const size = { size: 18, 'aria-hidden': true } as const
  return (
    <>
      <Button
        look="primary"
        wide
        icon={<Grid3x3 {...size} />}
        onPress={() => make('survey', over(newSurvey))}
        testId="make-survey"
      >
        {t('mission.makeSurvey')}
      </Button>
      <Button
        wide
        icon={<Square {...size} />}
        onPress={() => make('perimeter', over(newPerimeter))}
        testId="make-perimeter"
      >
        {t('mission.makePerimeter')}
      </Button>
      <Button wide icon={<Eye {...size} />} onPress={() => make('visit', visitOfAll)} testId="make-visit">
        {t('mission.makeVisit')}
      </Button>
      <Button
        wide
        icon={<MapPin {...size} />}
        pressed={isOfAssets}
        onPress={onOfAssets}
        testId="make-of-assets"
      >
        {t('mission.makeOfAssets')}
      </Button>
      <Button
        wide
        icon={<Spline {...size} />}
        onPress={() => make('corridor', () => drawn('corridor'))}
        testId="make-corridor"
      >
        {t('mission.makeCorridor')}
      </Button>
      <Button
        wide
        icon={<Orbit {...size} />}
        onPress={() => make('orbit', () => drawn('orbit'))}
        testId="make-orbit"
      >
        {t('mission.makeOrbit')}
      </Button>
      <Button
        wide
        icon={<Route {...size} />}
        onPress={() => make('waypoints', () => drawn('waypoints'))}
        testId="make-waypoints"
      >
        {t('mission.makeWaypoints')}
      </Button>
    </>
  )
}

/** The choice among the assets of some sites, by their ids. */
export function AssetsOf({
  ids,
  take,
}: {
  ids: readonly string[]
  take: (patterns: readonly Pattern[]) => void
}) {
  const { data } = useSitesOf(ids)
  return data ? <OfAssets sites={data.map(({ doc }) => doc)} heightM={DEFAULT_HEIGHT_M} take={take} /> : null
}
