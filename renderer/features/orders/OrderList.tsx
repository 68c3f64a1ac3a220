import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { useList } from '../../api/hooks.ts'
import { useMayNot } from '../../desk/actor.ts'
import { RegisterExport } from '../../desk/RegisterExport.tsx'
import { selection } from '../../desk/selection.ts'
import { nameHere } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/fields.tsx'
import { Badge, Empty, Item } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'
import { VirtualRows } from '../../ui/VirtualRows.tsx'
import { toneOf } from '../../desk/orderTone.ts'

/** The orders: drafts and what nobody has served first, then by their last day. */
export function OrderList() {
  const t = useT()
  const [openOnly, setOpenOnly] = useState(true)
  const { rows, total, more } = useList('order.list', { enterpriseId: null, openOnly })
  const selected = useStore(selection, (state) => state.selected)
  const mayNot = useMayNot('order.draft')
  return (
    <ListFrame
      title={t('order.many')}
      count={total}
      action={
        <Button
          icon={<Plus size={18} aria-hidden />}
          label={mayNot ?? t('order.new')}
          isDisabled={mayNot !== null}
          onPress={() =>
            selection
              .getState()
              .compose({ kind: 'order', enterpriseId: null, findingIds: [], replacesId: null })
          }
          testId="new-order"
        />
      }
      filters={
        <>
          <Checkbox label={t('order.openOnly')} value={openOnly} onChange={setOpenOnly} />
          <RegisterExport of={{ kind: 'orders', enterpriseId: null, openOnly }} />
        </>
      }
    >
      {rows && rows.length > 0 ? (
        <VirtualRows
          rows={rows}
          total={total ?? rows.length}
          label={t('order.many')}
          idOf={idOf}
          current={selected?.kind === 'order' ? selected.id : null}
          onNearEnd={more}
        >
          {(row) => (
            <Item
              testId="order-row"
              title={row.no ?? t('order.draftTitle')}
              current={selected?.kind === 'order' && selected.id === row.id}
              sub={
                <>
                  <Badge tone={toneOf(row.state)}>{t(`orderState.${row.state}`)}</Badge>
                  <span>{nameHere(row.enterpriseName, 'enterprise')}</span>
                  <span>{t('order.openOf', { open: row.open, n: row.findings })}</span>
                  {row.dueDay ? <span>{t('count.due', { day: row.dueDay })}</span> : null}
                  {row.unknownYear === null ? null : (
                    <Badge tone="warning">{t('count.unknown', { year: row.unknownYear })}</Badge>
                  )}
                </>
              }
              onPress={() => selection.getState().goTo({ kind: 'order', id: row.id })}
            />
          )}
        </VirtualRows>
      ) : null}
      {rows?.length === 0 ? <Empty words={t('order.none')} /> : null}
    </ListFrame>
  )
}

const idOf = ({ id }: { id: string }): string => id
