import { Trash2 } from 'lucide-react'
import { asMeant, standingOf, type TargetAsBefore } from '../../../../../src/core/mission/asBefore.ts'
import type { Mission } from '../../../../../src/core/mission/mission.ts'
import type { Target } from '../../../../../src/core/mission/pattern.ts'
import { number } from '../../../../i18n/format.ts'
import { useT } from '../../../../i18n/index.ts'
import { Button } from '../../../../ui/Button.tsx'
import { NumberField } from '../../../../ui/fields.tsx'
import { Grid, Hint } from '../../../../ui/layout.tsx'
import { HeightField } from './WayFields.tsx'

/** A picture that is taken again: how it looks is the earlier picture's. A height that somebody types is theirs from then on. */
export function ShotAgain(props: {
  n: number
  target: TargetAsBefore
  mission: Mission
  onChange: (part: Partial<Target>) => void
  onRemove: () => void
}) {
  const t = useT()
  const { target, mission, onChange } = props
  const { at, heightM, headingDeg, pitchDeg } = standingOf(target, mission)
  return (
    <div data-testid="shot-again">
      <Hint>
        {t('reshoot.shotN', {
          n: props.n,
          name: target.asBefore.name,
          heading: number(headingDeg, 0),
          pitch: number(pitchDeg, 0),
        })}
      </Hint>
      <Grid>
        <HeightField
          value={heightM === null ? target.heightM : Math.round(asMeant(heightM, at, mission) * 10) / 10}
          onChange={(said) =>
            onChange({ heightM: said, asBefore: { ...target.asBefore, height: { by: 'hand' } } })
          }
        />
        <NumberField
          label={t('pattern.hold')}
          value={target.stayS}
          min={0}
          max={3600}
          onChange={(stayS) => onChange({ stayS })}
        />
        <Button
          look="quiet"
          icon={<Trash2 size={16} aria-hidden />}
          label={t('app.remove')}
          onPress={props.onRemove}
        />
      </Grid>
    </div>
  )
}
