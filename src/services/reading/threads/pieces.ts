/**
 * A large value on its way between threads: taking one message apart keeps its receiver from everything else for as long
 * as that lasts, so that what is large comes as a frame and then in pieces, each of which is taken in within milliseconds.
 */

/** Members to be added, in their order, to the array or object at a place of the frame. */
export type Piece =
  | { readonly at: readonly (string | number)[]; readonly items: readonly unknown[] }
  | { readonly at: readonly (string | number)[]; readonly members: Readonly<Record<string, unknown>> }

/** So many values (numbers, texts, containers) come in one message. */
const MOST_VALUES = 4000

/**
 * The frame of a value, whose large arrays and objects are empty, and the pieces that make it whole again; a value that
 * is not large is its own frame, without pieces. Arrays and plain objects alone are taken apart.
 */
export function inPieces(value: unknown, most = MOST_VALUES): { frame: unknown; pieces: Generator<Piece> } {
  if (!isContainer(value) || weigh(value, most) <= most) return { frame: value, pieces: none() }
  return { frame: empty(value), pieces: filling(value, [], most) }
}

/** Adds a piece to the frame that it belongs to. */
export function addPiece(frame: unknown, piece: Piece): void {
  let place = frame as never
  for (const key of piece.at) place = place[key]
  if ('items' in piece) (place as unknown[]).push(...piece.items)
  // Defined, not assigned: a member may be called as something that objects have.
  else Object.defineProperties(place, Object.getOwnPropertyDescriptors(piece.members))
}

type Container = unknown[] | Record<string, unknown>

function* none(): Generator<Piece> {}

const empty = (value: Container): Container => (Array.isArray(value) ? [] : {})

function* filling(value: Container, at: readonly (string | number)[], most: number): Generator<Piece> {
  const isArray = Array.isArray(value)
  const piece = (part: [string, unknown][]): Piece =>
    isArray ? { at, items: part.map(([, member]) => member) } : { at, members: Object.fromEntries(part) }
  let [part, weight]: [[string, unknown][], number] = [[], 0]
  for (const [key, member] of isArray ? indexed(value) : Object.entries(value)) {
    const own = weigh(member, most)
    if (part.length > 0 && weight + own > most) {
      yield piece(part)
      ;[part, weight] = [[], 0]
    }
    if (own > most && isContainer(member)) {
      yield piece([[key, empty(member)]])
      yield* filling(member, [...at, isArray ? Number(key) : key], most)
    } else {
      part.push([key, member])
      weight += own
    }
  }
  if (part.length > 0) yield piece(part)
}

function* indexed(items: readonly unknown[]): Generator<[string, unknown]> {
  for (let i = 0; i < items.length; i++) yield [String(i), items[i]]
}

/** How many values there are in one, counted to just beyond `most`. */
function weigh(value: unknown, most: number): number {
  if (!isContainer(value)) return 1
  let sum = 1
  for (const member of Array.isArray(value) ? value : Object.values(value)) {
    sum += weigh(member, most - sum)
    if (sum > most) break
  }
  return sum
}

function isContainer(value: unknown): value is Container {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
}
