import { createStore } from 'zustand/vanilla'
import { selection } from './selection.ts'

/** The finding whose sightings stand side by side in the place of the map; null: none. */
export const comparing = createStore<{ findingId: string | null }>()(() => ({ findingId: null }))

/** Shows what a finding looked like before beside what it looked like later. */
export function compareSightings(findingId: string): void {
  selection.getState().goTo({ kind: 'finding', id: findingId })
  comparing.setState({ findingId })
}

// It is left with the finding: whoever comes back to it later sees the map first.
selection.subscribe(({ selected, room }) => {
  const { findingId } = comparing.getState()
  if (findingId !== null && (selected?.id !== findingId || room !== 'findings'))
    comparing.setState({ findingId: null })
})
