/** Elements deeper than this are somebody's joke. */
export const DEEPEST_ELEMENT = 200
/** A tree holds some hundreds of bytes an element, whatever stands in it. */
export const MOST_ELEMENTS = 1_000_000
/** A tag with its attributes: a tree compares each attribute with those before it. */
export const LONGEST_TAG = 16_384

export type MarkupFault = 'too_deep' | 'too_many_values' | 'line_too_long'

/**
 * What of an XML text would take a reader that builds a tree time or memory without bound, by going through its tags once;
 * null where nothing does. `at` is the character where it was seen. Whether tags match is not looked at.
 */
export function markupFault(text: string): { fault: MarkupFault; most: number; at: number } | null {
  let [depth, elements, position] = [0, 0, 0]
  while (position < text.length) {
    const tag = text.indexOf('<', position)
    if (tag < 0) return null
    const over = PASSED_OVER.find(([opening]) => text.startsWith(opening, tag))
    const end = text.indexOf(over?.[1] ?? '>', tag + (over?.[0].length ?? 1))
    // What is behind a tag or a comment that never ends is none.
    if (end < 0 && over) return null
    if ((end < 0 ? text.length : end) - tag > LONGEST_TAG && !over)
      return { fault: 'line_too_long', most: LONGEST_TAG, at: tag }
    if (end < 0) return null
    position = end + (over?.[1].length ?? 1)
    if (over) continue
    if (text[tag + 1] === '/') depth = Math.max(0, depth - 1)
    else {
      elements += 1
      if (text[end - 1] !== '/') depth += 1
    }
    if (depth > DEEPEST_ELEMENT) return { fault: 'too_deep', most: DEEPEST_ELEMENT, at: tag }
    if (elements > MOST_ELEMENTS) return { fault: 'too_many_values', most: MOST_ELEMENTS, at: tag }
  }
  return null
}

const PASSED_OVER = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const
