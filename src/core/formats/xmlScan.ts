import { DEEPEST_ELEMENT } from '../units/markupShape.ts'
import { type Note, note } from '../units/note.ts'

/** What a scan meets: elements by local name as they open and close, and the text between. */
export type XmlEvents = {
  /** `tag`: what stands between its brackets, for `attributeOf`. */
  readonly open: (name: string, tag: string) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
/**
 * Goes through an XML text once, without building a tree: for files too large for one. Comments and processing
 * instructions are passed over; document types and entities of one's own are refused, as they can grow
 * without bound. Where tags do not match, or the text ends within one, the scan ends with a note; what came before
 * holds. False: nothing is to be made of it.
 */
export function scanXml(text: string, events: XmlEvents, notes: Note[]): boolean {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) {
    notes.push(note('error', 'xml_entities'))
    return false
  }
  const stack: string[] = []
  const broken = (at: number): boolean => {
    notes.push(note('warning', 'not_xml', `character ${at}`))
    return true
  }
  let position = 0
  while (position < text.length) {
    const tag = text.indexOf('<', position)
    if (tag < 0) break
    if (tag > position && stack.length > 0) events.text(decoded(text.slice(position, tag)))
    const skipped = passedOver(text, tag, events)
    if (skipped === 'open') return broken(tag)
    if (skipped !== null) {
      position = skipped
      continue
    }
    const end = endOfTag(text, tag)
    if (end < 0) return broken(tag)
    const inner = text.slice(tag + 1, end)
    position = end + 1
    if (inner.startsWith('/')) {
      const name = localName(inner.slice(1))
      if (stack.pop() !== name) return broken(tag)
      events.close(name)
      continue
    }
    const name = localName(inner)
    if (name === '') return broken(tag)
    events.open(name, inner)
    if (inner.endsWith('/')) events.close(name)
    else if (stack.push(name) > DEEPEST_ELEMENT) {
      notes.push(note('error', 'too_deep', `character ${tag}`, { most: DEEPEST_ELEMENT }))
      return true
    }
  }
  if (stack.length > 0) return broken(text.length)
  return true
}

/** Where it goes on past a comment, an instruction or a CDATA section (whose text counts); null for a tag. */
function passedOver(text: string, tag: number, events: XmlEvents): number | 'open' | null {
  const over = (opening: string, closing: string): number | 'open' | null => {
    if (!text.startsWith(opening, tag)) return null
    const end = text.indexOf(closing, tag + opening.length)
    return end < 0 ? 'open' : end + closing.length
  }
  const data = over('<![CDATA[', ']]>')
  if (typeof data === 'number') events.text(text.slice(tag + 9, data - 3))
  return data ?? over('<!--', '-->') ?? over('<?', '?>')
}

/** The `>` that ends a tag, past those in quoted attributes. */
function endOfTag(text: string, tag: number): number {
  let quote = ''
  for (let i = tag + 1; i < text.length; i++) {
    const character = text[i]
    if (quote) {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '>') return i
  }
  return -1
}

const localName = (tag: string): string => /^(?:[\w.-]+:)?([\w.-]+)/.exec(tag)?.[1] ?? ''

/** The value of an attribute by its local name, in a tag as `open` is given it; null where there is none. */
export function attributeOf(tag: string, name: string): string | null {
  for (const [, known, double, single] of tag.matchAll(
    /\s(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  ))
    if (known === name) return decoded(double ?? single ?? '')
  return null
}

const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi,
        (whole, hex: string, digits: string, name: string) => {
          const code = hex ? Number.parseInt(hex, 16) : digits ? Number(digits) : null
          if (code !== null) return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
          return ENTITIES[name] ?? whole
        },
      )
    : text
