import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build, type InlineConfig } from 'vite'
import { nodeBuild } from '../../scripts/vite.mjs'
import { WAIT_MS } from '../limits.ts'

const root = path.resolve(import.meta.dirname, '../..')

export type Run = { status: number | null; out: string; err: string }

export type Sortie = {
  /** A folder for this test file's own results. */
  dir: string
  run(...args: string[]): Run
  /** Standard output as JSON; throws with the command's own words when it is none. */
  json<T>(...args: string[]): T
  start(...args: string[]): ChildProcess
  /** How it is run, for a test that needs its own circumstances. */
  program: { command: string; args: readonly string[]; env: NodeJS.ProcessEnv }
  close(): void
}

/**
 * The command line as it is shipped, built for one test file into a folder of its own: under `out`, because it finds
 * the demo's footage from where it stands upwards.
 */
export async function builtSortie(): Promise<Sortie> {
  fs.mkdirSync(path.join(root, 'out'), { recursive: true })
  const built = fs.mkdtempSync(path.join(root, 'out', 'cli-test-'))
  // A test may run it as an ordinary person.
  fs.chmodSync(built, 0o755)
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-cli-'))
  const shipped: InlineConfig = nodeBuild(root) as InlineConfig
  const input = {
    cli: path.join(root, 'src/cli/main.ts'),
    thread: path.join(root, 'src/services/reading/threads/thread.ts'),
  }
  await build({
    ...shipped,
    build: { ...shipped.build, outDir: built, rolldownOptions: { ...shipped.build?.rolldownOptions, input } },
  })
  const cli = path.join(built, 'cli.mjs')
  // English words, whatever the machine speaks, and a home that is nobody's.
  const env = {
    ...process.env,
    LC_ALL: 'C',
    LANG: 'C',
    SORTIE_HOME: path.join(dir, 'home'),
    // It is started a hundred times: what Node makes of its files is kept from one start to the next.
    NODE_COMPILE_CACHE: path.join(built, 'cache'),
  }
  const run = (...args: string[]): Run => {
    const done = spawnSync(process.execPath, [cli, ...args], {
      cwd: dir,
      env,
      encoding: 'utf8',
      timeout: WAIT_MS,
    })
    return { status: done.status, out: done.stdout, err: done.stderr }
  }
  return {
    dir,
    run,
    json<T>(...args: string[]): T {
      const { out, err } = run(...args)
      try {
        return JSON.parse(out) as T
      } catch (cause) {
        throw new Error(`sortie ${args.join(' ')}: ${err || out}`, { cause })
      }
    },
    start: (...args) =>
      spawn(process.execPath, [cli, ...args], { cwd: dir, env, stdio: ['ignore', 'pipe', 'pipe'] }),
    program: { command: process.execPath, args: [cli], env },
    close() {
      fs.rmSync(built, { recursive: true, force: true })
      fs.rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** An approval that holds whenever the tests run. */
export function writeApproval(dir: string): string {
  const file = path.join(dir, 'approval.json')
  const approval = {
    number: '（测试）1',
    authority: '测试',
    from: '2020-01-01T00:00:00Z',
    to: '2099-12-31T00:00:00Z',
    maxTrueHeightM: 120,
  }
  fs.writeFileSync(file, JSON.stringify(approval))
  return file
}
