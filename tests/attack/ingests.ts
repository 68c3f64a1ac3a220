import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { verifyWorkspace } from '../../src/store/verify.ts'
import { openWorkspace } from '../../src/store/workspace.ts'
import { aTlog } from '../builders/logs.ts'
import { aPhotoFile } from '../builders/photoFile.ts'
import type { Outcome, Tell } from './attack.ts'
import { type Chance, chanceOf } from './chance.ts'
import { commandLine } from './commandLine.ts'

const START_MS = Date.UTC(2026, 4, 20, 2, 15)
/** A card is killed so often before it may run to its end. */
const KILLS_A_CARD = 4
const CLIP_BYTES = 8_000_000
const LONGEST_LIFE_MS = 900

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A log, photos and clips; answers the hash of each file. */
function fillCard(card: string, chance: Chance): Map<string, string> {
  fs.mkdirSync(card)
  const fixes = Array.from({ length: 300 }, (_, i) => ({
    atMs: START_MS + i * 1000,
    lat: 41.77 + i * 1e-5,
    lon: 109.97,
    heightM: 60,
  }))
  const files: Record<string, Uint8Array> = { 'flight.tlog': aTlog(fixes, chance.whole(0, 9000)) }
  for (let i = 0; i < 5; i++)
    files[`p${i}.JPG`] = aPhotoFile(START_MS - 8 * 3600_000 + i * 20_000, chance.whole(0, 255))
  for (let i = 0; i < 2; i++) {
    const clip = Buffer.alloc(CLIP_BYTES, chance.whole(0, 255))
    clip.write('\u0000\u0000\u0000\u0018ftypisom\u0000\u0000\u0000\u0000isommp42', 'latin1')
    clip.writeUInt32BE(chance.whole(0, 0xffffffff), 24)
    files[`c${i}.MP4`] = clip
  }
  const hashes = new Map<string, string>()
  for (const [name, bytes] of Object.entries(files)) {
    fs.writeFileSync(path.join(card, name), bytes)
    hashes.set(name, sha256(bytes))
  }
  return hashes
}

/** Kills `sortie ingest` at any moment: every time the workspace verifies, and in the end each file is there once. */
export async function attackIngests(kills: number, seed: number, tell: Tell): Promise<Outcome> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-attack-ingests-'))
  const temporary = path.join(dir, 'tmp')
  fs.mkdirSync(temporary)
  const env = { ...process.env, TMPDIR: temporary, SORTIE_HOME: path.join(dir, 'home'), LC_ALL: 'C' }
  const chance = chanceOf(seed)
  const faults: string[] = []
  const done = { kills: 0, cards: 0, files: 0, lost: 0, twice: 0, falseAlarms: 0 }

  const ingest = (workspace: string, card: string, lifeMs: number | null): Promise<number | null> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [commandLine(), 'ingest', '--workspace', workspace, card], {
        env,
        stdio: 'ignore',
      })
      const timer = lifeMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), lifeMs)
      child.once('close', (code) => {
        clearTimeout(timer)
        resolve(code)
      })
    })
  const verify = async (workspace: string, round: string): Promise<void> => {
    const opened = openWorkspace(workspace, { create: false })
    if (!opened.ok) return void faults.push(`${round}: the workspace does not open (${opened.code})`)
    const report = await verifyWorkspace(opened.value)
    if (!report.ok) {
      done.falseAlarms++
      faults.push(`${round}: not whole: ${JSON.stringify(report).slice(0, 500)}`)
    }
    opened.value.close()
  }

  try {
    const workspace = path.join(dir, 'w')
    const made = openWorkspace(workspace, { create: true })
    if (!made.ok) throw new Error(made.code)
    made.value.close()
    while (done.kills < kills) {
      const card = path.join(dir, `card-${done.cards}`)
      const hashes = fillCard(card, chance)
      for (let i = 0; i < KILLS_A_CARD && done.kills < kills; i++) {
        await ingest(workspace, card, chance.whole(80, LONGEST_LIFE_MS))
        done.kills++
        await verify(workspace, `kill ${done.kills}`)
      }
      // 1: something is asked about; everything is in the vault all the same.
      const code = await ingest(workspace, card, null)
      if (code !== 0 && code !== 1)
        faults.push(`card ${done.cards}: the run that was left alone ended with ${code}`)
      await verify(workspace, `card ${done.cards}`)
      const opened = openWorkspace(workspace, { create: false })
      if (!opened.ok) throw new Error(opened.code)
      const count = opened.value.db.prepare('SELECT count(*) AS n FROM footage WHERE sha256 = ?')
      for (const [name, hash] of hashes) {
        const { n } = count.get(hash) as { n: number }
        if (n === 0) done.lost++
        if (n > 1) done.twice++
        if (n !== 1) faults.push(`card ${done.cards}: ${name} is there ${n} times`)
        if (sha256(fs.readFileSync(path.join(card, name))) !== hash)
          faults.push(`card ${done.cards}: ${name} was changed on the card`)
        done.files++
      }
      opened.value.close()
      done.cards++
      fs.rmSync(card, { recursive: true })
      tell(`ingests: ${done.kills} of ${kills} kills, ${faults.length} faults`)
    }
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
  return { attack: 'ingests', done, faults }
}
