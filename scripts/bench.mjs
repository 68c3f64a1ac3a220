/**
 * `npm run bench [NAME …]`: prints the table of what is measured. Every `tests/bench/*.bench.ts` exports
 * `rows(): Promise<BenchRow[]>`; names choose among them by the beginning of the file's name. Figures are of this
 * machine and this moment: nothing passes or fails by them. `--write` puts them into docs/performance.md: a bench that has
 * a table of its own there (`<!-- bench NAME:begin -->`) into that one, all others into the one of all, which is written
 * whole.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { keepKeysAside } from './scratchKeys.mjs'

keepKeysAside()

const folder = fileURLToPath(new URL('../tests/bench/', import.meta.url))
const isWritten = process.argv.includes('--write')
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
/** What was measured, by the bench: its rows as cells. */
const measured = new Map()
let failed = 0
for (const name of files) {
  process.stderr.write(`${name} …\n`)
  try {
    const { rows: measure } = await import(pathToFileURL(path.join(folder, name)).href)
    measured.set(name.replace('.bench.ts', ''), (await measure()).map(cells))
  } catch (error) {
    failed++
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}

process.stdout.write(report([...measured.values()].flat()))
if (isWritten && failed === 0) {
  const page = fileURLToPath(new URL('../docs/performance.md', import.meta.url))
  let text = fs.readFileSync(page, 'utf8')
  const own = [...measured.keys()].filter((name) => text.includes(begin(` ${name}`)))
  const others = [...measured.keys()].filter((name) => !own.includes(name))
  for (const name of own) text = withTable(text, ` ${name}`, measured.get(name))
  if (wanted.length === 0)
    text = withTable(
      text,
      '',
      others.flatMap((name) => measured.get(name)),
    )
  else if (others.length > 0)
    process.stderr.write(`not in docs/performance.md, whose table is of all benches: ${others.join(', ')}\n`)
  fs.writeFileSync(page, text)
}
process.exitCode = failed > 0 ? 1 : 0

function begin(of) {
  return `<!-- bench${of}:begin -->`
}

/** The page with a table in the place of the one between the markers of a bench. */
function withTable(text, of, rows) {
  const end = `<!-- bench${of}:end -->`
  const [before, rest] = text.split(begin(of))
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`docs/performance.md lacks the markers ${begin(of)} and ${end}`)
  return `${before}${begin(of)}\n${report(rows).replace('\n|', '\n\n|')}${end}${after}`
}

/** The machine, and the table. */
function report(rows) {
  const widths = head.map((title, i) => Math.max(...[head, ...rows].map((row) => wide(row[i] ?? title))))
  const line = (row) => `| ${row.map((cell, i) => cell + ' '.repeat(widths[i] - wide(cell))).join(' | ')} |`
  return [
    `${os.cpus()[0]?.model.trim() ?? os.arch()}, ${os.cpus().length} cores, Node ${process.versions.node}, ${os.platform()}`,
    line(head),
    `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`,
    ...rows.map(line),
    '',
  ].join('\n')
}

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
