/** The board's questions, held against a count over the documents themselves. */
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { overdueOf } from '../../src/core/finding/clocks.ts'
import type { Finding } from '../../src/core/finding/finding.ts'
import { OPEN_STATES } from '../../src/core/finding/transitions.ts'
import { findingCounts, lastVisits, visitsOfCampaign } from '../../src/store/board.ts'
import { clocksOfFinding } from '../../src/store/findingDue.ts'
import { documentsWhere } from '../../src/store/select.ts'
import { transact } from '../../src/store/transact.ts'
import { openWorkspace, type Workspace } from '../../src/store/workspace.ts'
import { aFinding } from '../builders/finding.ts'
import { demoServices, type ScratchServices } from '../builders/services.ts'

const DAY_MS = 24 * 3600_000
const DAY_0_MS = Date.UTC(2026, 4, 20)

/** A finding that nobody reports put right: first the enterprise is late, then we, who have to look all the same. */
const neverReported = (enterpriseId: string | undefined): Finding =>
  aFinding({
    enterpriseId: enterpriseId ?? '',
    openedAtMs: DAY_0_MS,
    state: 'rectifying',
    deadlines: [{ dueMs: DAY_0_MS + 20 * DAY_MS, setAtMs: DAY_0_MS, by: '样例', reason: '' }],
  })

let demo: ScratchServices
let workspace: Workspace
beforeAll(async () => {
  demo = await demoServices()
  const opened = openWorkspace(path.join(demo.dir, 'home', 'demo'), { create: false })
  if (!opened.ok) throw new Error(opened.code)
  workspace = opened.value
  const done = transact(
    workspace,
    { actor: { name: '样例', role: 'officer' }, atMs: DAY_0_MS, action: 'finding.create' },
    (tx) =>
      tx.put('finding', null, neverReported(documentsWhere(workspace.db, 'enterprise', 'true')[0]?.doc.id)),
  )
  if (!done.ok) throw new Error(done.code)
})
afterAll(async () => {
  workspace.close()
  await demo.close()
})

it('counts the findings of each enterprise by when they were opened and whose clock is over', () => {
  const { db } = workspace
  const findings = documentsWhere(db, 'finding', 'true').map(({ doc }) => doc)
  const opened = findings.map(({ openedAtMs }) => openedAtMs)
  const [first, last] = [Math.min(...opened), Math.max(...opened)]
  const moment = fc.oneof(fc.integer({ min: first - 10, max: last + 10 }), fc.constantFrom(...opened))
  // From before anything was due until years after all of it was.
  const now = fc.integer({ min: first, max: last + 3 * 365 * DAY_MS })
  let overdue = 0
  fc.assert(
    fc.property(fc.uniqueArray(moment, { maxLength: 13 }), now, (moments, nowMs) => {
      const rising = moments.toSorted((a, b) => a - b)
      const wanted = new Map<string, { open: number; closed: number; overdue: number }>()
      for (const finding of findings) {
        const since = rising.findLastIndex((atMs) => atMs <= finding.openedAtMs)
        const key = `${finding.enterpriseId} ${since}`
        const counts = wanted.get(key) ?? { open: 0, closed: 0, overdue: 0 }
        wanted.set(key, counts)
        if (OPEN_STATES.includes(finding.state)) counts.open++
        if (finding.state === 'closed') counts.closed++
        if (overdueOf(clocksOfFinding(db, finding), finding.state, nowMs) === 'enterprise') counts.overdue++
      }
      overdue += [...wanted.values()].reduce((sum, one) => sum + one.overdue, 0)
      const found = findingCounts(db, rising, nowMs).map(
        ({ enterpriseId, since, ...counts }) => [`${enterpriseId} ${since}`, counts] as const,
      )
      expect(new Map(found)).toEqual(wanted)
    }),
    { numRuns: 100 },
  )
  expect(overdue).toBeGreaterThan(0)
})

it('has the visits of a campaign as their documents say, and when each enterprise was visited last', () => {
  const { db } = workspace
  const visits = documentsWhere(db, 'visit', 'true').map(({ doc }) => doc)
  const campaigns = documentsWhere(db, 'campaign', 'true').map(({ doc }) => doc)
  for (const { id } of campaigns)
    expect(visitsOfCampaign(db, id)).toEqual(
      visits
        .filter(({ campaignId, mergedIntoId }) => campaignId === id && mergedIntoId === null)
        .toSorted((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1))
        .map((visit) => ({
          id: visit.id,
          enterpriseId: visit.enterpriseId,
          roundId: visit.roundId,
          mode: visit.mode,
          fromMs: visit.fromMs,
          toMs: visit.toMs,
          mergedIntoId: null,
          approvedAtMs: visit.approval?.atMs ?? null,
          isUrgent: (visit.approval?.urgentReason ?? null) !== null,
        })),
    )
  const enterprises = documentsWhere(db, 'enterprise', 'true').map(({ doc }) => doc.id)
  const last = new Map<string, number>()
  for (const { enterpriseId, fromMs, toMs } of visits)
    if (toMs !== null) last.set(enterpriseId, Math.max(fromMs, last.get(enterpriseId) ?? fromMs))
  expect(last.size).toBeGreaterThan(0)
  expect(lastVisits(db, enterprises)).toEqual(last)
})
