import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Mission } from '../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import { type Selection, selection } from '../selection.ts'
import { openAs } from './open.ts'
import { session } from './session.ts'

/** The patterns that were chosen together; they are meant as long as the one that is selected is among them. */
const several = createStore<{ readonly ids: readonly string[] }>()(() => ({ ids: [] }))

const meantOf = (
  mission: Mission,
  selected: Selection | null,
  ids: readonly string[],
): readonly Pattern[] => {
  if (selected?.kind !== 'pattern' || selected.id !== mission.id) return []
  const { partId } = selected
  const meant = partId !== undefined && ids.includes(partId) ? ids : [partId]
  return mission.patterns.filter(({ id }) => meant.includes(id))
}

/** The open mission and what of its patterns is selected, in the order flown; null: no mission is open. */
export function patternsMeant(): {
  readonly mission: Mission
  readonly meant: readonly Pattern[]
} | null {
  const open = openAs('mission', session.getState().document)
  if (!open) return null
  const mission = (session.getState().shown ?? open.doc) as Mission
  return { mission, meant: meantOf(mission, selection.getState().selected, several.getState().ids) }
}

/** The ids of the patterns of a mission that are selected. */
export function useMeant(mission: Mission): ReadonlySet<string> {
  const selected = useStore(selection, (state) => state.selected)
  const ids = useStore(several, (state) => state.ids)
  return new Set(meantOf(mission, selected, ids).map(({ id }) => id))
}

/** Selects one pattern alone; or (`isMore`) beside those that are selected, or out of them. */
export function selectPattern(missionId: string, partId: string, isMore = false): void {
  const now = patternsMeant()?.meant.map(({ id }) => id) ?? []
  const ids = !isMore ? [partId] : now.includes(partId) ? now.filter((id) => id !== partId) : [...now, partId]
  several.setState({ ids })
  const open = ids.includes(partId) ? partId : ids.at(-1)
  // The last one stays: something is always in hand.
  selection.getState().select({ kind: 'pattern', id: missionId, partId: open ?? partId })
}

/** Selects some patterns together, such as those that were just pasted. */
export function selectPatterns(missionId: string, ids: readonly string[]): void {
  const [first] = ids
  if (first === undefined) return
  several.setState({ ids })
  selection.getState().select({ kind: 'pattern', id: missionId, partId: first })
}
