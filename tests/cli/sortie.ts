import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { NODE_FLAGS, WAIT_MS } from '../limits.ts'
import { builtCommandLine } from './built.ts'

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

/** The command line as it is shipped, with a folder and a home of its own for one test file. */
export async function builtSortie(): Promise<Sortie> {
  const built = await builtCommandLine()
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-cli-'))
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
  const own = [...NODE_FLAGS, cli]
  const run = (...args: string[]): Run => {
    const done = spawnSync(process.execPath, [...own, ...args], {
      cwd: dir,
      env,
      encoding: 'utf8',
      timeout: WAIT_MS,
    })
    // One that died says nothing itself.
    const died = done.signal ? `died of ${done.signal}\n` : ''
    return { status: done.status, out: done.stdout, err: died + done.stderr }
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
      spawn(process.execPath, [...own, ...args], { cwd: dir, env, stdio: ['ignore', 'pipe', 'pipe'] }),
    program: { command: process.execPath, args: own, env },
    close() {
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
