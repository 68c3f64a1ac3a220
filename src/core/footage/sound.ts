import { Flight } from '../flight/flight.ts'
import { fail, ok, type Result } from '../units/result.ts'
import { Footage } from './footage.ts'

/** What of a file could not be kept: the reasons by which it is left out. */
export type UnsoundCode = 'unsound_time' | 'unsound_place' | 'unsound_lens' | 'unsound_record'

const BY_FIELD: Readonly<Record<string, UnsoundCode>> = {
  takenAt: 'unsound_time',
  clockAheadS: 'unsound_time',
  durationS: 'unsound_time',
  placement: 'unsound_place',
  seconds: 'unsound_place',
  target: 'unsound_place',
  lens: 'unsound_lens',
  lenses: 'unsound_lens',
  zoom: 'unsound_lens',
}

/** A file's document as it may be kept, or the reason why it may not: it is looked at before anything is written. */
export function soundFootage(doc: Footage): Result<Footage> {
  const parsed = Footage.safeParse(doc)
  if (parsed.success) return ok(parsed.data)
  const field = String(parsed.error.issues[0]?.path[0] ?? '')
  return fail(BY_FIELD[field] ?? 'unsound_record')
}

/** Whether a flight may be kept as it is. */
export const soundFlight = (doc: Flight): boolean => Flight.safeParse(doc).success
