import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import type { Mission, Pattern, Perimeter, Survey, Waypoints } from '../../../src/core/mission/mission.ts'
import { newPartId } from '../../api/newId.ts'
import { changeMission } from '../../app/edited.ts'
import { ringPlace } from '../../app/places.ts'
import { selection } from '../../app/selection.ts'
import { drawRing, pickPoint } from '../../editing/pick.ts'
import { position } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, NumberField, Select } from '../../ui/fields.tsx'
import { Body, Grid, Hint, Item, Row, Section } from '../../ui/layout.tsx'
import {
  movedPattern,
  newPerimeter,
  newSurvey,
  newWaypoints,
  withoutPattern,
  withPattern,
} from './patterns.ts'

/** The patterns of a mission in their order; the chosen one unfolds its parameters. */
export function PatternSection({ mission, partId }: { mission: Mission; partId: string | null }) {
  const t = useT()
  const open = mission.patterns.find(({ id }) => id === partId) ?? mission.patterns[0]
  const add = async (kind: Pattern['kind']): Promise<void> => {
    const id = newPartId()
    if (kind === 'waypoints') {
      changeMission((doc) => ({ ...doc, patterns: [...doc.patterns, newWaypoints(id)] }), 'edit.addPattern')
    } else {
      const ring = await drawRing(kind === 'survey' ? 'pattern.drawArea' : 'pattern.drawBoundary')
      if (!ring) return
      const pattern = kind === 'survey' ? newSurvey(id, ring) : newPerimeter(id, ring)
      changeMission((doc) => ({ ...doc, patterns: [...doc.patterns, pattern] }), 'edit.addPattern')
    }
    selection.getState().select({ kind: 'pattern', id: mission.id, partId: id })
  }
  return (
    <Section title={t('mission.patterns')} count={mission.patterns.length} open>
      {mission.patterns.map((pattern, i) => (
        <div key={pattern.id}>
          <Item
            title={t('pattern.nth', { n: i + 1, kind: t(`pattern.${pattern.kind}`) })}
            current={pattern.id === open?.id}
            sub={<PatternFacts pattern={pattern} />}
            onPress={() => {
              selection.getState().select({ kind: 'pattern', id: mission.id, partId: pattern.id })
              if (pattern.kind !== 'waypoints')
                selection
                  .getState()
                  .zoomTo(ringPlace(pattern.kind === 'survey' ? pattern.area : pattern.boundary))
            }}
          />
          {pattern.id === open?.id ? (
            <Body>
              <PatternEditor pattern={pattern} mission={mission} />
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
      <Row>
        {(['survey', 'perimeter', 'waypoints'] as const).map((kind) => (
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

function PatternFacts({ pattern }: { pattern: Pattern }) {
  const t = useT()
  if (pattern.kind === 'waypoints') return <span>{t('pattern.stepsN', { n: pattern.steps.length })}</span>
  const heightM = pattern.kind === 'survey' ? pattern.heightM : pattern.heightsM.join(' / ')
  return (
    <>
      <span>{t('unit.m', { value: heightM })}</span>
      <span>{t('unit.ms', { value: pattern.speedMS })}</span>
    </>
  )
}

function PatternEditor({ pattern, mission }: { pattern: Pattern; mission: Mission }) {
  const put = (next: Pattern): void => changeMission((doc) => withPattern(doc, next), 'edit.pattern')
  switch (pattern.kind) {
    case 'survey':
      return <SurveyEditor pattern={pattern} hasCamera={mission.camera !== null} put={put} />
    case 'perimeter':
      return <PerimeterEditor pattern={pattern} put={put} />
    case 'waypoints':
      return <WaypointsEditor pattern={pattern} heightM={mission.transitHeightM} put={put} />
  }
}

function SurveyEditor(props: { pattern: Survey; hasCamera: boolean; put: (pattern: Survey) => void }) {
  const { pattern, put } = props
  const t = useT()
  const { spacing } = pattern
  return (
    <>
      <Grid>
        <NumberField
          label={t('pattern.height')}
          value={pattern.heightM}
          min={-200}
          max={1000}
          onChange={(heightM) => put({ ...pattern, heightM })}
          testId="survey-height"
        />
        <NumberField
          label={t('pattern.speed')}
          value={pattern.speedMS}
          min={0.1}
          max={50}
          onChange={(speedMS) => put({ ...pattern, speedMS })}
          testId="survey-speed"
        />
        <Select
          label={t('pattern.spacingBy')}
          value={spacing.by}
          options={[
            { value: 'camera', label: t('pattern.byCamera') },
            { value: 'distance', label: t('pattern.byDistance') },
          ]}
          onChange={(by) =>
            put({
              ...pattern,
              spacing: by === 'camera' ? { by, overlap: 0.75, sidelap: 0.65 } : { by, spacingM: 25 },
            })
          }
          bad={spacing.by === 'camera' && !props.hasCamera ? t('pattern.needsCamera') : null}
        />
        {spacing.by === 'distance' ? (
          <NumberField
            label={t('pattern.spacing')}
            value={spacing.spacingM}
            min={0.5}
            max={1000}
            onChange={(spacingM) => put({ ...pattern, spacing: { by: 'distance', spacingM } })}
            testId="survey-spacing"
          />
        ) : (
          <>
            <NumberField
              label={t('pattern.sidelap')}
              value={spacing.sidelap * 100}
              min={0}
              max={95}
              onChange={(value) => put({ ...pattern, spacing: { ...spacing, sidelap: value / 100 } })}
            />
            <NumberField
              label={t('pattern.overlap')}
              value={spacing.overlap * 100}
              min={0}
              max={95}
              onChange={(value) => put({ ...pattern, spacing: { ...spacing, overlap: value / 100 } })}
            />
          </>
        )}
        <Select
          label={t('pattern.angle')}
          value={pattern.angleDeg === 'auto' ? 'auto' : 'given'}
          options={[
            { value: 'auto', label: t('pattern.angleAuto') },
            { value: 'given', label: t('pattern.angleGiven') },
          ]}
          onChange={(by) => put({ ...pattern, angleDeg: by === 'auto' ? 'auto' : 0 })}
        />
        {pattern.angleDeg === 'auto' ? null : (
          <NumberField
            label={t('pattern.angleDeg')}
            value={pattern.angleDeg}
            min={-360}
            max={360}
            onChange={(angleDeg) => put({ ...pattern, angleDeg })}
          />
        )}
      </Grid>
      <Photos photo={pattern.photo} onChange={(photo) => put({ ...pattern, photo })} />
      <Row>
        <Button
          icon={<Plus size={16} aria-hidden />}
          onPress={() =>
            void drawRing('pattern.drawHole').then((ring) => {
              if (ring) put({ ...pattern, holes: [...pattern.holes, ring] })
            })
          }
        >
          {t('pattern.addHole')}
        </Button>
        {pattern.holes.length > 0 ? (
          <Button look="quiet" onPress={() => put({ ...pattern, holes: pattern.holes.slice(0, -1) })}>
            {t('pattern.removeHole', { n: pattern.holes.length })}
          </Button>
        ) : null}
      </Row>
    </>
  )
}

function PerimeterEditor({ pattern, put }: { pattern: Perimeter; put: (pattern: Perimeter) => void }) {
  const t = useT()
  return (
    <>
      <Grid>
        <NumberField
          label={t('pattern.standoff')}
          value={pattern.standoffM}
          min={0}
          max={1000}
          onChange={(standoffM) => put({ ...pattern, standoffM })}
          testId="perimeter-standoff"
        />
        <Select
          label={t('pattern.side')}
          value={pattern.side}
          options={(['inside', 'outside'] as const).map((side) => ({
            value: side,
            label: t(`side.${side}`),
          }))}
          onChange={(side) => put({ ...pattern, side })}
          testId="perimeter-side"
        />
        <NumberField
          label={t('pattern.speed')}
          value={pattern.speedMS}
          min={0.1}
          max={50}
          onChange={(speedMS) => put({ ...pattern, speedMS })}
        />
        <NumberField
          label={t('pattern.laps')}
          value={pattern.laps}
          min={1}
          max={20}
          step={1}
          onChange={(laps) => put({ ...pattern, laps })}
        />
        <Select
          label={t('pattern.direction')}
          value={pattern.direction}
          options={(['clockwise', 'counterclockwise'] as const).map((value) => ({
            value,
            label: t(`direction.${value}`),
          }))}
          onChange={(direction) => put({ ...pattern, direction })}
        />
        <Select
          label={t('pattern.camera')}
          value={pattern.camera}
          options={(['inward', 'outward', 'along'] as const).map((value) => ({
            value,
            label: t(`look.${value}`),
          }))}
          onChange={(camera) => put({ ...pattern, camera })}
        />
        {pattern.heightsM.map((heightM, i) => (
          <NumberField
            key={`height-${i}`}
            label={t('pattern.heightN', { n: i + 1 })}
            value={heightM}
            min={-200}
            max={1000}
            onChange={(next) =>
              put({ ...pattern, heightsM: pattern.heightsM.map((old, j) => (j === i ? next : old)) })
            }
          />
        ))}
      </Grid>
      <Row>
        <Button
          icon={<Plus size={16} aria-hidden />}
          isDisabled={pattern.heightsM.length >= 10}
          onPress={() =>
            put({ ...pattern, heightsM: [...pattern.heightsM, (pattern.heightsM.at(-1) ?? 40) + 10] })
          }
        >
          {t('pattern.addHeight')}
        </Button>
        {pattern.heightsM.length > 1 ? (
          <Button look="quiet" onPress={() => put({ ...pattern, heightsM: pattern.heightsM.slice(0, -1) })}>
            {t('pattern.removeHeight')}
          </Button>
        ) : null}
      </Row>
      <Photos photo={pattern.photo} onChange={(photo) => put({ ...pattern, photo })} />
    </>
  )
}

function WaypointsEditor(props: { pattern: Waypoints; heightM: number; put: (pattern: Waypoints) => void }) {
  const { pattern, heightM, put } = props
  const t = useT()
  const add = async (): Promise<void> => {
    const at = await pickPoint('pattern.pickWaypoint')
    if (!at) return
    const step = {
      kind: 'waypoint',
      id: newPartId(),
      at,
      heightM,
      holdS: 0,
      headingDeg: null,
      speedMS: null,
      photo: true,
    } as const
    put({ ...pattern, steps: [...pattern.steps, step] })
  }
  if (pattern.verbatim) return <Hint>{t('pattern.verbatim')}</Hint>
  return (
    <>
      <NumberField
        label={t('pattern.speed')}
        value={pattern.speedMS}
        min={0.1}
        max={50}
        onChange={(speedMS) => put({ ...pattern, speedMS })}
      />
      {pattern.steps.map((step, i) =>
        step.kind === 'command' ? (
          <Hint key={step.id}>{t('pattern.command', { n: i + 1, command: step.command })}</Hint>
        ) : (
          <div key={step.id}>
            <Hint>{t('pattern.waypointN', { n: i + 1, at: position(step.at) })}</Hint>
            <Grid>
              <NumberField
                label={t('pattern.height')}
                value={step.heightM}
                min={-200}
                max={1000}
                onChange={(next) =>
                  put({ ...pattern, steps: pattern.steps.with(i, { ...step, heightM: next }) })
                }
              />
              <NumberField
                label={t('pattern.hold')}
                value={step.holdS}
                min={0}
                max={3600}
                onChange={(holdS) => put({ ...pattern, steps: pattern.steps.with(i, { ...step, holdS }) })}
              />
              <Checkbox
                label={t('pattern.photoHere')}
                value={step.photo}
                onChange={(photo) => put({ ...pattern, steps: pattern.steps.with(i, { ...step, photo }) })}
              />
              <Button
                look="quiet"
                icon={<Trash2 size={16} aria-hidden />}
                label={t('app.remove')}
                onPress={() => put({ ...pattern, steps: pattern.steps.filter((_, j) => j !== i) })}
              />
            </Grid>
          </div>
        ),
      )}
      <Button icon={<Plus size={16} aria-hidden />} onPress={() => void add()} testId="add-waypoint">
        {t('pattern.addWaypoint')}
      </Button>
    </>
  )
}

type Photo = Survey['photo']

function Photos({ photo, onChange }: { photo: Photo; onChange: (photo: Photo) => void }) {
  const t = useT()
  return (
    <Grid>
      <Checkbox
        label={t('pattern.photos')}
        value={photo.by !== 'none'}
        onChange={(on) => onChange(on ? { by: 'distance', everyM: 15 } : { by: 'none' })}
      />
      {photo.by === 'distance' ? (
        <NumberField
          label={t('pattern.photoEvery')}
          value={photo.everyM}
          min={0.5}
          max={1000}
          onChange={(everyM) => onChange({ by: 'distance', everyM })}
        />
      ) : null}
    </Grid>
  )
}
