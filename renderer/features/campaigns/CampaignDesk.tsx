import { useStore } from 'zustand'
import { Fetched } from '../../desk/Fetched.tsx'
import { selection } from '../../desk/selection.ts'
import { useT } from '../../i18n/index.ts'
import { Board, VisitSheet } from './fetched.ts'

/** In the place of the map while a campaign or a visit is looked at: its board, its sheet. */
export function CampaignDesk({ className }: { className: string | undefined }) {
  const t = useT()
  const room = useStore(selection, (state) => state.room)
  const selected = useStore(selection, (state) => state.selected)
  const isComposing = useStore(selection, (state) => state.composing !== null)
  // What is made meanwhile may need a place on the map.
  if (isComposing || room !== 'campaigns' || (selected?.kind !== 'campaign' && selected?.kind !== 'visit'))
    return null
  return (
    <section
      className={className}
      aria-label={t(selected.kind === 'campaign' ? 'board.title' : 'visit.one')}
      data-testid="campaign-desk"
    >
      <Fetched>
        {selected.kind === 'campaign' ? (
          <Board key={selected.id} id={selected.id} />
        ) : (
          <VisitSheet key={selected.id} id={selected.id} />
        )}
      </Fetched>
    </section>
  )
}
