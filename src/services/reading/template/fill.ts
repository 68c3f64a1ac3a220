import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { parseXml } from '../../../core/formats/xml.ts'
import { zipOf } from '../../../core/formats/zipWrite.ts'
import {
  filterOf,
  isPicture,
  type PaperGroup,
  type PaperValue,
  said,
  tagOf,
  valueAt,
} from '../../../core/papers/paperValue.ts'
import { type Note, note, type Read } from '../../../core/units/note.ts'
import {
  namesIn,
  type Paragraph,
  paragraphsIn,
  PICTURE_FILTER,
  placeOf,
  tagFaults,
  withPictureTags,
} from './check.ts'
import { bytesOf, isTextPart, openDocx, type Parts, textOf } from './opened.ts'
import { placePictures, type Placed } from './pictures.ts'

/** Pictures of a paper by the SHA-256 of their files. */
export type Pictures = Readonly<Record<string, Uint8Array>>

/** What docxtemplater finds wrong with the braces of a template, and the notes that say so. */
const FAULTS: Readonly<Record<string, string>> = {
  unopened_tag: 'template_unopened',
  unclosed_tag: 'template_unclosed',
  duplicate_open_tag: 'template_doubled',
  duplicate_close_tag: 'template_doubled',
  unopened_loop: 'template_loop_unopened',
  unclosed_loop: 'template_loop_unclosed',
  unbalanced_loop_tags: 'template_loop_place',
  closing_tag_does_not_match_opening_tag: 'template_loop_crossed',
  loop_position_invalid: 'template_loop_place',
  no_xml_tag_found_at_left: 'template_loop_place',
  no_xml_tag_found_at_right: 'template_loop_place',
}

type Fault = {
  properties?: { id?: string; xtag?: string; context?: string; file?: string; errors?: Fault[] }
}

/**
 * All that is wrong with a template, in one list with the places: as a file, in its braces, and in its tags by what a full
 * set of data has. Errors keep it from being used.
 */
export function checkTemplate(bytes: Uint8Array, full: PaperGroup): Note[] {
  const opened = openDocx(bytes)
  return opened.parts
    ? [...opened.notes, ...compiledWith(prepared(opened.parts), full, () => '').faults]
    : opened.notes
}

/**
 * A template filled in with a paper's data and pictures, as a .docx that is the same for the same input: parts are dated
 * `atMs`. Null with all that is wrong where anything is. What is not known is left empty.
 */
export function fillTemplate(
  bytes: Uint8Array,
  data: PaperGroup,
  full: PaperGroup,
  pictures: Pictures,
  atMs: number,
): Read<Uint8Array> {
  const opened = openDocx(bytes)
  if (!opened.parts) return { value: null, notes: opened.notes }
  const parts = prepared(opened.parts)
  const placed: Placed[] = []
  const { faults, filling } = compiledWith(parts, full, (tag, scopes) => valueSaid(tag, scopes, placed))
  if (faults.length > 0 || !filling) return { value: null, notes: [...opened.notes, ...faults] }
  filling.render(data)
  const zip = filling.getZip()
  const made: Parts = { ...parts }
  for (const name of Object.keys(made))
    made[name] = zip.file(name)?.asUint8Array() ?? made[name] ?? new Uint8Array()
  return { value: zipOf(placePictures(made, placed, pictures), atMs), notes: opened.notes }
}

/** What stands in the place of a tag. A picture leaves a mark, by which it is put into the frame that follows. */
function valueSaid(typed: string, scopes: readonly unknown[], placed: Placed[]): unknown {
  const { path, filter } = tagOf(typed)
  const value = valueAt(scopes, path)
  if (filter === PICTURE_FILTER) {
    placed.push({ sha256: isPicture(value) ? value.picture : null })
    return markOf(placed.length - 1)
  }
  if (filter !== null) return filterOf(filter)?.(value as PaperValue) ?? ''
  return Array.isArray(value) || (typeof value === 'object' && value !== null && !('atMs' in value))
    ? value
    : typeof value === 'boolean'
      ? value
      : said(value)
}

/** The mark of a picture in the text of a part. */
export const markOf = (nth: number): string => `\u2063${nth}\u2063`

/** Parts as they are compiled: with a tag in the text for each picture. */
function prepared(parts: Parts): Parts {
  const made: Parts = { ...parts }
  for (const name of Object.keys(parts).filter(isTextPart)) {
    const { root } = parseXml(textOf(parts[name]))
    if (!root) continue
    withPictureTags(root)
    made[name] = bytesOf(root)
  }
  return made
}

function compiled(
  parts: Parts,
  get: (tag: string, scopes: readonly unknown[]) => unknown,
): Docxtemplater<PizZip> {
  const zip = new PizZip()
  for (const [name, bytes] of Object.entries(parts)) zip.file(name, bytes)
  return new Docxtemplater(zip, {
    paragraphLoop: true,
    linebreaks: true,
    errorLogging: false,
    syntax: { changeDelimiterPrefix: null },
    nullGetter: () => '',
    parser: (tag: string) => ({
      get: (scope: unknown, context: { scopeList: readonly unknown[]; num: number }) =>
        get(tag, [...context.scopeList.slice(0, context.num), scope]),
    }),
  })
}

/** Parts compiled, and all that is wrong with their braces and tags; null where docxtemplater cannot compile them. */
function compiledWith(
  parts: Parts,
  full: PaperGroup,
  get: Parameters<typeof compiled>[1],
): { readonly faults: Note[]; readonly filling: Docxtemplater<PizZip> | null } {
  const paragraphs = paragraphsIn(parts)
  const found = tagFaults(paragraphs, full)
  try {
    return { faults: found, filling: compiled(parts, get) }
  } catch (error) {
    const faults = (error as Fault).properties?.errors ?? [error as Fault]
    return { faults: [...faults.map((fault) => faultNote(fault, paragraphs)), ...found], filling: null }
  }
}

function faultNote(
  { properties: { id = '', xtag = '', context = '', file = '' } = {} }: Fault,
  paragraphs: readonly Paragraph[],
): Note {
  const tag = (context === '' ? xtag : context).slice(0, 60)
  const sought = [context, xtag].filter((text) => text !== '')
  const at = sought
    .map((text) => paragraphs.find((one) => one.text.includes(text) && (file === '' || one.part === file)))
    .find((one) => one !== undefined)
  return note('error', FAULTS[id] ?? 'template_unfit', at ? placeOf(at) : file || null, { tag })
}

/** The names at the top of a paper's data that stand in the tags of a template, or of a loop in it. */
export function namesUsed(bytes: Uint8Array): string[] {
  const { parts } = openDocx(bytes)
  return parts ? namesIn(paragraphsIn(prepared(parts))) : []
}

/** The texts of the paragraphs of a document, in their order; null of what is none. */
export function textsOf(bytes: Uint8Array): string[] | null {
  const { parts } = openDocx(bytes, 'texts')
  return parts && paragraphsIn(parts).map(({ text }) => text)
}
