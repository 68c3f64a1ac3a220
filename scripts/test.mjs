/**
 * `npm test`: everything in CI order, cheapest first; every step runs even when one before it failed. Ends with the
 * line `N passed, N failed`, in which each check without tests of its own counts as one. `desktop` runs the tests
 * of the desktop window alone. `npm test -- PATH…` runs just the test files whose path begins so or holds that, each
 * with its own configuration.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './browser.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-test-'))
const bin = (name) => path.join(root, 'node_modules', name)
const summary = []
const fallen = []

function node(args, env = process.env) {
  return spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' }).status === 0
}

function step(name, work) {
  process.stdout.write(`\n── ${name}\n`)
  const began = Date.now()
  const { passed, failed } = work()
  summary.push({ name, passed, failed, seconds: (Date.now() - began) / 1000 })
}

const check = (name, args) =>
  step(name, () => (node(args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }))

/** Each test that failed, and each file that did not get as far as its tests, with the first line of why. */
function* fallenOf(report) {
  const line = (messages) => (messages[0] ?? '').split('\n', 1)[0].slice(0, 200)
  for (const { name, status, message, assertionResults } of report.testResults) {
    const file = path.relative(root, name)
    const tests = assertionResults.filter((test) => test.status === 'failed')
    for (const test of tests) yield `${file}: ${test.fullName}\n      ${line(test.failureMessages)}`
    if (status === 'failed' && tests.length === 0) yield `${file}\n      ${line([message])}`
  }
}

/** Runs Vitest; a run that breaks before it can count is a failure of its own. */
function vitest(name, config, extra = [], env = process.env) {
  step(name, () => {
    const file = path.join(scratch, `${path.basename(config)}.json`)
    const isGood = node(
      [
        bin('vitest/vitest.mjs'),
        'run',
        '--config',
        path.join(root, config),
        '--reporter=default',
        '--reporter=json',
        `--outputFile=${file}`,
        ...extra,
      ],
      env,
    )
    const counts = { passed: 0, failed: 0 }
    if (fs.existsSync(file)) {
      const report = JSON.parse(fs.readFileSync(file, 'utf8'))
      counts.passed = report.numPassedTests
      counts.failed = report.numFailedTests
      fallen.push(...fallenOf(report))
    }
    if (!isGood && counts.failed === 0) counts.failed = 1
    if (isGood && counts.passed === 0) counts.failed = 1
    return counts
  })
}

function tsconfigs() {
  const found = []
  const walk = (folder) => {
    for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const full = path.join(folder, entry.name)
      if (entry.isDirectory()) walk(full)
      else if (entry.name === 'tsconfig.json') found.push(full)
    }
  }
  for (const folder of ['src', 'electron', 'renderer', 'tests']) walk(folder)
  return found
}

/** Types are looked at anew only where something changed since the last time. */
const typesOf = (config) =>
  check(`types of ${path.dirname(config)}`, [
    bin('typescript/bin/tsc'),
    '-p',
    config,
    '--incremental',
    '--tsBuildInfoFile',
    path.join(
      root,
      'node_modules/.cache/tsc',
      `${path.dirname(config).replaceAll(path.sep, '-')}.tsbuildinfo`,
    ),
  ])

const build = () => check('build', [path.join(root, 'scripts/build.mjs')])
const CONFIGS = {
  unit: 'vitest.config.ts',
  browser: 'vitest.browser.config.ts',
  desktop: 'vitest.desktop.config.ts',
}
const kindOf = (wanted) =>
  /(?:^|[/\\])tests[/\\](browser|desktop)(?:[/\\]|$)/.exec(path.resolve(wanted))?.[1] ?? 'unit'
const withBrowser = async () => ({ ...process.env, SORTIE_BROWSER: await findBrowser() })

/** Only the test files that were named; who calls has built what the window's need. */
async function named(paths, options) {
  for (const [kind, files] of Map.groupBy(paths, kindOf))
    vitest(
      kind,
      CONFIGS[kind],
      [...files, ...options],
      kind === 'browser' ? await withBrowser() : process.env,
    )
}

const [what, ...rest] = process.argv.slice(2)
const paths = process.argv.slice(2).filter((word) => !word.startsWith('-'))
if (what === 'desktop') {
  vitest('desktop', CONFIGS.desktop, rest)
} else if (paths.length > 0) {
  await named(
    paths,
    process.argv.slice(2).filter((word) => word.startsWith('-')),
  )
} else {
  check('lint', [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'])
  check('format', [bin('@biomejs/biome/bin/biome'), 'format'])
  for (const config of tsconfigs()) typesOf(config)
  check('dead code', [bin('knip/bin/knip.js')])
  check('generated documents', [path.join(root, 'scripts/architecture-doc.mjs'), '--check'])
  // Before the unit tests: `sortie serve` hands out the built page.
  build()
  vitest('unit, store, golden', CONFIGS.unit)
  vitest('browser', CONFIGS.browser, [], await withBrowser())
}

fs.rmSync(scratch, { recursive: true, force: true })
process.stdout.write('\n')
for (const { name, passed, failed, seconds } of summary)
  process.stdout.write(
    `${failed === 0 ? 'ok  ' : 'FAIL'}  ${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)\n`,
  )
for (const test of fallen) process.stdout.write(`      ${test}\n`)
const sum = (key) => summary.reduce((total, row) => total + row[key], 0)
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`)
process.exit(sum('failed') === 0 ? 0 : 1)
