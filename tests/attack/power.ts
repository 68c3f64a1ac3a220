import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { restoreWorkspace } from '../../src/store/backup/restore.ts'
import { draftOf } from '../../src/store/drafts.ts'
import { keysIn } from '../../src/store/station/keys.ts'
import { verifyWorkspace } from '../../src/store/verify.ts'
import { openWorkspace, transact, type Workspace } from '../../src/store/workspace.ts'
import { aCreditCode, anEnterprise, anId } from '../builders/enterprise.ts'
import type { Outcome, Tell } from './attack.ts'
import { type Chance, chanceOf } from './chance.ts'
import type { Ack } from './power/acks.ts'
import { Disk, type Luck, NO_LUCK } from './power/disk.ts'
import { fillCard } from './power/card.ts'
import { Replay, type Step } from './power/replay.ts'
import { type Call, readTrace, recording } from './power/trace.ts'

/** So many cuts at chance make the long run, in which the power is cut behind every sync and every answer too. */
const LONG_RUN = 2000

/** What a day asked of the system, and where it lay then. */
export type Recording = { readonly calls: readonly Call[]; readonly root: string }

/** Lives a day in a folder of its own and records it. @throws where the day did not come to its end. */
export function recordDay(dir: string, seed: number): Recording {
  const root = path.join(dir, 'root')
  const card = path.join(dir, 'card')
  const file = path.join(dir, 'trace')
  fs.mkdirSync(root)
  for (const name of ['keys', 'stick', 'disk', 'home']) fs.mkdirSync(path.join(root, name), { mode: 0o700 })
  fillCard(card, chanceOf(seed))
  const day = path.join(import.meta.dirname, 'power', 'day.ts')
  const [program, args] = recording(file, [process.execPath, day, root, card])
  const env = {
    ...process.env,
    SORTIE_KEYS: path.join(root, 'keys'),
    TMPDIR: dir,
    // What goes round the calls would be in no recording.
    UV_USE_IO_URING: '0',
    NODE_COMPILE_CACHE: '',
  }
  const done = spawnSync(program, args, { env, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the day ended with ${done.status}: ${done.stderr}`)
  const calls = readTrace(fs.readFileSync(file, 'latin1'))
  fs.rmSync(file)
  fs.rmSync(root, { recursive: true })
  return { calls, root }
}

/** Where the power is cut: behind which call, and what of the unsynced is there all the same. */
type Cut = { readonly behind: number; readonly luck: Luck }

/** A disk on which some of it is there: as likely a little of it as nearly all. */
function luckOf(chance: Chance): Luck {
  const share = chance.pick([0.1, 0.5, 0.9, 1])
  return {
    kept: () => chance.happens(share),
    sectors: (all) => (chance.happens(0.8) ? all : chance.whole(0, all)),
  }
}

/** The calls behind which something is on the disk for sure that was not before, and those that told of something kept. */
function momentsOf({ calls, root }: Recording): { syncs: number[]; answers: number[] } {
  const replay = replayOf(root)
  const steps = calls.map((call) => replay.step(call))
  const where = (is: (step: Step) => boolean) => steps.flatMap((step, i) => (is(step) ? [i] : []))
  return { syncs: where(({ isSync }) => isSync), answers: where(({ told }) => told.length > 0) }
}

function replayOf(root: string, disk = new Disk(), forgets: (name: string) => boolean = () => false): Replay {
  for (const name of ['keys', 'stick', 'disk', 'home'])
    if (!disk.find([name])) disk.make([name], 'folder', -1)
  disk.sync(disk.root, 0)
  return new Replay(disk, root, forgets)
}

/** How many cuts there were, and what was found wrong at each. */
export type Cuts = { cuts: number; lost: number; falseAlarms: number; faults: string[] }

/** Cuts the power at each of these places of one day, and looks what is there. */
export async function cutPower(
  { calls, root }: Recording,
  cuts: readonly Cut[],
  dir: string,
  tell: Tell = () => undefined,
  forgets: (name: string) => boolean = () => false,
): Promise<Cuts> {
  const disk = new Disk()
  const replay = replayOf(root, disk, forgets)
  const acks: Ack[] = []
  const found: Cuts = { cuts: 0, lost: 0, falseAlarms: 0, faults: [] }
  let done = -1
  for (const { behind, luck } of [...cuts].sort((a, b) => a.behind - b.behind)) {
    while (done < behind) {
      done += 1
      const call = calls[done]
      if (!call) break
      acks.push(...replay.step(call).told)
    }
    const place = path.join(dir, `cut-${found.cuts}`)
    disk.after(luck, place, (name) => name.endsWith('-shm'))
    await lookAt(place, acks, `cut ${found.cuts} behind call ${behind} of ${calls.length}`, found)
    fs.rmSync(place, { recursive: true, force: true })
    found.cuts += 1
    if (found.cuts % 100 === 0) tell(`power: ${found.cuts} of ${cuts.length}, ${found.faults.length} faults`)
  }
  return found
}

/** Everything opens, verifies, has all that was acknowledged, and goes on being written. */
async function lookAt(place: string, acks: readonly Ack[], when: string, found: Cuts): Promise<void> {
  const keys = keysIn(path.join(place, 'keys'))
  const lost = (what: string): void => {
    found.lost += 1
    found.faults.push(`${when}: ${what}`)
  }
  const opened = openWorkspace(path.join(place, 'w'), { create: true, keys })
  if (!opened.ok) {
    found.faults.push(
      `${when}: the workspace does not open (${opened.code} ${JSON.stringify(opened.params)})`,
    )
    return
  }
  try {
    await sureOf(opened.value, when, found)
    const { db, vault } = opened.value
    for (const ack of acks) {
      if (ack.kind === 'entry') {
        if (!db.prepare('SELECT 1 FROM entry WHERE arrival = ? AND hash = ?').get(ack.arrival, ack.entry))
          lost(`entry ${ack.arrival} is not there`)
      } else if (ack.kind === 'original') {
        const row = db.prepare('SELECT sha256 FROM footage WHERE id = ?').get(ack.id)
        const copy = await vault.localCopy(ack.sha256)
        copy?.release()
        if ((row as { sha256?: string } | undefined)?.sha256 !== ack.sha256 || !copy)
          lost(`the original ${ack.sha256} is not there`)
        else if (sha256Of(path.join(place, 'w', 'vault', ack.sha256.slice(0, 2), ack.sha256)) !== ack.sha256)
          lost(`the original ${ack.sha256} is another`)
      } else if (ack.kind === 'draft') {
        if (JSON.stringify(draftOf(db, null, ack.key)) !== JSON.stringify(ack.value))
          lost(`the draft ${ack.key} is not there`)
      } else if (ack.kind === 'file') {
        if (sha256Of(path.join(place, ack.name)) !== ack.sha256) lost(`${ack.name} is not what was written`)
      } else if (ack.kind === 'received') {
        const there = openWorkspace(path.join(place, ack.dir), { create: false, keys })
        const count = there.ok && there.value.db.prepare('SELECT count(*) AS n FROM entry').get()
        if (!there.ok || (count as { n: number }).n < ack.entries) lost(`what was received is not there`)
        if (there.ok) {
          await sureOf(there.value, `${when}, the other workspace`, found)
          there.value.close()
        }
      } else {
        const back = await restoreWorkspace(path.join(place, ack.dir), path.join(place, 'back'))
        if (!back.ok) lost(`the backup is not whole (${back.code} ${JSON.stringify(back.params)})`)
      }
    }
    const id = anId(900)
    const doc = anEnterprise({ id, creditCode: aCreditCode(9) })
    const next = transact(
      opened.value,
      { actor: { name: 'after', role: 'operator' }, atMs: 1, action: 'enterprise.put' },
      (tx) => tx.put('enterprise', null, doc),
    )
    if (!next.ok) found.faults.push(`${when}: nothing more can be written (${next.code})`)
  } finally {
    opened.value.close()
  }
}

async function sureOf(workspace: Workspace, when: string, found: Cuts): Promise<void> {
  const report = await verifyWorkspace(workspace)
  if (report.ok) return
  found.falseAlarms += 1
  found.faults.push(`${when}: not whole: ${JSON.stringify(report).slice(0, 600)}`)
}

const sha256Of = (file: string): string | null =>
  fs.existsSync(file) ? createHash('sha256').update(fs.readFileSync(file)).digest('hex') : null

/** The end of a day whose last answers were given: what is not on the disk for sure is not there. */
export const atTheEnd = ({ calls }: Recording): Cut[] => [{ behind: calls.length - 1, luck: NO_LUCK }]

/** Behind every answer of a day. */
export const behindAnswers = (day: Recording): Cut[] => lucklessBehind(momentsOf(day).answers)

const lucklessBehind = (calls: readonly number[]): Cut[] => calls.map((behind) => ({ behind, luck: NO_LUCK }))

/** So many cuts at chance, and in the long run behind every sync and every answer too; in a short one a third of each. */
export function cutsOf(day: Recording, count: number, chance: Chance): Cut[] {
  const { syncs, answers } = momentsOf(day)
  const isLong = count >= LONG_RUN
  const third = Math.ceil(count / 3)
  const some = (calls: readonly number[]) =>
    isLong ? calls : Array.from({ length: third }, () => chance.pick(calls))
  const atChance = Array.from({ length: isLong ? count : third }, () => ({
    behind: chance.whole(0, day.calls.length - 1),
    luck: luckOf(chance),
  }))
  return [...lucklessBehind([...some(syncs), ...some(answers)]), ...atChance]
}

/**
 * Records what a day asks of the system, and cuts the power: behind every sync with everything lost that was not synced, and at
 * chance with some of it there. After each the workspace opens, verifies, has all that was acknowledged, and goes on.
 */
export async function attackPower(count: number, seed: number, tell: Tell): Promise<Outcome> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-attack-power-'))
  try {
    const day = recordDay(dir, seed)
    const syncs = momentsOf(day).syncs.length
    const found = await cutPower(day, cutsOf(day, count, chanceOf(seed)), dir, tell)
    const { cuts, lost, falseAlarms, faults } = found
    return { attack: 'power', done: { calls: day.calls.length, syncs, cuts, lost, falseAlarms }, faults }
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
}
