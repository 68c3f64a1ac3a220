/**
 * Names as people gave them, made fit to stand in a text: a name may hold characters that turn the order of what stands
 * behind it (U+202E: `evilgpj.exe` reads as `evilexe.jpg`), or that a terminal obeys.
 */

/**
 * What orders text without being seen (marks, embeddings, overrides and isolates, but the pair that is used here), and
 * controls that nothing shows (all but tab and line ends).
 */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex
  /[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g
/** Letters that run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const INSTEAD = '\ufffd'
const [OPEN, CLOSE] = ['\u2068', '\u2069']

/** The text with every character that turns its order, or that a terminal would obey, shown as one that is none. */
export function neutral(text: string): string {
  const plain = text.replace(UNSEEN, INSTEAD)
  if (!plain.includes(OPEN) && !plain.includes(CLOSE)) return plain
  let open = 0
  const closed = Array.from(plain, (one) => {
    if (one === OPEN) open += 1
    if (one !== CLOSE) return one
    open -= 1
    if (open >= 0) return one
    open = 0
    return INSTEAD
  })
  return open === 0 ? closed.join('') : plain.replace(/[\u2068\u2069]/g, INSTEAD)
}

/** A name inside other text: neutral, and one of letters from right to left leaves the order of its neighbours alone. */
export function isolated(text: string): string {
  const plain = neutral(text)
  if (!RIGHT_TO_LEFT.test(plain)) return plain
  return plain.startsWith(OPEN) && plain.endsWith(CLOSE) ? plain : `${OPEN}${plain}${CLOSE}`
}

/**
 * The beginning of a file's name, made of a name of something: names travel to memory cards and other systems, so it
 * holds nothing that a path or FAT would stumble over, is called like none of Windows' devices, and has nothing that turns
 * the order of what stands behind it.
 */
export const fileStem = (name: string): string =>
  name
    .replace(/[\\/:*?"<>|\p{Cc}\p{Bidi_Control}]+/gu, '_')
    .slice(0, 80)
    // Half of a character that takes two.
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/^(con|prn|aux|nul|com\d|lpt\d)(?= *(\.|$))/i, '_$1')
