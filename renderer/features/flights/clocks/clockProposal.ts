import { useEffect } from 'react'
import { createStore } from 'zustand/vanilla'

/** A clock that somebody thinks of setting: the timeline shows where its pictures would move to. */
export type ClockProposal = { readonly flightId: string; readonly device: string; readonly aheadS: number }

export const clockProposal = createStore<{ proposal: ClockProposal | null }>()(() => ({ proposal: null }))

/** Shows what a form would set, as long as the form is there; null shows nothing of it. */
export function useProposing(flightId: string, device: string, aheadS: number | null): void {
  useEffect(() => {
    clockProposal.setState({ proposal: aheadS === null ? null : { flightId, device, aheadS } })
    return () => clockProposal.setState({ proposal: null })
  }, [flightId, device, aheadS])
}
