import type { Mission } from '../../../src/core/mission/mission.ts'
import { defaultFence } from '../../../src/core/mission/newMission.ts'
import { useSiteNames, useSitesOf } from '../../api/hooks.ts'
import { ChooseByName } from '../../desk/ChooseByName.tsx'
import { changeMission } from '../../desk/edited.ts'
import { ringPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Hint, Row, Section } from '../../ui/layout.tsx'
import { Named } from '../../ui/Named.tsx'
import styles from './missions.module.css'

/** The most sites that a mission names. */
const MOST_SITES = 50

/** The sites that a mission flies over: one or several, of any enterprise; the fence goes round all of them at a press. */
export function SitesSection({ mission }: { mission: Mission }) {
  const t = useT()
  const { siteIds } = mission
  const names = useSiteNames().data ?? []
  const { data: whole } = useSitesOf(siteIds)
  const called = new Map(names.map(({ id, name }) => [id, nameOf(name)]))
  const others = names.filter(({ id }) => !siteIds.includes(id))
  const change = (make: (ids: readonly string[]) => string[]): void =>
    changeMission((doc) => ({ ...doc, siteIds: make(doc.siteIds) }), 'edit.sitesOfMission')
  const boundaries = siteIds.flatMap((id) => {
    const site = whole?.find(({ doc }) => doc.id === id)
    return site ? [site.doc.boundary] : []
  })
  return (
    <Section title={t('mission.sites')} count={siteIds.length} testId="mission-sites">
      <ul className={styles.sites}>
        {siteIds.map((id) => (
          <li key={id} data-testid="mission-site-row">
            <Button
              look="quiet"
              onPress={() => {
                const site = whole?.find(({ doc }) => doc.id === id)
                if (site) selection.getState().zoomTo(ringPlace(site.doc.boundary))
              }}
            >
              <Named>{called.get(id) ?? t('app.notHere')}</Named>
            </Button>
            <Button
              look="quiet"
              isDisabled={siteIds.length === 1}
              title={siteIds.length === 1 ? t('mission.lastSite') : undefined}
              label={t('choose.leaveOut', { name: called.get(id) ?? '' })}
              onPress={() => change((ids) => ids.filter((one) => one !== id))}
              testId="leave-site-out"
            >
              {t('app.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {others.length > 0 && siteIds.length < MOST_SITES ? (
        <ChooseByName
          label={t('mission.addSite')}
          value=""
          options={others.map(({ id, name }) => ({ value: id, label: nameOf(name) }))}
          onChange={(id) => change((ids) => [...ids, id])}
          testId="mission-add-site"
        />
      ) : null}
      {siteIds.length > 1 ? (
        <>
          <Hint>{t('mission.fenceRoundHint')}</Hint>
          <Row>
            <Button
              isDisabled={boundaries.length < siteIds.length}
              onPress={() => changeMission((doc) => fencedRound(doc, boundaries), 'edit.fenceRound')}
              testId="fence-round"
            >
              {t('mission.fenceRound')}
            </Button>
          </Row>
        </>
      ) : null}
    </Section>
  )
}

/** The mission with one inclusion round all of its sites; what it keeps out of stays. */
function fencedRound(mission: Mission, boundaries: Parameters<typeof defaultFence>[1]): Mission {
  const out = mission.fence.filter(({ inclusion }) => !inclusion)
  const taken = new Set(out.map(({ id }) => id))
  const round = defaultFence(mission, boundaries, []).map((zone, i) =>
    taken.has(zone.id) ? { ...zone, id: `round-${i + 1}` } : zone,
  )
  return { ...mission, fence: [...round, ...out] }
}
