import { Plus, Stamp } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useStore } from 'zustand'
import { useList } from '../../api/hooks.ts'
import { goToMission } from '../../desk/goTo.ts'
import { selection } from '../../desk/selection.ts'
import { nameHere, nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, Empty, Item } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'
import { VirtualRows } from '../../ui/VirtualRows.tsx'
import { StandingBadges } from './StandingBadges.tsx'

/** The missions, found by their name or their site's. */
export function MissionList() {
  const t = useT()
  const selected = useStore(selection, (state) => state.selected)
  const [text, setText] = useState('')
  const { rows, total, more } = useList('mission.list', { siteId: null, text: useDeferredValue(text) })
  const compose = (): void => selection.getState().compose({ kind: 'mission', siteId: null })
  return (
    <ListFrame
      title={t('room.missions')}
      count={total}
      search={{ label: t('mission.search'), value: text, onChange: setText }}
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
                        ? `${nameHere(row.enterpriseName, 'enterprise')} · ${nameOf(row.siteName)}`
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

const idOf = ({ id }: { id: string }): string => id
