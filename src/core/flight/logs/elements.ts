/** An element that is longer is damage: a point of a track has some hundred characters. */
const LONGEST = 1 << 16
/** A tag's beginning may stand at the end of one piece, a root's end before a few empty lines. */
const TAIL = 200

type Found = {
  readonly name: string
  readonly attributes: string
  readonly body: string
  readonly line: number
}

/**
 * Finds the elements of some names in XML that comes in pieces, whatever they stand in, without keeping the document:
 * `found` gets each one that is whole, `lost` each that is not (its end is missing, or it is no text). Comments are
 * stepped over; a document type is refused, since its entities can grow without bound. `marks.met` is told of each
 * beginning of the elements that only hold those.
 */
export function elements(
  names: readonly string[],
  found: (element: Found) => void,
  lost: (element: { readonly name: string; readonly line: number }) => void,
  marks: { readonly names: readonly string[]; readonly met: () => void } = {
    names: [],
    met: () => undefined,
  },
) {
  const decoder = new TextDecoder('utf-8')
  const prefix = '(?:[\\w.-]+:)?'
  const opening = () => new RegExp(`<!--|<${prefix}(${[...names, ...marks.names].join('|')})(?=[\\s/>])`, 'g')
  const closing = new RegExp(`<(/?)${prefix}(${names.join('|')})(?=[\\s/>])`, 'g')
  let rest = ''
  /** Lines that end before `rest`. */
  let linesBefore = 0
  let tail = ''
  let isRefused = false

  /** Reads `rest` as far as it goes; answers from where on it is to be kept. */
  const read = (isLast: boolean): number => {
    const text = rest
    const tags = opening()
    let [counted, line] = [0, linesBefore + 1]
    let done = 0
    /** From here on no comment ends: looked for once, not at each that begins. */
    let uncommented = Number.POSITIVE_INFINITY
    const goOn = (at: number): void => {
      done = at
      tags.lastIndex = at
    }
    const lineAt = (index: number): number => {
      for (let at = text.indexOf('\n', counted); at >= 0 && at < index; at = text.indexOf('\n', at + 1))
        line += 1
      counted = Math.max(counted, index)
      return line
    }
    for (let tag = tags.exec(text); tag; tag = tags.exec(text)) {
      const from = tag.index
      const isOver = isLast || text.length - from > LONGEST
      const [, name] = tag
      if (name === undefined) {
        const end = from >= uncommented ? -1 : text.indexOf('-->', from)
        if (end < 0) uncommented = Math.min(uncommented, from)
        if (end < 0 && !isOver) return from
        goOn(end < 0 ? from + 4 : end + 3)
        continue
      }
      const end = text.indexOf('>', from)
      const broken = text.indexOf('<', from + 1)
      if (end < 0 && broken < 0 && !isOver) return from
      if (end < 0 || (broken >= 0 && broken < end)) {
        lost({ name, line: lineAt(from) })
        goOn(broken < 0 ? text.length : broken)
        continue
      }
      if (marks.names.includes(name)) {
        marks.met()
        goOn(end + 1)
        continue
      }
      const isEmpty = text[end - 1] === '/'
      closing.lastIndex = end
      const close = isEmpty ? null : closing.exec(text)
      if (!isEmpty && !close && !isOver) return from
      const isWhole = isEmpty || (close?.[1] === '/' && close[2] === name)
      const attributes = text.slice(from + tag[0].length, end)
      const body = close ? text.slice(end + 1, close.index) : ''
      if (!isWhole || `${attributes}${body}`.includes('\uFFFD')) lost({ name, line: lineAt(from) })
      else found({ name, attributes, body, line: lineAt(from) })
      goOn(isWhole ? Math.max(end + 1, (close?.index ?? 0) + 1) : (close?.index ?? end + 1))
    }
    return isLast ? text.length : Math.max(0, text.length - TAIL, done)
  }
  const take = (text: string, isLast: boolean): void => {
    if (isRefused) return
    rest += text
    tail = (tail + text).slice(-TAIL)
    if (/<!DOCTYPE|<!ENTITY/i.test(rest)) {
      isRefused = true
      rest = ''
      return
    }
    const done = read(isLast)
    for (let at = rest.indexOf('\n'); at >= 0 && at < done; at = rest.indexOf('\n', at + 1)) linesBefore += 1
    rest = rest.slice(done)
  }
  return {
    take: (bytes: Uint8Array) => take(decoder.decode(bytes, { stream: true }), false),
    /** Whether the document was refused, and the line that it ends at without the end of its root; null where it has one. */
    end(root: string): { readonly isRefused: boolean; readonly cutAtLine: number | null } {
      take(decoder.decode(), true)
      const isEnded = new RegExp(`</${prefix}${root}\\s*>\\s*$`).test(tail)
      return { isRefused, cutAtLine: isEnded || isRefused ? null : linesBefore + 1 }
    },
  }
}
