import { fenceMargin } from '../../../src/core/mission/margin.ts'
import type { MarginSettings, Mission } from '../../../src/core/mission/mission.ts'
import type { Verdict } from '../../../src/core/safety/verdict.ts'
import { changeMission } from '../../app/edited.ts'
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
  const { margin } = mission
  const set = (change: Partial<MarginSettings>): void =>
    changeMission((doc) => ({ ...doc, margin: { ...doc.margin, ...change } }), 'edit.margin')
  return (
    <Section title={t('mission.margin', { metres: number(marginM, 1) })}>
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
        <NumberField
          label={t('margin.windField')}
          value={margin.windMS}
          min={0}
          max={40}
          onChange={(windMS) => set({ windMS })}
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
