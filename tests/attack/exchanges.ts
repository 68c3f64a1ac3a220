import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { shortCode } from '../../src/core/journal/entry.ts'
import { checkExchange } from '../../src/store/exchange/check.ts'
import { NOBODY } from '../../src/store/exchange/chains.ts'
import { readOwn } from '../../src/store/journal/own.ts'
import { keysIn } from '../../src/store/station/keys.ts'
import { verifyWorkspace } from '../../src/store/verify.ts'
import { openWorkspace, type Workspace } from '../../src/store/workspace.ts'
import { aPhotoFile } from '../builders/photoFile.ts'
import type { Outcome, Tell } from './attack.ts'
import { type Chance, chanceOf } from './chance.ts'
import { commandLine } from './commandLine.ts'

const START_MS = Date.UTC(2026, 4, 20, 2, 15)
/** A photo has this much behind it, so that there is something to be killed in. */
const BEHIND_BYTES = 3_000_000
const LONGEST_LIFE_MS = 1200

/** A laptop with its keys and its workspace. */
type Laptop = {
  readonly name: string
  readonly dir: string
  readonly keys: string
  readonly env: NodeJS.ProcessEnv
}

/**
 * Kills two laptops at any moment while each takes in photos, sends all it has and receives what the other sent: every time
 * both workspaces verify, a file that was sent is whole or is not there, and in the end both have all that was acknowledged.
 */
export async function attackExchanges(kills: number, seed: number, tell: Tell): Promise<Outcome> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-attack-exchanges-'))
  const temporary = path.join(dir, 'tmp')
  fs.mkdirSync(temporary)
  const chance = chanceOf(seed)
  const faults: string[] = []
  const done = { kills: 0, photos: 0, sent: 0, received: 0, lost: 0, falseAlarms: 0 }
  /** The photos that one of them said it has. */
  const acknowledged: string[] = []

  const laptop = (name: string): Laptop => {
    const keys = path.join(dir, `keys-${name}`)
    const env = {
      ...process.env,
      TMPDIR: temporary,
      SORTIE_HOME: path.join(dir, name),
      SORTIE_KEYS: keys,
      LC_ALL: 'C',
    }
    return { name, dir: path.join(dir, `w-${name}`), keys, env }
  }
  const [a, b] = [laptop('a'), laptop('b')]

  const run = ({ env }: Laptop, args: string[], lifeMs: number | null = null): Promise<number | null> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [commandLine(), ...args], { env, stdio: 'ignore' })
      const timer = lifeMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), lifeMs)
      child.once('close', (code) => {
        clearTimeout(timer)
        resolve(code)
      })
    })
  /** Runs to its end, or is killed by chance as long as there are kills left. */
  const maybeKilled = async (of: Laptop, args: string[]): Promise<number | null> => {
    if (done.kills >= kills) return run(of, args)
    const code = await run(of, args, chance.whole(60, LONGEST_LIFE_MS))
    if (code === null) done.kills++
    return code
  }
  const opened = async <T>(of: Laptop, work: (workspace: Workspace) => T | Promise<T>): Promise<T | null> => {
    const found = openWorkspace(of.dir, { create: false, keys: keysIn(of.keys) })
    if (!found.ok) {
      faults.push(`${of.name}: the workspace does not open (${found.code})`)
      return null
    }
    try {
      return await work(found.value)
    } finally {
      found.value.close()
    }
  }
  const verify = (of: Laptop, round: string) =>
    opened(of, async (workspace) => {
      const report = await verifyWorkspace(workspace)
      if (report.ok) return
      done.falseAlarms++
      faults.push(`${round}: ${of.name} is not whole: ${JSON.stringify(report).slice(0, 500)}`)
    })
  const must = async (of: Laptop, ...args: string[]): Promise<void> => {
    const code = await run(of, args)
    if (code !== 0) faults.push(`${of.name}: ${args.slice(0, 2).join(' ')} ended with ${code}`)
  }

  async function ingest(of: Laptop): Promise<void> {
    const photo = path.join(dir, `${of.name}.jpg`)
    const bytes = Buffer.concat([aPhotoFile(START_MS, ++done.photos & 255), noise(chance)])
    fs.writeFileSync(photo, bytes)
    const code = await maybeKilled(of, ['ingest', '--workspace', of.dir, photo])
    // 1: something is asked about; it is in the vault all the same.
    if (code === 0 || code === 1) acknowledged.push(createHash('sha256').update(bytes).digest('hex'))
  }

  async function exchange(from: Laptop, to: Laptop): Promise<void> {
    const file = path.join(dir, 'stick', `${from.name}.sortie`)
    const sent = await maybeKilled(from, ['workspace', 'send', from.dir, '--to', file])
    if (sent === 0) done.sent++
    if (fs.existsSync(file)) {
      const checked = await checkExchange(file, NOBODY)
      if (!checked.ok) faults.push(`a file that was sent is refused: ${checked.code}`)
    } else if (sent === 0) faults.push('a file that was sent is not there')
    if (!fs.existsSync(file)) return
    if ((await maybeKilled(to, ['workspace', 'receive', to.dir, '--from', file])) === 0) done.received++
  }

  const codeOf = async (of: Laptop): Promise<string> =>
    (await opened(of, ({ db }) => shortCode(readOwn(db)?.station ?? ''))) ?? ''

  try {
    fs.mkdirSync(path.join(dir, 'stick'))
    const stick = (of: Laptop): string => path.join(dir, 'stick', `${of.name}.sortie`)
    await must(a, 'workspace', 'demo', a.dir)
    await must(a, 'workspace', 'send', a.dir, '--to', stick(a))
    await must(b, 'workspace', 'receive', b.dir, '--from', stick(a), '--accept', await codeOf(a))
    await must(b, 'workspace', 'send', b.dir, '--to', stick(b))
    await must(a, 'workspace', 'receive', a.dir, '--from', stick(b), '--accept', await codeOf(b))
    for (let round = 1; done.kills < kills; round++) {
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        await ingest(from)
        await exchange(from, to)
        await verify(from, `round ${round}`)
        await verify(to, `round ${round}`)
      }
      tell(`exchanges: ${done.kills} of ${kills} kills, ${faults.length} faults`)
    }
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      await must(from, 'workspace', 'send', from.dir, '--to', stick(from))
      await must(to, 'workspace', 'receive', to.dir, '--from', stick(from))
    }
    const shown: (string[] | null)[] = []
    for (const one of [a, b]) {
      await verify(one, 'the end')
      shown.push(
        await opened(one, async ({ db, vault }) => {
          const named = db.prepare('SELECT 1 FROM footage WHERE sha256 = ?')
          for (const hash of acknowledged)
            if (named.get(hash) === undefined || (await vault.localCopy(hash)) === null) {
              done.lost++
              faults.push(`${one.name} lacks ${hash}`)
            }
          return (
            db.prepare('SELECT id, version FROM footage ORDER BY id').all() as {
              id: string
              version: string
            }[]
          ).map(({ id, version }) => `${id} ${version}`)
        }),
      )
    }
    if (JSON.stringify(shown[0]) !== JSON.stringify(shown[1])) faults.push('the two do not show the same')
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
  return { attack: 'exchanges', done, faults }
}

/** Bytes that no other photo has. */
function noise(chance: Chance): Buffer {
  const bytes = Buffer.alloc(BEHIND_BYTES)
  for (let at = 0; at + 4 <= bytes.length; at += 4096) bytes.writeUInt32BE(chance.whole(0, 0xffffffff), at)
  return bytes
}
