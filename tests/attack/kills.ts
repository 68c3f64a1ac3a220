import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { creditCodeCheckCharacter } from '../../src/core/site/creditCode.ts'
import { verifyWorkspace } from '../../src/store/verify.ts'
import { openWorkspace } from '../../src/store/workspace.ts'
import { anEnterprise } from '../builders/enterprise.ts'
import { mockVehicle } from '../link/mockVehicle.ts'
import type { Outcome, Tell } from './attack.ts'
import { type Chance, chanceOf } from './chance.ts'
import { type HttpDoor, openHttpDoor } from './httpDoor.ts'

/** A workspace serves so many rounds: what is verified after each stays small. */
const ROUNDS_A_WORKSPACE = 40
const LONGEST_LIFE_MS = 1200
/** A link listens for a while before it is open: now and then a server lives long enough for that. */
const LONG_LIFE_MS = 5000
const LONG_SHARE = 0.25
const CLIP_BYTES = 200_000

type Written = { arrival: number; revision: number; version: string }
/** What the server said was kept: it must be there after any end. */
type Kept = { entries: Map<number, { id: string; revision: number }>; originals: Map<string, string> }

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function aClip(chance: Chance): Uint8Array {
  const bytes = new Uint8Array(CLIP_BYTES)
  for (let i = 0; i < bytes.length; i += 4)
    new DataView(bytes.buffer).setUint32(i, chance.whole(0, 0xffffffff))
  bytes.set(Buffer.from('\u0000\u0000\u0000\u0018ftypisom\u0000\u0000\u0000\u0000isommp42', 'latin1'))
  return bytes
}

const anOwnId = (chance: Chance) => {
  const digits = Array.from({ length: 12 }, () => chance.whole(0, 15).toString(16)).join('')
  return `00000000-0000-7000-8000-${digits}`
}

/** Makes and edits enterprises until the server is gone. */
async function write(door: HttpDoor, kept: Kept, chance: Chance, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const first = Array.from({ length: 17 }, () => chance.whole(0, 9)).join('')
    const doc = anEnterprise({ id: anOwnId(chance), creditCode: first + creditCodeCheckCharacter(first) })
    for (let base: string | null = null, edits = 0; edits < 3 && !isOver(); edits++) {
      const answer = await door.call('enterprise.put', { base, doc: { ...doc, remarks: `${edits}` } })
      if (!answer.ok) break
      const { arrival, revision, version } = answer.value as Written
      kept.entries.set(arrival, { id: doc.id, revision })
      base = version
    }
  }
}

/** Uploads clips and takes them into the vault. */
async function bring(door: HttpDoor, kept: Kept, chance: Chance, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const bytes = aClip(chance)
    const ref = await door.upload('clip.mp4', bytes)
    const answer = await door.call('footage.ingest', { files: [ref], flightId: null })
    if (!answer.ok) continue
    const { arrival, footage } = answer.value as {
      arrival: number | null
      footage: { revision: number; doc: { id: string } }[]
    }
    const [made] = footage
    if (arrival === null || !made) continue
    kept.entries.set(arrival, { id: made.doc.id, revision: made.revision })
    kept.originals.set(made.doc.id, sha256(bytes))
  }
}

/** Opens and closes the link to a vehicle that goes on talking. */
async function talk(door: HttpDoor, link: string, isOver: () => boolean, opened: () => void): Promise<void> {
  while (!isOver()) {
    const answer = await door.call('link.open', { link, system: null, key: null })
    if (answer.ok) opened()
    await door.call('link.close', {})
  }
}

/**
 * Kills `sortie serve` at any moment while two clients write, one uploads and one opens and closes a link: after each
 * end the workspace verifies, and everything that was acknowledged is there.
 */
export async function attackKills(rounds: number, seed: number, tell: Tell): Promise<Outcome> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-attack-kills-'))
  const temporary = path.join(dir, 'tmp')
  fs.mkdirSync(temporary)
  const env = { ...process.env, TMPDIR: temporary, SORTIE_HOME: path.join(dir, 'home'), LC_ALL: 'C' }
  const chance = chanceOf(seed)
  const faults: string[] = []
  const done = { kills: 0, acknowledged: 0, originals: 0, links: 0, lost: 0, falseAlarms: 0, leftOver: 0 }
  const vehicle = await mockVehicle({ firmware: 'ardupilot' })
  try {
    let kept: Kept = { entries: new Map(), originals: new Map() }
    for (let round = 0; round < rounds; round++) {
      const workspace = path.join(dir, `w${Math.floor(round / ROUNDS_A_WORKSPACE)}`)
      if (round % ROUNDS_A_WORKSPACE === 0) kept = { entries: new Map(), originals: new Map() }
      const before = kept.entries.size
      const door = await openHttpDoor(workspace, env)
      let over = false
      const isOver = () => over
      // What is asked of a dead server fails: that is the point.
      const clients = [
        write(door, kept, chance, isOver),
        write(door, kept, chance, isOver),
        bring(door, kept, chance, isOver),
        talk(door, vehicle.link, isOver, () => {
          done.links += 1
        }),
      ].map((client) => client.catch(() => undefined))
      // Every second one has kept something, however slow the machine is.
      if (round % 2 === 1)
        while (kept.entries.size === before && door.process.exitCode === null)
          await new Promise((resolve) => setTimeout(resolve, 5))
      await new Promise((resolve) =>
        setTimeout(resolve, chance.whole(20, chance.happens(LONG_SHARE) ? LONG_LIFE_MS : LONGEST_LIFE_MS)),
      )
      const diedAlone = door.process.exitCode !== null
      door.process.kill('SIGKILL')
      over = true
      await door.ended
      await Promise.all(clients)
      done.kills++
      if (diedAlone) faults.push(`round ${round}: the server ended by itself: ${door.said().slice(-400)}`)
      done.acknowledged += kept.entries.size - before
      await lookAt(workspace, kept, round, faults, done)
      if (round % 10 === 9)
        tell(`kills: ${round + 1} of ${rounds}, ${done.acknowledged} acknowledged, ${faults.length} faults`)
    }
    // A start after all of it, and a clean end: what the dead left behind is gone.
    const door = await openHttpDoor(path.join(dir, 'w0'), env)
    await door.call('workspace.status', {})
    door.process.kill('SIGTERM')
    await door.ended
    done.leftOver = fs
      .readdirSync(temporary)
      .filter((name) => contentOf(path.join(temporary, name)) > 0).length
    if (done.leftOver > 0)
      faults.push(`left in the temporary folder: ${fs.readdirSync(temporary).slice(0, 5).join(', ')}`)
  } finally {
    vehicle.close()
    fs.rmSync(dir, { recursive: true, force: true })
  }
  return { attack: 'kills', done, faults }
}

/** How many files lie in a folder, or 1 for a file. */
function contentOf(place: string): number {
  if (!fs.statSync(place).isDirectory()) return 1
  return fs.readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .length
}

async function lookAt(
  workspace: string,
  kept: Kept,
  round: number,
  faults: string[],
  done: { originals: number; lost: number; falseAlarms: number },
): Promise<void> {
  const opened = openWorkspace(workspace, { create: false })
  // Killed before the workspace was made: then nothing was acknowledged either.
  if (!opened.ok) {
    if (kept.entries.size > 0) faults.push(`round ${round}: the workspace does not open (${opened.code})`)
    return
  }
  const { db, vault } = opened.value
  try {
    const report = await verifyWorkspace(opened.value)
    if (!report.ok) {
      done.falseAlarms++
      faults.push(`round ${round}: not whole: ${JSON.stringify(report).slice(0, 500)}`)
    }
    const changed = db.prepare(
      'SELECT 1 FROM change c JOIN version v ON v.hash = c.version WHERE c.arrival = ? AND v.id = ?',
    )
    for (const [seq, { id }] of kept.entries)
      if (changed.get(seq, id) === undefined) {
        done.lost++
        faults.push(`round ${round}: entry ${seq} of ${id} was acknowledged and is not there`)
      }
    const recorded = db.prepare('SELECT sha256 FROM footage WHERE id = ?')
    for (const [id, hash] of kept.originals) {
      const row = recorded.get(id) as { sha256: string } | undefined
      const original = row && (await vault.localCopy(row.sha256))
      if (row?.sha256 !== hash || !original) {
        done.lost++
        faults.push(`round ${round}: the original ${id} is not what was uploaded`)
      }
    }
    done.originals = Math.max(done.originals, kept.originals.size)
  } finally {
    opened.value.close()
  }
}
