/** A longer line is none of any list, table or subtitles that are read here, characters. */
export const LONGEST_LINE = 65_536

/**
 * The lines of a text one after the other with their numbers from 0, whatever ends them: no list of them all is made. A
 * line that is too long is told of by its number and passed over.
 */
export function* linesIn(text: string, tooLong: (number: number) => void): Generator<[number, string]> {
  let from = text.startsWith('\uFEFF') ? 1 : 0
  // Looked for once each, and again only behind where it was found: a text may have none of one kind.
  let [feed, back] = [text.indexOf('\n', from), text.indexOf('\r', from)]
  for (let i = 0; from <= text.length; i++) {
    if (feed >= 0 && feed < from) feed = text.indexOf('\n', from)
    if (back >= 0 && back < from) back = text.indexOf('\r', from)
    const isFeed = feed >= 0 && (back < 0 || feed < back)
    const end = isFeed ? feed : back >= 0 ? back : text.length
    if (end - from > LONGEST_LINE) tooLong(i)
    else yield [i, text.slice(from, end)]
    from = end + (!isFeed && text[end + 1] === '\n' ? 2 : 1)
  }
}

/** The same of text in UTF-8 that comes in pieces, with numbers from 1: no more of it is kept than one line. */
export function linesOfPieces(
  found: (line: string, number: number) => void,
  tooLong: (number: number) => void,
): { take(bytes: Uint8Array): void; end(): void } {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  let number = 0
  let isTooLong = false
  const line = (text: string): void => {
    number += 1
    if (isTooLong || text.length > LONGEST_LINE) tooLong(number)
    else found(text.endsWith('\r') ? text.slice(0, -1) : text, number)
    isTooLong = false
  }
  const cut = (text: string): void => {
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      line(rest + text.slice(from, end))
      rest = ''
      from = end + 1
    }
    if (!isTooLong) rest += text.slice(from)
    if (rest.length > LONGEST_LINE) [isTooLong, rest] = [true, '']
  }
  return {
    take: (bytes) => cut(decoder.decode(bytes, { stream: true })),
    end() {
      cut(decoder.decode())
      if (rest !== '' || isTooLong) line(rest)
      rest = ''
    },
  }
}
