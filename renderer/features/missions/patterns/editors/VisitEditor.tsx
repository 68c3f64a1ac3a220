import { Plus, Trash2 } from 'lucide-react'
import type { LatLon } from '../../../../../src/core/geo/position.ts'
import { isAsBefore } from '../../../../../src/core/mission/asBefore.ts'
import type { Mission } from '../../../../../src/core/mission/mission.ts'
import type { Target, Visit } from '../../../../../src/core/mission/pattern.ts'
import { newTarget } from '../../../../../src/core/pattern/newPattern.ts'
import { newPartId } from '../../../../api/newId.ts'
import { pickPoint } from '../../../../desk/editing/pick.ts'
import { position } from '../../../../i18n/format.ts'
import { useT } from '../../../../i18n/index.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Checkbox, NumberField, Select } from '../../../../ui/fields.tsx'
import { Grid, Hint, Row } from '../../../../ui/layout.tsx'
import type { NamedPlace } from '../patterns.ts'
import { ShotAgain } from './ShotAgain.tsx'
import { HeightField, LookHeightField, SpeedField } from './WayFields.tsx'

/** What is visited, from where, and in which order. */
export function VisitEditor(props: {
  pattern: Visit
  mission: Mission
  assets: readonly NamedPlace[]
  put: (pattern: Visit) => void
}) {
  const { pattern, put, mission } = props
  const t = useT()
  const add = (at: LatLon, lookHeightM: number): void =>
    put({
      ...pattern,
      targets: [...pattern.targets, newTarget(newPartId(), at, lookHeightM, mission.transitHeightM)],
    })
  const change = (index: number, part: Partial<Target>): void =>
    put({ ...pattern, targets: pattern.targets.map((one, i) => (i === index ? { ...one, ...part } : one)) })
  return (
    <>
      <Grid>
        <Select
          label={t('pattern.order')}
          value={pattern.order}
          options={(['shortest', 'kept', 'varied'] as const).map((value) => ({
            value,
            label: t(`order.${value}`),
          }))}
          onChange={(order) => put({ ...pattern, order })}
          testId="visit-order"
        />
        {pattern.order === 'varied' ? (
          <NumberField
            label={t('pattern.seed')}
            value={pattern.seed}
            min={0}
            max={4_294_967_295}
            step={1}
            onChange={(seed) => put({ ...pattern, seed })}
          />
        ) : null}
        <SpeedField value={pattern.speedMS} onChange={(speedMS) => put({ ...pattern, speedMS })} />
        <Checkbox
          label={t('pattern.photoHere')}
          value={pattern.photo}
          onChange={(photo) => put({ ...pattern, photo })}
        />
      </Grid>
      {pattern.targets.map((target, i) =>
        isAsBefore(target) ? (
          <ShotAgain
            key={target.id}
            n={i + 1}
            target={target}
            mission={mission}
            onChange={(part) => change(i, part)}
            onRemove={() => put({ ...pattern, targets: pattern.targets.filter((_, j) => j !== i) })}
          />
        ) : (
          <div key={target.id}>
            <Hint>{t('pattern.targetN', { n: i + 1, at: position(target.at) })}</Hint>
            <Grid>
              <HeightField value={target.heightM} onChange={(heightM) => change(i, { heightM })} />
              <LookHeightField
                value={target.lookHeightM}
                onChange={(lookHeightM) => change(i, { lookHeightM })}
              />
              <NumberField
                label={t('pattern.away')}
                value={target.standoffM}
                min={0}
                max={1000}
                onChange={(standoffM) => change(i, { standoffM })}
              />
              <NumberField
                label={t('pattern.hold')}
                value={target.stayS}
                min={0}
                max={3600}
                onChange={(stayS) => change(i, { stayS })}
              />
              <Select
                label={t('pattern.from')}
                value={target.fromDeg === null ? 'best' : 'given'}
                options={(['best', 'given'] as const).map((value) => ({ value, label: t(`from.${value}`) }))}
                onChange={(by) => change(i, { fromDeg: by === 'best' ? null : 0 })}
              />
              {target.fromDeg === null ? null : (
                <NumberField
                  label={t('pattern.angleDeg')}
                  value={target.fromDeg}
                  min={0}
                  max={360}
                  onChange={(fromDeg) => change(i, { fromDeg })}
                />
              )}
              <Button
                look="quiet"
                icon={<Trash2 size={16} aria-hidden />}
                label={t('app.remove')}
                onPress={() => put({ ...pattern, targets: pattern.targets.filter((_, j) => j !== i) })}
              />
            </Grid>
          </div>
        ),
      )}
      <Row>
        <Button
          icon={<Plus size={16} aria-hidden />}
          onPress={() =>
            void pickPoint('pattern.pickTarget').then((at) => {
              if (at) add(at, 0)
            })
          }
          testId="add-target"
        >
          {t('pattern.addTarget')}
        </Button>
        <Button
          isDisabled={props.assets.length === 0}
          onPress={() =>
            put({
              ...pattern,
              targets: [
                ...pattern.targets,
                ...props.assets.map(({ at, heightM }) =>
                  newTarget(newPartId(), at, heightM / 2, mission.transitHeightM),
                ),
              ],
            })
          }
          testId="add-assets"
        >
          {t('pattern.addAssets', { n: props.assets.length })}
        </Button>
      </Row>
    </>
  )
}
