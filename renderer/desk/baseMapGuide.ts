import { createStore } from 'zustand/vanilla'

/** The steps from an empty map to one's own, in their order. */
export const GUIDE_STEPS = ['kinds', 'sources', 'add', 'datum', 'order'] as const
export type GuideStep = (typeof GUIDE_STEPS)[number]

type Guide = {
  /** Null: nobody has said; it is shown where there is no base map. */
  readonly isShown: boolean | null
  readonly step: GuideStep
  show(): void
  close(): void
  go(step: GuideStep): void
}

/** The guide to a base map on the map: of this window. */
export const guide = createStore<Guide>()((set) => ({
  isShown: null,
  step: 'kinds',
  show: () => set({ isShown: true, step: 'kinds' }),
  close: () => set({ isShown: false }),
  go: (step) => set({ isShown: true, step }),
}))
