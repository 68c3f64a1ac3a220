import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agencyProblem } from '../../../src/core/campaign/agency.ts'
import { airVisit, enterprisesSeen, roundFlown } from '../../../src/core/campaign/airVisits.ts'
import { Amount, differences } from '../../../src/core/campaign/answer.ts'
import { judged, withItem, withStock } from '../../../src/core/campaign/answering.ts'
import { approvalStanding } from '../../../src/core/campaign/approval.ts'
import type { Campaign } from '../../../src/core/campaign/campaign.ts'
import { capCount, capState } from '../../../src/core/campaign/cap.ts'
import { editedCampaign, editedVisit } from '../../../src/core/campaign/changed.ts'
import { Checklist, itemsFor, newestVersion } from '../../../src/core/campaign/checklist.ts'
import { copiedRound, nextRoundNo, recheckVisits } from '../../../src/core/campaign/copyRound.ts'
import { DELIVERED } from '../../../src/core/campaign/delivered.ts'
import { lastAnswers } from '../../../src/core/campaign/last.ts'
import { mergedVisit, mergesOf } from '../../../src/core/campaign/merging.ts'
import { riskOf } from '../../../src/core/campaign/risk.ts'
import { Visit, visitProblem } from '../../../src/core/campaign/visit.ts'
import { anyDocument } from '../../builders/anyDocument.ts'
import { aCampaign, anApproval, aVisit, OFFICE, POLICE } from '../../builders/campaign.ts'
import { aFlight, anId } from '../../builders/enterprise.ts'
import { aFinding } from '../../builders/finding.ts'
import { NOW_MS } from '../../builders/mission.ts'

const DAY_MS = 24 * 3600_000

describe('the approval of a visit', () => {
  const [own, round, campaign] = ['自', '轮', '总'].map((no) => anApproval({ no }))
  const at = (approvals: { own?: boolean; round?: boolean; campaign?: boolean }, nowMs = NOW_MS) =>
    approvalStanding(
      { approval: approvals.own ? (own ?? null) : null, fromMs: NOW_MS + DAY_MS },
      { approval: approvals.round ? (round ?? null) : null },
      { approval: approvals.campaign ? (campaign ?? null) : null },
      nowMs,
    )

  test('is the nearest: its own, else that of its round, else that of its campaign', () => {
    expect(at({ own: true, round: true, campaign: true })).toMatchObject({
      at: 'visit',
      approval: { no: '自' },
    })
    expect(at({ round: true, campaign: true })).toMatchObject({ at: 'round', approval: { no: '轮' } })
    expect(at({ campaign: true })).toEqual({ state: 'approved', at: 'campaign', approval: campaign })
    expect(at({})).toEqual({ state: 'unapproved', at: null, approval: null })
  })

  test('is due from the moment at which the visit begins', () => {
    expect(at({}, NOW_MS + DAY_MS - 1).state).toBe('unapproved')
    expect(at({}, NOW_MS + DAY_MS).state).toBe('due')
  })

  test('may come afterwards with a reason', () => {
    const late = (urgentReason: string | null) =>
      approvalStanding(
        { approval: anApproval({ atMs: NOW_MS + 1, urgentReason }), fromMs: NOW_MS },
        null,
        null,
        NOW_MS + DAY_MS,
      ).state
    expect(late('泄漏')).toBe('urgent')
    expect(late(null)).toBe('late')
  })

  test('goes with what it was given to, and stays with what it was not', () => {
    const visit = aVisit({ approval: anApproval() })
    expect(editedVisit(visit, { ...visit, record: '已到场', entryCode: 'X' }).approval).toEqual(
      visit.approval,
    )
    expect(editedVisit(visit, { ...visit, agencies: [] }).approval).toBeNull()
    expect(editedVisit(visit, { ...visit, mode: 'air' }).approval).toBeNull()
    // Whoever edits cannot give one.
    expect(editedVisit(aVisit(), visit).approval).toBeNull()
    expect(editedVisit(null, visit).approval).toBeNull()
    const campaign = aCampaign({ approval: anApproval() })
    const [round] = campaign.rounds
    if (!round) throw new Error('no round')
    const approved = { ...campaign, rounds: [{ ...round, approval: anApproval() }] }
    expect(editedCampaign(approved, { ...approved, organiser: '他' })).toEqual({
      ...approved,
      organiser: '他',
    })
    expect(editedCampaign(approved, { ...approved, toMs: approved.toMs + 1 })).toMatchObject({
      approval: null,
      rounds: [{ approval: anApproval() }],
    })
    const moved = { ...approved, rounds: [{ ...round, approval: anApproval(), toMs: round.toMs + 1 }] }
    expect(editedCampaign(approved, moved)).toMatchObject({
      approval: anApproval(),
      rounds: [{ approval: null }],
    })
    expect(editedCampaign(null, approved)).toMatchObject({ approval: null, rounds: [{ approval: null }] })
  })
})

describe('who inspects', () => {
  test('has the power and a basis: bodies that coordinate organise, and do not inspect', () => {
    expect(agencyProblem([POLICE])).toBeNull()
    expect(agencyProblem([])).toEqual({ code: 'agency_none' })
    expect(agencyProblem([POLICE, OFFICE])).toEqual({ code: 'agency_cannot_inspect', agency: OFFICE })
    const baseless = { ...POLICE, basis: ' ' }
    expect(agencyProblem([baseless])).toEqual({ code: 'agency_no_basis', agency: baseless })
  })

  test('are two officers at least; assistants do not count, nor does one who is named twice', () => {
    const [first, second] = aVisit().officers
    if (!first || !second) throw new Error('no officers')
    const over = { toMs: NOW_MS + 1 }
    expect(visitProblem(aVisit(over))).toBeNull()
    expect(visitProblem(aVisit({ officers: [first], assistants: [second] }))).toBeNull()
    expect(visitProblem(aVisit({ ...over, officers: [first], assistants: [second] }))).toBe('visit_officers')
    expect(visitProblem(aVisit({ ...over, officers: [first, { ...first }] }))).toBe('visit_officers')
    const id = anId(9)
    const renamed = [
      { ...first, personId: id },
      { ...second, personId: id },
    ]
    expect(visitProblem(aVisit({ ...over, officers: renamed }))).toBe('visit_officers')
    expect(visitProblem(aVisit({ ...over, mode: 'writing', officers: [] }))).toBe('visit_officers')
    expect(visitProblem(aVisit({ ...over, mode: 'air', officers: [] }))).toBeNull()
  })

  test('name a witness of a refusal, and a reason for what does not count', () => {
    const signature = { how: 'refused', by: '厂长', witness: '', atMs: NOW_MS } as const
    expect(visitProblem(aVisit({ signature }))).toBe('visit_witness')
    expect(visitProblem(aVisit({ signature: { ...signature, witness: '村委' } }))).toBeNull()
    expect(visitProblem(aVisit({ countsTowardCap: false }))).toBe('visit_cap_reason')
    expect(visitProblem(aVisit({ countsTowardCap: false, capReason: '上级部署' }))).toBeNull()
    expect(visitProblem(aVisit({ countsTowardCap: false, mode: 'air' }))).toBeNull()
  })
})

test('a cap counts the visits of the year of China that enter and that say so', () => {
  const newYearMs = Date.UTC(2026, 11, 31, 16)
  const visits = [
    aVisit({ fromMs: newYearMs - 1 }),
    aVisit({ fromMs: newYearMs }),
    aVisit({ fromMs: newYearMs, mode: 'writing' }),
    aVisit({ fromMs: newYearMs, mode: 'air' }),
    aVisit({ fromMs: newYearMs, countsTowardCap: false }),
    aVisit({ fromMs: newYearMs, mergedIntoId: anId(1) }),
  ]
  const cap = { perYear: 2, source: '县公告' }
  expect(capCount(visits, newYearMs, cap)).toEqual({ ...cap, year: 2027, used: 2 })
  expect(capCount(visits, newYearMs - 1, cap)).toEqual({ ...cap, year: 2026, used: 1 })
  const state = (used: number, perYear: number | null) => capState({ year: 2027, used, perYear, source: '' })
  expect([state(1, 2), state(2, 2), state(3, 2), state(3, null)]).toEqual(['room', 'full', 'over', 'unknown'])
})

describe('a copied round', () => {
  /** Every text and number in a value but the names of its members. */
  const said = (value: unknown): (string | number)[] =>
    typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(said)
      : typeof value === 'string' || typeof value === 'number'
        ? [value]
        : []

  test('brings missions, bodies, checklist and open re-checks, and nothing of what happened, whatever there was', () => {
    fc.assert(
      fc.property(
        anyDocument('campaign').filter(({ rounds }) => rounds.length > 0),
        fc.array(anyDocument('finding'), { maxLength: 6 }),
        (drawn, findings) => {
          const campaign: Campaign = {
            ...drawn,
            enterpriseIds: [...drawn.enterpriseIds, ...findings.map(({ enterpriseId }) => enterpriseId)],
          }
          const [source] = campaign.rounds
          if (!source) return
          const given = { id: 'next', no: nextRoundNo(campaign), name: '下一轮', fromMs: 5, toMs: 6 }
          const round = copiedRound(source, given)
          expect(round).toEqual({
            ...given,
            missionIds: source.missionIds,
            agencyIds: source.agencyIds,
            checklist: source.checklist,
            approval: null,
            copiedFromId: source.id,
          })
          let n = 0
          const visits = recheckVisits(
            { ...campaign, rounds: [...campaign.rounds, round] },
            round,
            findings,
            () => anId(++n),
          )
          const waiting = findings.filter(({ state }) => state === 'toRecheck')
          expect(visits.flatMap(({ recheckIds }) => recheckIds).sort()).toEqual(
            [...new Set(waiting.map(({ id }) => id))].sort(),
          )
          for (const visit of visits) {
            expect(visit).toMatchObject({
              kind: 'case',
              fromMs: 5,
              toMs: null,
              approval: null,
              notice: null,
              officers: [],
              flightIds: [],
              items: [],
              record: '',
              signature: null,
              entryCode: '',
            })
            expect(Visit.safeParse(visit).error).toBeUndefined()
          }
          // Whatever the old round had besides what is repeated is nowhere in the new one.
          const repeated = new Set(
            said([
              given,
              source.id,
              source.missionIds,
              source.agencyIds,
              source.checklist,
              campaign.id,
              campaign.kind,
              campaign.agencies,
              waiting.map(({ id, enterpriseId, siteId }) => [id, enterpriseId, siteId]),
              visits.map(({ id, mode, kind }) => [id, mode, kind]),
            ]),
          )
          const old = said([source.approval, source.fromMs, source.toMs, source.name, findings])
          const fresh = new Set(said([round, visits]))
          expect(old.filter((one) => one !== '' && fresh.has(one) && !repeated.has(one))).toEqual([])
        },
      ),
      { numRuns: 200 },
    )
  })

  test('has the next number, whatever numbers are missing', () => {
    expect(nextRoundNo({ rounds: [] })).toBe(1)
    const [round] = aCampaign().rounds
    if (!round) throw new Error('no round')
    expect(
      nextRoundNo({
        rounds: [
          { ...round, no: 4 },
          { ...round, no: 2 },
        ],
      }),
    ).toBe(5)
  })
})

describe('planned visits that lie near one another', () => {
  const planned = (n: number, day: number, over: Partial<Visit> = {}) =>
    aVisit({ id: anId(n), fromMs: NOW_MS + day * DAY_MS, ...over })

  test('are proposed to be made one, of one enterprise, on site and not over', () => {
    const visits = [
      planned(3, 9.9),
      planned(1, 0),
      planned(2, 10),
      planned(4, 1, { enterpriseId: anId(2) }),
      planned(5, 1, { mode: 'air' }),
      planned(6, 1, { toMs: NOW_MS + 2 * DAY_MS }),
      planned(7, 1, { mergedIntoId: anId(1) }),
    ]
    const merges = mergesOf(visits, 10).map(({ keep, others }) => [keep.id, others.map(({ id }) => id)])
    expect(merges).toEqual([[anId(1), [anId(3)]]])
  })

  test('become one that is for all that they were for, and is approved anew where more bodies come', () => {
    const keep = planned(1, 0, { approval: anApproval(), recheckIds: [anId(5)] })
    const fire = { ...POLICE, id: 'fire' }
    const other = planned(2, 1, { agencies: [fire], recheckIds: [anId(5), anId(6)] })
    expect(mergedVisit(keep, [other])).toEqual({
      ...keep,
      agencies: [POLICE, fire],
      approval: null,
      recheckIds: [anId(5), anId(6)],
    })
    expect(mergedVisit(keep, [planned(2, 1)])).toEqual(keep)
  })
})

describe('what a flight offers', () => {
  const seen = (siteId: string, share: number, assets: number, enterpriseId = anId(1)) => ({
    siteId,
    enterpriseId,
    share,
    assets,
  })
  test('is of the enterprises whose ground or assets were really seen', () => {
    const found = enterprisesSeen([
      seen('a', 0.05, 0),
      seen('b', 0.049, 0),
      seen('c', 0, 1),
      seen('d', 0.01, 0, anId(2)),
    ])
    expect([...found].map(([id, sites]) => [id, sites.map(({ siteId }) => siteId)])).toEqual([
      [anId(1), ['a', 'c']],
    ])
  })

  test('is of the round that plans its mission, else of the one of its time', () => {
    const campaign = aCampaign()
    const [round] = campaign.rounds
    if (!round) throw new Error('no round')
    const mine = { ...round, id: 'mine', missionIds: [anId(201)] }
    const both = { ...campaign, rounds: [round, mine] }
    const flown = { missionId: anId(201), takeoffAtMs: NOW_MS }
    expect(roundFlown([both], flown, anId(1))?.round.id).toBe('mine')
    expect(roundFlown([both], { ...flown, missionId: null }, anId(1))?.round.id).toBe('round-1')
    expect(roundFlown([both], { ...flown, takeoffAtMs: 1 }, anId(1))).toBeNull()
    expect(roundFlown([both], flown, anId(2))).toBeNull()
  })

  test('has crew, times and the items that are seen from the air, each still to be answered', () => {
    const { id: version, items } = newestVersion(DELIVERED)
    const flight = aFlight({ pilot: '孟青棠' })
    const visit = airVisit(flight, {
      id: anId(9),
      enterpriseId: anId(1),
      siteIds: [anId(101)],
      within: null,
      checklist: { ref: { id: DELIVERED.id, version }, items },
      held: ['III'],
    })
    expect(Visit.parse(visit)).toMatchObject({
      mode: 'air',
      fromMs: flight.takeoffAtMs,
      toMs: flight.landedAtMs,
      officers: [],
      assistants: [{ name: '孟青棠' }],
      flightIds: [flight.id],
      countsTowardCap: false,
    })
    expect(visit.items.map(({ id }) => id)).toEqual([
      'previous',
      'bund',
      'fence',
      'gate',
      'bay',
      'drums',
      'lorry',
      'roof',
    ])
    expect(visit.items.every(({ answer }) => answer === null)).toBe(true)
    expect(visitProblem(visit)).toBeNull()
  })
})

describe('the delivered checklist', () => {
  const { items } = newestVersion(DELIVERED)
  test('is filled, in both languages, each item with a basis, none of it public before somebody says so', () => {
    expect(Checklist.safeParse(DELIVERED).error).toBeUndefined()
    expect(items).toHaveLength(19)
    expect(new Set(items.map(({ id }) => id)).size).toBe(19)
    for (const { words, basis, published } of items) {
      expect([words.zh, words.en, basis.zh, basis.en].filter((text) => text.trim() === '')).toEqual([])
      expect(published).toBe(false)
    }
    expect(items.filter(({ isDraft }) => isDraft).length).toBeGreaterThan(0)
    expect(items.filter(({ answer }) => answer === 'figures').map(({ id }) => id)).toEqual(['stock'])
  })
  test('asks what can be seen that way, of what the enterprise holds', () => {
    const asked = (mode: 'air' | 'site', held: ('I' | 'II' | 'III')[]) =>
      itemsFor(items, mode, held).map(({ id }) => id)
    expect(asked('site', ['III'])).toHaveLength(11)
    expect(asked('site', ['I', 'III'])).toContain('staff')
    expect(asked('air', ['I'])).toHaveLength(8)
  })
})

describe('figures', () => {
  test('differ exactly: decimals are reckoned as whole millionths', () => {
    const amount = fc.integer({ min: 0, max: 1e12 })
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const row = { chemical: 'III-5', unit: 't', book: b / 1e6, counted: a / 1e6, system: null } as const
        expect(differences(row)).toEqual({ toBook: (a - b) / 1e6, toSystem: null })
      }),
    )
    const row = { chemical: 'III-5', unit: 't', book: 0.1, counted: 0.3, system: 0.2 } as const
    expect(differences(row)).toEqual({ toBook: 0.2, toSystem: 0.1 })
  })
  test('are amounts: nothing negative, endless, finer than a millionth or no number', () => {
    for (const good of [0, 0.000001, 1e9, 12.5])
      expect([good, Amount.safeParse(good).success]).toEqual([good, true])
    for (const bad of [-1, 1e9 + 1, 0.0000001, Number.NaN, Number.POSITIVE_INFINITY, '3', null])
      expect([bad, Amount.safeParse(bad).success]).toEqual([bad, false])
  })
})

test('answers that follow one another at once all stay: each is a change of what stands there', () => {
  const of = { chemical: 'III-5', unit: 't' } as const
  const visit = aVisit()
  const kept = [
    (now: Visit) => withItem(now, 'stock', (item) => withStock(item, of, { book: 0.1 })),
    (now: Visit) => withItem(now, 'stock', (item) => withStock(item, of, { counted: 0.3 })),
    (now: Visit) => withItem(now, 'ledger', (item) => judged(item, 'verdict', 'fit')),
    (now: Visit) => withItem(now, 'stock', (item) => judged(item, 'figures', 'unfit')),
    (now: Visit) =>
      withItem(now, 'stock', (item) => withStock(item, { ...of, chemical: 'III-6' }, { system: 2 })),
  ].reduce((now, change) => ({ ...now, items: change(now) }), visit)
  const none = { book: null, counted: null, system: null }
  expect(kept.items).toEqual([
    {
      id: 'stock',
      answer: {
        kind: 'figures',
        verdict: 'unfit',
        rows: [
          { ...of, book: 0.1, counted: 0.3, system: null },
          { ...none, chemical: 'III-6', unit: 't', system: 2 },
        ],
      },
      sightingIds: [],
      words: '',
    },
    { id: 'ledger', answer: { kind: 'verdict', verdict: 'fit' }, sightingIds: [], words: '' },
  ])
})

test("last time's answers are the newest of each item before this visit, and what nobody looked at is none", () => {
  const fit = { kind: 'verdict', verdict: 'fit' } as const
  const item = (id: string, answer: Visit['items'][number]['answer']) => ({
    id,
    answer,
    sightingIds: [],
    words: '',
  })
  const visits = [
    aVisit({ id: anId(1), fromMs: 10, items: [item('a', fit), item('b', fit)] }),
    aVisit({
      id: anId(2),
      fromMs: 20,
      items: [item('a', { kind: 'verdict', verdict: 'unchecked' }), item('b', { ...fit, verdict: 'unfit' })],
    }),
    aVisit({ id: anId(3), fromMs: 30, items: [item('a', fit)] }),
  ]
  expect(lastAnswers(visits, 30).map(({ itemId, visitId, atMs }) => [itemId, visitId, atMs])).toEqual([
    ['b', anId(2), 20],
    ['a', anId(1), 10],
  ])
})

test('a risk rises with each of its inputs, and stays in its colours', () => {
  const inputs = fc.record({
    category: fc.constantFrom('I' as const, 'II' as const, 'III' as const, null),
    openFindings: fc.nat({ max: 50 }),
    overdue: fc.nat({ max: 50 }),
    repeats: fc.nat({ max: 50 }),
    daysSinceSeen: fc.option(fc.nat({ max: 4000 }), { nil: null }),
  })
  fc.assert(
    fc.property(inputs, (given) => {
      const { score } = riskOf(given)
      for (const more of ['openFindings', 'overdue', 'repeats'] as const)
        expect(riskOf({ ...given, [more]: given[more] + 1 }).score).toBeGreaterThan(score)
      expect(riskOf({ ...given, daysSinceSeen: null }).score).toBeGreaterThanOrEqual(score)
      expect(riskOf({ ...given, category: 'I' }).score).toBeGreaterThanOrEqual(score)
    }),
  )
  const none = { category: null, openFindings: 0, overdue: 0, repeats: 0, daysSinceSeen: 0 }
  expect(riskOf(none)).toEqual({ score: 0, colour: 'blue' })
  expect(riskOf({ ...none, category: 'I', openFindings: 6 })).toEqual({ score: 12, colour: 'red' })
})

test('a finding that waits for a re-check outside of the campaign is not brought', () => {
  const campaign = aCampaign()
  const [round] = campaign.rounds
  if (!round) throw new Error('no round')
  const findings = [
    aFinding({ id: anId(1), state: 'toRecheck' }),
    aFinding({ id: anId(2), state: 'toRecheck', enterpriseId: anId(2) }),
    aFinding({ id: anId(3), state: 'closed' }),
  ]
  expect(recheckVisits(campaign, round, findings, () => anId(9)).map(({ recheckIds }) => recheckIds)).toEqual(
    [[anId(1)]],
  )
})
