/** Forms over whole documents: half of one is kept, and two windows on one document lose nothing of each other. */
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { called } from '../builders/services.ts'
import { openDemo } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp

beforeAll(async () => {
  app = await openBrowserApp()
  await app.page.setViewportSize({ width: 1280, height: 720 })
  await openDemo(app)
  // Beside the window as the same person: half a form is of whoever fills it in.
  await called(app.host, 'actor.set', { name: '贺兰舟', role: 'supervisor' })
})
afterAll(async () => {
  await app.close()
  await closeBrowser()
})

const become = async (page: Page, name: string): Promise<void> => {
  await page.getByTestId('who-acts').click()
  await page.getByTestId(`press-${name}`).click()
  await expect.poll(() => page.getByTestId('who-acts').textContent()).toContain(name)
}

const openSetting = async (page: Page, name: string): Promise<void> => {
  await page.getByTestId('room-settings').click()
  if (!(await page.getByTestId(`open-setting-${name}`).isVisible()))
    await page.getByTestId('setting-tables').locator('summary').click()
  await page.getByTestId(`open-setting-${name}`).click()
  await page.getByTestId(`save-${name}`).waitFor()
}

const input = (page: Page, testId: string) => page.getByTestId(testId).locator('input')
const isOff = async (page: Page, testId: string): Promise<boolean> => page.getByTestId(testId).isDisabled()

const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['OUT_DIR']
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) })
}

const holidays = async () => {
  const { value } = await called(app.host, 'setting.get', { name: 'holidays' })
  return value.name === 'holidays' ? value.years : []
}

it('keeps a year of holidays once every day of it is one, and takes it back', async () => {
  const { page } = app
  await become(page, '贺兰舟')
  await openSetting(page, 'holidays')
  await page.getByTestId('holidays-add').click()
  const off = page.getByTestId('holidays-off-2').locator('textarea')
  await off.fill('1/1~1/3 春节')
  await off.blur()
  await page.getByTestId('holidays').getByText('“春节”不是日期').waitFor()
  await off.fill('1/1~1/3, 2/5~2/11')
  await off.blur()
  const work = page.getByTestId('holidays-work-2').locator('textarea')
  await work.fill('2/8')
  await work.blur()
  await page.getByTestId('holidays').getByText('既放假又上班').waitFor()
  expect(await isOff(page, 'save-holidays')).toBe(true)
  await picture(page, 'settings-holidays-bad')
  await work.fill('1/30')
  await work.blur()
  await input(page, 'holidays-source-2').fill('草稿：待通知')
  await page.getByTestId('save-holidays').click()
  await expect.poll(async () => (await holidays()).map(({ year }) => year)).toEqual([2025, 2026, 2027])
  expect((await holidays()).at(-1)).toMatchObject({ source: '草稿：待通知', work: ['2027-01-30'] })
  expect((await holidays()).at(-1)?.off).toHaveLength(10)
  await picture(page, 'settings-holidays')
  await page.getByTestId('undo').click()
  await expect.poll(async () => (await holidays()).map(({ year }) => year)).toEqual([2025, 2026])
  await expect.poll(() => page.getByTestId('holidays-row').count()).toBe(2)
})

it('takes into one window’s table what another one saved, and asks where both changed the same', async () => {
  const { page, context, served } = app
  const other = await context.newPage()
  await other.goto(served.origin)
  await become(other, '贺兰舟')
  await openSetting(page, 'escalation')
  await openSetting(other, 'escalation')
  await input(page, 'escalation-whom-0').fill('承办民警、中队内勤')
  await other.getByTestId('escalation-add').click()
  await input(other, 'escalation-whom-4').fill('大队负责人')
  await other.getByTestId('save-escalation').click()
  // What the other one added stands here too, beside what was typed.
  await page.getByTestId('form-joined').waitFor()
  await expect.poll(() => page.getByTestId('escalation-row').count()).toBe(5)
  await page.getByTestId('save-escalation').click()
  const kept = async () => {
    const { value } = await called(app.host, 'setting.get', { name: 'escalation' })
    return value.name === 'escalation' ? value.rows.map(({ whom }) => whom).sort() : []
  }
  const both = ['中队负责人', '中队负责人', '承办民警、中队内勤', '大队负责人', '大队负责人']
  await expect.poll(kept).toEqual(both.sort())
  await expect.poll(() => other.getByTestId('escalation').locator('input').first().isVisible()).toBe(true)
  // Both change the same: nothing is written over unsaid.
  const first = async (at: Page) => {
    const fields = at.getByTestId('setting-airIsLead').locator('textarea')
    await fields.waitFor()
    return fields
  }
  await openSetting(page, 'airIsLead')
  await openSetting(other, 'airIsLead')
  await (await first(page)).fill('甲')
  await (await first(other)).fill('乙')
  await other.getByTestId('save-airIsLead').click()
  await page.getByTestId('form-clash').waitFor()
  expect(await isOff(page, 'save-airIsLead')).toBe(true)
  await picture(page, 'settings-clash')
  await page.getByTestId('form-mine').click()
  await page.getByTestId('save-airIsLead').click()
  await expect
    .poll(async () => (await called(app.host, 'setting.get', { name: 'airIsLead' })).value)
    .toMatchObject({ reason: '甲' })
  await other.close()
})

it('shows the tables to whoever may not change them, with the reason', async () => {
  const { page } = app
  await become(page, '顾砚之')
  await openSetting(page, 'deadlinesByLevel')
  expect(await page.getByTestId('may-not-deadlinesByLevel').textContent()).not.toBe('')
  expect(await isOff(page, 'save-deadlinesByLevel')).toBe(true)
  expect(await input(page, 'deadlines-enterprise-0').isDisabled()).toBe(true)
  await picture(page, 'settings-deadlines-officer')
  await become(page, '贺兰舟')
})

it('keeps half a campaign over a reload, and takes the enterprises of a draw', async () => {
  const { page, host } = app
  await page.getByTestId('room-campaigns').click()
  await page.getByTestId('new-campaign').click()
  await input(page, 'campaign-name-zh').fill('秋季专项检查')
  await input(page, 'campaign-organiser').fill('县禁毒办')
  await expect
    .poll(async () => (await called(host, 'draft.get', { key: 'campaign/new' })).value)
    .toMatchObject({ doc: { name: { zh: '秋季专项检查' }, organiser: '县禁毒办' } })
  // Whoever sits down next neither finds it nor takes it away, not even its last letters.
  await input(page, 'campaign-organiser').fill('县禁毒办公室')
  await become(page, '顾砚之')
  await page.getByTestId('campaign-form').waitFor({ state: 'detached' })
  await page.getByTestId('new-campaign').click()
  await expect.poll(() => input(page, 'campaign-name-zh').inputValue()).toBe('')
  await become(page, '贺兰舟')
  await page.getByTestId('campaign-form').waitFor({ state: 'detached' })
  await page.getByTestId('new-campaign').click()
  await expect.poll(() => input(page, 'campaign-organiser').inputValue()).toBe('县禁毒办公室')
  await input(page, 'campaign-organiser').fill('县禁毒办')
  await expect
    .poll(async () => (await called(host, 'draft.get', { key: 'campaign/new' })).value)
    .toMatchObject({ doc: { organiser: '县禁毒办' } })
  await page.reload()
  await page.getByTestId('room-campaigns').click()
  await page.getByTestId('new-campaign').click()
  await expect.poll(() => input(page, 'campaign-name-zh').inputValue()).toBe('秋季专项检查')
  expect(await input(page, 'campaign-organiser').inputValue()).toBe('县禁毒办')
  const { rows } = await called(host, 'draw.list', {})
  const drawn = rows.find(({ isDrawn }) => isDrawn)
  await page.getByTestId('campaign-draw').selectOption(drawn?.id ?? '')
  await page.getByTestId('campaign-take-drawn').click()
  await picture(page, 'campaign-form')
  await page.getByTestId('save-campaign').click()
  const saved = async () => {
    const found = await called(host, 'campaign.list', {})
    const row = found.rows.find(({ name }) => name.zh === '秋季专项检查')
    return row ? (await called(host, 'campaign.get', { id: row.id })).doc : null
  }
  await expect.poll(saved).toMatchObject({ drawId: drawn?.id, organiser: '县禁毒办' })
  const outcome = (await called(host, 'draw.get', { id: drawn?.id ?? '' })).doc.attempts.at(-1)?.outcome
  expect((await saved())?.enterpriseIds.toSorted()).toEqual(
    outcome?.drawn.map(({ target }) => target).toSorted(),
  )
  await expect
    .poll(async () => (await called(host, 'draft.get', { key: 'campaign/new' })).value ?? null)
    .toBeNull()
})

it('does not write a campaign over what another window saved while it was filled in', async () => {
  const { page, host } = app
  await page.getByTestId('edit-campaign').click()
  await input(page, 'campaign-organiser').fill('县公安局')
  const found = await called(host, 'campaign.list', {})
  const id = found.rows.find(({ name }) => name.zh === '秋季专项检查')?.id ?? ''
  const { doc, version } = await called(host, 'campaign.get', { id })
  await called(host, 'campaign.put', { base: version, doc: { ...doc, basis: '〔2026〕3号' } })
  await page.getByTestId('form-joined').waitFor()
  await page.getByTestId('save-campaign').click()
  await expect
    .poll(async () => (await called(host, 'campaign.get', { id })).doc)
    .toMatchObject({ organiser: '县公安局', basis: '〔2026〕3号' })
})

it('settles a draw by strata with who is left out and why, draws it, and draws again beside the first', async () => {
  const { page, host } = app
  await page.getByTestId('room-campaigns').click()
  await page.getByTestId('new-draw').click()
  await page.getByTestId('draw-commit').click()
  await page.getByTestId('draw-form').getByRole('alert').first().waitFor()
  await input(page, 'draw-name').fill('第三季度抽查')
  await page.getByTestId('draw-leave-out').selectOption({ index: 1 })
  await input(page, 'draw-target-out-0').fill('停产整顿')
  await page.getByTestId('draw-strata').locator('summary').click()
  await page.getByTestId('draw-add-stratum').click()
  await input(page, 'draw-stratum-0').fill('重点')
  await page.getByTestId('draw-stratum-0-add-enterprise').selectOption({ index: 1 })
  await page.getByTestId('draw-stratum-0-add-enterprise').selectOption({ index: 1 })
  for (let n = 0; n < 3; n++) await page.getByTestId('draw-add-person').selectOption({ index: 1 })
  await page.getByTestId('draw-pass').last().click()
  await input(page, 'draw-person-out-0').fill('亲属任职')
  await picture(page, 'draw-form')
  // Half of it is kept.
  await expect
    .poll(async () => (await called(host, 'draft.get', { key: 'draw/new' })).value)
    .toMatchObject({ doc: { inspectorsExcluded: [{ reason: '亲属任职' }] } })
  await page.reload()
  await page.getByTestId('room-campaigns').click()
  await page.getByTestId('new-draw').click()
  await expect.poll(() => input(page, 'draw-name').inputValue()).toBe('第三季度抽查')
  await page.getByTestId('draw-commit').click()
  await page.getByTestId('draw-run').click()
  await page.getByTestId('drawn').waitFor()
  const saved = page.waitForEvent('download')
  await page.getByTestId('draw-save').click()
  expect((await saved).suggestedFilename()).toContain('第三季度抽查')
  const { rows } = await called(host, 'draw.list', {})
  const id = rows.find(({ name }) => name.zh === '第三季度抽查')?.id ?? ''
  const attempts = async () => (await called(host, 'draw.get', { id })).doc.attempts
  const [first] = await attempts()
  expect(first?.pool.targets.map(({ stratum }) => stratum).toSorted()).toEqual([
    '',
    '',
    '',
    '',
    '重点',
    '重点',
  ])
  expect(first?.pool.targetsExcluded).toMatchObject([{ reason: '停产整顿' }])
  expect(first?.pool.inspectorsExcluded).toMatchObject([{ reason: '亲属任职' }])
  expect(first?.pool.inspectors).toHaveLength(2)
  await page.getByTestId('draw-again').click()
  await page.getByTestId('draw-first').waitFor()
  await input(page, 'draw-why').fill('名单漏列')
  await page.getByTestId('draw-commit').click()
  await page.getByTestId('draw-run').click()
  await expect.poll(async () => (await attempts()).at(-1)?.outcome !== null).toBe(true)
  await expect.poll(() => page.getByTestId('drawn').count()).toBe(2)
  await page.getByTestId('draw').getByText('名单漏列').waitFor()
  const [still, again] = await attempts()
  expect(still).toEqual(first)
  expect(again).toMatchObject({ reason: '名单漏列', pool: { targetsExcluded: [{ reason: '停产整顿' }] } })
  await picture(page, 'draw-again')
})

it('makes the rule of a duty with its next days beside it, and attaches the scan of a self-check', async () => {
  const { page, host } = app
  await become(page, '贺兰舟')
  const enterpriseId = '018f0000-0000-7000-8000-0000000e0002'
  await page.getByTestId('room-enterprises').click()
  const { rows } = await called(host, 'enterprise.list', { text: '' })
  await page
    .getByText(rows.find(({ id }) => id === enterpriseId)?.name.zh ?? '?')
    .first()
    .click()
  const duties = page.getByTestId('dossier-duties')
  await duties.locator('summary').first().click()
  const before = (await called(host, 'duty.list', { enterpriseId })).duties.length
  await page.getByTestId('new-duty').click()
  await input(page, 'duty-name-zh').fill('台账核对')
  await page.getByTestId('rule-freq').selectOption('weekly')
  await page.getByTestId('rule-MO').check()
  await page.getByTestId('rule-TH').check()
  const next = async () =>
    ((await page.getByTestId('rule-next').textContent()) ?? '').match(/\d{4}-\d\d-\d\d/g) ?? []
  await expect
    .poll(async () => (await next()).map((day) => new Date(day).getUTCDay()))
    .toSatisfy((days: number[]) => days.length === 6 && days.every((day) => day === 1 || day === 4))
  await page.getByTestId('rule-freq').selectOption('monthly')
  await input(page, 'rule-month-days').fill('1, 40')
  await page.getByTestId('duty-form').getByText('请填写 1 至 31 的日期').waitFor()
  await input(page, 'rule-month-days').fill('1, 15')
  await expect
    .poll(async () => (await next()).map((day) => day.slice(8)))
    .toSatisfy((days: string[]) => days.length === 6 && days.every((day) => day === '01' || day === '15'))
  await picture(page, 'duty-form')
  await page.getByTestId('save-duty').click()
  const kept = async () => (await called(host, 'duty.list', { enterpriseId })).duties
  await expect.poll(async () => (await kept()).length).toBe(before + 1)
  expect((await kept()).find(({ doc }) => doc.name.zh === '台账核对')?.doc.rule).toMatchObject({
    freq: 'monthly',
    byMonthDay: [1, 15],
    byDay: [],
  })
  await page.getByTestId('dossier-self-checks').locator('summary').first().click()
  const listed = page.getByTestId('self-check')
  const checksBefore = (await called(host, 'selfCheck.list', { enterpriseId })).rows.length
  await expect.poll(() => listed.count()).toBe(checksBefore)
  await page.getByTestId('new-self-check').click()
  await page.getByTestId('self-check-scans').setInputFiles({
    name: '自查表扫描.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
  })
  await page.getByTestId('take-out-scan').waitFor()
  await page.getByTestId('save-self-check').click()
  await expect.poll(() => listed.count()).toBe(checksBefore + 1)
  await listed.first().click()
  await page.getByTestId('open-scan').filter({ hasText: '自查表扫描.pdf' }).waitFor()
  await picture(page, 'self-check-scan')
  const { rows: checks } = await called(host, 'selfCheck.list', { enterpriseId })
  const { doc } = await called(host, 'selfCheck.get', { id: checks[0]?.id ?? '' })
  expect([doc.how, doc.footageIds.length]).toEqual(['scan', 1])
  await page.getByTestId('open-scan').first().click()
  await expect.poll(() => page.getByTestId('inspector').textContent()).toContain('自查表扫描.pdf')
})
