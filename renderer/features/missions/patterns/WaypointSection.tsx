import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import type { Mission, Override } from '../../../../src/core/mission/mission.ts'
import { changesAt, withChange, withoutChanges } from '../../../../src/core/mission/overrides.ts'
import type { Route } from '../../../../src/core/route/route.ts'
import { newPartId } from '../../../api/newId.ts'
import { changeMission } from '../../../desk/edited.ts'
import { choose, placeOf, useChosen } from '../../../desk/waypoint.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox, NumberField } from '../../../ui/fields.tsx'
import { Grid, Hint, Row, Section } from '../../../ui/layout.tsx'

/** One computed waypoint that a person takes in hand: other height, stop, photo, heading, left out, or moved on the map. */
export function WaypointSection({ mission, route }: { mission: Mission; route: Route | null }) {
  const t = useT()
  const chosen = useChosen(route)
  const place = chosen && placeOf(chosen.point)
  if (!chosen || !place) return null
  const { point, index, all } = chosen
  const changes = changesAt(mission, place)
  const put = (change: Override['change']): void =>
    changeMission((doc) => withChange(doc, place, change, newPartId()), 'edit.waypointByHand')
  const height = changes.flatMap(({ change }) => (change.kind === 'height' ? change.heightM : []))[0]
  const step = (by: number): void => {
    const next = all[index + by]
    choose(next ? placeOf(next) : null)
  }
  return (
    <Section title={t('waypoint.nth', { n: index + 1, of: all.length })} open testId="waypoint">
      <Hint>{t('waypoint.hint')}</Hint>
      <Grid>
        <NumberField
          label={t(`waypointHeight.${mission.heightOver}`)}
          value={height ?? point.place?.heightM ?? point.heightM}
          min={-100}
          max={1000}
          onChange={(heightM) => put({ kind: 'height', heightM })}
          testId="waypoint-height"
        />
        <NumberField
          label={t('waypoint.hold')}
          value={point.holdS}
          min={0}
          max={3600}
          onChange={(holdS) => put({ kind: 'hold', holdS })}
        />
        <NumberField
          label={t('waypoint.heading')}
          value={point.headingDeg}
          min={0}
          max={360}
          onChange={(headingDeg) => put({ kind: 'heading', headingDeg })}
        />
      </Grid>
      <Checkbox
        label={t('waypoint.photo')}
        value={point.photo}
        onChange={(photo) => put({ kind: 'photo', photo })}
      />
      <Row>
        <Button
          look="quiet"
          icon={<ChevronLeft size={16} aria-hidden />}
          label={t('waypoint.previous')}
          isDisabled={index === 0}
          onPress={() => step(-1)}
        />
        <Button
          look="quiet"
          icon={<ChevronRight size={16} aria-hidden />}
          label={t('waypoint.next')}
          isDisabled={index === all.length - 1}
          onPress={() => step(1)}
        />
        <Button
          onPress={() => {
            put({ kind: 'skip' })
            step(1)
          }}
          testId="waypoint-skip"
        >
          {t('waypoint.skip')}
        </Button>
        {changes.length > 0 ? (
          <Button
            look="quiet"
            onPress={() =>
              changeMission(
                (doc) =>
                  withoutChanges(
                    doc,
                    changesAt(doc, place).map(({ id }) => id),
                  ),
                'edit.waypointByHand',
              )
            }
            testId="waypoint-back"
          >
            {t('waypoint.asComputed')}
          </Button>
        ) : null}
        <Button
          look="quiet"
          icon={<X size={16} aria-hidden />}
          label={t('app.close')}
          onPress={() => choose(null)}
        />
      </Row>
    </Section>
  )
}
