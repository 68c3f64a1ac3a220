import type { Element } from '@xmldom/xmldom'
import { allOf, parseXml } from '../../../core/formats/xml.ts'
import { runOf } from './check.ts'
import { bytesOf, isTextPart, type Parts, textOf } from './opened.ts'

/** A picture in the order in which its mark was written; null: there is none for this frame. */
export type Placed = { readonly sha256: string | null }

const IMAGE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const MARK = /\u2063(\d+)\u2063/

/**
 * Puts pictures into the frames behind their marks: the frame keeps its place and no picture is stretched in it, each frame
 * has an id of its own, and the types of files are known to the document. A frame for which there is no picture goes.
 */
export function placePictures(
  parts: Parts,
  placed: readonly Placed[],
  pictures: Readonly<Record<string, Uint8Array>>,
): Parts {
  const made: Parts = { ...parts }
  const endings = new Set<string>()
  const files = new Map<string, string>()
  let ids = 0
  for (const name of Object.keys(parts).filter(isTextPart)) {
    const { root } = parseXml(textOf(parts[name]))
    if (!root) continue
    const relations = new Map<string, string>()
    for (const text of allOf(root, 't')) {
      const mark = MARK.exec(text.textContent ?? '')
      if (!mark) continue
      const run = runOf(text)
      const frame = run && drawingAfter(run)
      const sha256 = placed[Number(mark[1])]?.sha256 ?? null
      const bytes = sha256 === null ? undefined : pictures[sha256]
      const ending = bytes && endingOf(bytes)
      run?.parentNode?.removeChild(run)
      if (!frame) continue
      if (sha256 === null || !bytes || !ending) {
        frame.parentNode?.removeChild(frame)
        continue
      }
      endings.add(ending)
      const file = files.get(sha256) ?? `media/sortie${files.size + 1}.${ending}`
      files.set(sha256, file)
      made[`word/${file}`] = bytes
      const id = relations.get(file) ?? `rIdSortie${relations.size + 1}`
      relations.set(file, id)
      for (const blip of allOf(frame, 'blip')) {
        blip.setAttributeNS(RELATIONS, 'r:embed', id)
        // What a template's own picture has besides (an SVG of it) would be shown in its place.
        while (blip.firstChild) blip.removeChild(blip.firstChild)
      }
      for (const shown of [...allOf(frame, 'docPr'), ...allOf(frame, 'cNvPr')])
        shown.setAttribute('descr', '')
      fitFrame(frame, bytes)
    }
    for (const shown of allOf(root, 'docPr')) shown.setAttribute('id', String((ids += 1)))
    made[name] = bytesOf(root)
    if (relations.size > 0) addRelations(made, name, relations)
  }
  if (endings.size > 0) addTypes(made, endings)
  return made
}

function drawingAfter(run: Element): Element | null {
  let next = run.nextSibling as Element | null
  while (next) {
    const found = next.localName === 'r' ? allOf(next, 'drawing')[0] : undefined
    if (found) return runOf(found)
    next = next.nextSibling as Element | null
  }
  return null
}

/** Makes a frame as narrow or low as its picture's sides are to one another. */
function fitFrame(frame: Element, bytes: Uint8Array): void {
  const size = pictureSize(bytes)
  const extent = allOf(frame, 'extent')[0]
  const [cx, cy] = ['cx', 'cy'].map((name) => Number(extent?.getAttribute(name))) as [number, number]
  if (!size || !(cx > 0) || !(cy > 0)) return
  const scale = Math.min(cx / size.width, cy / size.height)
  const sides = {
    cx: Math.max(1, Math.round(size.width * scale)),
    cy: Math.max(1, Math.round(size.height * scale)),
  }
  const boxes = [
    ...(extent ? [extent] : []),
    ...allOf(frame, 'ext').filter((one) => one.hasAttribute('cx') && one.hasAttribute('cy')),
  ]
  for (const box of boxes)
    for (const [name, value] of Object.entries(sides)) box.setAttribute(name, String(value))
}

function addRelations(parts: Parts, name: string, relations: ReadonlyMap<string, string>): void {
  const file = name.replace(/^word\/(.*)$/, 'word/_rels/$1.rels')
  const text = textOf(parts[file]) || `<Relationships xmlns="${PACKAGE}"></Relationships>`
  const added = [...relations]
    .map(([target, id]) => `<Relationship Id="${id}" Type="${IMAGE}" Target="${target}"/>`)
    .join('')
  const whole = text.replace(/<Relationships([^>]*)\/>\s*$/, '<Relationships$1></Relationships>')
  parts[file] = new TextEncoder().encode(whole.replace('</Relationships>', `${added}</Relationships>`))
}

const TYPES: Readonly<Record<string, string>> = { jpg: 'image/jpeg', png: 'image/png' }

function addTypes(parts: Parts, endings: ReadonlySet<string>): void {
  const name = '[Content_Types].xml'
  const text = textOf(parts[name])
  const missing = [...endings].filter((ending) => !new RegExp(`Extension="${ending}"`, 'i').test(text))
  const added = missing
    .map((ending) => `<Default Extension="${ending}" ContentType="${TYPES[ending] ?? ''}"/>`)
    .join('')
  parts[name] = new TextEncoder().encode(text.replace(/(<Types[^>]*>)/, `$1${added}`))
}

/** How a picture's file ends that a document may hold; null of others. */
export function endingOf(bytes: Uint8Array): 'jpg' | 'png' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'jpg'
  return bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47 ? 'png' : null
}

/** Width and height of a JPEG (its first frame header, ITU T.81 B.2.2) or PNG (IHDR), pixels; null where it does not say. */
export function pictureSize(bytes: Uint8Array): { width: number; height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sizeAt = (width: number, height: number) => (width > 0 && height > 0 ? { width, height } : null)
  if (endingOf(bytes) === 'png')
    return bytes.length < 24 ? null : sizeAt(view.getUint32(16), view.getUint32(20))
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return sizeAt(view.getUint16(at + 7), view.getUint16(at + 5))
    at += 2 + view.getUint16(at + 2)
  }
  return null
}
