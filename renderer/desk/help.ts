import { createStore } from 'zustand/vanilla'
import type { HelpScreen } from '../i18n/help/help.ts'
import type { ActionTab } from './actionTab.ts'
import type { Composing, Room, Selection } from './selection.ts'

/** Whether the help stands beside what it is about. */
export const help = createStore<{ isShown: boolean; toggle(): void; close(): void }>()((set) => ({
  isShown: false,
  toggle: () => set(({ isShown }) => ({ isShown: !isShown })),
  close: () => set({ isShown: false }),
}))

const OF_SELECTED: Readonly<Record<Selection['kind'], HelpScreen>> = {
  enterprise: 'enterprise',
  site: 'site',
  asset: 'site',
  mission: 'mission',
  pattern: 'mission',
  flight: 'flight',
  footage: 'footage',
  finding: 'finding',
  layer: 'layer',
  draw: 'draw',
  campaign: 'campaign',
  visit: 'visit',
  checklist: 'checklist',
  order: 'order',
  setting: 'setting',
}

const OF_COMPOSED: Readonly<Record<Composing['kind'], HelpScreen>> = {
  enterprise: 'enterprise',
  takeIn: 'enterprises',
  site: 'site',
  mission: 'mission',
  flight: 'flight',
  sighting: 'sightingForm',
  layer: 'layer',
  campaign: 'campaignForm',
  draw: 'drawForm',
  order: 'orderComposer',
}

/** What is looked at: what is being made, else what is selected, else the list of the room. */
export function screenOf(shown: {
  readonly room: Room
  readonly selected: Selection | null
  readonly composing: Composing | null
  readonly tab: ActionTab
}): HelpScreen {
  const { room, selected, composing, tab } = shown
  if (composing) return OF_COMPOSED[composing.kind]
  if (room === 'waiting') return 'waiting'
  if (selected) return OF_SELECTED[selected.kind]
  return room === 'campaigns' ? tab : room
}
