import { useStore } from 'zustand'
import type { Flight } from '../../../../src/core/flight/flight.ts'
import { useFlights, useFootage } from '../../../api/hooks.ts'
import { selection } from '../../../desk/selection.ts'

/** The flight that is selected, itself or by one of its pictures; null where there is none. */
export function useShownFlight(): Flight | null {
  const selected = useStore(selection, (state) => state.selected)
  const { data: flights } = useFlights()
  const { data: footage } = useFootage()
  const id =
    selected?.kind === 'flight'
      ? selected.id
      : selected?.kind === 'footage'
        ? (footage?.find(({ doc }) => doc.id === selected.id)?.doc.flightId ?? null)
        : null
  return flights?.find(({ doc }) => doc.id === id)?.doc ?? null
}
