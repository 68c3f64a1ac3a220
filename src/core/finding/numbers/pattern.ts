import type { PaperKind } from './kinds.ts'

/**
 * Numbers of papers by a pattern (文号): its parts stand in braces, `{kind}〔{year}〕{station}-{counter:3}号`. What all numbers of
 * one kind and year of a station have in common is their frame; each frame has a counter of its own. So that two stations
 * never give the same one, the station's mark is in each: where the pattern names no station, it stands before the counter.
 */

/** The parts of a pattern, and how people write them: `{年}` is `{year}`. */
export const NUMBER_PARTS = {
  unit: '单位',
  kind: '字',
  year: '年',
  station: '站',
  counter: '序号',
} as const
export type NumberPart = keyof typeof NUMBER_PARTS

type Piece =
  | { readonly part: NumberPart; readonly width: number; readonly named: string }
  | { readonly text: string }

/** What is wrong with a pattern: `what` is the piece that it is about. */
export type PatternProblem = {
  readonly code: 'pattern_part' | 'pattern_open' | 'pattern_counter' | 'pattern_twice' | 'pattern_glued'
  readonly what: string
}

/** So many figures a counter has at most, and is filled up to. */
const MOST_WIDTH = 9
/** Where the counter stands in a frame: no text of a pattern has it. */
const HOLE = '{}'
/** What marks and counters are made of, of any width. */
const RUNS_ON = /^[A-Za-z0-9０-９Ａ-Ｚａ-ｚ]$/

const partOf = (name: string): NumberPart | null => {
  const parts = Object.keys(NUMBER_PARTS) as NumberPart[]
  return parts.find((part) => part === name || NUMBER_PARTS[part] === name) ?? null
}

/** The pieces of a pattern, or what is wrong with it. */
export function piecesOf(pattern: string): { ok: true; pieces: Piece[] } | ({ ok: false } & PatternProblem) {
  const wrong = (code: PatternProblem['code'], what: string) => ({ ok: false, code, what }) as const
  const pieces: Piece[] = []
  for (const [whole, named] of pattern.matchAll(/\{([^{}]*)\}|[^{}]+|[{}]/g)) {
    if (named === undefined) {
      if (whole === '{' || whole === '}') return wrong('pattern_open', pattern)
      pieces.push({ text: whole })
      continue
    }
    const [name = '', width] = named.normalize('NFKC').split(':')
    const part = partOf(name.trim())
    const figures = width === undefined ? 1 : Number(width)
    const isWidth = Number.isInteger(figures) && figures >= 1 && figures <= MOST_WIDTH
    if (!part || !isWidth || (width !== undefined && part !== 'counter')) return wrong('pattern_part', named)
    pieces.push({ part, width: figures, named: name.trim() })
  }
  const parts = pieces.flatMap((piece) => ('part' in piece ? [piece.part] : []))
  const twice = parts.find((part, i) => parts.indexOf(part) !== i)
  if (twice) return wrong('pattern_twice', NUMBER_PARTS[twice])
  if (!parts.includes('counter')) return wrong('pattern_counter', NUMBER_PARTS.counter)
  const glued = pieces.find((piece, i) => isMarked(piece) && [pieces[i - 1], pieces[i + 1]].some(runsOn))
  return glued && 'part' in glued ? wrong('pattern_glued', glued.named) : { ok: true, pieces }
}

const isMarked = (piece: Piece): boolean =>
  'part' in piece && (piece.part === 'station' || piece.part === 'counter')

/** Whether a mark or counter would run into what stands before (0) or behind it (1): 号 behind a counter does not. */
function runsOn(beside: Piece | undefined, side: number): boolean {
  if (beside === undefined) return false
  if ('part' in beside) return isMarked(beside) || beside.part === 'year'
  return RUNS_ON.test(side === 0 ? beside.text.slice(-1) : beside.text.slice(0, 1))
}

/** What is wrong with a pattern; null: numbers can be made by it. */
export function patternProblem(pattern: string): PatternProblem | null {
  const read = piecesOf(pattern)
  return read.ok ? null : { code: read.code, what: read.what }
}

/** What numbers say: how the unit is called, the word of each kind, and the pattern of them all. */
export type Numbering = {
  readonly unit: string
  readonly pattern: string
  readonly rows: readonly { readonly kind: PaperKind; readonly word: string }[]
}

/** What a number is given for: the kind, China's year, and the mark of the station that gives it. */
export type NumberOf = { readonly kind: PaperKind; readonly year: number; readonly station: string }

/** What the numbers of one kind and year of a station have in common, and how many figures their counter has at least. */
export type Frame = { readonly frame: string; readonly width: number }

/** The frame of a number. @throws {RangeError} where the pattern has a problem */
export function frameOf({ unit, pattern, rows }: Numbering, { kind, year, station }: NumberOf): Frame {
  const read = piecesOf(pattern)
  if (!read.ok) throw new RangeError(`a pattern that has a problem: ${read.code}`)
  const hasStation = read.pieces.some((piece) => 'part' in piece && piece.part === 'station')
  const said = {
    unit: plain(unit),
    kind: plain(rows.find((row) => row.kind === kind)?.word ?? ''),
    year: String(year),
    station,
    counter: hasStation ? HOLE : `${station}-${HOLE}`,
  }
  const counter = read.pieces.find((piece) => 'part' in piece && piece.part === 'counter')
  return {
    frame: read.pieces.map((piece) => ('text' in piece ? piece.text : said[piece.part])).join(''),
    width: counter && 'part' in counter ? counter.width : 1,
  }
}

const plain = (text: string): string => text.replace(/[{}]/g, '').trim()

/** The number of a frame whose counter stands at so much. */
export const numberIn = ({ frame, width }: Frame, counter: number): string =>
  frame.replace(HOLE, () => String(counter).padStart(width, '0'))

/** At which count of a frame somebody who typed a number has set it; null where it is none of the frame. */
export function countedIn(frame: string, text: string): number | null {
  const [before = '', behind = ''] = frame.split(HOLE)
  if (!text.startsWith(before) || !text.endsWith(behind)) return null
  const figures = text.slice(before.length, text.length - behind.length)
  return /^\d{1,9}$/.test(figures) ? Number(figures) : null
}

/**
 * The mark of a station in numbers: the first half of the code that people call it by (`core/journal/entry.ts`), the whole
 * of it where another station that is known begins with the same.
 * @param code the station's code, `XXXXX-XXXXX`
 */
export function stationMark(code: string, others: readonly string[]): string {
  const [short = code] = code.split('-')
  return others.some((other) => other !== code && other.startsWith(`${short}-`))
    ? code.replace('-', '')
    : short
}

/** A number that was given in its turn. */
export type Given = { readonly frame: string; readonly counter: number }

/**
 * The counters of each frame that nobody has given, though a later one was: none, as long as each is taken in its turn. The
 * first `most` of them, and how many there are in all.
 */
export function gapsIn(given: readonly Given[], most: number): { first: Given[]; total: number } {
  const known = new Map<string, Set<number>>()
  for (const { frame, counter } of given) known.set(frame, (known.get(frame) ?? new Set()).add(counter))
  const first: Given[] = []
  let total = 0
  for (const [frame, counters] of known) {
    let next = 1
    for (const counter of [...counters].sort((a, b) => a - b)) {
      total += counter - next
      for (; next < counter && first.length < most; next++) first.push({ frame, counter: next })
      next = counter + 1
    }
  }
  return { first, total }
}
