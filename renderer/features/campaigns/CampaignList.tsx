import { Plus } from 'lucide-react'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { useStore } from 'zustand'
import { useCall, useList } from '../../api/hooks.ts'
import { useMayNot } from '../../desk/actor.ts'
import { More } from '../../desk/More.tsx'
import { selection } from '../../desk/selection.ts'
import { date, nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, Empty, Item, Section } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'

/** The campaigns, those that begin last first, and the checklists that visits go by. */
export function CampaignList({ children }: { children?: ReactNode }) {
  const t = useT()
  const selected = useStore(selection, (state) => state.selected)
  const mayNot = useMayNot('campaign.put')
  const [text, setText] = useState('')
  const { rows, total, more } = useList('campaign.list', { text: useDeferredValue(text) })
  const checklists = useCall('checklist.list', {}).data ?? []
  const compose = (): void => selection.getState().compose({ kind: 'campaign' })
  const isCurrent = (id: string): boolean => selected?.id === id
  return (
    <ListFrame
      title={t('campaign.many')}
      count={total}
      search={{ label: t('campaign.search'), value: text, onChange: setText }}
      action={
        <Button
          icon={<Plus size={18} aria-hidden />}
          label={mayNot ?? t('campaign.new')}
          onPress={compose}
          isDisabled={mayNot !== null}
          testId="new-campaign"
        />
      }
    >
      {(rows ?? []).map((row) => (
        <Item
          key={row.id}
          testId="campaign-row"
          title={nameOf(row.name)}
          current={isCurrent(row.id)}
          sub={
            <>
              <span>{t('campaign.span', { from: date(row.fromMs), to: date(row.toMs) })}</span>
              <span>{t('campaign.sizes', { enterprises: row.enterprises, rounds: row.rounds })}</span>
              {row.closedAtMs === null ? null : <Badge tone="unknown">{t('campaign.isClosed')}</Badge>}
            </>
          }
          onPress={() => selection.getState().goTo({ kind: 'campaign', id: row.id })}
        />
      ))}
      <More shown={rows?.length ?? 0} total={total} onMore={more} />
      {rows?.length === 0 ? (
        <Empty words={t('campaign.none')}>
          <Button look="primary" isDisabled={mayNot !== null} title={mayNot ?? undefined} onPress={compose}>
            {t('campaign.new')}
          </Button>
        </Empty>
      ) : null}
      <Section title={t('checklist.many')} count={checklists.length} open testId="checklists">
        {checklists.map((row) => (
          <Item
            key={row.id}
            testId="checklist-row"
            title={nameOf(row.name)}
            current={isCurrent(row.id)}
            sub={
              <>
                <span>{t('checklist.version', { n: row.no })}</span>
                <span>{t('checklist.itemsN', { n: row.items })}</span>
              </>
            }
            onPress={() => selection.getState().goTo({ kind: 'checklist', id: row.id })}
          />
        ))}
      </Section>
      {children}
    </ListFrame>
  )
}
