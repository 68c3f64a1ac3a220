import { DOMParser, type Element } from '@xmldom/xmldom'
import { markupFault } from '../units/markupShape.ts'
import { type Note, note } from '../units/note.ts'
import { numberOf } from './text.ts'

/** What is escaped, or left out. */
// oxlint-disable-next-line no-control-regex
const NOT_PLAIN = /[&<>"\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g
const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as it may stand between tags and in attributes; what XML 1.0 cannot hold at all is left out. */
export const escapeXml = (text: string): string => text.replace(NOT_PLAIN, (one) => ESCAPED[one] ?? '')

/** An element with its attributes and what stands in it, one line each: children are given as lines. */
export function element(
  name: string,
  content: string | number | readonly string[],
  attributes: Readonly<Record<string, string | number>> = {},
): string[] {
  const open = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeXml(String(value))}"`),
  ].join(' ')
  if (typeof content === 'string' || typeof content === 'number')
    return [`<${open}>${escapeXml(String(content))}</${name}>`]
  return content.length === 0
    ? [`<${open}/>`]
    : [`<${open}>`, ...content.map((line) => `  ${line}`), `</${name}>`]
}

/** A whole document of such lines. */
export const xmlDocument = (lines: readonly string[]): string =>
  ['<?xml version="1.0" encoding="UTF-8"?>', ...lines, ''].join('\n')

/** A tree takes some twenty times its text: no mission is longer than this. */
const LONGEST = 20_000_000

/** The root of an XML text. Document types and entities are refused: they can grow without bound. */
export function parseXml(
  text: string,
  before: readonly Note[] = [],
): { root: Element | null; notes: Note[] } {
  const notes = [...before]
  if (/<!DOCTYPE|<!ENTITY/i.test(text))
    return { root: null, notes: [...notes, note('error', 'xml_entities')] }
  if (text.length > LONGEST)
    return {
      root: null,
      notes: [...notes, note('error', 'xml_too_large', null, { megabytes: LONGEST / 1e6 })],
    }
  const refused = markupFault(text)
  if (refused) {
    const { fault: code, most, at } = refused
    return { root: null, notes: [...notes, note('error', code, `character ${at}`, { most })] }
  }
  let root: Element | null = null
  let fault: string | null = null
  try {
    const parser = new DOMParser({
      onError: (level, message) => {
        if (level !== 'warning') fault ??= String(message)
      },
    })
    root = parser.parseFromString(text.replace(/^\uFEFF/, '').trimStart(), 'text/xml').documentElement
  } catch (error) {
    fault ??= (error as Error).message
  }
  if (!root || fault !== null) notes.push(note(root ? 'warning' : 'error', 'not_xml', faultAt(fault)))
  return { root, notes }
}

/** The line that the parser's words name; null where they name none. */
const faultAt = (fault: string | null): string | null => {
  const line = /\[line:(\d+)/.exec(fault ?? '')
  return line ? `line ${line[1]}` : null
}

/** The elements directly in another that have a local name. */
export const childrenOf = (parent: Element, name: string): Element[] =>
  Array.from(parent.childNodes).filter((node): node is Element => (node as Element).localName === name)

/** The text of a child; null where there is none. */
export const childText = (parent: Element, name: string): string | null =>
  childrenOf(parent, name)[0]?.textContent?.trim() ?? null

/** The number in a child; null where there is none or it is no number. */
export function childNumber(parent: Element, name: string): number | null {
  const value = numberOf(childText(parent, name))
  return Number.isFinite(value) ? value : null
}

/** All elements with a local name, however deep, in the order of the document. */
export const allOf = (parent: Element, name: string): Element[] =>
  Array.from(parent.getElementsByTagNameNS('*', name))
