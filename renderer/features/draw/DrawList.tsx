import { Plus } from 'lucide-react'
import { useStore } from 'zustand'
import { useList } from '../../api/hooks.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { More } from '../../desk/More.tsx'
import { selection } from '../../desk/selection.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Badge, Body, Hint, Item, Section } from '../../ui/layout.tsx'

/** The random draws, the last one first. */
export function DrawList() {
  const t = useT()
  const selected = useStore(selection, (state) => state.selected)
  const { rows = [], total, more } = useList('draw.list', {})
  return (
    <Section title={t('draw.one')} count={total ?? 0} open testId="draws">
      {rows.length === 0 ? <Hint>{t('draw.none')}</Hint> : null}
      {rows.map(({ id, name, attempts, isDrawn }) => (
        <Item
          key={id}
          testId="draw-row"
          title={nameOf(name)}
          current={selected?.kind === 'draw' && selected.id === id}
          sub={
            <>
              <Badge tone={isDrawn ? 'good' : 'warning'}>{t(isDrawn ? 'draw.isDrawn' : 'draw.open')}</Badge>
              {attempts > 1 ? <span>{t('draw.times', { n: attempts })}</span> : null}
            </>
          }
          onPress={() => selection.getState().goTo({ kind: 'draw', id })}
        />
      ))}
      <More shown={rows.length} total={total} onMore={more} />
      <Body>
        <CallButton
          call="draw.commit"
          look="quiet"
          icon={<Plus size={16} aria-hidden />}
          testId="new-draw"
          onPress={() => selection.getState().compose({ kind: 'draw' })}
        >
          {t('draw.new')}
        </CallButton>
      </Body>
    </Section>
  )
}
