/** What people get wrong in the round of the work: one clear line each in both languages, and nothing is lost. */
import fs from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CallInput, CallName } from '../../src/contract/index.ts'
import { anEnterprise, anId, aCreditCode } from '../builders/enterprise.ts'
import { aCampaign, aVisit } from '../builders/campaign.ts'
import { NOW_MS } from '../builders/mission.ts'
import { anOrderDraft, confirmedFinding, issueOrder, serveOrder } from '../builders/orders.ts'
import { callsOver, type ScratchServices, scratchServices } from '../builders/services.ts'
import { wordsOf } from '../../src/words/words.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
let nowMs = NOW_MS
let services: ScratchServices
const ask = callsOver(() => services)

beforeEach(async () => {
  nowMs = NOW_MS
  services = scratchServices({ pollMs: 0, nowMs: () => nowMs, secretCost: { ln: 2, r: 8, p: 1 } })
  await ask('actor.set', { name: '贺兰舟', role: 'supervisor' })
  await ask('enterprise.put', { base: null, doc: anEnterprise() })
})
afterEach(() => services.close())

const entries = async (): Promise<number> =>
  (await ask('journal.list', { aggregate: null, id: null, beforeArrival: null, limit: 500 })).length

/** What is said of a refusal in both languages: one line each, with its figures, in the words of its own language. */
function said(code: string, params: Record<string, string | number>): { zh: string; en: string } {
  const lines = {
    zh: wordsOf('zh', 'error', code, params) ?? '',
    en: wordsOf('en', 'error', code, params) ?? '',
  }
  for (const line of Object.values(lines)) {
    expect(line).not.toBe('')
    expect(line).not.toMatch(/[{}\n]|undefined|null|[a-z]_[a-z]/)
  }
  expect(lines.zh).toMatch(/\p{Script=Han}/u)
  expect(lines.en).toMatch(/[A-Za-z]{3}/)
  return lines
}

/** A call that is refused and writes nothing: what is said of it. */
async function refused<N extends CallName>(name: N, input: CallInput<N>) {
  const before = await entries()
  const answer = await services.call(name, input)
  if (answer.ok) throw new Error(`${name} passed`)
  expect(await entries()).toBe(before)
  return { code: answer.code, params: answer.params, ...said(answer.code, answer.params) }
}

describe('of enterprises', () => {
  test.each([
    ['a slip of the finger', aCreditCode(2).replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    ['a letter that no code has', `${aCreditCode(2).slice(0, 10)}I${aCreditCode(2).slice(11)}`],
    ['in scientific notation', '9.11500000001E+17'],
    ['cut short', aCreditCode(2).slice(0, 17)],
    ['full-width', aCreditCode(2).replace('9', '９')],
  ])('a credit code with %s is refused, and says that it is the code', async (_, creditCode) => {
    const line = await refused('enterprise.put', {
      base: null,
      doc: anEnterprise({ id: anId(2), creditCode }),
    })
    expect(line).toMatchObject({ code: 'bad_input', params: { path: 'doc.creditCode' } })
    expect(line.zh).toContain('信用代码')
    expect(line.en).toContain('credit code')
  })

  test.each([
    [{ id: 5 }, 'id', 'fit_form', '格式不符'],
    [{}, 'id', 'fit_missing', '缺少该项'],
  ])(
    'an input that does not fit is refused in words, not in those of a library: %j',
    async (input, at, problem, zh) => {
      const line = await refused('enterprise.get', input as never)
      expect(line).toMatchObject({ code: 'bad_input', params: { path: at, problem } })
      expect(line.zh).toContain(zh)
      expect(line.en).not.toMatch(/Invalid|expected|received/)
    },
  )

  test('a passphrase that does not fit is not told again', async () => {
    const passphrase = 'x'.repeat(5000)
    const line = await refused('person.signIn', { id: null, name: '样例', passphrase })
    expect(line).toMatchObject({ code: 'bad_input', params: { path: 'passphrase' } })
    expect(`${JSON.stringify(line.params)}${line.zh}${line.en}`).not.toContain('xxx')
  })

  test('a twin is kept, since another station may have taken one in, and said with its name', async () => {
    const doc = anEnterprise({ id: anId(2), name: { zh: '样例酸业（重复）', en: '' } })
    const { twins, version } = await ask('enterprise.put', { base: null, doc })
    expect(twins).toEqual([{ id: anId(1), name: anEnterprise().name }])
    const right = await ask('enterprise.put', { base: version, doc: { ...doc, creditCode: aCreditCode(2) } })
    expect(right.twins).toEqual([])
  })
})

describe('of days and clocks', () => {
  test('an order by a day that is over is not issued, nor served when its day went by, and its draft stays', async () => {
    const id = await confirmedFinding(services, anId(1), '围堰缺口')
    const order = anOrderDraft(anId(1), [id], { term: { by: 'day', day: '2026-05-20' } })
    const { doc, version } = await ask('order.draft', { id: null, base: null, order })
    const line = await refused('order.issue', { id: doc.id, base: version, no: '责改〔2026〕901号' })
    expect(line).toMatchObject({ code: 'term_past', params: { day: '2026-05-20', on: '2026-06-01' } })
    expect(line.zh).toContain('2026-05-20')
    const later = await ask('order.draft', {
      id: doc.id,
      base: version,
      order: { ...order, term: { by: 'day', day: '2026-06-03' } },
    })
    const issued = await ask('order.issue', { id: doc.id, base: later.version, no: '责改〔2026〕902号' })
    nowMs += 5 * DAY
    expect(
      await refused('order.serve', {
        id: doc.id,
        base: issued.version,
        how: 'direct',
        servedAtMs: nowMs,
        receipt: '',
      }),
    ).toMatchObject({ code: 'term_past' })
    await serveOrder(services, issued, NOW_MS + HOUR)
  })

  test('a deadline moves later alone', async () => {
    const id = await confirmedFinding(services, anId(1), '围堰缺口')
    const issued = await issueOrder(services, anId(1), [id])
    await serveOrder(services, issued, NOW_MS)
    const { version, doc } = await ask('order.get', { id: issued.doc.id })
    const back = { id: issued.doc.id, base: version, to: doc.due ?? '', reason: 'x' }
    expect(await refused('order.extend', back)).toMatchObject({ code: 'extension_back' })
  })

  test('what is said to have been done tomorrow is refused with its day', async () => {
    const id = await confirmedFinding(services, anId(1), '围堰缺口')
    const issued = await issueOrder(services, anId(1), [id])
    const service = { id: issued.doc.id, base: issued.version, how: 'direct' as const, receipt: '' }
    expect(await refused('order.serve', { ...service, servedAtMs: NOW_MS + 2 * DAY })).toMatchObject({
      code: 'not_yet',
      params: { day: '2026-06-03' },
    })
  })

  test('where a year’s holidays are not known nothing is counted, and somebody is asked to set the day', async () => {
    nowMs = Date.UTC(2031, 5, 2, 2)
    const id = await confirmedFinding(services, anId(1), '围堰缺口')
    const term = { by: 'count' as const, days: 5, counts: 'working' as const }
    const issued = await issueOrder(services, anId(1), [id], { term })
    await serveOrder(services, issued, nowMs)
    const order = await ask('order.get', { id: issued.doc.id })
    expect([order.doc.due, order.counted?.ok]).toEqual([null, false])
    const { rows } = await ask('week.list', { enterpriseId: null, limit: 50 })
    expect(rows.filter(({ kind }) => kind === 'setDeadline').map((row) => row.id)).toEqual([issued.doc.id])
    const set = {
      id: issued.doc.id,
      base: order.version,
      to: '2031-06-10',
      reason: '假日安排未公布，先定日期',
    }
    expect((await ask('order.extend', set)).doc.extensions).toMatchObject([{ from: null, to: '2031-06-10' }])
  })

  test('a clock that was set back loses nothing: what is written after comes after', async () => {
    nowMs -= 400 * DAY
    const { version } = await ask('enterprise.get', { id: anId(1) })
    await ask('enterprise.put', { base: version, doc: anEnterprise({ remarks: '改过' }) })
    const [last] = await ask('journal.list', { aggregate: null, id: null, beforeArrival: null, limit: 1 })
    expect(last).toMatchObject({ action: 'enterprise.edit' })
    expect((await ask('enterprise.get', { id: anId(1) })).doc.remarks).toBe('改过')
    expect((await ask('workspace.verify', {})).ok).toBe(true)
    nowMs = -1
    expect(await refused('enterprise.remove', { id: anId(1), base: version })).toMatchObject({
      code: 'clock_wrong',
    })
  })
})

describe('of people', () => {
  const person = { unit: '', number: '', phone: '' }
  const [CHIEF, OFFICER] = ['北风吹雁南归 7', '春水碧于天画船 8']
  const team = async () => {
    const chief = await ask('person.begin', { ...person, name: '罗沙', roles: ['supervisor', 'officer'] })
    await ask('person.setPassphrase', { old: null, passphrase: CHIEF })
    const doc = { ...person, id: anId(701), name: '顾砚之', roles: ['officer' as const] }
    await ask('person.put', { base: null, doc, passphrase: OFFICER })
    return chief.doc.id
  }
  const signIn = (name: string, passphrase: string) => ask('person.signIn', { id: null, name, passphrase })

  test('a forgotten passphrase is set anew by a supervisor: journalled, temporary, and the old one does not do', async () => {
    await team()
    const found = (await ask('person.list', {})).find(({ doc }) => doc.name === '顾砚之')
    if (!found) throw new Error('nobody')
    const reset = { id: anId(701), base: found.version, passphrase: '夜半钟声到客船 9' }
    await ask('person.resetPassphrase', reset)
    const [last] = await ask('journal.list', { aggregate: null, id: null, beforeArrival: null, limit: 1 })
    expect(last).toMatchObject({ action: 'person.resetPassphrase', actor: { name: '罗沙' } })
    const wrong = await services.call('person.signIn', { id: null, name: '顾砚之', passphrase: OFFICER })
    if (wrong.ok) throw new Error('the old one did')
    expect(said(wrong.code, wrong.params).zh).toContain('顾砚之')
    await signIn('顾砚之', reset.passphrase)
    expect((await ask('person.entrance', {})).mustChange).toBe(true)
  })

  test('who is alone and forgot theirs comes in by the printed code, once, and by no other', async () => {
    const { doc } = await ask('person.begin', { ...person, name: '罗沙', roles: ['supervisor'] })
    await ask('person.setPassphrase', { old: null, passphrase: CHIEF })
    const page = await ask('person.makeRecovery', { language: 'zh' })
    const text = fs.readFileSync(services.download(page.downloadId)?.path ?? '', 'utf8')
    const [code = ''] = text.match(/[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/) ?? []
    await ask('person.signOut', {})
    const recover = async (given: string) =>
      services.call('person.recover', { id: doc.id, code: given, passphrase: '夜半钟声到客船 9' })
    const slip = await recover(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)
    expect(slip).toMatchObject({ ok: false, code: 'code_mistyped' })
    if (!slip.ok) said(slip.code, slip.params)
    expect(await recover(code)).toMatchObject({ ok: true })
    const again = await recover(code)
    expect(again).toMatchObject({ ok: false, code: 'recovery_wrong' })
    if (!again.ok) expect(said(again.code, again.params).en).toContain('罗沙')
  })

  test('whoever has two roles acts in the one that a call asks for, and does not close what they reported', async () => {
    await team()
    const id = await confirmedFinding(services, anId(1), '围堰缺口')
    const issued = await issueOrder(services, anId(1), [id])
    await serveOrder(services, issued, NOW_MS)
    const order = await ask('order.get', { id: issued.doc.id })
    const report = {
      id: order.doc.id,
      base: order.version,
      findingIds: [id],
      reportedAtMs: NOW_MS,
      words: '',
    }
    await ask('order.report', report)
    const before = await ask('finding.get', { id })
    const sighting = {
      flightId: null,
      footageId: null,
      momentS: null,
      region: null,
      at: before.doc.at,
      seenAtMs: NOW_MS,
      seenFrom: 'air' as const,
      outcome: 'gone' as const,
      level: 'general' as const,
      words: '',
    }
    await ask('finding.addSighting', { id, base: before.version, sighting })
    const close = {
      id,
      base: (await ask('finding.get', { id })).version,
      to: 'closed' as const,
      reason: '',
      duplicateOfId: null,
    }
    const line = await refused('finding.transition', close)
    expect(line).toMatchObject({ code: 'needs_other_person', params: { by: '罗沙' } })
    const answer = await services.call('person.put', {
      base: null,
      doc: { ...person, id: anId(702), name: '孟青棠', roles: ['reader', 'officer'] },
      passphrase: OFFICER,
    })
    expect(answer).toMatchObject({ ok: false, code: 'bad_input' })
  })

  test('the last supervisor does not leave, and nobody hands their work to themselves', async () => {
    const id = await team()
    const base = (await ask('person.list', {})).find(({ doc }) => doc.id === id)?.version
    if (!base) throw new Error('nobody')
    const leave = { id, base, handOverToId: null, isConfirmed: true }
    expect(await refused('person.leave', leave)).toMatchObject({ code: 'last_supervisor' })
  })
})

test('a round without approval: its visit says so on the board and on its sheet, and one given afterwards needs its reason', async () => {
  await ask('campaign.put', { base: null, doc: aCampaign({ approval: null }) })
  const campaign = await ask('campaign.get', { id: aCampaign().id })
  const [round] = campaign.doc.rounds
  if (!round) throw new Error('no round')
  const doc = aVisit({ campaignId: campaign.doc.id, roundId: round.id, approval: null, fromMs: NOW_MS - DAY })
  const visit = await ask('visit.put', { base: null, doc })
  const { rows } = await ask('week.list', { enterpriseId: null, limit: 50 })
  expect(rows.find((row) => row.id === doc.id)?.kind).toBe('approveAfter')
  const page = await ask('visit.print', { id: doc.id, language: 'zh' })
  expect(fs.readFileSync(services.download(page.downloadId)?.path ?? '', 'utf8')).toContain('未批准')
  const approve = { id: doc.id, base: visit.version, no: '批 1', urgentReason: null }
  expect(await refused('visit.approve', approve)).toMatchObject({ code: 'approval_needs_reason' })
  await ask('visit.approve', { ...approve, urgentReason: '接到举报，当日检查' })
})
