import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../../src/core/mission/pattern.ts'
import type { Estimate, Route } from '../../../../src/core/route/route.ts'
import { useSites } from '../../../api/hooks.ts'
import { newPartId } from '../../../api/newId.ts'
import { changeMission } from '../../../desk/edited.ts'
import { ringPlace } from '../../../desk/places.ts'
import { selection } from '../../../desk/selection.ts'
import { drawPath, drawRing, pickPoint } from '../../../desk/editing/pick.ts'
import { duration, length, number, percent } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/fields.tsx'
import { Body, Facts, Hint, Item, Row, Section } from '../../../ui/layout.tsx'
import { ByHand } from './ByHand.tsx'
import { CorridorEditor } from './editors/CorridorEditor.tsx'
import { OrbitEditor } from './editors/OrbitEditor.tsx'
import { PerimeterEditor } from './editors/PerimeterEditor.tsx'
import { SurveyEditor } from './editors/SurveyEditor.tsx'
import { VisitEditor } from './editors/VisitEditor.tsx'
import { WaypointsEditor } from './editors/WaypointsEditor.tsx'
import {
  assetPlaces,
  movedPattern,
  newCorridor,
  newOrbit,
  newPerimeter,
  newSurvey,
  newVisit,
  newWaypoints,
  withoutPattern,
  withPattern,
} from './patterns.ts'
import { pointsOf } from '../../../../src/core/mission/shapes.ts'

type Props = { mission: Mission; route: Route | null; partId: string | null }

/** The patterns of a mission in their order; the chosen one unfolds its parameters. */
export function PatternSection({ mission, route, partId }: Props) {
  const t = useT()
  const open = mission.patterns.find(({ id }) => id === partId) ?? mission.patterns[0]
  const estimateOf = ({ id }: Pattern): Estimate | null =>
    route?.estimates.find(({ patternId }) => patternId === id) ?? null
  const add = async (kind: Pattern['kind']): Promise<void> => {
    const id = newPartId()
    const pattern = await drawn(kind, id)
    if (!pattern) return
    changeMission((doc) => ({ ...doc, patterns: [...doc.patterns, pattern] }), 'edit.addPattern')
    selection.getState().select({ kind: 'pattern', id: mission.id, partId: id })
  }
  return (
    <Section title={t('mission.patterns')} count={mission.patterns.length} open>
      {mission.patterns.map((pattern, i) => (
        <div key={pattern.id}>
          <Item
            title={t('pattern.nth', { n: i + 1, kind: t(`pattern.${pattern.kind}`) })}
            current={pattern.id === open?.id}
            sub={<PatternFacts pattern={pattern} estimate={estimateOf(pattern)} />}
            onPress={() => {
              selection.getState().select({ kind: 'pattern', id: mission.id, partId: pattern.id })
              const points = pointsOf(pattern)
              if (points.length > 0) selection.getState().zoomTo(ringPlace(points))
            }}
          />
          {pattern.id === open?.id ? (
            <Body>
              <PatternEditor pattern={pattern} mission={mission} />
              <EstimateFacts estimate={estimateOf(pattern)} />
              {pattern.kind === 'waypoints' ? null : (
                <ByHand mission={mission} route={route} patternId={pattern.id} />
              )}
              <Row>
                <Button
                  look="quiet"
                  icon={<ArrowUp size={16} aria-hidden />}
                  label={t('pattern.earlier')}
                  isDisabled={i === 0}
                  onPress={() =>
                    changeMission((doc) => movedPattern(doc, pattern.id, -1), 'edit.orderPatterns')
                  }
                />
                <Button
                  look="quiet"
                  icon={<ArrowDown size={16} aria-hidden />}
                  label={t('pattern.later')}
                  isDisabled={i === mission.patterns.length - 1}
                  onPress={() =>
                    changeMission((doc) => movedPattern(doc, pattern.id, 1), 'edit.orderPatterns')
                  }
                />
                <Button
                  look="quiet"
                  icon={<Trash2 size={16} aria-hidden />}
                  onPress={() =>
                    changeMission((doc) => withoutPattern(doc, pattern.id), 'edit.removePattern')
                  }
                >
                  {t('app.remove')}
                </Button>
              </Row>
            </Body>
          ) : null}
        </div>
      ))}
      {mission.patterns.length > 1 ? (
        <Checkbox
          label={t('pattern.orderShortest')}
          value={mission.patternOrder === 'shortest'}
          onChange={(isShortest) =>
            changeMission(
              (doc) => ({ ...doc, patternOrder: isShortest ? 'shortest' : 'kept' }),
              'edit.orderPatterns',
            )
          }
        />
      ) : null}
      {mission.part ? (
        <Row>
          <Hint>{t('mission.part', { from: length(mission.part.fromM), to: length(mission.part.toM) })}</Hint>
          <Button
            look="quiet"
            onPress={() => changeMission((doc) => ({ ...doc, part: null }), 'edit.splitMission')}
          >
            {t('mission.partWhole')}
          </Button>
        </Row>
      ) : null}
      <Row>
        {(['survey', 'perimeter', 'corridor', 'orbit', 'visit', 'waypoints'] as const).map((kind) => (
          <Button
            key={kind}
            icon={<Plus size={16} aria-hidden />}
            onPress={() => void add(kind)}
            testId={`add-${kind}`}
          >
            {t(`pattern.${kind}`)}
          </Button>
        ))}
      </Row>
    </Section>
  )
}

/** What the pattern comes to by itself. */
function EstimateFacts({ estimate }: { estimate: Estimate | null }) {
  const t = useT()
  if (!estimate) return null
  const { lengthM, timeS, photos, storageMB, gsdFinestM, gsdCoarsestM, energyShare } = estimate
  const cm = (metres: number): string => number(metres * 100, 1)
  return (
    <Facts
      items={[
        [t('figure.length'), length(lengthM)],
        [t('estimate.time'), duration(timeS)],
        [t('figure.energy'), percent(energyShare)],
        [
          t('figure.photos'),
          photos > 0 ? t('estimate.photos', { n: number(photos), mb: number(storageMB) }) : null,
        ],
        [
          t('estimate.gsd'),
          gsdFinestM === null || gsdCoarsestM === null
            ? null
            : cm(gsdFinestM) === cm(gsdCoarsestM)
              ? t('estimate.gsdEven', { cm: cm(gsdFinestM) })
              : t('estimate.gsdRange', { finest: cm(gsdFinestM), coarsest: cm(gsdCoarsestM) }),
        ],
      ]}
    />
  )
}

function PatternFacts({ pattern, estimate }: { pattern: Pattern; estimate: Estimate | null }) {
  const t = useT()
  const time = estimate ? <span>{duration(estimate.timeS)}</span> : null
  if (pattern.kind === 'waypoints')
    return (
      <>
        <span>{t('pattern.stepsN', { n: pattern.steps.length })}</span>
        {time}
      </>
    )
  if (pattern.kind === 'visit')
    return (
      <>
        <span>{t('pattern.targetsN', { n: pattern.targets.length })}</span>
        {time}
      </>
    )
  const heightM =
    pattern.kind === 'perimeter' || pattern.kind === 'orbit' ? pattern.heightsM.join(' / ') : pattern.heightM
  return (
    <>
      <span>{t('unit.m', { value: heightM })}</span>
      <span>{t('unit.ms', { value: pattern.speedMS })}</span>
      {time}
    </>
  )
}

/** A new pattern of a kind, over what the person draws for it; null when they think better of it. */
async function drawn(kind: Pattern['kind'], id: string): Promise<Pattern | null> {
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

function PatternEditor({ pattern, mission }: { pattern: Pattern; mission: Mission }) {
  const { data: sites } = useSites()
  const assets = (sites ?? [])
    .filter(({ doc }) => mission.siteIds.includes(doc.id))
    .flatMap(({ doc }) => assetPlaces(doc))
  const put = (next: Pattern): void => changeMission((doc) => withPattern(doc, next), 'edit.pattern')
  switch (pattern.kind) {
    case 'survey':
      return <SurveyEditor pattern={pattern} hasCamera={mission.camera !== null} put={put} />
    case 'perimeter':
      return <PerimeterEditor pattern={pattern} put={put} />
    case 'corridor':
      return <CorridorEditor pattern={pattern} hasCamera={mission.camera !== null} put={put} />
    case 'orbit':
      return <OrbitEditor pattern={pattern} put={put} />
    case 'visit':
      return <VisitEditor pattern={pattern} heightM={mission.transitHeightM} assets={assets} put={put} />
    case 'waypoints':
      return <WaypointsEditor pattern={pattern} heightM={mission.transitHeightM} put={put} />
  }
}
