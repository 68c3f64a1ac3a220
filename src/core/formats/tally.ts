import { type Note, note } from '../units/note.ts'
import type { FormatNoteCode } from './noteCodes.ts'

/** What files draw; each kind has words of its own where some of it is left out. */
export type Kind = 'point' | 'line' | 'track' | 'area' | 'hole' | 'unplaced' | 'height'

const LEFT: Readonly<Record<Kind, FormatNoteCode>> = {
  point: 'left_points',
  line: 'left_lines',
  track: 'left_tracks',
  area: 'left_areas',
  hole: 'left_holes',
  unplaced: 'left_unplaced',
  height: 'left_heights',
}
/** So many of the file's own names are told; the rest is a number. */
const MOST_NAMES = 12

/** Counts what a reader meets and what it uses of it. */
export type Tally = {
  met(kind: Kind, count?: number): void
  used(kind: Kind, count?: number): void
  /** Something met that nothing is made of, by the file's own name for it: a column, an element, an action. */
  unused(name: string, count?: number): void
  /** Why a file that has nothing to fly has none: what it draws instead. */
  nothingToFly(): Note
  /** The difference: a note a kind with its number, and one with all names. */
  notes(): Note[]
}

/**
 * One for each file that is read. A reader says what it met and what it used; what is left is told by the tally alone, so
 * that no reader has to think of what it passes over. What cannot be read is an error of its own and is not met.
 */
export function tally(): Tally {
  const met = new Map<Kind, number>()
  const used = new Map<Kind, number>()
  const names = new Map<string, number>()
  const add = <K>(counts: Map<K, number>, key: K, count: number) =>
    void counts.set(key, (counts.get(key) ?? 0) + count)
  const told = (): string[] => {
    const rest = names.size - MOST_NAMES
    const first = [...names].slice(0, MOST_NAMES).map(([name, count]) => `${name} × ${count}`)
    return [...first, ...(rest > 0 ? [`… + ${rest}`] : [])]
  }
  return {
    met: (kind, count = 1) => add(met, kind, count),
    used: (kind, count = 1) => add(used, kind, count),
    unused: (name, count = 1) => {
      if (count > 0) add(names, name.slice(0, 40), count)
    },
    nothingToFly() {
      const areas = met.get('area') ?? 0
      if (areas > 0) return note('error', 'areas_no_route', null, { count: areas })
      return names.size > 0
        ? note('error', 'nothing_to_fly', null, { names: told().join(', ') })
        : note('error', 'no_waypoints')
    },
    notes() {
      const left = [...met].flatMap(([kind, of]) => {
        const count = of - (used.get(kind) ?? 0)
        return count > 0
          ? [note(kind === 'height' ? 'info' : 'warning', LEFT[kind], null, { count, of })]
          : []
      })
      if (names.size === 0) return left
      const count = [...names.values()].reduce((sum, one) => sum + one, 0)
      return [
        ...left,
        note('warning', 'left_named', null, {
          names: told().join(', '),
          count,
        }),
      ]
    },
  }
}
