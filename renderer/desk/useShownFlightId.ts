import { useState } from 'react'
import { useStore } from 'zustand'
import { useDocument } from '../api/hooks.ts'
import { selection } from './selection.ts'

/**
 * The flight that is selected, itself or by one of its pictures; null where there is none. Until a picture tells of which
 * flight it is, that is taken to be the one before, so that what shows the flight stays.
 */
export function useShownFlightId(): string | null {
  const selected = useStore(selection, (state) => state.selected)
  const { data: footage, isLoading } = useDocument(
    'footage.get',
    selected?.kind === 'footage' ? selected.id : null,
  )
  const [before, setBefore] = useState<string | null>(null)
  const ofPicture = isLoading ? before : (footage?.doc.flightId ?? null)
  const id = selected?.kind === 'flight' ? selected.id : ofPicture
  if (id !== before) setBefore(id)
  return id
}
