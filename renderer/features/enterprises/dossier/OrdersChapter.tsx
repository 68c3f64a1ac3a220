import type { CallOutput } from '../../../../src/contract/index.ts'
import { More } from '../../../desk/More.tsx'
import { toneOf } from '../../../desk/orderTone.ts'
import { selection } from '../../../desk/selection.ts'
import { useT } from '../../../i18n/index.ts'
import { Badge, Hint, Item, Section } from '../../../ui/layout.tsx'

/** The orders that an enterprise was given, those first for which somebody has to do something. */
export function OrdersChapter({ rows, total }: { rows: CallOutput<'order.list'>['rows']; total: number }) {
  const t = useT()
  return (
    <Section title={t('dossier.orders')} count={total} open testId="dossier-orders">
      {rows.length === 0 ? <Hint>{t('dossier.noOrders')}</Hint> : null}
      {rows.map((row) => (
        <Item
          key={row.id}
          title={row.no ?? t('order.draftTitle')}
          sub={
            <>
              <Badge tone={toneOf(row.state)}>{t(`orderState.${row.state}`)}</Badge>
              <span>{t('order.openOf', { open: row.open, n: row.findings })}</span>
              {row.dueDay ? <span>{t('count.due', { day: row.dueDay })}</span> : null}
            </>
          }
          onPress={() => selection.getState().goTo({ kind: 'order', id: row.id })}
        />
      ))}
      <More shown={rows.length} total={total} />
    </Section>
  )
}
