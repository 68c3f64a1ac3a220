import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authorisationOf } from '../../src/core/permit/approval.ts'
import { anApprovalOfFlights } from '../builders/permit.ts'
import { callsOver, demoServices, type ScratchServices } from '../builders/services.ts'

let services: ScratchServices

const ask = callsOver(() => services)
/** All originals: of the flight, and of papers. */
const footage = async () => (await ask('footage.list', { flightId: null })).rows.map(({ doc }) => doc)

beforeAll(async () => {
  services = await demoServices()
})
afterAll(() => services.close())

describe('the demo workspace', () => {
  test('holds seven enterprises, nine sites, every mission of the folder, a flight, seven findings, six orders and their papers', async () => {
    const { counts, kind, empty } = await ask('workspace.status', {})
    expect({ kind, empty }).toEqual({ kind: 'demo', empty: false })
    expect(counts).toMatchObject({
      enterprise: 7,
      site: 9,
      mission: fs.readdirSync(path.resolve('missions/demo/missions')).length,
      flight: 1,
      paper: 6,
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

  test('has its flight’s log, clip and four photos, and beside them the files of its papers and their scans', async () => {
    const kinds = (await footage()).map(({ kind }) => kind)
    const count = (kind: string) => kinds.filter((one) => one === kind).length
    expect([count('log'), count('clip'), count('photo')]).toEqual([1, 1, 4])
    const papers = await Promise.all(
      (await ask('paper.list', {})).rows.map(async ({ id }) => (await ask('paper.get', { id })).doc),
    )
    const files = papers.flatMap(({ versions, signed, served }) => [
      ...versions.map(({ footageId }) => footageId),
      ...[signed, served].flatMap((step) => step?.scanId ?? []),
    ])
    expect(count('document')).toBe(new Set(files).size)
  })

  test('has papers in their states, each that was signed with its scan, all about one enterprise', async () => {
    const { rows } = await ask('paper.list', {})
    expect(Object.fromEntries(rows.map(({ kind, state }) => [kind, state]))).toEqual({
      approval: 'signed',
      record: 'signed',
      order: 'served',
      receipt: 'signed',
      recheck: 'signed',
      notice: 'draft',
    })
    for (const { id, state, no } of rows) {
      const { doc } = await ask('paper.get', { id })
      expect(no).not.toBe('')
      expect(doc.signed === null).toBe(state === 'draft')
      if (!doc.signed) continue
      const scan = await ask('footage.get', { id: doc.signed.scanId ?? '' })
      expect(scan.doc).toMatchObject({ kind: 'document', mimeType: 'application/pdf' })
      expect(scan.doc.fileName).toContain('样例')
    }
    const order = await ask('paper.get', { id: rows.find(({ kind }) => kind === 'order')?.id ?? '' })
    const receipt = await ask('paper.get', { id: rows.find(({ kind }) => kind === 'receipt')?.id ?? '' })
    expect(order.doc.served?.scanId).toBe(receipt.doc.signed?.scanId)
    expect((await ask('order.get', { id: order.doc.of.id })).doc.served?.servedAtMs).toBe(
      order.doc.served?.servedAtMs,
    )
  })

  test('has every photo placed within the site that was flown over, the ones without a position from the track', async () => {
    const photos = (await footage()).filter(({ kind }) => kind === 'photo')
    expect(photos).toHaveLength(4)
    for (const doc of photos) {
      expect(doc.placement, doc.fileName).not.toBeNull()
      expect(doc.placement?.at.lat).toBeCloseTo(41.771, 2)
      expect(doc.placement?.at.lon).toBeCloseTo(109.971, 2)
      expect(doc.placement?.by).toBe(/nogps|zerogps/.test(doc.fileName) ? 'track' : 'own')
    }
    const [flight] = (await ask('flight.list', { siteId: null })).rows
    expect((await ask('flight.get', { id: flight?.id ?? '' })).doc.track).toHaveLength(120)
  })

  test('knows the true time of a photo whose clock was 37 s fast, from its UTC', async () => {
    const fast = (await footage()).find(({ fileName }) => fileName.includes('clock+37s'))
    expect(fast?.takenAt).toMatchObject({ source: 'utc', utcMs: Date.UTC(2026, 4, 20, 2, 15, 45) })
  })

  test('verifies: every original, journal entry and record holds', async () => {
    const hashes = new Set((await footage()).map(({ sha256 }) => sha256))
    expect(await ask('workspace.verify', {})).toMatchObject({ ok: true, originals: { checked: hashes.size } })
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
