import { useStore } from 'zustand'
import type { Flight } from '../../../../src/core/flight/flight.ts'
import { useDocument } from '../../../api/hooks.ts'
import { selection } from '../../../desk/selection.ts'

/** The flight that is selected, itself or by one of its pictures; null where there is none. */
export function useShownFlight(): Flight | null {
  const selected = useStore(selection, (state) => state.selected)
  const { data: footage } = useDocument('footage.get', selected?.kind === 'footage' ? selected.id : null)
  const id = selected?.kind === 'flight' ? selected.id : (footage?.doc.flightId ?? null)
  return useDocument('flight.get', id).data?.doc ?? null
}
