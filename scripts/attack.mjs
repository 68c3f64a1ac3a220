/**
 * `npm run attack -- [--rounds N] [--seed N] [--only NAME,…] [--write]`: kills, hostile calls and damaged files against
 * the product, and a table of what came of it. `--rounds` is how many servers are killed; the other attacks grow with
 * it (see `ATTACKS`). Ends with 1 where something was found. `--write` puts the table into docs/reliability.md.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { keepKeysAside } from './scratchKeys.mjs'

keepKeysAside()

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const document = path.join(root, 'docs', 'reliability.md')
const BEGIN = '<!-- attack:begin -->'
const END = '<!-- attack:end -->'
const FULL_ROUNDS = 300

/** Each attack, what it exports, and its size when 300 servers are killed. */
const ATTACKS = {
  kills: { run: 'attackKills', full: 300 },
  ingests: { run: 'attackIngests', full: 60 },
  exchanges: { run: 'attackExchanges', full: 300 },
  calls: { run: 'attackCalls', full: 300 },
  files: { run: 'attackFiles', full: 20_000 },
  power: { run: 'attackPower', full: 2000 },
  disks: { run: 'attackDisks', full: 300 },
}

function stop(line) {
  process.stderr.write(`${line}\n`)
  process.exit(2)
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: String(FULL_ROUNDS) },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: Object.keys(ATTACKS).join(',') },
    write: { type: 'boolean', default: false },
  },
})
const [rounds, seed] = [Number(values.rounds), Number(values.seed)]
if (!Number.isInteger(rounds) || rounds < 1) stop(`--rounds: “${values.rounds}” is not a whole number from 1`)
if (!Number.isInteger(seed)) stop(`--seed: “${values.seed}” is not a whole number`)
const names = values.only.split(',')
for (const name of names)
  if (!Object.hasOwn(ATTACKS, name)) stop(`--only: there is no “${name}”: ${Object.keys(ATTACKS).join(', ')}`)

const outcomes = []
for (const name of names) {
  const { run, full } = ATTACKS[name]
  const attack = (await import(pathToFileURL(path.join(root, 'tests', 'attack', `${name}.ts`)).href))[run]
  const began = Date.now()
  const outcome = await attack(Math.max(1, Math.round((full * rounds) / FULL_ROUNDS)), seed, (line) =>
    process.stderr.write(`${line}\n`),
  )
  outcomes.push({ ...outcome, minutes: (Date.now() - began) / 60_000 })
}

/** `falseAlarms` reads `false alarms`. */
const wordsOf = (key) => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
const told = (done) =>
  Object.entries(done)
    .map(([key, count]) => `${wordsOf(key)} ${count.toLocaleString('en')}`)
    .join(', ')
const report = [
  `${os.cpus()[0]?.model.trim() ?? os.arch()}, ${os.cpus().length} cores, Node ${process.versions.node}, ${os.platform()}; seed ${seed}`,
  '',
  '| attack | what was done and what came of it | faults | minutes |',
  '| --- | --- | --- | --- |',
  ...outcomes.map(
    ({ attack, done, faults, minutes }) =>
      `| ${attack} | ${told(done)} | ${faults.length} | ${minutes.toFixed(1)} |`,
  ),
  '',
].join('\n')
process.stdout.write(report)
for (const { attack, faults } of outcomes)
  for (const fault of faults) process.stdout.write(`${attack}: ${fault}\n`)
if (values.write) {
  const text = fs.readFileSync(document, 'utf8')
  const [before, after] = [text.split(BEGIN)[0], text.split(END)[1]]
  if (after === undefined) throw new Error(`${document} lacks the markers ${BEGIN} and ${END}`)
  fs.writeFileSync(document, `${before}${BEGIN}\n${report}${END}${after}`)
}
process.exitCode = outcomes.some(({ faults }) => faults.length > 0) ? 1 : 0
