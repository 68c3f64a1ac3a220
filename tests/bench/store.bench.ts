/** The vault beside `cp` and `openssl`, a page of the findings' list among 100,000, and filling and verifying the demo. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Finding } from '../../src/core/finding/finding.ts'
import { openServices } from '../builders/services.ts'
import { openThreads } from '../../src/services/reading/threads/threads.ts'
import { openWorkspace, transact } from '../../src/store/workspace.ts'
import { anEnterprise } from '../builders/enterprise.ts'
import { type BenchRow, medianMs } from './row.ts'

const assetsDir = path.resolve(import.meta.dirname, '../../missions')
const FILE_MB = 256
const FINDINGS = 100_000
const ENTERPRISES = 1000
const A_TRANSACTION = 2000

export async function rows(): Promise<BenchRow[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-'))
  try {
    return [...(await vaultRows(dir)), ...(await demoRows(dir)), ...(await listRows(dir))]
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

async function vaultRows(dir: string): Promise<BenchRow[]> {
  const source = path.join(dir, 'source.bin')
  const part = randomBytes(1 << 20)
  const file = fs.openSync(source, 'w')
  for (let i = 0; i < FILE_MB; i++) fs.writeSync(file, part)
  fs.closeSync(file)
  const vaultDir = path.join(dir, 'vault')
  const threads = openThreads()
  const oursMs = await medianMs(3, async () => {
    fs.rmSync(vaultDir, { recursive: true, force: true })
    fs.mkdirSync(vaultDir)
    await threads.run('bring', { dir: vaultDir, file: source, candidates: [] })
  })
  await threads.close()
  const copy = path.join(dir, 'copy.bin')
  let peerMs: number | null = null
  try {
    peerMs = await medianMs(3, () => {
      fs.rmSync(copy, { force: true })
      execFileSync('cp', [source, copy])
      for (const each of [source, copy]) execFileSync('openssl', ['dgst', '-sha256', each])
    })
  } catch {
    // Neither tool comes with Windows: then the figure stands alone.
  }
  fs.rmSync(copy, { force: true })
  fs.rmSync(vaultDir, { recursive: true, force: true })
  const mbS = (ms: number) => (FILE_MB / ms) * 1000
  return [
    {
      what: 'vault: copy, hash, re-read, compare',
      on: `${FILE_MB} MB`,
      figure: mbS(oursMs),
      unit: 'MB/s',
      peer: 'cp, openssl dgst of both (aim 0.9)',
      peerFigure: peerMs === null ? null : mbS(peerMs),
    },
  ]
}

async function demoRows(dir: string): Promise<BenchRow[]> {
  const row = (what: string, figure: number, aim: number | null): BenchRow => ({
    what,
    on: 'demo workspace',
    figure,
    unit: 'ms',
    peer: aim === null ? '' : 'aim',
    peerFigure: aim,
  })
  const services = openServices({ home: path.join(dir, 'home'), assetsDir, pollMs: 0 })
  try {
    const started = performance.now()
    await services.call('workspace.openDemo', {})
    const filledMs = performance.now() - started
    const verifyMs = await medianMs(3, () => services.call('workspace.verify', {}))
    return [row('filling', filledMs, 2000), row('verifying', verifyMs, null)]
  } finally {
    await services.close()
  }
}

async function listRows(dir: string): Promise<BenchRow[]> {
  const workspaceDir = path.join(dir, 'many')
  const enterpriseId = fillMany(workspaceDir)
  const services = openServices({ workspaceDir, assetsDir, pollMs: 0 })
  const base = {
    enterpriseId: null,
    states: [],
    level: null,
    overdueOnly: false,
    text: '',
    limit: 50,
  }
  const page = async (on: string, filter: object): Promise<BenchRow> => ({
    what: `findings, a page of 50 among ${FINDINGS.toLocaleString('en')}`,
    on,
    figure: await medianMs(7, () => services.call('finding.list', { ...base, ...filter })),
    unit: 'ms',
    peer: 'aim',
    peerFigure: 20,
  })
  try {
    return [
      await page('all, newest first', {}),
      await page('open of one enterprise', { enterpriseId, states: ['toVerify', 'ordered'] }),
      await page('overdue', { overdueOnly: true }),
      await page('text in the title', { text: '9999' }),
    ]
  } finally {
    await services.close()
  }
}

/** A workspace of many findings, with their journal; answers the id of one of its enterprises. */
function fillMany(dir: string): string {
  const opened = openWorkspace(dir, { create: true })
  if (!opened.ok) throw new Error(opened.code)
  const workspace = opened.value
  const id = (kind: string, n: number) => `018f0000-0000-7000-8000-${kind}${n.toString(16).padStart(11, '0')}`
  const atMs = Date.UTC(2026, 0, 1)
  const write = (action: string, work: Parameters<typeof transact<void>>[2]) => {
    const done = transact(workspace, { actor: { name: 'bench', role: 'operator' }, atMs, action }, work)
    if (!done.ok) throw new Error(`${done.code} ${JSON.stringify(done.params)}`)
  }
  write('bench', (tx) => {
    for (let n = 0; n < ENTERPRISES; n++)
      tx.put('enterprise', null, {
        id: id('e', n),
        name: { zh: '测', en: 'bench' },
        creditCode: anEnterprise().creditCode,
        address: '',
        licences: [],
        holdings: [],
        safetyOfficer: null,
        contacts: [],
        remarks: '',
      })
  })
  for (let from = 0; from < FINDINGS; from += A_TRANSACTION)
    write('bench', (tx) => {
      for (let n = from; n < from + A_TRANSACTION; n++)
        tx.put('finding', null, finding(id('f', n), id('e', n % ENTERPRISES), n, atMs))
    })
  workspace.close()
  return id('e', 2)
}

const STATES = ['toVerify', 'confirmed', 'ordered', 'closed'] as const
const finding = (id: string, enterpriseId: string, n: number, atMs: number): Finding => ({
  id,
  enterpriseId,
  enterpriseBy: 'site',
  siteId: null,
  assetId: null,
  title: `隐患 ${n}`,
  category: '',
  level: 'general',
  risk: null,
  at: { lat: 41.77, lon: 109.97 },
  state: STATES[n % 4] ?? 'toVerify',
  openedAtMs: atMs + n * 60_000,
  owner: '',
  deadlines: n % 4 === 2 ? [{ dueMs: atMs + n * 3_600_000, setAtMs: atMs, by: 'bench', reason: '' }] : [],
  transitions: [],
  recursOfId: null,
})
