import { useStore } from 'zustand'
import { useList } from '../../api/hooks.ts'
import { deciding } from '../../desk/deciding.ts'
import { date, nameOf } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Badge, Empty, Item } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'
import { VirtualRows } from '../../ui/VirtualRows.tsx'

/** Every document that waits for a decision: what it is, why it waits, and whose versions stand against each other. */
export function WaitingList() {
  const t = useT()
  const { rows, total, more } = useList('waiting.list', {})
  const open = useStore(deciding, (state) => state.waiting)
  return (
    <ListFrame title={t('room.waiting')} count={total}>
      {rows && rows.length > 0 ? (
        <VirtualRows
          rows={rows}
          total={total ?? rows.length}
          label={t('room.waiting')}
          idOf={({ aggregate, id }) => `${aggregate} ${id}`}
          onNearEnd={more}
        >
          {({ aggregate, id, name, reason, stations, sinceMs }) => (
            <Item
              testId="waiting-row"
              title={name ? nameOf(name) : words('aggregate', aggregate)}
              current={open?.aggregate === aggregate && open.id === id}
              onPress={() => deciding.getState().open({ aggregate, id })}
              sub={
                <>
                  <Badge tone="warning">{words('aggregate', aggregate)}</Badge>
                  <span>{t(`waitingWhy.${reason}`)}</span>
                  <span>{stations.map((station) => station.name || station.code).join(t('app.comma'))}</span>
                  <span>{date(sinceMs)}</span>
                </>
              }
            />
          )}
        </VirtualRows>
      ) : null}
      {rows && rows.length === 0 ? <Empty words={t('waiting.none')} /> : null}
    </ListFrame>
  )
}
