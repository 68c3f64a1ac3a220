import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CallInput, InSession } from '../../src/contract/index.ts'
import { backupInto } from '../../src/services/workspaceTools.ts'
import { openWorkspace } from '../../src/store/workspace.ts'
import { verifyWorkspace } from '../../src/store/verify.ts'
import { type Chance, chanceOf } from '../attack/chance.ts'
import { fillCard } from '../attack/power/card.ts'
import { aCreditCode, anEnterprise, anId } from '../builders/enterprise.ts'
import { called, openServices } from '../builders/services.ts'

const HOUR_MS = 3_600_000
const YEAR_MS = 365 * 24 * HOUR_MS
const JUMPS_MS = [
  HOUR_MS,
  -HOUR_MS,
  26 * HOUR_MS,
  -26 * HOUR_MS,
  YEAR_MS,
  -YEAR_MS,
  12 * YEAR_MS,
  -12 * YEAR_MS,
]
const BEGIN_MS = Date.UTC(2026, 4, 20, 2)
const ROUNDS = 30

let dir = ''
let chance: Chance
let clockMs = BEGIN_MS
let services: InSession
const open = () =>
  openServices({
    home: path.join(dir, 'home'),
    workspaceDir: path.join(dir, 'w'),
    pollMs: 0,
    nowMs: () => clockMs,
  })

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-clock-'))
  chance = chanceOf(20_261_129)
  clockMs = BEGIN_MS
  services = open()
})
afterEach(async () => {
  await services.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

type Base = CallInput<'enterprise.put'>['base']

it('a clock that jumps hours and years, backwards too, loses nothing, and every chain holds', async () => {
  fillCard(path.join(dir, 'card'), chance)
  const card = fs.readdirSync(path.join(dir, 'card')).map((name) => path.join(dir, 'card', name))
  const entries: string[] = []
  const bases = new Map<number, Base>()
  let isBehind = 0
  for (let round = 0; round < ROUNDS; round++) {
    clockMs = Math.max(YEAR_MS, clockMs + chance.pick(JUMPS_MS))
    if (chance.happens(0.2)) {
      await services.close()
      services = open()
    }
    const n = chance.whole(1, 4)
    const doc = anEnterprise({ id: anId(n), creditCode: aCreditCode(n), remarks: `${round}` })
    const put = await called(services, 'enterprise.put', { base: bases.get(n) ?? null, doc })
    bases.set(n, put.version)
    entries.push(put.entry)
    const file = card[round % 10]
    if (file) {
      const files = [services.registerFile(file).ref]
      const done = await called(services, 'footage.ingest', { files, flightId: null })
      if (done.entry !== null) entries.push(done.entry)
    }
    const { clockBehindMs } = await called(services, 'workspace.status', {})
    if (clockBehindMs !== null) isBehind += 1
  }
  // It is said whenever the clock is behind what was written.
  expect(isBehind).toBeGreaterThan(0)
  await services.close()
  const opened = openWorkspace(path.join(dir, 'w'), { create: false })
  if (!opened.ok) throw new Error(opened.code)
  try {
    expect(await verifyWorkspace(opened.value)).toMatchObject({ ok: true })
    const has = opened.value.db.prepare('SELECT 1 FROM entry WHERE hash = ?')
    expect(entries.filter((hash) => has.get(hash) === undefined)).toEqual([])
    expect(entries.length).toBeGreaterThanOrEqual(ROUNDS)
  } finally {
    opened.value.close()
  }
})

it('a clock before 1970 writes nothing, and says so', async () => {
  clockMs = -YEAR_MS
  const doc = anEnterprise({ id: anId(1), creditCode: aCreditCode(1) })
  expect(await services.call('enterprise.put', { base: null, doc })).toMatchObject({ code: 'clock_wrong' })
})

it('backups that take turns keep the one that was made just now, whatever the clock says', async () => {
  await called(services, 'workspace.status', {})
  const folder = path.join(dir, 'disk')
  for (const atMs of [BEGIN_MS, BEGIN_MS + 12 * YEAR_MS, BEGIN_MS - 12 * YEAR_MS]) {
    const made = await backupInto(path.join(dir, 'w'), folder, { count: 1 }, atMs)
    if (!made.ok) throw new Error(made.code)
    expect(fs.existsSync(made.value.dir)).toBe(true)
  }
  // The newest by the clock, and the newest.
  expect(fs.readdirSync(folder)).toHaveLength(2)
})
