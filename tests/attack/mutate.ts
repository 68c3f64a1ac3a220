import type { Chance } from './chance.ts'

const NUMBERS = [
  '0',
  '-1',
  '1e308',
  '-1e308',
  'NaN',
  'Infinity',
  '70000',
  '4294967296',
  '1e-320',
  '999999999999999999999',
  '',
  '1,5',
  '90.0000001',
  '0x10',
]
const PIECES = [
  '"',
  ',',
  '\n',
  '\t',
  '<',
  '>',
  '&',
  '\u0000',
  '\uFEFF',
  '{',
  '}',
  '[',
  ']',
  '\r',
  'null',
  '</kml>',
  '-->',
  '巡',
  '\u202E',
]

const isText = (bytes: Uint8Array): boolean => {
  const head = bytes.subarray(0, 2000)
  return head.length > 0 && !head.includes(0) && head.filter((byte) => byte > 0x7f).length < head.length / 4
}

/** Numbers of a text exchanged for what no reader expects, pieces put in, lines doubled, lost or exchanged. */
function spoiledText(text: string, chance: Chance): string {
  const kind = chance.whole(0, 5)
  if (kind <= 1) {
    const numbers = [...text.matchAll(/-?\d+(?:\.\d+)?/g)]
    if (numbers.length === 0) return text + chance.pick(PIECES)
    const found = chance.pick(numbers)
    return text.slice(0, found.index) + chance.pick(NUMBERS) + text.slice(found.index + found[0].length)
  }
  if (kind === 2) {
    const at = chance.whole(0, text.length)
    return text.slice(0, at) + chance.pick(PIECES) + text.slice(at)
  }
  const parts = text.split(/(?<=[\n,>])/)
  const at = chance.whole(0, parts.length - 1)
  const other = chance.whole(0, parts.length - 1)
  if (kind === 3) parts.splice(at, chance.whole(1, 4))
  else if (kind === 4) parts.splice(at, 0, ...parts.slice(other, other + chance.whole(1, 6)))
  else [parts[at], parts[other]] = [parts[other] ?? '', parts[at] ?? '']
  return parts.join('')
}

function spoiledBytes(bytes: Uint8Array, chance: Chance): Uint8Array {
  if (bytes.length === 0) return bytes
  const next = Uint8Array.from(bytes)
  const at = chance.whole(0, next.length - 1)
  switch (chance.whole(0, 5)) {
    case 0:
      next[at] = chance.whole(0, 255)
      return next
    case 1:
      next[at] = (next[at] ?? 0) ^ (1 << chance.whole(0, 7))
      return next
    case 2:
      return next.subarray(0, at)
    case 3: {
      // Lengths and counts lie in the first bytes of most things: all ones, all noughts.
      next.fill(chance.pick([0, 0xff, 0x7f]), at, at + chance.pick([1, 2, 4, 8]))
      return next
    }
    case 4: {
      const piece = next.subarray(at, at + chance.whole(1, 200))
      const to = chance.whole(0, next.length)
      return Uint8Array.from([...next.subarray(0, to), ...piece, ...next.subarray(to)])
    }
    default: {
      const until = at + chance.whole(1, 200)
      return Uint8Array.from([...next.subarray(0, at), ...next.subarray(until)])
    }
  }
}

/** A file with one to four kinds of damage; numbers and lines where it is text, bytes anywhere. */
export function mutated(bytes: Uint8Array, chance: Chance): Uint8Array {
  let next: Uint8Array = bytes
  for (let i = chance.whole(1, 4); i > 0; i--)
    next =
      isText(next) && chance.happens(0.7)
        ? new TextEncoder().encode(spoiledText(new TextDecoder().decode(next), chance))
        : spoiledBytes(next, chance)
  return next
}
