import { createStore } from 'zustand/vanilla'

/** Whether the menu at the foot of the rail is open. */
export const whoMenu = createStore<{ isOpen: boolean; set(isOpen: boolean): void }>()((set) => ({
  isOpen: false,
  set: (isOpen) => set({ isOpen }),
}))
