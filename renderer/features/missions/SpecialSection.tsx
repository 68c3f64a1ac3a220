import { type Mission, SPECIAL_CASES, type SpecialCase } from '../../../src/core/mission/mission.ts'
import { changeMission } from '../../desk/edited.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/fields.tsx'
import { Hint, Section } from '../../ui/layout.tsx'

type Answer = 'open' | 'yes' | 'no'
type Exemption = NonNullable<Mission['exemption']> | 'none'

function withAnswer(mission: Mission, one: SpecialCase, answer: Answer): Mission {
  const special = { ...mission.special }
  if (answer === 'open') delete special[one]
  else special[one] = answer === 'yes'
  return { ...mission, special }
}

function withExemption(mission: Mission, exemption: Exemption): Mission {
  const copy = { ...mission }
  delete copy.exemption
  return exemption === 'none' ? copy : { ...copy, exemption }
}

/** The five cases that need an application all the same, each asked; and whether the flight else needs none. */
export function SpecialSection({ mission }: { mission: Mission }) {
  const t = useT()
  const { special = {}, exemption } = mission
  const isOpen = SPECIAL_CASES.some((one) => special[one] === undefined)
  return (
    <Section title={t('special.title')} testId="special">
      <Hint>{t('special.hint')}</Hint>
      {SPECIAL_CASES.map((one) => (
        <Select<Answer>
          key={one}
          label={t(`special.${one}`)}
          value={special[one] === undefined ? 'open' : special[one] ? 'yes' : 'no'}
          options={(['open', 'no', 'yes'] as const).map((value) => ({ value, label: t(`special.${value}`) }))}
          onChange={(answer) => changeMission((doc) => withAnswer(doc, one, answer), 'edit.special')}
          testId={`special-${one}`}
        />
      ))}
      {isOpen ? (
        <Button
          look="quiet"
          testId="special-none"
          onPress={() =>
            changeMission(
              (doc) => SPECIAL_CASES.reduce((of, one) => withAnswer(of, one, 'no'), doc),
              'edit.special',
            )
          }
        >
          {t('special.allNo')}
        </Button>
      ) : null}
      <Select<Exemption>
        label={t('exemption.title')}
        value={exemption ?? 'none'}
        options={(['none', 'ownStation', 'ownFacility'] as const).map((value) => ({
          value,
          label: t(`exemption.${value}`),
        }))}
        onChange={(next) => changeMission((doc) => withExemption(doc, next), 'edit.exemption')}
        testId="exemption"
      />
    </Section>
  )
}
