import { Plus, Stamp } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useStore } from 'zustand'
import type { CallOutput } from '../../../src/contract/index.ts'
import { useList } from '../../api/hooks.ts'
import { ArrangeField } from '../../desk/ArrangeField.tsx'
import { useArranged } from '../../desk/arranged.ts'
import { useMayNot } from '../../desk/actor.ts'
import { goToEnterprise, goToMission, goToSite } from '../../desk/goTo.ts'
import { selection } from '../../desk/selection.ts'
import { useRowMenu } from '../../desk/useRowMenu.tsx'
import { month, nameHere, nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, Empty, Item } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'
import { VirtualRows } from '../../ui/VirtualRows.tsx'
import { duplicateMission } from './duplicateMission.ts'
import { StandingBadges } from './StandingBadges.tsx'

/** The missions, found by their name or their site's. */
export function MissionList() {
  const t = useT()
  const selected = useStore(selection, (state) => state.selected)
  const [text, setText] = useState('')
  const [way, arrange] = useArranged('missions', WAYS)
  const asked = useDeferredValue(text)
  const { rows, total, more } = useList('mission.list', { siteId: null, text: asked, order: way })
  const mayNotPlan = useMayNot('mission.duplicate')
  const { onMenu, menu } = useRowMenu<Row>(t('room.missions'), (row) => {
    const { siteId, enterpriseId } = row
    return [
      { id: 'open', label: t('row.open'), run: () => void goToMission(row.id) },
      {
        id: 'duplicate',
        label: t('mission.duplicate'),
        whyNot: mayNotPlan,
        run: () => duplicateMission(row.id),
      },
      {
        id: 'log',
        label: t('mission.logFlight'),
        run: () => selection.getState().compose({ kind: 'flight', missionId: row.id }),
      },
      ...(siteId === null ? [] : [{ id: 'site', label: t('row.site'), run: () => void goToSite(siteId) }]),
      ...(enterpriseId === null
        ? []
        : [{ id: 'enterprise', label: t('row.enterprise'), run: () => void goToEnterprise(enterpriseId) }]),
    ]
  })
  const compose = (): void => selection.getState().compose({ kind: 'mission', siteId: null })
  return (
    <ListFrame
      title={t('room.missions')}
      count={total}
      search={{ label: t('mission.search'), value: text, onChange: setText }}
      filters={<ArrangeField way={way} ways={WAYS} onChange={arrange} />}
      action={
        <Button
          icon={<Plus size={18} aria-hidden />}
          label={t('mission.new')}
          onPress={compose}
          testId="new-mission-button"
        />
      }
    >
      {rows && rows.length > 0 ? (
        <VirtualRows
          rows={rows}
          total={total ?? rows.length}
          label={t('room.missions')}
          idOf={idOf}
          current={selected?.kind === 'mission' || selected?.kind === 'pattern' ? selected.id : null}
          onNearEnd={more}
          onMenu={onMenu}
          headOf={way === 'made' ? undefined : (row) => HEADS[way](row, t)}
        >
          {(row) => (
            <Item
              testId="mission-row"
              title={nameOf(row.name)}
              current={
                (selected?.kind === 'mission' || selected?.kind === 'pattern') && selected.id === row.id
              }
              onPress={() => void goToMission(row.id)}
              sub={
                <>
                  {row.siteId === null ? null : (
                    <span>
                      {row.siteName
                        ? way === 'enterprise'
                          ? nameOf(row.siteName)
                          : `${nameHere(row.enterpriseName, 'enterprise')} · ${nameOf(row.siteName)}`
                        : nameHere(null, 'site')}
                    </span>
                  )}
                  <span>{row.kinds.map((kind) => t(`pattern.${kind}`)).join(' · ')}</span>
                  <StandingBadges {...row} />
                  {row.isAuthorised ? null : (
                    <Badge tone="warning">
                      <Stamp size={14} aria-hidden /> {t('mission.noAuthorisation')}
                    </Badge>
                  )}
                </>
              }
            />
          )}
        </VirtualRows>
      ) : null}
      {menu}
      {rows && rows.length === 0 ? (
        <Empty words={text === '' ? t('mission.none') : t('app.nothingFound')}>
          <Button look="primary" onPress={compose}>
            {t('mission.new')}
          </Button>
        </Empty>
      ) : null}
    </ListFrame>
  )
}

const WAYS = ['made', 'enterprise', 'flown', 'stage'] as const

type Row = CallOutput<'mission.list'>['rows'][number]
const HEADS: Readonly<
  Record<Exclude<(typeof WAYS)[number], 'made'>, (row: Row, t: ReturnType<typeof useT>) => string>
> = {
  enterprise: ({ siteId, enterpriseName }, t) =>
    siteId === null ? t('arrange.noSite') : nameHere(enterpriseName, 'enterprise'),
  flown: ({ lastFlownAtMs }, t) =>
    lastFlownAtMs === null
      ? t('arrange.neverFlown')
      : t('arrange.lastFlown', { month: month(lastFlownAtMs) }),
  stage: ({ stage }, t) => t(`stage.${stage}`),
}

const idOf = ({ id }: { id: string }): string => id
