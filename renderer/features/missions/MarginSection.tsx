import { fenceMargin } from '../../../src/core/mission/margin.ts'
import type { Conditions, MarginSettings, Mission } from '../../../src/core/mission/mission.ts'
import type { Verdict } from '../../../src/core/safety/verdict.ts'
import { changeMission } from '../../desk/edited.ts'
import { number } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Checkbox, NumberField } from '../../ui/fields.tsx'
import { Facts, Grid, Hint, Section } from '../../ui/layout.tsx'

/** How far inside the fence the flight has to stay, term by term. */
export function MarginSection({ mission, verdict }: { mission: Mission; verdict: Verdict | null }) {
  const t = useT()
  const own = fenceMargin(mission)
  const marginM = verdict?.marginM ?? own.marginM
  const terms = verdict?.marginTerms ?? own.terms
  const { margin, conditions } = mission
  const set = (change: Partial<MarginSettings>): void =>
    changeMission((doc) => ({ ...doc, margin: { ...doc.margin, ...change } }), 'edit.margin')
  const setConditions = (change: Partial<Conditions>): void =>
    changeMission((doc) => ({ ...doc, conditions: { ...doc.conditions, ...change } }), 'edit.conditions')
  return (
    <Section title={t('mission.margin', { metres: number(marginM, 1) })} testId="margin">
      <Hint>{t('mission.marginHint')}</Hint>
      <Facts
        items={terms.map(({ code, metres }) => [
          words('margin', code),
          t('unit.m', { value: number(metres, 1) }),
        ])}
      />
      <Grid>
        <NumberField
          label={t('margin.mapErrorField')}
          value={margin.mapErrorM}
          min={0}
          max={100}
          onChange={(mapErrorM) => set({ mapErrorM })}
        />
        <NumberField
          label={t('margin.gustDriftField')}
          value={margin.gustDriftM}
          min={0}
          max={100}
          onChange={(gustDriftM) => set({ gustDriftM })}
        />
        <Checkbox
          label={t('margin.windKnown')}
          value={margin.windMS !== null}
          onChange={(on) => set({ windMS: on ? 3 : null })}
          testId="wind"
        />
        {margin.windMS === null ? null : (
          <NumberField
            label={t('margin.windField')}
            value={margin.windMS}
            min={0}
            max={40}
            onChange={(windMS) => set({ windMS })}
          />
        )}
        <Checkbox
          label={t('conditions.gustKnown')}
          value={conditions.gustMS !== null}
          onChange={(on) => setConditions({ gustMS: on ? 6 : null })}
        />
        {conditions.gustMS === null ? null : (
          <NumberField
            label={t('conditions.gust')}
            value={conditions.gustMS}
            min={0}
            max={60}
            onChange={(gustMS) => setConditions({ gustMS })}
          />
        )}
        <Checkbox
          label={t('conditions.temperatureKnown')}
          value={conditions.temperatureC !== null}
          onChange={(on) => setConditions({ temperatureC: on ? 15 : null })}
        />
        {conditions.temperatureC === null ? null : (
          <NumberField
            label={t('conditions.temperature')}
            value={conditions.temperatureC}
            min={-50}
            max={60}
            onChange={(temperatureC) => setConditions({ temperatureC })}
          />
        )}
        <NumberField
          label={t('conditions.batteryHealth')}
          value={conditions.batteryHealth * 100}
          min={30}
          max={100}
          onChange={(percent) => setConditions({ batteryHealth: percent / 100 })}
        />
        <Checkbox
          label={t('margin.reactionOwn')}
          value={margin.reactionS !== null}
          onChange={(on) => set({ reactionS: on ? 3 : null })}
        />
        {margin.reactionS === null ? null : (
          <NumberField
            label={t('margin.reactionField')}
            value={margin.reactionS}
            min={0}
            max={30}
            onChange={(reactionS) => set({ reactionS })}
          />
        )}
      </Grid>
    </Section>
  )
}
