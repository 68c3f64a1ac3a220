/** The board of a large campaign: 1,000 enterprises by 12 rounds, among years of flights and findings, through the services. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { transact } from '../../src/store/transact.ts'
import { openWorkspace } from '../../src/store/workspace.ts'
import { aCampaign, aVisit } from '../builders/campaign.ts'
import { openServices } from '../builders/services.ts'
import { districtId, fillDistrict, FIRST_DAY_MS, type Sizes } from './district.ts'
import type { BenchRow } from './row.ts'

const SIZES: Sizes = {
  enterprises: 1000,
  sites: 1200,
  missions: 100,
  flights: 10_000,
  footage: 2000,
  findings: 100_000,
}
const ROUNDS = 12
const LIMIT_MS = 200
const RUNS = 15
const SETTLED_MS = 60_000
const DAY_MS = 24 * 3600_000
const CAMPAIGN = '018f0000-0000-7000-8000-c00000000001'

const visitId = (n: number): string => `018f0000-0000-7000-8000-c1${n.toString(16).padStart(10, '0')}`

/** A campaign over all enterprises of a district, a round a month, and in each one visit of every enterprise. */
function addCampaign(dir: string): void {
  const opened = openWorkspace(dir, { create: false })
  if (!opened.ok) throw new Error(opened.code)
  const workspace = opened.value
  const campaign = aCampaign({
    id: CAMPAIGN,
    fromMs: FIRST_DAY_MS,
    toMs: FIRST_DAY_MS + ROUNDS * 30 * DAY_MS,
    enterpriseIds: Array.from({ length: SIZES.enterprises }, (_, n) => districtId('enterprise', n)),
    rounds: Array.from({ length: ROUNDS }, (_, i) => ({
      id: `round-${i}`,
      no: i + 1,
      name: '',
      fromMs: FIRST_DAY_MS + i * 30 * DAY_MS,
      toMs: FIRST_DAY_MS + (i * 30 + 20) * DAY_MS,
      missionIds: [],
      agencyIds: ['police'],
      checklist: null,
      approval: null,
      copiedFromId: null,
    })),
  })
  const actor = { name: '样例', role: 'officer' }
  for (const [i, round] of campaign.rounds.entries()) {
    const done = transact(workspace, { actor, atMs: FIRST_DAY_MS, action: 'visit.create' }, (tx) => {
      if (i === 0) tx.put('campaign', null, campaign)
      for (const [n, enterpriseId] of campaign.enterpriseIds.entries())
        tx.put(
          'visit',
          null,
          aVisit({
            id: visitId(i * SIZES.enterprises + n),
            enterpriseId,
            campaignId: CAMPAIGN,
            roundId: round.id,
            fromMs: round.fromMs + (n % 20) * DAY_MS,
            toMs: round.fromMs + (n % 20) * DAY_MS + 3600_000,
          }),
        )
    })
    if (!done.ok) throw new Error(done.code)
  }
  workspace.close()
}

export async function rows(): Promise<BenchRow[]> {
  const aside = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-board-'))
  const dir = path.join(aside, 'district')
  fillDistrict(dir, SIZES)
  addCampaign(dir)
  // As behind a window: what the board needs is worked out beside the calls, from some seconds after the start on.
  const services = openServices({ home: path.join(aside, 'home'), workspaceDir: dir, pollMs: 1000 })
  try {
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS))
    const took: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const beganMs = performance.now()
      const answer = await services.call('campaign.board', { id: CAMPAIGN })
      took.push(performance.now() - beganMs)
      if (!answer.ok) throw new Error(answer.code)
    }
    const [firstMs = Number.POSITIVE_INFINITY] = took
    took.sort((a, b) => a - b)
    const cells = `${SIZES.enterprises} enterprises × ${ROUNDS} rounds, ${SIZES.flights} flights, ${SIZES.findings} findings`
    return [
      {
        what: 'board of a campaign',
        on: cells,
        figure: took[Math.floor(RUNS / 2)] ?? Number.POSITIVE_INFINITY,
        unit: 'ms',
        peer: 'limit',
        peerFigure: LIMIT_MS,
      },
      {
        what: `the first board, ${SETTLED_MS / 1000} s after the start`,
        on: cells,
        figure: firstMs,
        unit: 'ms',
        peer: 'limit',
        peerFigure: LIMIT_MS,
      },
    ]
  } finally {
    await services.close()
    fs.rmSync(aside, { recursive: true, force: true })
  }
}
