/** Exchange by files: a laptop that sends all it has to one that has nothing, and what that one then lets count. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openWorkspace, transact } from '../../src/store/workspace.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { called, openServices } from '../builders/services.ts'
import type { BenchRow } from './row.ts'
import type { Yardstick } from './yardstick.ts'

const ENTRIES = 10_000
const AT_MS = Date.UTC(2026, 0, 1)
const ORIGINAL_BYTES = 500_000_000
const CHIEF = { name: 'bench', role: 'supervisor' } as const

const row = (what: string, on: string, figure: number, unit = 'ms'): BenchRow => ({
  what: `exchange: ${what}`,
  on,
  figure,
  unit,
  peer: '',
  peerFigure: null,
})

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const started = performance.now()
  const value = await work()
  return { ms: performance.now() - started, value }
}

/** What its figures are held against between machines. */
export const yardstick: Yardstick = 'copy'

export async function rows(): Promise<BenchRow[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-exchange-'))
  try {
    return [
      ...(await entryRows(path.join(dir, 'entries'))),
      ...(await originalRows(path.join(dir, 'originals'))),
    ]
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

/** Two laptops, of which the first has what `fill` gives it; the file that it sends, and what each step took, ms. */
async function exchanged(dir: string, fill: (workspaceDir: string) => Promise<void>) {
  await fill(path.join(dir, 'here'))
  const here = openServices({ workspaceDir: path.join(dir, 'here'), pollMs: 0 })
  const there = openServices({ workspaceDir: path.join(dir, 'there'), pollMs: 0 })
  try {
    await called(there, 'actor.set', CHIEF)
    const sent = await timed(() => called(here, 'workspace.send', { since: null, originals: 'all' }))
    const file = path.join(dir, 'all.sortie')
    fs.copyFileSync(here.download(sent.value.download)?.path ?? '', file)
    const { ref } = there.registerFile(file)
    const looked = await timed(() => called(there, 'workspace.look', { file: ref }))
    const received = await timed(() => called(there, 'workspace.receive', { file: ref }))
    const again = await timed(() => called(there, 'workspace.receive', { file: ref }))
    const { own } = await called(here, 'station.list', {})
    const accepted = await timed(() => called(there, 'station.accept', { station: own ?? '', name: 'here' }))
    return {
      bytes: sent.value.bytes,
      sent: sent.ms,
      looked: looked.ms,
      received: received.ms,
      again: again.ms,
      accepted: accepted.ms,
    }
  } finally {
    await here.close()
    await there.close()
  }
}

async function entryRows(dir: string): Promise<BenchRow[]> {
  const took = await exchanged(dir, async (workspaceDir) => {
    const opened = openWorkspace(workspaceDir, { create: true })
    if (!opened.ok) throw new Error(opened.code)
    for (let n = 1; n <= ENTRIES; n++)
      transact(opened.value, { actor: CHIEF, atMs: AT_MS + n, action: 'enterprise.put' }, (tx) =>
        tx.put('enterprise', null, { ...anEnterprise(), id: anId(n) }),
      )
    opened.value.close()
  })
  const on = `${ENTRIES.toLocaleString('en')} entries`
  return [
    row('send', on, took.sent),
    row('look', on, took.looked),
    row('receive', on, took.received),
    row('receive again', on, took.again),
    row('accept their station', on, took.accepted),
  ]
}

async function originalRows(dir: string): Promise<BenchRow[]> {
  const took = await exchanged(dir, async (workspaceDir) => {
    const services = openServices({ workspaceDir, pollMs: 0 })
    try {
      const clip = path.join(dir, 'clip.bin')
      fs.writeFileSync(clip, 'x'.repeat(1000))
      fs.truncateSync(clip, ORIGINAL_BYTES)
      await called(services, 'footage.ingest', {
        files: [services.registerFile(clip).ref],
        flightId: null,
        zones: [],
      })
    } finally {
      await services.close()
    }
  })
  const on = `an original of ${ORIGINAL_BYTES / 1e6} MB`
  const speed = (ms: number): number => took.bytes / 1e6 / (ms / 1000)
  return [row('send', on, speed(took.sent), 'MB/s'), row('receive', on, speed(took.received), 'MB/s')]
}
