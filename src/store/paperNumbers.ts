import {
  countedIn,
  frameOf,
  type Given,
  type Numbering,
  numberIn,
  type NumberOf,
  stationMark,
} from '../core/finding/numbers/pattern.ts'
import type { PaperNumber } from '../core/finding/numbers/paperNumber.ts'
import { shortCode } from '../core/journal/entry.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { stationsKnown } from './journal/carried.ts'
import { documentsWhere } from './select.ts'

/** Numbers that say the same: none, or one, unless two stations typed it. */
export const numbersSaying = (db: ReadableDb, text: string): Stored<PaperNumber>[] =>
  documentsWhere(db, 'paperNumber', 'said = ?', text)

/** The numbers that were given to a document, the newest first. */
export const numbersOf = (db: ReadableDb, id: string): Stored<PaperNumber>[] =>
  documentsWhere(db, 'paperNumber', 'borne_by = ? ORDER BY id DESC', id)

/** A page of all numbers, the newest first. */
export const numberPage = (db: ReadableDb, after: string | null, most: number): Stored<PaperNumber>[] =>
  documentsWhere(db, 'paperNumber', 'id < ? ORDER BY id DESC LIMIT ?', after ?? 'g', most)

/** What every station here has given in its turn, with what somebody typed in the same form. */
export function givenNumbers(db: ReadableDb): Given[] {
  const given = db
    .prepare(
      'SELECT frame, counter FROM paperNumber WHERE counter IS NOT NULL ORDER BY station, frame, counter',
    )
    .all() as Given[]
  const typed = db.prepare('SELECT said FROM paperNumber WHERE counter IS NULL').all() as { said: string }[]
  const frames = [...new Set(given.map(({ frame }) => frame))]
  return [
    ...given,
    ...typed.flatMap(({ said }) =>
      frames.flatMap((frame) => {
        const counter = countedIn(frame, said)
        return counter === null ? [] : [{ frame, counter }]
      }),
    ),
  ]
}

/** The mark of a station in numbers, by what stations are known here. */
export const markOf = (db: ReadableDb, station: string): string =>
  stationMark(
    shortCode(station),
    stationsKnown(db).flatMap((one) => (one.station === station ? [] : [shortCode(one.station)])),
  )

/**
 * The number that comes next of a kind and year on a station, where it is counted, and how it reads. It follows on the last
 * that the station gave in this frame, whatever became of that; one that somebody typed in meanwhile is passed over.
 */
export function nextNumber(
  db: ReadableDb,
  numbering: Numbering,
  of: Omit<NumberOf, 'station'>,
  station: string,
  isTaken: (text: string) => boolean,
): { series: NonNullable<PaperNumber['series']>; text: string } {
  const frame = frameOf(numbering, { ...of, station: markOf(db, station) })
  const { last } = db
    .prepare('SELECT max(counter) AS last FROM paperNumber WHERE station = ? AND frame = ?')
    .get(station, frame.frame) as { last: number | null }
  let counter = (last ?? 0) + 1
  while (isTaken(numberIn(frame, counter))) counter += 1
  return { series: { frame: frame.frame, station, counter }, text: numberIn(frame, counter) }
}
