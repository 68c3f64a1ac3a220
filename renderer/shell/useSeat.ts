import { useEffect, useState } from 'react'
import { useAuthor } from '../api/hooks.ts'
import { selection } from '../desk/selection.ts'
import { sitDown } from '../features/flights/review/reviewing.ts'

/**
 * How often somebody else has sat down at this window. Panels are made anew for them: what was half filled in there is not
 * theirs to finish, and stays kept for whom it is. What was begun before anybody had said who they are goes on.
 */
export function useSeat(): number {
  const author = useAuthor()
  const [seat, setSeat] = useState({ author, count: 0 })
  const isOther = author !== undefined && author !== seat.author
  const isTaken = isOther && seat.author !== undefined && seat.author !== null
  if (isOther) setSeat({ author, count: seat.count + (isTaken ? 1 : 0) })
  useEffect(() => {
    if (author !== undefined) sitDown(author)
  }, [author])
  useEffect(() => {
    if (seat.count > 0) selection.getState().compose(null)
  }, [seat.count])
  return seat.count
}
