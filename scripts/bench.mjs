/**
 * `npm run bench [NAME …]`: prints the table of what is measured. Every `tests/bench/*.bench.ts` exports
 * `rows(): Promise<BenchRow[]>`; names choose among them by the beginning of the file's name. Figures are of this
 * machine and this moment. `--write` puts them into docs/performance.md: a bench that has a table of its own there
 * (`<!-- bench NAME:begin -->`) into that one, all others into the one of all, which is written whole; and all of them, with
 * the yardsticks of this machine, into docs/performance.json. `--json FILE` writes such a file of this run alone. `--check`
 * ends with 1 where a row takes a fifth longer than recorded, each by the yardstick of its machine.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { MOST_SLOWER, slowerThan, withRows } from './benchRecord.mjs'
import { keepKeysAside } from './scratchKeys.mjs'

keepKeysAside()

const folder = fileURLToPath(new URL('../tests/bench/', import.meta.url))
const isWritten = process.argv.includes('--write')
const isChecked = process.argv.includes('--check')
const jsonAt = process.argv.indexOf('--json')
const jsonFile = jsonAt < 0 ? null : process.argv[jsonAt + 1]
if (jsonAt >= 0 && (jsonFile === undefined || jsonFile.startsWith('--'))) {
  process.stderr.write('--json is given the file that is to be written: --json FILE\n')
  process.exit(2)
}
const wanted = process.argv
  .slice(2)
  .filter((name, i) => !name.startsWith('--') && !(jsonAt >= 0 && i === jsonAt - 1))
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
/** The same as data. */
const data = []
let failed = 0
process.stderr.write('the yardsticks of this machine …\n')
const { yardsticks: measureYardsticks } = await import(pathToFileURL(path.join(folder, 'yardstick.ts')).href)
const yardsticks = measureYardsticks()
for (const name of files) {
  process.stderr.write(`${name} …\n`)
  try {
    const bench = name.replace('.bench.ts', '')
    const { rows: measure, yardstick: by = 'geometry' } = await import(
      pathToFileURL(path.join(folder, name)).href
    )
    const rows = await measure()
    measured.set(bench, rows.map(cells))
    for (const { what, on, figure, unit } of rows)
      data.push({ bench, what, on, figure, unit, by, yardsticks })
  } catch (error) {
    failed++
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}

process.stdout.write(report([...measured.values()].flat()))
process.stdout.write(
  `yardsticks: ${short(yardsticks.bytes)} MB/s summed, ${short(yardsticks.geometry)} rounds of geometry a second, ${short(yardsticks.copy)} MB/s copied\n`,
)
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
const recordFile = fileURLToPath(new URL('../docs/performance.json', import.meta.url))
const recorded = fs.existsSync(recordFile) ? JSON.parse(fs.readFileSync(recordFile, 'utf8')) : []
const json = (rows) => `${JSON.stringify(rows, null, 2)}\n`
if (jsonFile !== null) fs.writeFileSync(jsonFile, json(data))
const told = isChecked ? slowerThan(recorded, data) : []
if (told.length > 0)
  process.stderr.write(
    `slower than recorded, by more than ${Math.round((MOST_SLOWER - 1) * 100)} %:\n${told.join('\n')}\n`,
  )
if (isWritten && failed === 0) fs.writeFileSync(recordFile, json(withRows(recorded, data)))
process.exitCode = failed > 0 || told.length > 0 ? 1 : 0

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
