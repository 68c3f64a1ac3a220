/**
 * An evidence package of sparse originals, `SORTIE_BAG_GB` of them (1 where nobody says): packed through the services, checked,
 * and laid out as a folder where the disk has room for that too; and what memory each takes.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { checkBag } from '../../src/services/reading/checkBag.ts'
import { unpackBag } from '../../src/services/reading/unpackBag.ts'
import { hashFile } from '../../src/store/vault.ts'
import { openWorkspace, transact } from '../../src/store/workspace.ts'
import { aFlight, anId } from '../builders/enterprise.ts'
import { aFootage } from '../builders/footage.ts'
import { called, openServices } from '../builders/services.ts'
import type { BenchRow } from './row.ts'
import type { Yardstick } from './yardstick.ts'

const GB = Math.max(0.01, Number(process.env['SORTIE_BAG_GB'] ?? 1))
const ORIGINALS = 10
const LIMIT_MB = 200
const LOOK_MS = 50
const CHIEF = { name: 'bench', role: 'supervisor' } as const

/** How long something takes, and how much memory it takes at most beside what was taken before. */
async function watched<T>(work: () => Promise<T>): Promise<{ value: T; s: number; moreMb: number }> {
  const beforeMb = process.memoryUsage.rss() / 1e6
  let mostMb = beforeMb
  const looking = setInterval(() => {
    mostMb = Math.max(mostMb, process.memoryUsage.rss() / 1e6)
  }, LOOK_MS)
  const beganMs = performance.now()
  const value = await work()
  clearInterval(looking)
  return { value, s: (performance.now() - beganMs) / 1000, moreMb: mostMb - beforeMb }
}

/** A workspace of one flight whose clips are all but empty on the disk. */
async function fill(dir: string): Promise<void> {
  const opened = openWorkspace(dir, { create: true })
  if (!opened.ok) throw new Error(opened.code)
  const workspace = opened.value
  const flown = transact(workspace, { actor: CHIEF, atMs: 1, action: 'flight.put' }, (tx) =>
    tx.put('flight', null, aFlight({ id: anId(1) })),
  )
  if (!flown.ok) throw new Error(flown.code)
  const sizeBytes = Math.round((GB * 1e9) / ORIGINALS)
  for (let n = 1; n <= ORIGINALS; n++) {
    const file = path.join(workspace.vault.dir, `original-${n}`)
    fs.writeFileSync(file, `clip ${n}\n`)
    fs.truncateSync(file, sizeBytes)
    const sha256 = await hashFile(file)
    fs.mkdirSync(path.join(workspace.vault.dir, sha256.slice(0, 2)), { recursive: true })
    fs.renameSync(file, path.join(workspace.vault.dir, sha256.slice(0, 2), sha256))
    const done = transact(workspace, { actor: CHIEF, atMs: n, action: 'footage.ingest' }, (tx) =>
      tx.put(
        'footage',
        null,
        aFootage({
          id: anId(500 + n),
          sha256,
          sizeBytes,
          fileName: `DJI_${n}.MP4`,
          mimeType: 'video/mp4',
          kind: 'clip',
          flightId: anId(1),
        }),
      ),
    )
    if (!done.ok) throw new Error(done.code)
  }
  workspace.close()
}

/** What its figures are held against between machines. */
export const yardstick: Yardstick = 'copy'

export async function rows(): Promise<BenchRow[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-evidence-'))
  try {
    await fill(path.join(dir, 'workspace'))
    const services = openServices({ workspaceDir: path.join(dir, 'workspace'), pollMs: 0 })
    try {
      await called(services, 'actor.set', CHIEF)
      const packed = await watched(() =>
        called(services, 'evidence.pack', {
          about: { aggregate: 'flight', id: anId(1) },
          unmasked: null,
          language: 'zh',
        }),
      )
      const zip = services.download(packed.value.downloadId)?.path ?? ''
      const checked = await watched(() => checkBag(zip))
      if (!checked.value.ok || checked.value.value.problems.length > 0)
        throw new Error('the bag is not whole')
      const { bavail, bsize } = fs.statfsSync(dir)
      const hasRoom = bavail * bsize > 1.2 * packed.value.bytes
      const laid = hasRoom ? await watched(() => unpackBag(zip, path.join(dir, 'bag'))) : null
      return [
        ...two('evidence package packed', packed, packed.value.bytes),
        ...two('evidence package checked', checked, packed.value.bytes),
        ...(laid ? two('evidence package as a folder', laid, packed.value.bytes) : []),
      ]
    } finally {
      await services.close()
    }
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

function two(what: string, { s, moreMb }: { s: number; moreMb: number }, bytes: number): BenchRow[] {
  const on = `${ORIGINALS} originals, ${(bytes / 1e9).toFixed(1)} GB`
  return [
    { what, on, figure: bytes / 1e6 / s, unit: 'MB/s', peer: '', peerFigure: null },
    { what: `${what}, memory more`, on, figure: moreMb, unit: 'MB', peer: 'limit', peerFigure: LIMIT_MB },
  ]
}
