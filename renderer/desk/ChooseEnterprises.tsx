import { useEnterpriseNames } from '../api/hooks.ts'
import { ChooseByName } from './ChooseByName.tsx'
import { nameOf } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Row } from '../ui/layout.tsx'
import { Named } from '../ui/Named.tsx'
import styles from './chooseEnterprises.module.css'

/** Enterprises one by one by their names, or all of them; one that is not here yet stays. */
export function ChooseEnterprises(props: {
  ids: readonly string[]
  onChange: (ids: string[]) => void
  /** Those that are not offered. */
  without?: readonly string[]
  testId: string
}) {
  const t = useT()
  const { ids, onChange, without = [], testId } = props
  const all = useEnterpriseNames().data ?? []
  const called = new Map(all.map(({ id, name }) => [id, nameOf(name)]))
  const others = all.filter(({ id }) => !ids.includes(id) && !without.includes(id))
  return (
    <>
      <Row>
        <Button
          isDisabled={others.length === 0}
          onPress={() => onChange([...ids, ...others.map(({ id }) => id)])}
          testId={`${testId}-all-enterprises`}
        >
          {t('choose.allEnterprises')}
        </Button>
        <Button
          isDisabled={ids.length === 0}
          onPress={() => onChange([])}
          testId={`${testId}-no-enterprises`}
        >
          {t('choose.noEnterprises')}
        </Button>
      </Row>
      {others.length > 0 ? (
        <ChooseByName
          label={t('choose.addEnterprise')}
          value=""
          options={others.map(({ id, name }) => ({ value: id, label: nameOf(name) }))}
          onChange={(id) => onChange([...ids, id])}
          testId={`${testId}-add-enterprise`}
        />
      ) : null}
      <ul className={styles.chosen} data-testid={`${testId}-enterprises`}>
        {ids.map((id) => (
          <li key={id}>
            <Named>{called.get(id) ?? t('app.notHere')}</Named>
            <Button
              look="quiet"
              label={t('choose.leaveOut', { name: called.get(id) ?? '' })}
              onPress={() => onChange(ids.filter((one) => one !== id))}
            >
              {t('app.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
