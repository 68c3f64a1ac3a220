import { createStore } from 'zustand/vanilla'

type State = {
  /** Where a picture is shown large: over the map. Null until the window is there. */
  element: HTMLElement | null
  isLarge: boolean
  setElement(element: HTMLElement | null): void
  setLarge(isLarge: boolean): void
}

/** Whether the picture that is selected takes the place of the map. */
export const stage = createStore<State>()((set) => ({
  element: null,
  isLarge: false,
  setElement: (element) => set({ element }),
  setLarge: (isLarge) => set({ isLarge }),
}))
