import type { CallOutput } from '../../../src/contract/index.ts'
import { ChooseByName } from '../../desk/ChooseByName.tsx'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Named } from '../../ui/Named.tsx'
import styles from './missions.module.css'

/** The sites that a new mission flies over: one, and as many more as are added. */
export function ChooseSites(props: {
  sites: CallOutput<'site.names'>
  ids: readonly string[]
  onChange: (ids: readonly string[]) => void
}) {
  const t = useT()
  const { sites, ids, onChange } = props
  const options = (some: CallOutput<'site.names'>) =>
    some.map((site) => ({ value: site.id, label: nameOf(site.name) }))
  const others = sites.filter(({ id }) => !ids.includes(id))
  return (
    <>
      <ChooseByName
        label={t('mission.site')}
        value={ids[0] ?? ''}
        options={options(sites.filter(({ id }) => id === ids[0] || !ids.includes(id)))}
        onChange={(id) => onChange([id, ...ids.slice(1)])}
        testId="mission-site"
      />
      {ids.length > 1 ? (
        <ul className={styles.sites}>
          {ids.slice(1).map((id) => {
            const called = nameOf(sites.find((site) => site.id === id)?.name ?? { zh: id, en: '' })
            return (
              <li key={id}>
                <Named>{called}</Named>
                <Button
                  look="quiet"
                  label={t('choose.leaveOut', { name: called })}
                  onPress={() => onChange(ids.filter((one) => one !== id))}
                >
                  {t('app.remove')}
                </Button>
              </li>
            )
          })}
        </ul>
      ) : null}
      {others.length > 0 ? (
        <ChooseByName
          label={t('mission.addSite')}
          value=""
          options={options(others)}
          onChange={(id) => onChange([...ids, id])}
          testId="mission-more-sites"
        />
      ) : null}
    </>
  )
}
