import { useSyncExternalStore } from 'react'

const root = (): HTMLElement => document.documentElement

function subscribe(changed: () => void): () => void {
  const watching = new MutationObserver(changed)
  watching.observe(root(), { attributeFilter: ['data-theme'] })
  return () => watching.disconnect()
}

/** Whether the window is in one of its dark themes: what is drawn on canvases has no style sheet that tells it. */
export const useIsDark = (): boolean =>
  useSyncExternalStore(subscribe, () => root().dataset['theme'] !== 'light')
