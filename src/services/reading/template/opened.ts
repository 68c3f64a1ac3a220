import { type Element, XMLSerializer } from '@xmldom/xmldom'
import { allOf, parseXml } from '../../../core/formats/xml.ts'
import { filesOfZip } from '../../../core/formats/zip.ts'
import { type Note, note } from '../../../core/units/note.ts'

/** The parts of a text document by their names; what is written of it, nothing of it is run. */
export type Parts = Record<string, Uint8Array>

/** What a document may unpack to, and how long it may be, bytes. */
const MOST_UNPACKED = 64 * 1024 * 1024
const PICTURES = /^word\/media\/[^/]+\.(?:jpe?g|png)$/i
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const TYPES = '[Content_Types].xml'
const ATTACHED = /\/attachedTemplate$/

/** Parts that run, or hold another program's file. */
const FORBIDDEN: readonly (readonly [pattern: RegExp, code: string])[] = [
  [/vbaProject|vbaData|\.bin$/i, 'template_macro'],
  [/(?:^|\/)(?:embeddings|activeX|ctrlProps)\//i, 'template_embedded'],
]
/** Fields that fetch or start something when the document is opened. */
const FETCHING = /^\s*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|MACROBUTTON|RD)\b/i

export const textOf = (bytes: Uint8Array | undefined): string =>
  bytes ? new TextDecoder().decode(bytes).replace(/^\uFEFF/, '') : ''

/** A part as it was changed. */
export const bytesOf = (root: Element): Uint8Array =>
  new TextEncoder().encode(new XMLSerializer().serializeToString(root.ownerDocument ?? root))

/** The parts that hold text: the body, heads and feet, notes. */
export const isTextPart = (name: string): boolean =>
  /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/.test(name)

/**
 * Takes a .docx apart. Refused, each with its place: what is no such document, what unpacks to more than it may, macros, OLE
 * and ActiveX, fields that fetch, and relations to anything outside. That it is attached to a template elsewhere is taken
 * away and told. `texts`: what is only read is not asked for its pictures, however many there are.
 */
export function openDocx(
  bytes: Uint8Array,
  wanted: 'all' | 'texts' = 'all',
): { parts: Parts | null; notes: Note[] } {
  const isWanted = (name: string): boolean => wanted === 'all' || !PICTURES.test(name)
  const { files, notes: found } = filesOfZip(bytes, isWanted, MOST_UNPACKED)
  if (found.length > 0) return { parts: null, notes: found }
  const type =
    /PartName="\/word\/document\.xml"[^>]*ContentType="([^"]*)"|ContentType="([^"]*)"[^>]*PartName="\/word\/document\.xml"/.exec(
      textOf(files[TYPES]),
    )
  if (!files['word/document.xml'] || !type)
    return { parts: null, notes: [note('error', 'template_not_docx')] }
  const notes: Note[] = []
  if ((type[1] ?? type[2]) !== MAIN) notes.push(note('error', 'template_macro', TYPES))
  for (const name of Object.keys(files))
    for (const [pattern, code] of FORBIDDEN) if (pattern.test(name)) notes.push(note('error', code, name))
  const parts: Parts = { ...files }
  for (const name of Object.keys(files).filter((one) => one.endsWith('.rels'))) {
    const { root } = parseXml(textOf(files[name]))
    if (!root) {
      notes.push(note('error', 'template_xml', name))
      continue
    }
    let isStripped = false
    for (const relation of allOf(root, 'Relationship')) {
      if (relation.getAttribute('TargetMode')?.toLowerCase() !== 'external') continue
      if (ATTACHED.test(relation.getAttribute('Type') ?? '')) {
        relation.parentNode?.removeChild(relation)
        isStripped = true
      } else
        notes.push(
          note('error', 'template_external', name, {
            target: (relation.getAttribute('Target') ?? '').slice(0, 200),
          }),
        )
    }
    if (!isStripped) continue
    notes.push(note('warning', 'template_attached', name))
    parts[name] = bytesOf(root)
    const settings = textOf(parts['word/settings.xml']).replace(
      /<w:attachedTemplate\b[^>]*\/>|<w:attachedTemplate\b[^>]*>[\s\S]*?<\/w:attachedTemplate>/g,
      '',
    )
    if (settings !== '') parts['word/settings.xml'] = new TextEncoder().encode(settings)
  }
  for (const name of Object.keys(files).filter(isTextPart)) {
    const { root } = parseXml(textOf(files[name]))
    if (!root) notes.push(note('error', 'template_xml', name))
    else notes.push(...fetchingIn(root, name))
  }
  return notes.some(({ severity }) => severity === 'error') ? { parts: null, notes } : { parts, notes }
}

function fetchingIn(root: Element, name: string): Note[] {
  const said = [
    ...allOf(root, 'instrText').map((one) => one.textContent ?? ''),
    ...allOf(root, 'fldSimple').map(
      (one) => one.getAttributeNS(one.namespaceURI, 'instr') ?? one.getAttribute('w:instr') ?? '',
    ),
  ]
  const fields = said.flatMap((text) => FETCHING.exec(text)?.[1] ?? [])
  const chunks = [...allOf(root, 'altChunk'), ...allOf(root, 'object')].map(() =>
    note('error', 'template_embedded', name),
  )
  return [...fields.map((field) => note('error', 'template_field', name, { field })), ...chunks]
}

/** A paragraph's text as people see it, its runs joined. */
export const paragraphsOf = (root: Element): { element: Element; text: string }[] =>
  allOf(root, 'p')
    .filter(({ namespaceURI }) => namespaceURI?.includes('wordprocessingml') ?? false)
    .map((element) => ({
      element,
      text: allOf(element, 't')
        .filter((t) => ownerOf(t) === element)
        .map((t) => t.textContent ?? '')
        .join(''),
    }))

/** The paragraph that a text stands in, the nearest: a text box has paragraphs of its own. */
function ownerOf(text: Element): Element | null {
  let node = text.parentNode
  while (
    node &&
    !((node as Element).localName === 'p' && (node as Element).namespaceURI?.includes('wordprocessingml'))
  )
    node = node.parentNode
  return node as Element | null
}
