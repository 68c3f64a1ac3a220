import { Plus } from 'lucide-react'
import { overlapDistanceM } from '../../../../../src/core/mission/footprint.ts'
import { reversedSurvey, surveyAsFound, surveyFrom } from '../../../../../src/core/mission/edits/order.ts'
import type { Survey } from '../../../../../src/core/mission/pattern.ts'
import { drawRing } from '../../../../desk/editing/pick.ts'
import type { Camera } from '../../../../../src/core/mission/vehicle.ts'
import { useT } from '../../../../i18n/index.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Checkbox, NumberField, Select } from '../../../../ui/fields.tsx'
import { Grid, Row } from '../../../../ui/layout.tsx'
import { Photos } from './Photos.tsx'
import { StartTools } from './StartTools.tsx'
import { SpacingFields } from './SpacingFields.tsx'
import { HeightField, SpeedField } from './WayFields.tsx'

/** The parameters of a survey. */
export function SurveyEditor(props: {
  pattern: Survey
  camera: Camera | null
  put: (pattern: Survey) => void
}) {
  const { pattern, put } = props
  const t = useT()
  const { spacing } = pattern
  return (
    <>
      <Grid>
        <HeightField
          value={pattern.heightM}
          onChange={(heightM) => put({ ...pattern, heightM })}
          testId="survey-height"
        />
        <SpeedField
          value={pattern.speedMS}
          onChange={(speedMS) => put({ ...pattern, speedMS })}
          testId="survey-speed"
        />
        <SpacingFields
          spacing={spacing}
          hasCamera={props.camera !== null}
          onChange={(next) => put({ ...pattern, spacing: next })}
        />
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
      <Photos
        photo={pattern.photo}
        byOverlapM={overlapDistanceM(pattern.spacing, props.camera, pattern.heightM)}
        onChange={(photo) => put({ ...pattern, photo })}
      />
      <Grid>
        <Checkbox
          label={t('pattern.crossGrid')}
          value={pattern.crossGrid}
          onChange={(crossGrid) => put({ ...pattern, crossGrid })}
        />
        <NumberField
          label={t('pattern.leadIn')}
          value={pattern.leadInM}
          min={0}
          max={100}
          onChange={(leadInM) => put({ ...pattern, leadInM })}
        />
      </Grid>
      <StartTools
        onPick={(near) => put(surveyFrom(pattern, near))}
        otherEnd={{ isTaken: pattern.reversed === true, toggle: () => put(reversedSurvey(pattern)) }}
        asFound={
          pattern.startNear || pattern.reversed
            ? { labelKey: 'pattern.startFound', run: () => put(surveyAsFound(pattern)) }
            : null
        }
      />
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
