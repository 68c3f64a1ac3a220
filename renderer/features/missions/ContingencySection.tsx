import { Plus, Trash2 } from 'lucide-react'
import type { Contingency, Mission } from '../../../src/core/mission/mission.ts'
import type { Firmware } from '../../../src/core/mission/vehicle.ts'
import { newPartId } from '../../api/newId.ts'
import { changeMission } from '../../desk/edited.ts'
import { pickPoint } from '../../desk/editing/pick.ts'
import { position } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField, Select } from '../../ui/fields.tsx'
import { Grid, Hint, Row, Section } from '../../ui/layout.tsx'

const CHOICES = {
  atEnd: ['return', 'landHome', 'land', 'hover'],
  onLostLink: ['return', 'continue', 'land', 'hover'],
  onLowBattery: ['return', 'land', 'warn'],
  onLostPosition: ['land', 'hover'],
  onFenceBreach: ['return', 'land', 'hover', 'report'],
} as const satisfies Partial<Record<keyof Contingency, readonly string[]>>

/** Firmwares that go to a rally point; any other returns to home. */
const KNOWS_RALLY: readonly Firmware[] = ['ardupilot', 'px4']

/** What the vehicle does when something happens, its return height, and the rally points. */
export function ContingencySection({ mission }: { mission: Mission }) {
  const t = useT()
  const set = (change: Partial<Contingency>): void =>
    changeMission((doc) => ({ ...doc, contingency: { ...doc.contingency, ...change } }), 'edit.contingency')
  const addRally = async (): Promise<void> => {
    const at = await pickPoint('mission.pickRally')
    if (!at) return
    const point = { ...at, id: newPartId(), heightM: mission.contingency.returnHeightM }
    changeMission((doc) => ({ ...doc, rallyPoints: [...doc.rallyPoints, point] }), 'edit.addRally')
  }
  return (
    <Section title={t('mission.contingency')} testId="contingency">
      <Grid>
        <NumberField
          label={t('mission.returnHeight')}
          value={mission.contingency.returnHeightM}
          min={0}
          max={500}
          onChange={(returnHeightM) => set({ returnHeightM })}
          testId="return-height"
        />
        {(Object.keys(CHOICES) as (keyof typeof CHOICES)[]).map((when) => (
          <Select
            key={when}
            label={t(`contingency.${when}`)}
            value={mission.contingency[when] as string}
            options={CHOICES[when].map((value) => ({ value, label: t(`does.${value}`) }))}
            onChange={(value) => set({ [when]: value })}
          />
        ))}
      </Grid>
      {mission.vehicle.firmware === 'ardupilot' ? <BreachReturn mission={mission} /> : null}
      <h3>{t('mission.rallyPoints')}</h3>
      {KNOWS_RALLY.includes(mission.vehicle.firmware) ? null : <Hint>{t('mission.noRallyOnBoard')}</Hint>}
      {mission.rallyPoints.map((point, i) => (
        <Row key={point.id}>
          <span>{t('mission.rallyN', { n: i + 1, at: position(point) })}</span>
          <NumberField
            label={t('pattern.height')}
            value={point.heightM}
            min={-200}
            max={1000}
            onChange={(heightM) =>
              changeMission(
                (doc) => ({
                  ...doc,
                  rallyPoints: doc.rallyPoints.map((old) =>
                    old.id === point.id ? { ...old, heightM } : old,
                  ),
                }),
                'edit.rally',
              )
            }
          />
          <Button
            look="quiet"
            icon={<Trash2 size={16} aria-hidden />}
            label={t('app.remove')}
            onPress={() =>
              changeMission(
                (doc) => ({ ...doc, rallyPoints: doc.rallyPoints.filter(({ id }) => id !== point.id) }),
                'edit.removeRally',
              )
            }
          />
        </Row>
      ))}
      <Button icon={<Plus size={16} aria-hidden />} onPress={() => void addRally()} testId="add-rally">
        {t('mission.addRally')}
      </Button>
    </Section>
  )
}

/** Where ArduPilot goes after it left its fence; without one it returns as from anything else. */
function BreachReturn({ mission }: { mission: Mission }) {
  const t = useT()
  const { breachReturn } = mission
  const pick = async (): Promise<void> => {
    const at = await pickPoint('mission.pickBreach')
    if (!at) return
    const heightM = mission.contingency.returnHeightM
    changeMission((doc) => ({ ...doc, breachReturn: { ...at, heightM } }), 'edit.contingency')
  }
  return (
    <>
      <h3>{t('mission.breachReturn')}</h3>
      <Row>
        {breachReturn ? <span>{position(breachReturn)}</span> : null}
        <Button onPress={() => void pick()}>
          {t(breachReturn ? 'mission.moveBreach' : 'mission.setBreach')}
        </Button>
        {breachReturn ? (
          <Button
            look="quiet"
            icon={<Trash2 size={16} aria-hidden />}
            label={t('app.remove')}
            onPress={() => changeMission(withoutBreachReturn, 'edit.contingency')}
          />
        ) : null}
      </Row>
    </>
  )
}

function withoutBreachReturn(mission: Mission): Mission {
  const without = { ...mission }
  delete without.breachReturn
  return without
}
