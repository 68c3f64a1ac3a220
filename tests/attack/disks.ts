import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { drillBackup } from '../../src/store/backup/drill.ts'
import { verifyWorkspace } from '../../src/store/verify.ts'
import { openWorkspace } from '../../src/store/workspace.ts'
import { aCreditCode, anEnterprise, anId } from '../builders/enterprise.ts'
import type { Outcome, Tell } from './attack.ts'
import { type Chance, chanceOf } from './chance.ts'
import { commandLine } from './commandLine.ts'
import { openDisk, type SmallDisk } from '../builders/smallDisk.ts'
import { openHttpDoor } from './httpDoor.ts'
import { fillCard } from './power/card.ts'

const TROUBLES = ['full', 'pulled', 'protected', 'dead', 'slow'] as const
type Trouble = (typeof TROUBLES)[number]
const WORKS = ['writes', 'ingest', 'backup', 'send', 'export'] as const
/** How often a slow disk stands still, and how long at the most. */
const STANDSTILLS = 3
const LONGEST_STANDSTILL_MS = 500
type Work = (typeof WORKS)[number]
const MOST_LEFT_BYTES = 700_000
const LATEST_MS = 900
const MISSION = path.resolve(import.meta.dirname, '../../missions/demo/missions')

/** What the disk was told to keep. */
type Kept = { entries: Map<number, string>; originals: Set<string> }

/** Whether the disk must be repaired, for which nobody may have a file of it open. */
const isBroken = (trouble: Trouble): boolean => trouble === 'protected' || trouble === 'dead'

/** All that one round has at hand. */
type Round = {
  disk: SmallDisk
  chance: Chance
  env: NodeJS.ProcessEnv
  trouble: Trouble
  at: string
  card: string
}

const sha256Of = (file: string): string => createHash('sha256').update(fs.readFileSync(file)).digest('hex')
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function strike({ disk, chance, trouble }: Round): Promise<void> {
  await sleep(chance.whole(0, LATEST_MS))
  if (trouble === 'full') disk.fill(chance.whole(0, MOST_LEFT_BYTES))
  else if (trouble === 'pulled') disk.pull()
  else if (trouble === 'protected') disk.protect()
  else if (trouble === 'dead') disk.die()
  else
    for (let n = 0; n < STANDSTILLS; n++) {
      await disk.standStill(chance.whole(20, LONGEST_STANDSTILL_MS))
      await sleep(chance.whole(0, 100))
    }
}

function putRight({ disk, trouble }: Round): void {
  if (trouble === 'full') disk.makeRoom()
  else if (trouble === 'pulled') disk.plugIn()
  else if (isBroken(trouble)) disk.mend()
}

type Ended = { code: number | null; said: string }

const run = ({ env }: Round, args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [commandLine(), ...args], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.once('close', (code) => resolve({ code, said }))
  })

/** One clear line, no stack: what is wrong with how a command ended; null where nothing is. */
function wrongWith({ code, said }: Ended): string | null {
  if (code === 0 || code === 1) return null
  const lines = said.trim().split('\n')
  if (code !== 2) return `ended with ${code}: ${said.slice(-400)}`
  const isClear = !/internal|\bat .*:\d+:\d+/.test(said) && lines[lines.length - 1] !== ''
  return isClear ? null : `no clear line: ${said.slice(-400)}`
}

/** Two clients of a server write until the disk is in trouble, and go on for a while in it. */
async function writes(round: Round, kept: Kept, faults: string[]): Promise<void> {
  const door = await openHttpDoor(round.at, round.env)
  let over = false
  const isOver = () => over
  const answers = new Set<string>()
  const client = async (n: number) => {
    const doc = anEnterprise({ id: anId(10 + n), creditCode: aCreditCode(10 + n) })
    let base: string | null = null
    for (let i = 0; !isOver(); i++) {
      const remarks = `${i}${'字'.repeat(3900)}`
      const answer = await door.call('enterprise.put', { base, doc: { ...doc, remarks } })
      if (!answer.ok) {
        answers.add(answer.code)
        // It may have been written all the same, and only its answer was not to be had.
        if (answer.code === 'conflict') base = String(answer.params['current'])
        await sleep(20)
        continue
      }
      const { arrival, entry, version } = answer.value as { arrival: number; entry: string; version: string }
      kept.entries.set(arrival, entry)
      base = version
    }
  }
  const clients = [client(0), client(1)].map((one) =>
    one.catch((error: unknown) => faults.push(String(error))),
  )
  await strike(round)
  await sleep(400)
  over = true
  await Promise.all(clients)
  if (answers.has('internal')) faults.push(`an answer was no clear one: ${door.said().slice(-500)}`)
  if (round.trouble === 'slow' && answers.size > 0)
    faults.push(`refused for slowness: ${[...answers].join(', ')}`)
  const goesOn = async () =>
    (await door.call('draft.put', { key: 'enterprise:new', value: { name: '还在' } })) as {
      ok: boolean
      code?: string
    }
  if (!isBroken(round.trouble)) {
    putRight(round)
    const next = await goesOn()
    if (!next.ok) faults.push(`it does not go on once all is right again (${next.code})`)
  }
  door.process.kill('SIGTERM')
  await door.ended
  if (isBroken(round.trouble)) putRight(round)
}

const ARGUMENTS: Record<Exclude<Work, 'writes'>, (round: Round, n: number) => string[]> = {
  ingest: ({ at, card }) => ['ingest', '--workspace', at, card],
  backup: ({ at, disk }, n) => ['workspace', 'backup', at, path.join(disk.dir, `backup-${n}`)],
  send: ({ at, disk }, n) => ['workspace', 'send', at, '--to', path.join(disk.dir, `sent-${n}.sortie`)],
  export: ({ disk }, n) => [
    'export',
    path.join(MISSION, fs.readdirSync(MISSION)[0] ?? ''),
    '--to',
    'kml',
    '--out',
    path.join(disk.dir, `out-${n}.kml`),
  ],
}

/** A command is begun, the disk comes into trouble; once all is right again it is begun anew and must come to its end. */
async function command(
  work: Exclude<Work, 'writes'>,
  round: Round,
  n: number,
  faults: string[],
): Promise<Ended> {
  const args = ARGUMENTS[work](round, n)
  const [first] = await Promise.all([run(round, args), strike(round)])
  const wrong = wrongWith(first)
  if (wrong !== null) faults.push(wrong)
  putRight(round)
  if (work === 'backup' && first.code === 0) return first
  const again = await run(round, args)
  if (again.code !== 0 && again.code !== 1)
    faults.push(`begun anew it ended with ${again.code}: ${again.said.slice(-400)}`)
  return again
}

/** The workspace verifies, and all that was acknowledged is there. */
async function lookAt(
  round: Round,
  kept: Kept,
  faults: string[],
  done: Record<'lost' | 'falseAlarms', number>,
) {
  const opened = openWorkspace(round.at, { create: false })
  if (!opened.ok)
    return void faults.push(`the workspace does not open (${opened.code} ${JSON.stringify(opened.params)})`)
  const { db, vault } = opened.value
  try {
    const report = await verifyWorkspace(opened.value)
    if (!report.ok) {
      done.falseAlarms += 1
      faults.push(`not whole: ${JSON.stringify(report).slice(0, 500)}`)
    }
    for (const [arrival, entry] of kept.entries)
      if (!db.prepare('SELECT 1 FROM entry WHERE arrival = ? AND hash = ?').get(arrival, entry)) {
        done.lost += 1
        faults.push(`entry ${arrival} is lost`)
      }
    for (const sha256 of kept.originals)
      if (!(await vault.localCopy(sha256))) {
        done.lost += 1
        faults.push(`the original ${sha256} is lost`)
      }
  } finally {
    opened.value.close()
  }
}

/**
 * A small disk runs full, is pulled out, fails so that nobody may write on it, answers nothing any more, or stands still for
 * a while, at any moment while a server writes, footage is taken in, a backup made, a file sent, a mission exported: what is said is clear, nothing acknowledged is
 * lost, and all goes on once there is room, or the disk, again.
 */
export async function attackDisks(rounds: number, seed: number, tell: Tell): Promise<Outcome> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-attack-disks-'))
  const env = { ...process.env, SORTIE_HOME: path.join(dir, 'home'), LC_ALL: 'C' }
  const chance = chanceOf(seed)
  const found: string[] = []
  const done = {
    rounds: 0,
    full: 0,
    pulled: 0,
    protected: 0,
    dead: 0,
    slow: 0,
    acknowledged: 0,
    originals: 0,
    lost: 0,
    falseAlarms: 0,
  }
  try {
    for (let n = 0; n < rounds; n++) {
      const base = path.join(dir, `${n}`)
      const disk = openDisk(base)
      // Each trouble meets each work within 25 rounds.
      const trouble = TROUBLES[n % TROUBLES.length] as Trouble
      const work = WORKS[(n + Math.floor(n / TROUBLES.length)) % WORKS.length] as Work
      const at = path.join(disk.dir, 'w')
      const round: Round = { disk, chance, env, trouble, at, card: path.join(base, 'card') }
      const kept: Kept = { entries: new Map(), originals: new Set() }
      const faults: string[] = []
      try {
        fillCard(round.card, chance)
        const made = await run(round, ['workspace', 'create', at])
        if (made.code !== 0) throw new Error(made.said)
        const card = fs.readdirSync(round.card).map((name) => path.join(round.card, name))
        if (work !== 'ingest') await run(round, ['ingest', '--workspace', at, ...card.slice(0, 3)])
        if (work === 'writes') await writes(round, kept, faults)
        else {
          const ended = await command(work, round, n, faults)
          if (work === 'ingest' && ended.code !== 2)
            for (const file of card) kept.originals.add(sha256Of(file))
          if (work === 'backup') {
            const drill = await drillBackup(path.join(disk.dir, `backup-${n}`))
            if (!drill.ok)
              faults.push(`the backup does not hold (${drill.code} ${JSON.stringify(drill.params)})`)
            else if (!drill.value.holds) faults.push('the backup does not hold')
          }
        }
        await lookAt(round, kept, faults, done)
      } finally {
        disk.release()
        fs.rmSync(base, { recursive: true, force: true })
      }
      done.rounds += 1
      done[trouble] += 1
      done.acknowledged += kept.entries.size
      done.originals += kept.originals.size
      found.push(...faults.map((fault) => `round ${n}, ${work} on a disk that is ${trouble}: ${fault}`))
      if (n % 10 === 9) tell(`disks: ${n + 1} of ${rounds}, ${found.length} faults`)
    }
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
  return { attack: 'disks', done, faults: found }
}
