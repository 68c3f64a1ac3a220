import { jsonErrorAt } from '../units/problem.ts'
import { type Note, note } from '../units/note.ts'

/** What stands deeper in brackets is no plan and no drawing. */
const DEEPEST = 200
/** Values and brackets of one text: each takes some fifty bytes once it is read, and a text may be little else. */
const MOST_VALUES = 12_000_000

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d,
]

/** How deep a text's brackets stand in one another, and how many values it has at most; what is in quotes does not count. */
function shapeOf(text: string): { deepest: number; values: number } {
  let [depth, deepest, values] = [0, 0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) {
      for (i += 1; i < text.length && text.charCodeAt(i) !== QUOTE; i++)
        if (text.charCodeAt(i) === BACKSLASH) i += 1
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      depth += 1
      values += 1
      if (depth > deepest) deepest = depth
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth -= 1
    else if (code === COMMA) values += 1
    if (deepest > DEEPEST || values > MOST_VALUES) break
  }
  return { deepest, values }
}

/**
 * The value of a JSON text, with or without a byte order mark; a note of severity `error` says why there is none. What
 * would need memory without bound is refused before it is read.
 */
export function parseJson(text: string): { readonly value: unknown; readonly error: Note | null } {
  const { deepest, values } = shapeOf(text)
  if (deepest > DEEPEST) return { value: null, error: note('error', 'too_deep', null, { most: DEEPEST }) }
  if (values > MOST_VALUES)
    return { value: null, error: note('error', 'too_many_values', null, { most: MOST_VALUES }) }
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown, error: null }
  } catch (error) {
    return { value: null, error: note('error', 'not_json', jsonErrorAt(error)) }
  }
}
