import { useStore } from 'zustand'
import type { WeekItem } from '../../../src/contract/index.ts'
import { useCall } from '../../api/hooks.ts'
import { selection } from '../../desk/selection.ts'
import { delivered, nameHere, nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Badge, Empty, Hint, Item, Section } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'
import { Reshoot } from '../../desk/Reshoot.tsx'

type Translate = ReturnType<typeof useT>

/** Opens what is to be done where it is done: an order that is to be made begins with its finding. */
function open({ aggregate, id, kind, enterpriseId }: WeekItem): void {
  const { goTo, compose, enter } = selection.getState()
  switch (aggregate) {
    case 'duty':
      if (enterpriseId !== null) goTo({ kind: 'enterprise', id: enterpriseId })
      return
    // Persons, and what was done alone, stand in the settings.
    case 'person':
      enter('settings')
      return
    case 'rectificationOrder':
      goTo({ kind: 'order', id })
      return
    default:
      goTo({ kind: aggregate, id })
      if (kind === 'order') compose({ kind: 'order', enterpriseId, findingIds: [id], replacesId: null })
  }
}

/** What it is called: as somebody typed it, or by what it is. */
function titleOf({ kind, title, licence, mode }: WeekItem, t: Translate): string {
  if (typeof title !== 'string') return nameOf(title)
  if (kind === 'review') return t('week.alone')
  if (mode !== null) return t('week.visit', { mode: t(`visitMode.${mode}`) })
  if (licence !== null) return t('week.licence', { kind: t(`licence.${licence}`), number: title })
  return title === '' ? t('order.draftTitle') : title
}

const leftOf = (daysLeft: number, t: Translate): string =>
  daysLeft < 0
    ? t('week.over', { n: -daysLeft })
    : daysLeft === 0
      ? t('week.today')
      : t('week.left', { n: daysLeft })

/** What is to be done this week, what is due first, grouped by enterprise; each with its days left and its one action. */
export function WeekList() {
  const t = useT()
  const { data } = useCall('week.list', { enterpriseId: null, limit: 300 })
  const selected = useStore(selection, (state) => state.selected)
  const groups = new Map<string | null, WeekItem[]>()
  for (const item of data?.rows ?? [])
    groups.set(item.enterpriseId, [...(groups.get(item.enterpriseId) ?? []), item])
  const again = (data?.rows ?? []).filter(
    ({ kind, aggregate }) => kind === 'recheck' && aggregate === 'finding',
  )
  return (
    <ListFrame title={t('week.title')} count={data?.rows.length}>
      {again.length > 0 ? (
        <Section title={t('reshoot.title')} count={again.length} testId="week-reshoot">
          <Reshoot findingIds={again.map(({ id }) => id)} />
        </Section>
      ) : null}
      {[...groups].map(([enterpriseId, items]) => (
        <Section
          key={enterpriseId}
          title={
            enterpriseId === null
              ? t('week.ofNone')
              : nameHere(items[0]?.enterpriseName ?? null, 'enterprise')
          }
          count={items.length}
          open
        >
          {items.map((item, i) => (
            <Item
              key={`${item.kind} ${item.id} ${i}`}
              testId="week-row"
              title={titleOf(item, t)}
              current={selected?.id === item.id}
              onPress={() => open(item)}
              sub={
                <>
                  <Badge
                    tone={
                      item.overdueOf || (item.daysLeft !== null && item.daysLeft < 0)
                        ? 'error'
                        : item.kind === 'serve'
                          ? 'warning'
                          : 'info'
                    }
                  >
                    {t(`weekDo.${item.kind}`)}
                  </Badge>
                  {item.overdueOf ? <Badge tone="error">{t(`overdueOf.${item.overdueOf}`)}</Badge> : null}
                  {item.daysLeft === null ? null : <span>{leftOf(item.daysLeft, t)}</span>}
                  {item.count === null ? null : (
                    <span>{t(`weekCount.${countedOf(item.kind)}`, { n: item.count })}</span>
                  )}
                  {item.whom ? <span>{t('week.told', { whom: delivered(item.whom) })}</span> : null}
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

/** What a count counts. */
const countedOf = (kind: WeekItem['kind']): 'enterprises' | 'steps' | 'days' =>
  kind === 'finishRound' ? 'enterprises' : kind === 'review' ? 'steps' : 'days'
