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
td.whole { white-space: nowrap; }
svg.map { width: 100%; height: auto; border: 0.2mm solid #777; }
ul.checks { list-style: none; padding: 0; margin: 0; columns: 2; } ul.checks li::before { content: "☐ "; font-size: 12pt; }
.lines { display: grid; grid-template-columns: repeat(3, 1fr); gap: 6mm; margin-top: 6mm; } .lines div { border-top: 0.2mm solid #111; padding-top: 1mm; }
.qr svg { width: 26mm; height: 26mm; display: block; }
.head { display: flex; gap: 4mm; margin-top: 5mm; border-top: 0.2mm solid #777; padding-top: 2mm; break-inside: avoid; } .head pre { margin: 0; font: 9pt/1.3 monospace; }
@media screen { body { background: #ddd; } main { background: #fff; padding: 12mm; } }
`

/** A whole page that prints on A4 and needs nothing from outside. */
export const page = (language: string, title: string, body: Html): string =>
  `<!doctype html>\n${
    html`<html lang="${language}"><head><meta charset="utf-8"><title>${title}</title><style>${raw(STYLE)}</style></head><body><main>${body}</main></body></html>`
      .html
  }\n`
