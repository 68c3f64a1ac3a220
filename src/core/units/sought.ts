import { initialsOf } from './initials.ts'

/**
 * One rule of searching for every box of the product: whoever types a text finds all that hold it.
 *
 * - What is typed is parted at its spaces; every part has to be there.
 * - A part is there where its pieces follow one another: each Chinese character, sign or other letter is a piece, so that one
 *   character is found, two are, and those across the border of two words; letters and digits of ASCII that stand together
 *   are one piece, of which the last one may go on (`DJI_00` finds `DJI_0012`).
 * - Names and codes are found by the middle of such a piece too (the last digits of a credit code), and Chinese names by the
 *   initials of their pinyin, from any character on.
 * - Width, case and compatibility forms of characters make no difference (NFKC, small letters).
 */
export type Sought = {
  /** Names, found by initials too: in both languages, of a person, of an agency. */
  readonly names: readonly string[]
  /** Numbers and codes, found by their middle too. */
  readonly codes?: readonly string[]
  readonly texts?: readonly string[]
}

/** The form in which texts are compared. */
export const fold = (text: string): string => text.toWellFormed().normalize('NFKC').toLowerCase()

const PIECE = /[a-z0-9]+|[^\sa-z0-9]/gu

/** The pieces of a text, in their order. */
export const piecesOf = (text: string): string[] => fold(text).match(PIECE) ?? []

/** The parts of what is typed, each as its pieces; none where nothing is. */
export const partsOf = (typed: string): string[][] =>
  fold(typed)
    .split(/\s+/u)
    .flatMap((part) => {
      const pieces = part.match(PIECE) ?? []
      return pieces.length > 0 ? [pieces] : []
    })

/** Whether the last piece of a part may go on. */
export const mayGoOn = (piece: string): boolean => /^[a-z0-9]/.test(piece)

/** Pieces longer than this are hashes and the like: their middles are not kept. */
const LONGEST = 40

const endsOf = (piece: string): string[] =>
  mayGoOn(piece) && piece.length > 2 && piece.length <= LONGEST
    ? Array.from({ length: piece.length - 2 }, (_, i) => piece.slice(i + 1))
    : []

/** The texts of something, each as its pieces: what was written, then the ends of codes and of initials, each by itself. */
export function runsOf({ names, codes = [], texts = [] }: Sought): string[][] {
  const runs = [...names, ...codes, ...texts].map(piecesOf)
  const short = new Set<string>()
  for (const run of [...names, ...codes].map(piecesOf))
    for (const piece of run) for (const end of endsOf(piece)) short.add(end)
  for (const way of names.flatMap(initialsOf)) for (const end of [way, ...endsOf(way)]) short.add(end)
  return [...runs, ...Array.from(short, (piece) => [piece])].filter((run) => run.length > 0)
}

/** Whether something has all that is typed. */
export function isFound(of: Sought, typed: string): boolean {
  const runs = runsOf(of)
  return partsOf(typed).every((part) => runs.some((run) => hasPart(run, part)))
}

function hasPart(run: readonly string[], part: readonly string[]): boolean {
  const last = part.length - 1
  return run.some((_, from) =>
    part.every((piece, i) => {
      const there = run[from + i]
      return there !== undefined && (i === last && mayGoOn(piece) ? there.startsWith(piece) : there === piece)
    }),
  )
}
