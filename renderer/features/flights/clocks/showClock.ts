import { createStore } from 'zustand/vanilla'

/** Whether the clock to photograph fills the window. */
export const clockPage = createStore<{ isShown: boolean }>()(() => ({ isShown: false }))

export const showClock = (isShown = true): void => clockPage.setState({ isShown })
