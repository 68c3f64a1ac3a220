import { afterEach, beforeEach, expect, test } from 'vitest'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import { anOrderDraft, confirmedFinding } from '../../builders/orders.ts'
import { called, callsOver, type ScratchServices, scratchServices } from '../../builders/services.ts'
import { aSite } from '../../builders/site.ts'

let services: ScratchServices
const ask = callsOver(() => services)

beforeEach(async () => {
  services = scratchServices({
    actor: { name: '贺兰舟', role: 'supervisor' },
    nowMs: () => Date.UTC(2026, 10, 28),
    pollMs: 0,
  })
  await ask('enterprise.put', { base: null, doc: anEnterprise() })
  await ask('site.put', { base: null, doc: aSite({ id: anId(101), enterpriseId: anId(1) }) })
})
afterEach(() => services.close())

let drafts = 0
async function drafted() {
  drafts += 1
  const order = anOrderDraft(anId(1), [await confirmedFinding(services, anId(1), `第${drafts}处`)])
  return called(services, 'order.draft', { id: null, base: null, order })
}
const issue = async (no: string | null) => {
  const { doc, version } = await drafted()
  return ask('order.issue', { id: doc.id, base: version, no })
}

test('orders get their numbers in turn; what was withdrawn keeps its own with the reason, and it is never given again', async () => {
  const first = await issue(null)
  expect(first.doc.issued?.no).toMatch(/^责改〔2026〕[0-9A-Z]{5}-001号$/)
  const mark = /〕(.*)-/.exec(first.doc.issued?.no ?? '')?.[1] ?? ''
  expect((await ask('paperNumber.next', { kind: 'order' })).text).toBe(`责改〔2026〕${mark}-002号`)
  // Somebody typed the next one: it is passed over.
  const typed = await issue(`责改〔2026〕${mark}-002号`)
  const third = await issue(null)
  expect([typed, third].map(({ doc }) => doc.issued?.no)).toEqual([
    `责改〔2026〕${mark}-002号`,
    `责改〔2026〕${mark}-003号`,
  ])
  await ask('order.withdraw', { id: third.doc.id, base: third.version, reason: '重复下发' })
  expect((await issue(null)).doc.issued?.no).toBe(`责改〔2026〕${mark}-004号`)
  const { rows, gaps, total } = await ask('paperNumber.list', {})
  expect(gaps).toEqual([])
  expect(total).toBe(4)
  expect(
    [...rows]
      .sort((a, b) => (a.doc.text < b.doc.text ? 1 : -1))
      .map(({ doc, standing }) => [doc.text.slice(-4, -1), standing, doc.voided?.reason ?? null]),
  ).toEqual([
    ['004', 'inUse', null],
    ['003', 'voided', '重复下发'],
    ['002', 'inUse', null],
    ['001', 'inUse', null],
  ])
})

test('a number that was given is refused, its entry is not undone, and a refused order takes none', async () => {
  const first = await issue('责改〔2026〕甲1号')
  const again = await drafted()
  const input = { id: again.doc.id, base: again.version }
  expect(await services.call('order.issue', { ...input, no: '责改〔2026〕甲1号' })).toMatchObject({
    code: 'order_number_used',
    params: { no: '责改〔2026〕甲1号' },
  })
  expect(await services.call('order.issue', { ...input, base: 'f'.repeat(64), no: null })).toMatchObject({
    code: 'conflict',
  })
  expect(await services.call('journal.undo', { entry: first.entry })).toMatchObject({ code: 'undo_number' })
  expect((await ask('order.issue', { ...input, no: null })).doc.issued?.no).toMatch(/-001号$/)
})

test('the pattern is a setting: its words and its unit are those of the next number', async () => {
  const { value, version } = await ask('setting.get', { name: 'numbering' })
  if (value.name !== 'numbering') throw new Error(value.name)
  const put = (pattern: string) => ({ base: version, value: { ...value, unit: '东河禁', pattern } }) as const
  expect(await services.call('setting.put', put('{字}〔{年}〕'))).toMatchObject({ code: 'setting_unfit' })
  await ask('setting.put', put('{单位}{字}〔{年}〕第{序号:4}号'))
  expect((await issue(null)).doc.issued?.no).toMatch(/^东河禁责改〔2026〕第[0-9A-Z]{5}-0001号$/)
})
