import { overlapDistanceM } from '../../../../../src/core/mission/footprint.ts'
import type { Corridor } from '../../../../../src/core/mission/pattern.ts'
import type { Camera } from '../../../../../src/core/mission/vehicle.ts'
import { useT } from '../../../../i18n/index.ts'
import { NumberField } from '../../../../ui/fields.tsx'
import { Grid } from '../../../../ui/layout.tsx'
import { Photos } from './Photos.tsx'
import { SpacingFields } from './SpacingFields.tsx'
import { HeightField, SpeedField } from './WayFields.tsx'

/** The parameters of a corridor. */
export function CorridorEditor(props: {
  pattern: Corridor
  camera: Camera | null
  put: (pattern: Corridor) => void
}) {
  const { pattern, put } = props
  const t = useT()
  return (
    <>
      <Grid>
        <NumberField
          label={t('pattern.width')}
          value={pattern.widthM}
          min={1}
          max={2000}
          onChange={(widthM) => put({ ...pattern, widthM })}
          testId="corridor-width"
        />
        <HeightField value={pattern.heightM} onChange={(heightM) => put({ ...pattern, heightM })} />
        <SpeedField value={pattern.speedMS} onChange={(speedMS) => put({ ...pattern, speedMS })} />
        <SpacingFields
          spacing={pattern.spacing}
          hasCamera={props.camera !== null}
          onChange={(spacing) => put({ ...pattern, spacing })}
        />
      </Grid>
      <Photos
        photo={pattern.photo}
        byOverlapM={overlapDistanceM(pattern.spacing, props.camera, pattern.heightM)}
        onChange={(photo) => put({ ...pattern, photo })}
      />
    </>
  )
}
