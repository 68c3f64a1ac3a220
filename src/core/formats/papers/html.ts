import { neutral } from '../../units/shown.ts'

/** Text as it may stand in HTML and its attributes; it cannot turn the order of what stands behind it. */
export const escapeHtml = (text: string): string =>
  neutral(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** HTML that is safe to put in: made by the functions here, never from text alone. */
export type Html = { readonly html: string }
type Part = Html | string | number | readonly Html[]

const written = (part: Part): string =>
  typeof part === 'string' || typeof part === 'number'
    ? escapeHtml(String(part))
    : 'html' in part
      ? part.html
      : part.map(({ html }) => html).join('')

/** A template whose values are escaped unless they are HTML already. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: strings.map((text, i) => text + (i < parts.length ? written(parts[i] as Part) : '')).join(''),
})

/** Text that is HTML, for what was drawn elsewhere. */
export const raw = (text: string): Html => ({ html: text })

/** A table with a head. */
export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): Html =>
  html`<table><thead><tr>${head.map((cell) => html`<th>${cell}</th>`)}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table>`

/** Names with their values. */
export const facts = (pairs: readonly (readonly [string, string])[]): Html =>
  html`<dl>${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`

const STYLE = `
@page { size: A4; margin: 12mm 12mm 14mm; }
* { box-sizing: border-box; }
body { margin: 0; font: 10.5pt/1.4 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif; color: #111; overflow-wrap: anywhere; }
main { max-width: 186mm; margin: 0 auto; padding: 4mm; }
header { display: flex; justify-content: space-between; gap: 6mm; border-bottom: 0.6mm solid #111; padding-bottom: 2mm; }
h1 { margin: 0; font-size: 17pt; } h2 { margin: 4.5mm 0 1.2mm; font-size: 11.5pt; break-after: avoid; }
p { margin: 0.8mm 0; } .small { font-size: 8.5pt; color: #333; overflow-wrap: anywhere; }
.mark { border: 0.5mm solid #a00; color: #a00; padding: 0.5mm 2.5mm; font-weight: 700; display: inline-block; }
dl { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1mm 4mm; margin: 0; }
dt { font-size: 8.5pt; color: #444; } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-size: 9pt; font-variant-numeric: tabular-nums; }
th, td { border: 0.2mm solid #777; padding: 0.6mm 1.4mm; text-align: left; vertical-align: top; }
thead { display: table-header-group; } tr { break-inside: avoid; } th { background: #eee; }
td.whole, .verdict td:not(:nth-child(3)), .verdict th { white-space: nowrap; } .verdict + dl { margin-top: 2mm; }
svg.map { width: 100%; height: auto; max-height: 112mm; border: 0.2mm solid #777; }
ul.checks { list-style: none; padding: 0; margin: 0; columns: 2; } ul.checks li::before { content: "☐ "; font-size: 12pt; }
.lines { display: grid; grid-template-columns: repeat(3, 1fr); gap: 6mm; margin-top: 6mm; } .lines div { border-top: 0.2mm solid #111; padding-top: 1mm; }
.qr svg { width: 26mm; height: 26mm; display: block; }
.key { display: flex; flex-wrap: wrap; gap: 0 5mm; font-size: 8.5pt; color: #333; margin: 1mm 0; }
.key i { display: inline-block; width: 7mm; height: 0; border-top: 0.7mm solid; vertical-align: middle; margin-right: 1.5mm; }
.head { display: flex; gap: 4mm; margin-top: 5mm; border-top: 0.2mm solid #777; padding-top: 2mm; break-inside: avoid; } .head pre { margin: 0; font: 9pt/1.3 monospace; }
@media screen { body { background: #ddd; } main { background: #fff; padding: 12mm; } }
`

/** What reports have beside: keys of maps, pictures in rows, sentences that stand out. */
const REPORT_STYLE = `
th { white-space: nowrap; } td { overflow-wrap: anywhere; } table + p:empty { height: 2mm; }
.key i.dot { width: 2.4mm; height: 2.4mm; border: 0; border-radius: 50%; background: #1565c0; }
.key i.diamond { width: 2.4mm; height: 2.4mm; border: 0; background: #b00020; transform: rotate(45deg); }
.row { display: flex; gap: 3mm; margin: 0 0 3mm; break-inside: avoid; } .row > * { flex: 1 1 0; min-width: 0; }
figure { margin: 0; border: 0.2mm solid #999; padding: 1.2mm; font-size: 8pt; line-height: 1.35; break-inside: avoid; }
figure .shown { position: relative; width: 100%; aspect-ratio: 4 / 3; background: #f2f2f2; display: flex; align-items: center; justify-content: center; margin-bottom: 1mm; }
figure .shown > div { position: relative; width: 100%; } figure .shown.wide { aspect-ratio: auto; }
figure img { display: block; width: 100%; height: 100%; object-fit: contain; } figure .wide img { height: auto; }
figure .none { padding: 3mm; text-align: center; color: #a00; font-weight: 600; }
figure .box { position: absolute; border: 0.5mm solid #ffd400; outline: 0.25mm solid #111; }
figcaption b { font-size: 9pt; } figcaption p { margin: 0; overflow-wrap: anywhere; }
.hash { font: 6.4pt/1.25 "DejaVu Sans Mono", Consolas, monospace; word-break: break-all; color: #222; }
.said { border-left: 0.8mm solid #555; padding: 0.5mm 2.5mm; margin: 1.5mm 0; } .said.bad { border-color: #a00; } .said.good { border-color: #0a6b3a; }
.marks { display: flex; flex-wrap: wrap; gap: 2mm; margin: 2mm 0 0; }
section { break-inside: auto; } section.block { break-inside: avoid; }
`

/** A text as a style names one: each character that could end it, or the sheet about it, by its number. */
const cssText = (text: string): string =>
  `"${Array.from(neutral(text), (one) => (/[\p{L}\p{N} ]/u.test(one) ? one : `\\${(one.codePointAt(0) ?? 0).toString(16)} `)).join('')}"`

/** What stands at the edge of every printed page beside its number: what the page is of, and what holds of it. */
export type Edges = { readonly foot: string; readonly mark: string }

/** Boxes in the margin of each page (CSS Paged Media 3, 5): Chromium draws them from version 131 on. */
const edged = ({ foot, mark }: Edges): string =>
  `@page { margin: 14mm 12mm 15mm; @bottom-left { content: ${cssText(foot)}; font: 7.5pt sans-serif; color: #444; } @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #111; } ${
    mark === '' ? '' : `@top-right { content: ${cssText(mark)}; font: 700 8pt sans-serif; color: #a00; }`
  } }`

/** A whole page that prints on A4 and needs nothing from outside. */
export const page = (language: string, title: string, body: Html): string =>
  pageOf(language, title, body, STYLE, html``)

/** The same of a report of many pages: it shows its own pictures and loads nothing else, whoever opens it. */
export const reportPage = (language: string, title: string, body: Html, edges: Edges): string =>
  pageOf(
    language,
    title,
    body,
    STYLE + REPORT_STYLE + edged(edges),
    raw(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`,
    ),
  )

const pageOf = (language: string, title: string, body: Html, style: string, head: Html): string =>
  `<!doctype html>\n${
    html`<html lang="${language}"><head><meta charset="utf-8">${head}<title>${title}</title><style>${raw(style)}</style></head><body><main>${body}</main></body></html>`
      .html
  }\n`
