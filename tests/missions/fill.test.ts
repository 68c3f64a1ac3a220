import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authorisationOf } from '../../src/core/permit/approval.ts'
import { anApprovalOfFlights } from '../builders/permit.ts'
import { callsOver, demoServices, type ScratchServices } from '../builders/services.ts'

let services: ScratchServices

const ask = callsOver(() => services)

beforeAll(async () => {
  services = await demoServices()
})
afterAll(() => services.close())

describe('the demo workspace', () => {
  test('holds seven enterprises, nine sites, every mission of the folder, a flight, its footage, seven findings and six orders', async () => {
    const { counts, kind, empty } = await ask('workspace.status', {})
    expect({ kind, empty }).toEqual({ kind: 'demo', empty: false })
    expect(counts).toMatchObject({
      enterprise: 7,
      site: 9,
      mission: fs.readdirSync(path.resolve('missions/demo/missions')).length,
      flight: 1,
      footage: 6,
      finding: 7,
      sighting: 13,
      rectificationOrder: 6,
      layer: 1,
    })
  })

  test('has a standing approval with its filings, aircraft and batteries, and a flight that took off before its confirmation', async () => {
    const [approval] = await ask('flightApproval.list', {})
    expect(approval?.doc).toMatchObject({ kind: 'standing', filings: [{}, {}, { day: '2026-05-20' }] })
    expect(await ask('craft.list', {})).toHaveLength(2)
    expect(await ask('battery.list', {})).toHaveLength(3)
    const [flight] = (await ask('flight.list', { siteId: null })).rows
    const [left] = await ask('flight.departures', { ids: [flight?.id ?? ''] })
    expect(left?.departures).toEqual([
      expect.objectContaining({
        code: 'unconfirmed',
        by: 240,
        limit: (flight?.takeoffAtMs ?? 0) + 240_000,
      }),
    ])
    // The same on the board and on no other cell of it.
    const [campaign] = (await ask('campaign.list', {})).rows
    const board = await ask('campaign.board', { id: campaign?.id ?? '' })
    const cells = board.rows.flatMap((row) => row.cells)
    const seen = board.campaign.doc.rounds.some(
      ({ fromMs, toMs }) => fromMs <= (flight?.takeoffAtMs ?? 0) && (flight?.takeoffAtMs ?? 0) <= toMs,
    )
    expect(cells.reduce((sum, cell) => sum + (cell?.departed ?? 0), 0)).toBe(seen ? 1 : 0)
    expect(seen).toBe(true)
    // A mission under the approval says what it lacks, and its application what it has.
    const named = (await ask('mission.list', { siteId: null, text: '', limit: 100 })).rows
    const missions = await Promise.all(named.map(({ id }) => ask('mission.get', { id })))
    const under = missions.find(({ doc }) => doc.authorisation?.approvalId === approval?.doc.id)
    const { verdict } = await ask('mission.evaluate', { id: under?.doc.id ?? '' })
    expect(
      verdict.items.filter(({ rule }) => rule.startsWith('authorisation')).map(({ code }) => code),
    ).toEqual(['filing_no_time'])
    const { fields } = await ask('mission.application', { id: under?.doc.id ?? '', language: 'zh' })
    expect(fields.filter(({ value }) => value === '').map(({ id }) => id)).toEqual([
      'start',
      'end',
      'contactPhone',
    ])
  })

  test('has findings in every state that an order leads through, each on the enterprise whose site is under it', async () => {
    const { rows } = await ask('finding.list', {
      enterpriseId: null,
      states: [],
      level: null,
      overdueOnly: false,
      text: '',
    })
    expect(rows.map(({ state }) => state).sort()).toEqual([
      'closed',
      'ordered',
      'rectifying',
      'rectifying',
      'toRecheck',
      'toVerify',
      'transferred',
    ])
    for (const row of rows) {
      const { history, doc } = await ask('finding.get', { id: row.id })
      expect(doc.enterpriseBy).toBe('site')
      if (row.enterpriseName?.en === 'Shaquanling Acid Co.') expect(history[0]?.doc.footageId).not.toBeNull()
    }
  })

  test('has orders extended, not served, closed, for the rest of a part; one finding overdue of the enterprise, one of ours', async () => {
    const { rows } = await ask('order.list', { enterpriseId: null, openOnly: false })
    expect(rows.map(({ state }) => state).sort()).toEqual([
      'closed',
      'closed',
      'notServed',
      'served',
      'served',
      'served',
    ])
    const docs = await Promise.all(rows.map(async ({ id }) => (await ask('order.get', { id })).doc))
    expect(docs.filter(({ extensions }) => extensions.length > 0)).toHaveLength(1)
    expect(docs.filter(({ replacesId }) => replacesId !== null)).toHaveLength(1)
    const all = { enterpriseId: null, states: [], level: null, overdueOnly: true, text: '' }
    const overdue = (await ask('finding.list', all)).rows.map(({ overdueOf }) => overdueOf)
    expect(new Set(overdue)).toEqual(new Set(['enterprise', 'ours']))
    const week = await ask('week.list', { enterpriseId: null })
    expect(
      new Set(
        week.rows.flatMap(({ kind, aggregate }) =>
          aggregate === 'finding' || aggregate === 'rectificationOrder' ? [kind] : [],
        ),
      ),
    ).toEqual(new Set(['recheck', 'report', 'answer', 'serve', 'verify']))
  })

  test('has every photo placed within the site that was flown over, the ones without a position from the track', async () => {
    const footage = (await ask('footage.list', { flightId: null })).rows
    const photos = footage.filter(({ doc }) => doc.kind === 'photo')
    expect(photos).toHaveLength(4)
    for (const { doc } of photos) {
      expect(doc.placement, doc.fileName).not.toBeNull()
      expect(doc.placement?.at.lat).toBeCloseTo(41.771, 2)
      expect(doc.placement?.at.lon).toBeCloseTo(109.971, 2)
      expect(doc.placement?.by).toBe(/nogps|zerogps/.test(doc.fileName) ? 'track' : 'own')
    }
    const [flight] = (await ask('flight.list', { siteId: null })).rows
    expect((await ask('flight.get', { id: flight?.id ?? '' })).doc.track).toHaveLength(120)
  })

  test('knows the true time of a photo whose clock was 37 s fast, from its UTC', async () => {
    const footage = (await ask('footage.list', { flightId: null })).rows
    const fast = footage.find(({ doc }) => doc.fileName.includes('clock+37s'))?.doc
    expect(fast?.takenAt).toMatchObject({ source: 'utc', utcMs: Date.UTC(2026, 4, 20, 2, 15, 45) })
  })

  test('verifies: every original, journal entry and record holds', async () => {
    expect(await ask('workspace.verify', {})).toMatchObject({ ok: true, originals: { checked: 6 } })
  })

  test('is not filled a second time, and leaves the actor who opened it as it was', async () => {
    const before = await ask('workspace.status', {})
    const after = await ask('workspace.openDemo', {})
    expect(after.journal).toEqual(before.journal)
    expect(after.actor.role).toBe('operator')
    expect(after.actor.name).not.toBe('孟青棠')
  })

  test('evaluates as the golden verdicts say: one mission is unsafe, on purpose', async () => {
    const missions = (await ask('mission.list', { siteId: null })).rows
    expect(missions.length).toBeGreaterThan(5)
    for (const { id, name } of missions) {
      const { verdict } = await ask('mission.evaluate', { id })
      expect(verdict.ok, name.en).toBe(!name.en.startsWith('(Unsafe'))
    }
  })

  test('holds a flight against the approval that its report named, whatever its mission names since', async () => {
    const [flight] = (await ask('flight.list', { siteId: null })).rows
    const ids = [flight?.id ?? '']
    const before = await ask('flight.departures', { ids })
    const mission = await ask('mission.get', {
      id: (await ask('flight.get', { id: ids[0] ?? '' })).doc.missionId ?? '',
    })
    const later = anApprovalOfFlights({ fromMs: Date.UTC(2027, 0, 1), toMs: Date.UTC(2028, 0, 1) })
    await ask('flightApproval.put', { base: null, doc: later })
    await ask('mission.put', {
      base: mission.version,
      doc: { ...mission.doc, authorisation: authorisationOf(later) },
    })
    expect(await ask('flight.departures', { ids })).toEqual(before)
    expect(before).toHaveLength(1)
  })
})
