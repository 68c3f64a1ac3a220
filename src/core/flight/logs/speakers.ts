import type { Note } from '../../units/note.ts'
import { logNote, type Source, type Track } from './log.ts'

/** More than this speak in no log: what else claims to is damage, and has no track. */
const MOST_SPEAKERS = 256

/** What each speaker of a log has said, made when it is first heard, in the order of their numbers. */
export function speakersOf<S>(make: () => S) {
  const known = new Map<number, S>()
  // Mostly it is the one that spoke last.
  let last: { id: number; said: S } | null = null
  return {
    of(id: number): S {
      if (last?.id === id) return last.said
      const there = known.get(id)
      const said = there ?? make()
      if (there === undefined && known.size >= MOST_SPEAKERS) return said
      if (there === undefined) known.set(id, said)
      last = { id, said }
      return said
    },
    all: (): [number, S][] => [...known].sort(([a], [b]) => a - b),
  }
}

/** A second receiver is often the better one, but the first is what the vehicle flew by, unless it saw much less. */
const ENOUGH_SHARE = 0.5

/**
 * Which of several is the track: the one that is wished for, else the first that has at least half as many positions as
 * the one that has most. `sources` is empty where only one has any.
 */
export function chooseSource<S>(
  speakers: readonly (readonly [id: number, said: S])[],
  of: { name: (id: number) => string; points: (said: S) => number },
  wished: string | null,
): { taken: S | null; sources: readonly Source[]; notes: Note[] } {
  const heard = speakers
    .map(([id, said]) => ({ name: of.name(id), points: of.points(said), said }))
    .filter(({ points }) => points > 0)
  const most = Math.max(0, ...heard.map(({ points }) => points))
  const named = heard.find(({ name }) => name === wished)
  const taken = named ?? heard.find(({ points }) => points >= most * ENOUGH_SHARE)
  const sources = heard.map(({ name, points }) => ({ name, points, isTaken: name === taken?.name }))
  const listed = (list: readonly Source[]) => list.map(({ name, points }) => `${name} (${points})`).join(', ')
  const left = sources.filter(({ isTaken }) => !isTaken)
  return {
    taken: taken?.said ?? null,
    sources: heard.length > 1 ? sources : [],
    notes: [
      ...(wished !== null && !named
        ? [logNote('warning', 'source_missing', { wished, names: listed(sources) })]
        : []),
      ...(taken && left.length > 0
        ? [logNote('warning', 'sources_left', { taken: taken.name, names: listed(left) })]
        : []),
    ],
  }
}

/** Tracks that follow one another as one; of those that overlap in time only the first of the list is in it. */
export function joinTracks(tracks: readonly Track[]): { joined: Track; taken: readonly Track[] } {
  const taken: Track[] = []
  const span = ({ points }: Track) => [points[0]?.atMs ?? 0, points.at(-1)?.atMs ?? 0] as const
  for (const track of tracks) {
    const [from, to] = span(track)
    const isBeside = taken.some((other) => {
      const [otherFrom, otherTo] = span(other)
      return from < otherTo && otherFrom < to
    })
    if (!isBeside) taken.push(track)
  }
  const inOrder = [...taken].sort((a, b) => span(a)[0] - span(b)[0])
  return {
    joined: {
      points: inOrder.flatMap(({ points }) => points),
      count: inOrder.reduce((sum, { count }) => sum + count, 0),
      distanceM: inOrder.reduce((sum, { distanceM }) => sum + distanceM, 0),
      backwards: inOrder.reduce((sum, { backwards }) => sum + backwards, 0),
      dropped: inOrder.reduce((sum, { dropped }) => sum + dropped, 0),
    },
    taken,
  }
}
