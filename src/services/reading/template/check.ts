import type { Element } from '@xmldom/xmldom'
import { allOf, parseXml } from '../../../core/formats/xml.ts'
import {
  filterOf,
  isGroup,
  isPicture,
  type PaperGroup,
  type PaperValue,
  tagOf,
  valueAt,
} from '../../../core/papers/paperValue.ts'
import { type Note, note, remark } from '../../../core/units/note.ts'
import { isTextPart, paragraphsOf, type Parts, textOf } from './opened.ts'

/** The filter of a tag that stands in for a picture: nobody types it. */
export const PICTURE_FILTER = '\u2063picture'

/** What stands in braces; docxtemplater tells of braces that do not close. */
const TAG = /\{([^{}]*)\}/g
/** Signs of a tag that an input method made wide: the tag would be printed as it is. */
const WIDE = /[｛｝]|[〔［【（]\s*[#＃/／^＾]\s*[\p{L}_]|\{\s*[＃／＾]/u
/** The alt text of a picture that stands for another one. */
const ALT = /^\s*[{｛]([^{}｛｝]*)[}｝]\s*$/

/** One paragraph of a template: where it stands, and what it says. */
export type Paragraph = { readonly part: string; readonly nth: number; readonly text: string }

/** Where a paragraph stands, as notes say it: of the body without the name of its part. */
export const placeOf = ({ part, nth }: Paragraph): string =>
  part === 'word/document.xml' ? `paragraph ${nth}` : `${part.replace(/^word\//, '')}, paragraph ${nth}`

/** A part with a tag in the text before each picture that stands for another one. */
export function withPictureTags(root: Element): void {
  for (const drawing of allOf(root, 'drawing')) {
    const tag = altOf(drawing)
    const run = runOf(drawing)
    const document = root.ownerDocument
    if (tag === null || !run || !document) continue
    const [mark, text] = ['w:r', 'w:t'].map((name) => document.createElementNS(run.namespaceURI, name)) as [
      Element,
      Element,
    ]
    text.appendChild(document.createTextNode(`{${tag}|${PICTURE_FILTER}}`))
    mark.appendChild(text)
    run.parentNode?.insertBefore(mark, run)
  }
}

/** The tag in a picture's alt text; null where it is a picture of the template itself. */
export function altOf(drawing: Element): string | null {
  const said = allOf(drawing, 'docPr')[0]
  const text = said?.getAttribute('descr') ?? ''
  return ALT.exec(text === '' ? (said?.getAttribute('title') ?? '') : text)?.[1]?.trim() ?? null
}

export function runOf(node: Element): Element | null {
  let found = node.parentNode as Element | null
  while (found && found.localName !== 'r') found = found.parentNode as Element | null
  return found
}

/** The paragraphs of all parts that hold text, with the tags of their pictures. */
export function paragraphsIn(parts: Parts): Paragraph[] {
  return Object.keys(parts)
    .filter(isTextPart)
    .sort()
    .flatMap((part) => {
      const { root } = parseXml(textOf(parts[part]))
      if (!root) return []
      return paragraphsOf(root).map(({ text }, i) => ({ part, nth: i + 1, text }))
    })
}

/** The first names of all tags, each once. */
export const namesIn = (paragraphs: readonly Paragraph[]): string[] => [
  ...new Set(
    paragraphs.flatMap(({ text }) =>
      [...text.matchAll(TAG)].map(([, typed = '']) => {
        const named = typed.normalize('NFKC').trim()
        return tagOf(named.replace(/^[#^/]/, '')).path[0] ?? ''
      }),
    ),
  ),
]

type Scope = { readonly name: string; readonly value: unknown }

/**
 * Everything that is wrong with the tags of a template, by what a full set of data has: names that nothing is called by,
 * filters that there are not, a picture, list or group where a text belongs, and the other way round. `isWide`: signs of tags
 * that an input method made wide.
 */
export function tagFaults(paragraphs: readonly Paragraph[], full: PaperGroup): Note[] {
  const notes: Note[] = []
  let scopes: Scope[] = []
  let part = ''
  for (const paragraph of paragraphs) {
    if (paragraph.part !== part) [part, scopes] = [paragraph.part, []]
    const at = placeOf(paragraph)
    const wrong = (code: string, params: Note['params']) => remark(notes, note('error', code, at, params))
    if (WIDE.test(paragraph.text)) wrong('template_wide', { text: about(paragraph.text, WIDE) })
    for (const [, typed = ''] of paragraph.text.matchAll(TAG)) {
      const named = typed.normalize('NFKC').trim()
      const sign = /^[#^/]/.exec(named)?.[0] ?? ''
      const { path, filter } = tagOf(named.slice(sign.length))
      if (sign === '/') {
        scopes = scopes.slice(0, -1)
        continue
      }
      const value = valueAt([full, ...scopes.map((scope) => scope.value)], path)
      if (value === undefined) wrong('template_unknown', { tag: shown(typed) })
      if (sign === '#' || sign === '^') {
        const inner: unknown = Array.isArray(value) ? (value as readonly unknown[])[0] : value
        scopes = [...scopes, { name: named, value: sign === '#' && isGroup(inner) ? inner : {} }]
        continue
      }
      if (value !== undefined) wrongUse(value, filter, shown(typed), wrong)
    }
  }
  return notes
}

function wrongUse(
  value: PaperValue,
  filter: string | null,
  tag: string,
  wrong: (code: string, params: Note['params']) => void,
): void {
  if (filter === PICTURE_FILTER) {
    if (!isPicture(value)) wrong('template_no_picture', { tag })
  } else if (isPicture(value)) wrong('template_picture', { tag })
  else if (isGroup(value) || Array.isArray(value)) wrong('template_list', { tag })
  else if (filter !== null && !filterOf(filter)) wrong('template_filter', { filter })
}

const shown = (tag: string): string => tag.replace(`|${PICTURE_FILTER}`, '').trim().slice(0, 100)

/** What stands about the first place where a pattern is found. */
function about(text: string, pattern: RegExp): string {
  const at = pattern.exec(text)?.index ?? 0
  return text.slice(Math.max(0, at - 6), at + 14)
}
