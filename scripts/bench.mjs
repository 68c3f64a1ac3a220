/**
 * `npm run bench [NAME …]`: prints the table of what is measured. Every `tests/bench/*.bench.ts` exports
 * `rows(): Promise<BenchRow[]>`; names choose among them by the beginning of the file's name. Figures are of this
 * machine and this moment: nothing passes or fails by them.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { keepKeysAside } from './scratchKeys.mjs'

keepKeysAside()

const folder = fileURLToPath(new URL('../tests/bench/', import.meta.url))
const BEGIN = '<!-- bench:begin -->'
const END = '<!-- bench:end -->'
const intoReadme = process.argv.includes('--readme')
const wanted = process.argv.slice(2).filter((name) => !name.startsWith('--'))
const files = fs
  .readdirSync(folder)
  .filter(
    (name) => name.endsWith('.bench.ts') && (wanted.length === 0 || wanted.some((w) => name.startsWith(w))),
  )
  .sort()
if (files.length === 0) {
  process.stderr.write(`no bench is called ${wanted.join(', ')}: see tests/bench\n`)
  process.exit(2)
}

const head = ['what', 'on', 'figure', 'peer or limit', 'ratio']
const rows = []
let failed = 0
for (const name of files) {
  process.stderr.write(`${name} …\n`)
  try {
    const { rows: measure } = await import(pathToFileURL(path.join(folder, name)).href)
    for (const row of await measure()) rows.push(cells(row))
  } catch (error) {
    failed++
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}

const widths = head.map((title, i) => Math.max(...[head, ...rows].map((row) => wide(row[i] ?? title))))
const line = (row) => `| ${row.map((cell, i) => cell + ' '.repeat(widths[i] - wide(cell))).join(' | ')} |`
const readme = fileURLToPath(new URL('../README.md', import.meta.url))
const report = [
  `${os.cpus()[0]?.model.trim() ?? os.arch()}, ${os.cpus().length} cores, Node ${process.versions.node}, ${os.platform()}`,
  line(head),
  `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`,
  ...rows.map(line),
  '',
].join('\n')
process.stdout.write(report)
if (intoReadme && failed === 0) {
  const text = fs.readFileSync(readme, 'utf8')
  const [before, after] = [text.split(BEGIN)[0], text.split(END)[1]]
  if (after === undefined) throw new Error(`README.md lacks the markers ${BEGIN} and ${END}`)
  fs.writeFileSync(readme, `${before}${BEGIN}\n${report.replace('\n|', '\n\n|')}${END}${after}`)
}
process.exitCode = failed > 0 ? 1 : 0

function cells({ what, on, figure, unit, peer, peerFigure }) {
  const known = typeof peerFigure === 'number' && peerFigure !== 0
  return [
    what,
    on,
    `${short(figure)} ${unit}`.trim(),
    known ? `${peer}: ${short(peerFigure)} ${unit}`.trim() : peer,
    known ? short(figure / peerFigure) : '-',
  ]
}

function short(figure) {
  if (!Number.isFinite(figure)) return String(figure)
  const size = Math.abs(figure)
  return figure.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)
}

/** Columns on a terminal: Chinese characters take two. */
function wide(text) {
  return [...text].reduce(
    (sum, c) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/.test(c) ? 2 : 1),
    0,
  )
}
