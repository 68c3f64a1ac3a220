import { createStore } from 'zustand/vanilla'

/** What the room of campaigns and orders shows in its list. */
export const ACTION_TABS = ['campaigns', 'week', 'orders', 'statistics'] as const
export type ActionTab = (typeof ACTION_TABS)[number]

export const actionTab = createStore<{ tab: ActionTab }>()(() => ({ tab: 'campaigns' }))
