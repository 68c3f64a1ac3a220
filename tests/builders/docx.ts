import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { type TemplateBlock, templateDocx } from '../../src/core/formats/papers/templateDocx.ts'

/** A template of some lines and tables. */
export const aTemplate = (...blocks: readonly (string | TemplateBlock)[]): Uint8Array =>
  templateDocx({
    title: '模板',
    top: '',
    blocks: blocks.map((block) => (typeof block === 'string' ? { text: block } : block)),
  })

/** A document with a part put in the place of another, or beside it. */
export function withPart(bytes: Uint8Array, name: string, change: (text: string) => string): Uint8Array {
  const files = unzipSync(bytes)
  const text = strFromU8(files[name] ?? new Uint8Array())
  return zipSync({ ...files, [name]: strToU8(change(text)) })
}

/** The text of a document as people see it, its paragraphs one below the other. */
export const shownText = (bytes: Uint8Array): string =>
  strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
