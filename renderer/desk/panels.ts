import { createStore } from 'zustand/vanilla'

export type Panel = 'list' | 'inspector' | 'strip'
export const THEMES = ['system', 'light', 'dark', 'night'] as const
/** Below the figures of a route: what the rules say, with or without the route from the side; or its waypoints. */
export type Below = 'verdict' | 'profile' | 'waypoints'
export type Theme = (typeof THEMES)[number]

type State = {
  open: Record<Panel, boolean>
  theme: Theme
  /** How high the verdict was pulled, px. */
  stripPx: number
  /** What stands below the figures of a route. */
  below: Below
  palette: boolean
  /** What the palette begins with. */
  paletteText: string
  /** The sheet of all keys. */
  shortcuts: boolean
  toggle(panel: Panel): void
  show(panel: Panel): void
  setTheme(theme: Theme): void
  pullStrip(stripPx: number): void
  showBelow(below: Below): void
  setPalette(open: boolean, text?: string): void
  setShortcuts(open: boolean): void
}

const STORED = 'sortie.look'

function stored(): { open: Record<Panel, boolean>; theme: Theme; stripPx: number } {
  const usual = { open: { list: true, inspector: true, strip: true }, theme: 'system' as Theme, stripPx: 218 }
  if (typeof localStorage === 'undefined') return usual
  try {
    const saved = JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<typeof usual>
    const theme = THEMES.find((known) => known === saved.theme) ?? 'system'
    const stripPx = Number.isFinite(saved.stripPx) ? Number(saved.stripPx) : usual.stripPx
    return { open: { ...usual.open, ...saved.open }, theme, stripPx }
  } catch {
    return usual
  }
}

/** Which panels are unfolded, and the look: kept for the next start. */
export const panels = createStore<State>()((set) => ({
  ...stored(),
  below: 'verdict',
  palette: false,
  paletteText: '',
  shortcuts: false,
  toggle: (panel) => set(({ open }) => ({ open: { ...open, [panel]: !open[panel] } })),
  show: (panel) => set(({ open }) => ({ open: { ...open, [panel]: true } })),
  setTheme: (theme) => set({ theme }),
  pullStrip: (stripPx) => set({ stripPx }),
  showBelow: (below) => set({ below }),
  setPalette: (palette, paletteText = '') => set({ palette, paletteText, shortcuts: false }),
  setShortcuts: (shortcuts) => set({ shortcuts, palette: false }),
}))

/** Puts the look on the page and keeps it; follows the system where that was chosen. */
export function followLook(root: HTMLElement): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => {
    const { theme, open, stripPx } = panels.getState()
    root.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
    localStorage.setItem(STORED, JSON.stringify({ theme, open, stripPx }))
  }
  apply()
  panels.subscribe(apply)
  dark.addEventListener('change', apply)
}
