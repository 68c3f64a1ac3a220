import { strToU8 } from 'fflate'
import { escapeXml } from '../xml.ts'
import { zipOf } from '../zipWrite.ts'

/** One line of a template: how it stands, and its text with the tags in it. */
export type Line = {
  readonly text: string
  readonly look?: 'title' | 'number' | 'address' | 'body' | 'head' | 'small' | 'sign' | 'code'
}

/** What a template is made of, from its top to its end. */
export type TemplateBlock =
  | Line
  /** Two or four cells a row: what it is, and its value. */
  | { readonly facts: readonly (readonly [label: string, value: string][])[] }
  /** A table whose second row stands for each of a list. */
  | {
      readonly list: string
      readonly head: readonly string[]
      readonly row: readonly string[]
      readonly widths?: readonly number[]
    }
  /** A frame for each picture of a list, with what stands below it; millimetres. */
  | {
      readonly pictures: string
      readonly tag: string
      readonly below: readonly string[]
      readonly widthMm: number
    }
  | { readonly signs: readonly string[] }
  /** A small square picture with lines beside it, such as a code with what it says; nothing is drawn about them. */
  | { readonly square: string; readonly beside: readonly string[]; readonly sideMm: number }

export type Template = {
  readonly title: string
  /** What stands small above each page. */
  readonly top: string
  readonly blocks: readonly TemplateBlock[]
}

const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const NAMESPACES = `xmlns:w="${WORD}" xmlns:r="${DOCUMENT}/relationships" xmlns:wp="${DRAWING}/wordprocessingDrawing" xmlns:a="${DRAWING}/main" xmlns:pic="${DRAWING}/picture"`

/** The fonts of official papers (GB/T 9704-2012), each with what takes its place where it is not installed. */
const FONTS = {
  title: ['方正小标宋简体', '方正小标宋_GBK;小标宋体;STZhongsong;华文中宋;宋体;SimSun;Noto Serif CJK SC'],
  body: ['仿宋_GB2312', '仿宋;FangSong;STFangsong;华文仿宋;Noto Serif CJK SC'],
  head: ['黑体', 'SimHei;STHeiti;Noto Sans CJK SC'],
  code: ['仿宋', 'FangSong;STFangsong;仿宋_GB2312;Noto Serif CJK SC'],
} as const
/** Figures and letters that are typed in again stand one below the other. */
const LATIN: Readonly<Record<keyof typeof FONTS, string>> = {
  title: 'Times New Roman',
  body: 'Times New Roman',
  head: 'Times New Roman',
  code: 'Courier New',
}
/** Half points: 二号 22 pt, 三号 16 pt, 小四 12 pt, 五号 10.5 pt. */
const LOOKS = {
  title: { font: 'title', size: 44, align: 'center', after: 120, indent: 0 },
  number: { font: 'body', size: 28, align: 'center', after: 240, indent: 0 },
  address: { font: 'body', size: 30, align: 'left', after: 60, indent: 0 },
  body: { font: 'body', size: 30, align: 'both', after: 40, indent: 600 },
  head: { font: 'head', size: 30, align: 'left', after: 60, indent: 0 },
  small: { font: 'body', size: 18, align: 'left', after: 0, indent: 0 },
  code: { font: 'code', size: 18, align: 'left', after: 0, indent: 0 },
  sign: { font: 'body', size: 30, align: 'right', after: 40, indent: 0 },
} as const
const CELL = 24
/** A4 less the margins of an official paper, twips. */
const WIDTH = 11906 - 1587 - 1474
const EMU_PER_MM = 36_000

/** A grey square, where a picture will be put: what stands in the template. */
const FRAME_PNG = Uint8Array.from([
  137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 31, 21,
  196, 137, 0, 0, 0, 13, 73, 68, 65, 84, 120, 156, 99, 0, 1, 0, 0, 5, 0, 1, 13, 10, 45, 180, 0, 0, 0, 0, 73,
  69, 78, 68, 174, 66, 96, 130,
])

/** A template as a .docx that Word and WPS open and people edit: the same bytes each time. */
export function templateDocx({ title, top, blocks }: Template): Uint8Array {
  let frames = 0
  const body = blocks.map((block) => written(block, () => (frames += 1))).join('')
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/fontTable.xml" ContentType="${TYPE}.fontTable+xml"/><Override PartName="/word/header1.xml" ContentType="${TYPE}.header+xml"/><Override PartName="/word/footer1.xml" ContentType="${TYPE}.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ),
    'docProps/core.xml': strToU8(
      `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title><dc:creator>Sortie</dc:creator></cp:coreProperties>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rIdFonts" Type="${DOCUMENT}/relationships/fontTable" Target="fontTable.xml"/><Relationship Id="rIdTop" Type="${DOCUMENT}/relationships/header" Target="header1.xml"/><Relationship Id="rIdFoot" Type="${DOCUMENT}/relationships/footer" Target="footer1.xml"/>${frames > 0 ? `<Relationship Id="rIdFrame" Type="${DOCUMENT}/relationships/image" Target="media/frame.png"/>` : ''}</Relationships>`,
    ),
    'word/fontTable.xml': strToU8(
      `${XML}<w:fonts xmlns:w="${WORD}">${Object.values(FONTS)
        .map(
          ([name, others]) =>
            `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
        )
        .join('')}</w:fonts>`,
    ),
    'word/header1.xml': strToU8(
      `${XML}<w:hdr ${NAMESPACES}>${paragraph({ text: top, look: 'small' }, 'right')}</w:hdr>`,
    ),
    'word/footer1.xml': strToU8(
      `${XML}<w:ftr ${NAMESPACES}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>${field('PAGE')}${run(' / ', 'body', 18)}${field('NUMPAGES')}</w:p></w:ftr>`,
    ),
    'word/document.xml': strToU8(
      `${XML}<w:document ${NAMESPACES}><w:body>${body}<w:sectPr><w:headerReference w:type="default" r:id="rIdTop"/><w:footerReference w:type="default" r:id="rIdFoot"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1474" w:bottom="1474" w:left="1587" w:header="850" w:footer="850" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    ),
  }
  if (frames > 0) files['word/media/frame.png'] = FRAME_PNG
  return zipOf(files, 0)
}

type Font = keyof typeof FONTS
const run = (text: string, font: Font, size: number): string =>
  `<w:r><w:rPr><w:rFonts w:ascii="${LATIN[font]}" w:hAnsi="${LATIN[font]}" w:eastAsia="${FONTS[font][0]}" w:hint="eastAsia"/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`

const field = (name: string): string =>
  `<w:fldSimple w:instr=" ${name} "><w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>`

function paragraph({ text, look = 'body' }: Line, aligned: string | null = null): string {
  const { font, size, align, after, indent } = LOOKS[look]
  return `<w:p><w:pPr>${look === 'title' || look === 'head' ? '<w:keepNext/>' : ''}<w:spacing w:after="${after}" w:line="${look === 'small' || look === 'code' ? 240 : 400}" w:lineRule="${look === 'title' ? 'auto' : 'atLeast'}"/>${indent > 0 ? `<w:ind w:firstLine="${indent}"/>` : ''}<w:jc w:val="${aligned ?? align}"/></w:pPr>${run(text, font, size)}</w:p>`
}

function written(block: TemplateBlock, frame: () => number): string {
  if ('text' in block) return paragraph(block)
  if ('facts' in block) {
    const cells = Math.max(...block.facts.map((row) => row.length))
    const [label, value] = cells === 1 ? [0.38, 0.62] : [0.19, 0.31]
    const widths = Array.from({ length: cells }, () => [label, value]).flat()
    return table(
      widths,
      block.facts.map((row) =>
        row.flatMap(([name, said], i) => [
          cell([name], widths[2 * i] ?? label, 'head'),
          // The last one of a short row takes what is left of it.
          cell(
            [said],
            widths[2 * i + 1] ?? value,
            'body',
            i === row.length - 1 ? 2 * (cells - row.length) + 1 : 1,
          ),
        ]),
      ),
    )
  }
  if ('list' in block) {
    const widths = block.widths ?? block.head.map(() => 1 / block.head.length)
    const row = block.row.map((text, i) => {
      const open = i === 0 ? `{#${block.list}}` : ''
      const close = i === block.row.length - 1 ? `{/${block.list}}` : ''
      return cell([`${open}${text}${close}`], widths[i] ?? 0.1, 'body')
    })
    return table(widths, [block.head.map((text, i) => cell([text], widths[i] ?? 0.1, 'head')), row], {
      hasHead: true,
    })
  }
  if ('signs' in block)
    return table(
      block.signs.map(() => 1 / block.signs.length),
      [block.signs.map((text) => cell([text, '', ''], 1 / block.signs.length, 'body'))],
    )
  if ('square' in block) {
    const side = Math.round(block.sideMm * EMU_PER_MM)
    const cells = [
      squareCell(picture(frame(), block.square, side, side), 0.24),
      squareCell(block.beside.map((text) => paragraph({ text, look: 'code' })).join(''), 0.76),
    ]
    return table([0.24, 0.76], [cells], { isBare: true })
  }
  const side = Math.round(block.widthMm * EMU_PER_MM)
  return [
    ...(block.pictures === '' ? [] : [paragraph({ text: `{#${block.pictures}}`, look: 'small' })]),
    picture(frame(), block.tag, side, Math.round(side * 0.75)),
    ...block.below.map((text) => paragraph({ text, look: 'small' })),
    ...(block.pictures === '' ? [] : [paragraph({ text: `{/${block.pictures}}`, look: 'small' })]),
  ].join('')
}

const squareCell = (inside: string, share: number): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${Math.round(WIDTH * share)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${inside}</w:tc>`

function cell(lines: readonly string[], share: number, font: 'head' | 'body', span = 1): string {
  return `<w:tc><w:tcPr><w:tcW w:w="${Math.round(WIDTH * share)}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}<w:vAlign w:val="center"/></w:tcPr>${lines
    .map(
      (text) =>
        `<w:p><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr>${text === '' ? '' : run(text, font, CELL)}</w:p>`,
    )
    .join('')}</w:tc>`
}

function table(
  widths: readonly number[],
  rows: readonly (readonly string[])[],
  { hasHead = false, isBare = false } = {},
): string {
  const side = (name: string) =>
    isBare ? '' : `<w:${name} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(side).join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="${WIDTH}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${widths
    .map((share) => `<w:gridCol w:w="${Math.round(WIDTH * share)}"/>`)
    .join('')}</w:tblGrid>${rows
    .map(
      (cells, i) =>
        `<w:tr><w:trPr><w:cantSplit/>${hasHead && i === 0 ? '<w:tblHeader/>' : ''}</w:trPr>${cells.join('')}</w:tr>`,
    )
    .join('')}</w:tbl><w:p><w:pPr><w:spacing w:after="60" w:line="120" w:lineRule="exact"/></w:pPr></w:p>`
}

const picture = (number: number, tag: string, cx: number, cy: number): string =>
  `<w:p><w:pPr><w:keepNext/><w:spacing w:before="80" w:after="40"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${cx}" cy="${cy}"/><wp:docPr id="${number}" name="frame ${number}" descr="{${escapeXml(tag)}}"/><a:graphic><a:graphicData uri="${DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="${number}" name="frame ${number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdFrame"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
