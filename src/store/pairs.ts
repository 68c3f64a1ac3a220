/**
 * Text in pieces of two characters, for an index (FTS5) in which any part of a text is found, be it one Chinese
 * character: what its own tokenizers know as a word is none in Chinese, and trigrams find nothing shorter than three.
 */

/** Capitals of ASCII are as small letters, which is what SQLite's `lower` does; what would part tokens is moved away. */
const charactersOf = (text: string): string[] =>
  Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0x80 || /[a-z0-9_]/.test(character)) return character
    return /[A-Z]/.test(character) ? character.toLowerCase() : String.fromCodePoint(0xe000 + code)
  })

/** A text as the index takes it: every character with the one after it, the last by itself. */
export function pairsOf(text: string): string {
  const characters = charactersOf(text)
  return characters.map((character, i) => character + (characters[i + 1] ?? '')).join(' ')
}

/** What asks the index for all texts with a part, in FTS5's language; the part is not empty. */
export function askForPart(part: string): string {
  const characters = charactersOf(part)
  if (characters.length === 1) return `"${characters[0]}"*`
  return `"${characters
    .slice(0, -1)
    .map((character, i) => character + characters[i + 1])
    .join(' ')}"`
}
