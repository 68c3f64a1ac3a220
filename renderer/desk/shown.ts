import { createStore } from 'zustand/vanilla'

/** What lies over the backgrounds of the map and is switched by itself. */
export const OVERLAYS = ['labels', 'findings', 'tracks', 'fence'] as const
export type Overlay = (typeof OVERLAYS)[number]

type Shown = Record<Overlay, boolean>

const STORED = 'sortie.overlays'
const ALL: Shown = { labels: true, findings: true, tracks: true, fence: true }

function stored(): Shown {
  if (typeof localStorage === 'undefined') return ALL
  try {
    const saved = JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<Shown>
    return Object.fromEntries(OVERLAYS.map((name) => [name, saved[name] !== false])) as Shown
  } catch {
    return ALL
  }
}

/** Which of them are shown: of this window, kept for the next start. */
export const shown = createStore<Shown>()(stored)

/** Shows one of them, or hides it. */
export function showOverlay(overlay: Overlay, isShown: boolean): void {
  shown.setState({ [overlay]: isShown })
  localStorage.setItem(STORED, JSON.stringify(shown.getState()))
}

/** Whether the list of what lies on the map is open. */
export const layerList = createStore<{ isOpen: boolean }>()(() => ({ isOpen: false }))
