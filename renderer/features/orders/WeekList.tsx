import { useStore } from 'zustand'
import type { WeekItem } from '../../../src/contract/index.ts'
import { useCall } from '../../api/hooks.ts'
import { selection } from '../../desk/selection.ts'
import { nameHere } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Badge, Empty, Hint, Item, Section } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'

/** Opens what is to be done where it is done: an order that is to be made begins with its finding. */
function open({ aggregate, id, kind, enterpriseId }: WeekItem): void {
  const { goTo, compose } = selection.getState()
  goTo(aggregate === 'finding' ? { kind: 'finding', id } : { kind: 'order', id })
  if (kind === 'order') compose({ kind: 'order', enterpriseId, findingIds: [id], replacesId: null })
}

/** What is to be done this week, what is due first, grouped by enterprise; each with its days left and its one action. */
export function WeekList() {
  const t = useT()
  const { data } = useCall('week.list', { enterpriseId: null, limit: 300 })
  const selected = useStore(selection, (state) => state.selected)
  const groups = new Map<string, WeekItem[]>()
  for (const item of data?.rows ?? [])
    groups.set(item.enterpriseId, [...(groups.get(item.enterpriseId) ?? []), item])
  return (
    <ListFrame title={t('week.title')} count={data?.rows.length}>
      {[...groups.values()].map((items) => (
        <Section
          key={items[0]?.enterpriseId}
          title={nameHere(items[0]?.enterpriseName ?? null, 'enterprise')}
          count={items.length}
          open
        >
          {items.map((item) => (
            <Item
              key={`${item.aggregate} ${item.id}`}
              testId="week-row"
              title={item.title === '' ? t('order.draftTitle') : item.title}
              current={selected?.id === item.id}
              onPress={() => open(item)}
              sub={
                <>
                  <Badge tone={item.overdueOf ? 'error' : item.kind === 'serve' ? 'warning' : 'info'}>
                    {t(`weekDo.${item.kind}`)}
                  </Badge>
                  {item.overdueOf ? <Badge tone="error">{t(`overdueOf.${item.overdueOf}`)}</Badge> : null}
                  {item.daysLeft === null ? null : (
                    <span>
                      {item.daysLeft < 0
                        ? t('week.over', { n: -item.daysLeft })
                        : item.daysLeft === 0
                          ? t('week.today')
                          : t('week.left', { n: item.daysLeft })}
                    </span>
                  )}
                  {item.whom ? <span>{t('week.told', { whom: item.whom })}</span> : null}
                </>
              }
            />
          ))}
        </Section>
      ))}
      {data?.rows.length === 0 ? <Empty words={t('week.none')} /> : null}
      {data?.isMore ? <Hint>{t('week.more')}</Hint> : null}
    </ListFrame>
  )
}
