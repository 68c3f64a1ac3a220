import { strToU8 } from 'fflate'
import { neutral } from '../../units/shown.ts'
import { escapeXml } from '../xml.ts'
import { zipOf } from '../zipWrite.ts'

/** What stands in a document, one below the other. A picture is an SVG of so many units by so many. */
export type Block =
  | { readonly kind: 'title' | 'heading' | 'paragraph' | 'bullet'; readonly text: string }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'picture'; readonly svg: string; readonly width: number; readonly height: number }

const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'
const SVG_BLIP = 'http://schemas.microsoft.com/office/drawing/2016/SVG/main'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Between the margins of an A4 page, English metric units (914,400 an inch). */
const PAGE_EMU = 6_120_000
/** A pixel of nothing: what a reader that knows no SVG shows in its place. */
const NOTHING_PNG = Uint8Array.from([
  137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 31, 21,
  196, 137, 0, 0, 0, 13, 73, 68, 65, 84, 120, 156, 99, 0, 1, 0, 0, 5, 0, 1, 13, 10, 45, 180, 0, 0, 0, 0, 73,
  69, 78, 68, 174, 66, 96, 130,
])
/**
 * A text document that Word and WPS open (ECMA-376, WordprocessingML): titles, paragraphs, lists, tables and drawn
 * pictures, in a font that every Chinese system has; its parts are dated.
 */
export function docx(blocks: readonly Block[], atMs: number): Uint8Array {
  const pictures = blocks.flatMap((block) => (block.kind === 'picture' ? [block] : []))
  let drawn = 0
  const body = blocks
    .map((block) => (block.kind === 'picture' ? picture(block, (drawn += 1)) : written(block)))
    .join('')
  const relations = [
    `<Relationship Id="rIdPng" Type="${DOCUMENT}/relationships/image" Target="media/none.png"/>`,
    ...pictures.map(
      (_, i) =>
        `<Relationship Id="rIdSvg${i + 1}" Type="${DOCUMENT}/relationships/image" Target="media/picture${i + 1}.svg"/>`,
    ),
  ].join('')
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="svg" ContentType="image/svg+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relations}</Relationships>`,
    ),
    'word/document.xml': strToU8(
      `${XML}<w:document xmlns:w="${WORD}" xmlns:r="${DOCUMENT}/relationships" xmlns:wp="${DRAWING}/wordprocessingDrawing" xmlns:a="${DRAWING}/main" xmlns:pic="${DRAWING}/picture" xmlns:asvg="${SVG_BLIP}"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    ),
    'word/media/none.png': NOTHING_PNG,
  }
  for (const [i, { svg }] of pictures.entries()) files[`word/media/picture${i + 1}.svg`] = strToU8(XML + svg)
  return zipOf(files, atMs)
}

const FONT = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="SimSun"/>'
/** Half points. */
const SIZES = { title: 36, heading: 26, paragraph: 21, bullet: 21, cell: 19 } as const

const run = (text: string, size: number, isBold: boolean): string =>
  `<w:r><w:rPr>${FONT}${isBold ? '<w:b/>' : ''}<w:sz w:val="${size}"/></w:rPr><w:t xml:space="preserve">${escapeXml(neutral(text))}</w:t></w:r>`

function written(block: Exclude<Block, { kind: 'picture' }>): string {
  if (block.kind === 'table') return table(block.head, block.rows)
  const { kind, text } = block
  const isHead = kind === 'title' || kind === 'heading'
  const spacing = `<w:spacing w:before="${isHead ? 240 : 0}" w:after="80"/>`
  const shape = kind === 'bullet' ? `<w:ind w:left="420" w:hanging="280"/>` : isHead ? '<w:keepNext/>' : ''
  // keepNext comes before spacing, and spacing before ind (ECMA-376 part 1, 17.3.1.26).
  const properties = isHead ? `${shape}${spacing}` : `${spacing}${shape}`
  return `<w:p><w:pPr>${properties}</w:pPr>${run(kind === 'bullet' ? `• ${text}` : text, SIZES[kind], isHead)}</w:p>`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const side = (name: string) => `<w:${name} w:val="single" w:sz="4" w:space="0" w:color="777777"/>`
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(side).join('')
  const cell = (text: string, isBold: boolean) =>
    `<w:tc><w:tcPr><w:tcW w:w="${Math.floor(5000 / Math.max(1, head.length))}" w:type="pct"/></w:tcPr><w:p>${run(text, SIZES.cell, isBold)}</w:p></w:tc>`
  const row = (cells: readonly string[], isHead: boolean) =>
    `<w:tr>${isHead ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells.map((text) => cell(text, isHead)).join('')}</w:tr>`
  return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblGrid>${head
    .map(() => '<w:gridCol/>')
    .join('')}</w:tblGrid>${row(head, true)}${rows.map((cells) => row(cells, false)).join('')}</w:tbl>`
}

function picture({ width, height }: Extract<Block, { kind: 'picture' }>, number: number): string {
  const [cx, cy] = [PAGE_EMU, Math.round((PAGE_EMU * height) / Math.max(1, width))]
  const blip = `<a:blip r:embed="rIdPng"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip r:embed="rIdSvg${number}"/></a:ext></a:extLst></a:blip>`
  const shape = `<pic:pic><pic:nvPicPr><pic:cNvPr id="${number}" name="picture ${number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>${blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>`
  return `<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${cx}" cy="${cy}"/><wp:docPr id="${number}" name="picture ${number}"/><a:graphic><a:graphicData uri="${DRAWING}/picture">${shape}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
}
