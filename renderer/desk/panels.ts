import { createStore } from 'zustand/vanilla'

export const PANELS = ['list', 'strip', 'inspector'] as const
export type Panel = (typeof PANELS)[number]
export const THEMES = ['system', 'light', 'dark', 'night'] as const
/** Below the figures of a route: what the rules say, with or without the route from the side; or its waypoints. */
export type Below = 'verdict' | 'profile' | 'waypoints'
export type Theme = (typeof THEMES)[number]
/** What is pressed is made for a mouse or for fingers; or as the system says of its pointer. */
export const DENSITIES = ['system', 'mouse', 'touch'] as const
export type Density = (typeof DENSITIES)[number]
/** How large texts are, % of what the system asks for. */
export const TEXT_SIZES = ['100', '125', '150', '200'] as const
export type TextSize = (typeof TEXT_SIZES)[number]

/** What is kept of the look for the next start. */
type Look = {
  open: Record<Panel, boolean>
  theme: Theme
  density: Density
  textSize: TextSize
  /** How high the verdict was pulled, px. */
  stripPx: number
  /** How wide the panels at the sides were pulled, px; null: as they are by themselves. */
  listPx: number | null
  inspectorPx: number | null
}

type State = Look & {
  /** What stands below the figures of a route. */
  below: Below
  /** The window has no room for several panels beside one another: there is one at a time. */
  isNarrow: boolean
  /** How wide the window is, and one width of a text (rem), px. */
  windowPx: number
  remPx: number
  /** The one panel of a narrow window; null: the map has it all. */
  front: Panel | null
  palette: boolean
  /** What the palette begins with. */
  paletteText: string
  /** The sheet of all keys. */
  shortcuts: boolean
  toggle(panel: Panel): void
  show(panel: Panel): void
  /** In a narrow window the panel that has it, in others nothing. */
  toFront(panel: Panel | null): void
  setLook(look: Partial<Look>): void
  showBelow(below: Below): void
  setPalette(open: boolean, text?: string): void
  setShortcuts(open: boolean): void
}

const STORED = 'sortie.look'

const USUAL: Look = {
  open: { list: true, inspector: true, strip: true },
  theme: 'system',
  density: 'system',
  textSize: '100',
  stripPx: 218,
  listPx: null,
  inspectorPx: null,
}

const px = <Else>(saved: unknown, otherwise: Else): number | Else =>
  Number.isFinite(saved) ? Number(saved) : otherwise

function stored(): Look {
  if (typeof localStorage === 'undefined') return USUAL
  try {
    const saved = JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<Look>
    return {
      open: { ...USUAL.open, ...saved.open },
      theme: THEMES.find((known) => known === saved.theme) ?? USUAL.theme,
      density: DENSITIES.find((known) => known === saved.density) ?? USUAL.density,
      textSize: TEXT_SIZES.find((known) => known === saved.textSize) ?? USUAL.textSize,
      stripPx: px(saved.stripPx, USUAL.stripPx),
      listPx: px(saved.listPx, null),
      inspectorPx: px(saved.inspectorPx, null),
    }
  } catch {
    return USUAL
  }
}

/** Which panels are unfolded and how large, and the look: kept for the next start. */
export const panels = createStore<State>()((set) => ({
  ...stored(),
  below: 'verdict',
  isNarrow: false,
  windowPx: 1440,
  remPx: 16,
  front: 'list',
  palette: false,
  paletteText: '',
  shortcuts: false,
  toggle: (panel) =>
    set(({ isNarrow, front, open }) =>
      isNarrow
        ? { front: front === panel ? null : panel }
        : { open: { ...open, [panel]: !open[panel] }, front: panel },
    ),
  show: (panel) => set(({ open }) => ({ open: { ...open, [panel]: true }, front: panel })),
  toFront: (front) => set({ front }),
  setLook: (look) => set(look),
  showBelow: (below) => set({ below }),
  setPalette: (palette, paletteText = '') => set({ palette, paletteText, shortcuts: false }),
  setShortcuts: (shortcuts) => set({ shortcuts, palette: false }),
}))

/** Whether a panel is to be seen as the window stands. */
export const isShown = ({ isNarrow, front, open }: State, panel: Panel): boolean =>
  isNarrow ? front === panel : open[panel]

/** A window narrower than this has one panel at a time, one lower than that its rail without air; in widths of a text. */
const NARROW_REM = 60
const LOW_REM = 32

/** Puts the look on the page and keeps it; follows the system where that was chosen, and the room that the window has. */
export function followLook(root: HTMLElement): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const coarse = window.matchMedia('(pointer: coarse)')
  const measure = (): void => {
    const remPx = Number.parseFloat(getComputedStyle(root).fontSize)
    const windowPx = window.innerWidth
    const isNarrow = windowPx < NARROW_REM * remPx
    root.toggleAttribute('data-narrow', isNarrow)
    root.toggleAttribute('data-low', window.innerHeight < LOW_REM * remPx)
    const now = panels.getState()
    if (now.windowPx !== windowPx || now.remPx !== remPx) panels.setState({ windowPx, remPx, isNarrow })
  }
  const apply = (): void => {
    const { theme, density, textSize, open, stripPx, listPx, inspectorPx } = panels.getState()
    root.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
    root.dataset['density'] = density === 'system' ? (coarse.matches ? 'touch' : 'mouse') : density
    root.style.fontSize = `${textSize}%`
    root.style.setProperty('--text-scale', String(Number(textSize) / 100))
    const look: Look = { theme, density, textSize, open, stripPx, listPx, inspectorPx }
    localStorage.setItem(STORED, JSON.stringify(look))
    measure()
  }
  apply()
  panels.subscribe(apply)
  dark.addEventListener('change', apply)
  coarse.addEventListener('change', apply)
  window.addEventListener('resize', measure)
}
