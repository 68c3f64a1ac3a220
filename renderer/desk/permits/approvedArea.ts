import { useEffect } from 'react'
import { createStore } from 'zustand/vanilla'
import type { Ring } from '../../../src/core/geo/position.ts'

/** The approved area that somebody looks at or fills in; the map draws it. */
export const approvedArea = createStore<{ readonly ring: Ring | null }>()(() => ({ ring: null }))

/** Has the map draw an approved area for as long as whoever asks for it stands there. */
export function useApprovedArea(ring: Ring | null): void {
  useEffect(() => {
    if (!ring) return
    approvedArea.setState({ ring })
    return () => {
      if (approvedArea.getState().ring === ring) approvedArea.setState({ ring: null })
    }
  }, [ring])
}
