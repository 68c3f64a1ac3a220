/** The journal: one write, taking back an entry of very many documents, and proving a chain of very many entries. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Flight } from '../../src/core/flight/flight.ts'
import type { Footage } from '../../src/core/footage/footage.ts'
import { openWorkspace, transact } from '../../src/store/workspace.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { aFootage } from '../builders/footage.ts'
import { called, openServices } from '../builders/services.ts'
import { type BenchRow, medianMs } from './row.ts'

const PHOTOS = 5000
const ENTRIES = 100_000
const WRITES = 201
const RUNS = 3
/** What takes as long is not done again: once more would say the same. */
const LONG_MS = 20_000
const AT_MS = Date.UTC(2026, 0, 1)
const DEVICE = 'DJI M3E'
const flightId = anId(1)

const row = (what: string, on: string, figure: number, aim: number | null): BenchRow => ({
  what,
  on,
  figure,
  unit: 'ms',
  peer: aim === null ? '' : 'aim',
  peerFigure: aim,
})

export async function rows(): Promise<BenchRow[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-journal-'))
  try {
    return [...(await undoRows(dir)), ...(await chainRows(path.join(dir, 'chain')))]
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

type Services = ReturnType<typeof openServices>
type Write = Parameters<typeof transact<void>>[2]

/** A new workspace with one entry for each of some writes. */
function fill(dir: string, writes: Iterable<[action: string, work: Write]>): void {
  const opened = openWorkspace(dir, { create: true })
  if (!opened.ok) throw new Error(opened.code)
  const actor = { name: 'bench', role: 'officer' }
  for (const [action, work] of writes) {
    const done = transact(opened.value, { actor, atMs: AT_MS, action }, work)
    if (!done.ok) throw new Error(`${action} ${done.code} ${JSON.stringify(done.params)}`)
  }
  opened.value.close()
}

async function undoRows(dir: string): Promise<BenchRow[]> {
  const on = `an entry of ${PHOTOS.toLocaleString('en')} photos`
  const undone = async (what: string, before: (services: Services) => Promise<unknown>) => {
    const runs: number[] = []
    while (runs.length < RUNS && Math.max(0, ...runs) < LONG_MS) {
      const workspaceDir = path.join(dir, `${what}-${runs.length}`)
      fill(workspaceDir, photosOfAFlight())
      const services = openServices({ workspaceDir, pollMs: 0 })
      try {
        await before(services)
        const started = performance.now()
        await undoNewest(services)
        runs.push(performance.now() - started)
      } finally {
        await services.close()
      }
    }
    return row(
      `journal: undo of ${what}`,
      on,
      runs.sort((a, b) => a - b)[runs.length >> 1] ?? Number.NaN,
      2000,
    )
  }
  return [
    await undone('an import', async () => undefined),
    await undone('an import, done again', undoNewest),
    await undone('an edit', (services) =>
      called(services, 'footage.setClock', { flightId, device: DEVICE, aheadS: 60, why: 'bench' }),
    ),
  ]
}

async function undoNewest(services: Services): Promise<void> {
  const [newest] = await called(services, 'journal.list', {
    aggregate: null,
    id: null,
    beforeArrival: null,
    limit: 1,
  })
  const { changes } = await called(services, 'journal.undo', { entry: newest?.hash ?? '' })
  if (changes.length !== PHOTOS) throw new Error(`${changes.length} changes`)
}

async function chainRows(workspaceDir: string): Promise<BenchRow[]> {
  fill(workspaceDir, enterprisesOneByOne())
  const services = openServices({ workspaceDir, pollMs: 0 })
  let next = ENTRIES
  const put = () =>
    called(services, 'enterprise.put', { base: null, doc: { ...anEnterprise(), id: anId(++next) } })
  try {
    const on = `a journal of ${ENTRIES.toLocaleString('en')} entries`
    return [
      row(
        'journal: verifying',
        on,
        await medianMs(RUNS, () => called(services, 'workspace.verify', {})),
        null,
      ),
      row('journal: one write', on, await medianMs(WRITES, put), null),
    ]
  } finally {
    await services.close()
  }
}

function* photosOfAFlight(): Generator<[string, Write]> {
  yield ['flight.put', (tx) => void tx.put('flight', null, flight)]
  yield [
    'footage.ingest',
    (tx) => {
      for (let n = 0; n < PHOTOS; n++) tx.put('footage', null, photo(n))
    },
  ]
}

function* enterprisesOneByOne(): Generator<[string, Write]> {
  for (let n = 1; n <= ENTRIES; n++)
    yield ['enterprise.put', (tx) => void tx.put('enterprise', null, { ...anEnterprise(), id: anId(n) })]
}

const flight: Flight = {
  id: flightId,
  missionId: null,
  missionRevision: null,
  siteIds: [],
  takeoffAtMs: AT_MS,
  landedAtMs: AT_MS + PHOTOS * 1000,
  pilot: '',
  aircraft: '',
  logIds: [],
  track: [],
  remarks: '',
}

const photo = (n: number): Footage =>
  aFootage({
    id: anId(1000 + n),
    sha256: n.toString(16).padStart(64, '0'),
    fileName: `DJI_${n}.JPG`,
    flightId,
    device: DEVICE,
    takenAt: {
      raw: '2026-01-01T08:00:00',
      source: 'exif',
      assumedZone: 'Asia/Shanghai',
      utcMs: AT_MS + n * 1000,
    },
    placement: {
      at: { lat: 41.77, lon: 109.97 },
      heightM: 60,
      headingDeg: 0,
      pitchDeg: -60,
      by: 'own',
      reason: '',
    },
    widthPx: 5280,
    heightPx: 3956,
    lens: { hfovDeg: 73.7, vfovDeg: 58.7 },
  })
