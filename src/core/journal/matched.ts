import { fold, isFound, partsOf } from '../units/sought.ts'
import type { Searched } from './searched.ts'

/** So much of a text is shown about what was sought in it, characters. */
const ABOUT = 40

/**
 * Where something says what is sought: the first of its texts that has a part which its title has not, cut to what stands
 * about it, and the part of it that is called so. Null where its title says all.
 */
export function matchedIn(
  { title, names = [], codes = [], texts = [] }: Searched,
  typed: string,
): { matched: string | null; partId: string | null } {
  const parts = fold(typed)
    .split(/\s+/u)
    .filter((part) => partsOf(part).length > 0)
  const missing = parts.filter((part) => !isFound({ names: [title.zh, title.en] }, part))
  for (const part of missing) {
    const name = names.find(({ text }) => isFound({ names: [text] }, part))
    if (name) return { matched: cut(name.text, part), partId: name.partId ?? null }
    const text =
      codes.find((code) => isFound({ names: [], codes: [code] }, part)) ??
      texts.find((one) => isFound({ names: [], texts: [one] }, part))
    if (text !== undefined) return { matched: cut(text, part), partId: null }
  }
  return { matched: null, partId: null }
}

function cut(text: string, part: string): string {
  const characters = Array.from(text)
  if (characters.length <= 2 * ABOUT) return text
  // Folding may change how long a text is: then what is sought lies about where it is found all the same.
  const at = Array.from(fold(text).slice(0, Math.max(0, fold(text).indexOf(part)))).length
  const from = Math.max(0, Math.min(at - ABOUT / 2, characters.length - 2 * ABOUT))
  const to = Math.min(characters.length, from + 2 * ABOUT)
  return `${from > 0 ? '…' : ''}${characters.slice(from, to).join('')}${to < characters.length ? '…' : ''}`
}
