/** An order from its composing to its end, as an officer and a supervisor make it in the window, in both languages. */
import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, expect, it } from 'vitest'
import { withPart } from '../builders/docx.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { issueOrder, serveOrder } from '../builders/orders.ts'
import { aPng } from '../builders/png.ts'
import { called } from '../builders/services.ts'
import { aSite, place } from '../builders/site.ts'
import { openDemo, openEnterprise, openFlight, openRoom } from '../walk/openings.ts'
import { become, sayWho } from '../walk/people.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['OUT_DIR']
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true })
}
const fill = (page: Page, testId: string, text: string) =>
  page.getByTestId(testId).locator('input').fill(text)

/** The order's own paper: made, taken back as it was edited outside, signed with a reason, served with a scan, fixed. */
async function paperOfOrder(
  page: Page,
  host: BrowserApp['host'],
  seen: (name: string) => Promise<void>,
): Promise<void> {
  const papers = page.getByTestId('papers')
  await papers.locator('summary').click()
  const fetched = page.waitForEvent('download')
  await papers.getByTestId('paper-make').click()
  const draft = fs.readFileSync(await (await fetched).path())
  await papers.getByTestId('paper-take-back').waitFor({ state: 'attached' })
  const edited = withPart(draft, 'word/document.xml', (text) => text.replace('修补围堰', '加高围堰'))
  const given = { mimeType: 'application/octet-stream' }
  await papers
    .getByTestId('paper-take-back')
    .setInputFiles({ ...given, name: '改过.docx', buffer: Buffer.from(edited) })
  await papers.getByText('加高围堰').first().waitFor()
  await seen('paper-taken-back')
  await papers.getByTestId('paper-reason').locator('input').fill('扫描件在纸质卷宗')
  await papers.getByTestId('paper-step').click()
  await papers.getByTestId('paper-done').getByText('扫描件在纸质卷宗').waitFor()
  await expect.poll(() => papers.getByTestId('paper-take-back').count()).toBe(0)
  await seen('paper-signed')
  await papers
    .getByTestId('paper-scan')
    .setInputFiles({ mimeType: 'image/png', name: '送达.png', buffer: aPng(60, 40) })
  await expect.poll(() => papers.getByTestId('paper-scan').count()).toBe(0)
  await seen('paper-served')
  const { rows } = await called(host, 'paper.list', {})
  expect(rows).toMatchObject([{ kind: 'order', no: '责改〔2026〕9号', state: 'served', differences: 1 }])
}

/** A package of evidence: made, handed over with the receipt once it is held against its lists, shown so with its enterprise. */
async function handOver(opened: BrowserApp): Promise<void> {
  const { page, host } = opened
  await become(opened, '顾砚之')
  await openFlight(opened)
  const part = page.getByTestId('evidence')
  await part.locator('summary').click()
  const fetched = page.waitForEvent('download')
  await part.getByTestId('pack-evidence').click()
  const download = await fetched
  const zip = fs.readFileSync(await download.path())
  const row = part.getByTestId('bag-row')
  await row.filter({ hasText: '待移交' }).click()
  await fill(page, 'bag-to', '样例县检察院')
  const file = { mimeType: 'application/octet-stream' }
  await part
    .getByTestId('bag-receipt')
    .setInputFiles({ mimeType: 'image/png', name: '回执.png', buffer: aPng(60, 40) })
  await part.getByText('回执.png').waitFor()
  // Another file is no package: nothing is put down.
  await part
    .getByTestId('bag-file')
    .setInputFiles({ ...file, name: 'other.zip', buffer: Buffer.from('PK other') })
  await part.getByText('other.zip').waitFor()
  await part.scrollIntoViewIfNeeded()
  await picture(page, 'bag-1-handing')
  await part.getByTestId('bag-hand-over').click()
  await page.getByTestId('notice-error').filter({ hasText: 'other.zip' }).waitFor()
  await picture(page, 'bag-2-refused')
  await part
    .getByTestId('bag-receipt')
    .setInputFiles({ mimeType: 'image/png', name: '回执.png', buffer: aPng(60, 40) })
  await part.getByText('回执.png').waitFor()
  await part
    .getByTestId('bag-file')
    .setInputFiles({ ...file, name: download.suggestedFilename(), buffer: zip })
  await part.getByTestId('bag-hand-over').click()
  await row.filter({ hasText: '已移交' }).waitFor()
  await part.getByTestId('open-scan').filter({ hasText: '回执.png' }).waitFor()
  await part.getByText('已与清单核对一致').waitFor()
  await picture(page, 'bag-3-handed')
  const { rows } = await called(host, 'evidence.list', {})
  expect(rows).toMatchObject([{ state: 'handedOver', handedOver: { to: '样例县检察院', isChecked: true } }])
  const { enterpriseIds } = rows[0] ?? expect.unreachable()
  await openEnterprise(
    opened,
    (await called(host, 'enterprise.get', { id: enterpriseIds[0] ?? '' })).doc.name.zh,
  )
  await page.getByTestId('evidence').locator('summary').click()
  await page.getByTestId('bag-row').filter({ hasText: '已移交' }).waitFor()
  await picture(page, 'bag-4-dossier')
}

const look = (seenFrom: string, outcome: string) => ({
  flightId: null,
  footageId: null,
  momentS: null,
  region: null,
  at: place(50, 50),
  seenAtMs: Date.now(),
  seenFrom,
  outcome,
  level: 'general',
  words: '',
})

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`composes, issues, serves, reports, re-checks and closes (${locale})`, async () => {
    const opened = await openBrowserApp({ locale })
    app = opened
    const { page, host } = opened
    const seen = (name: string) => picture(page, `orders-${name}-${locale}`)
    await called(host, 'actor.set', { name: '顾砚之', role: 'supervisor' })
    await called(host, 'enterprise.put', { base: null, doc: anEnterprise() })
    await called(host, 'site.put', { base: null, doc: aSite({ enterpriseId: anId(1) }) })
    const made = await called(host, 'finding.open', {
      sighting: look('site', 'first') as never,
      finding: {
        title: '围堰缺口',
        category: '',
        level: 'general',
        risk: null,
        owner: '',
        assetId: null,
        enterpriseId: null,
        recursOfId: null,
      },
    })
    const { id } = made.doc
    const version = async () => (await called(host, 'finding.get', { id })).version
    const step = { id, base: made.version, to: 'confirmed', reason: '', duplicateOfId: null } as const
    await called(host, 'finding.transition', step)
    const state = async () => (await called(host, 'finding.get', { id })).doc.state

    await page.reload()
    await sayWho(page, '罗沙', 'supervisor')
    await openRoom({ page }, 'findings')
    await page.getByTestId('finding-row').first().click()
    await page.getByTestId('compose-order').click()
    await fill(page, 'order-demand', '修补围堰')
    await page.getByTestId('counting-rule').waitFor()
    await seen('composer')
    await page.getByTestId('order-keep').click()
    await page.getByTestId('order').waitFor()
    await fill(page, 'order-no', '责改〔2026〕9号')
    await page.getByTestId('order-issue').click()
    await page.getByTestId('order-serve').click()
    await page.getByTestId('order-report-part').waitFor()
    expect(await state()).toBe('rectifying')
    await seen('served')
    await paperOfOrder(page, host, seen)
    await page.getByTestId('order-report').click()
    await expect.poll(state).toBe('toRecheck')

    const sighting = { ...look('site', 'gone'), seenAtMs: Date.now() + 1 }
    await called(host, 'finding.addSighting', { id, base: await version(), sighting: sighting as never })
    await openRoom({ page }, 'findings')
    await page.getByTestId('finding-row').first().click()
    await page.getByTestId('recheck-part').waitFor()
    await expect.poll(() => page.getByTestId('recheck-result').inputValue()).toBe('corrected')
    await page.getByTestId('recheck-keep').click()
    await expect.poll(async () => (await called(host, 'finding.get', { id })).doc.rechecks?.length).toBe(1)
    await seen('rechecked')
    await page.getByTestId('next-state').selectOption('closed')
    await page.getByTestId('transition').click()
    await expect.poll(state).toBe('closed')
    await page.getByTestId('room-campaigns').click()
    await page.getByTestId('tab-statistics').click()
    await expect.poll(() => page.getByTestId('statistic-closedRate').textContent()).toContain('100')
    await page.getByTestId('statistic-closedRate').getByTestId('statistic-of').click()
    await page.getByTestId('statistics-behind').getByText('围堰缺口').waitFor()
    await seen('statistics')
  })

it('what was put right in part is ordered anew once: the new order names the old, and the button goes', async () => {
  const opened = await openBrowserApp({ locale: 'zh-CN' })
  app = opened
  const { page, host } = opened
  await called(host, 'actor.set', { name: '贺兰舟', role: 'supervisor' })
  await called(host, 'enterprise.put', { base: null, doc: anEnterprise() })
  await called(host, 'site.put', { base: null, doc: aSite({ enterpriseId: anId(1) }) })
  const made = await called(host, 'finding.open', {
    sighting: look('site', 'first') as never,
    finding: {
      title: '消防砂不足',
      category: '',
      level: 'general',
      risk: null,
      owner: '',
      assetId: null,
      enterpriseId: null,
      recursOfId: null,
    },
  })
  const { id } = made.doc
  const finding = () => called(host, 'finding.get', { id })
  const version = async () => (await finding()).version
  await called(host, 'finding.transition', {
    id,
    base: made.version,
    to: 'confirmed',
    reason: '',
    duplicateOfId: null,
  })
  const site = { criterion: { proof: 'site', words: '现场看清已补足' } } as const
  const items = [{ findingId: id, demand: '补足消防砂', ...site }]
  const old = await issueOrder(host, anId(1), [id], { items })
  await serveOrder(host, old, Date.now())
  const reported = await called(host, 'order.get', { id: old.doc.id })
  await called(host, 'order.report', {
    id: old.doc.id,
    base: reported.version,
    findingIds: [id],
    reportedAtMs: Date.now(),
    words: '',
  })
  const sighting = { ...look('site', 'still'), seenAtMs: Date.now() + 1 }
  await called(host, 'finding.addSighting', { id, base: await version(), sighting: sighting as never })
  const seen = (await finding()).history.at(-1)?.doc.id ?? null
  await called(host, 'finding.recheck', {
    id,
    base: await version(),
    result: 'partly',
    sightingId: seen,
    document: '',
    words: '灭火器已换，砂仍不足',
  })

  await page.reload()
  await sayWho(page, '贺兰舟', 'supervisor')
  await openRoom({ page }, 'findings')
  await page.getByTestId('finding-row').first().click()
  await page.getByTestId('compose-rest').click()
  await page.getByTestId('order-composer').waitFor()
  await page.getByTestId('order-item').filter({ hasText: '消防砂不足' }).waitFor()
  await fill(page, 'order-demand', '补足消防砂 0.5 立方米')
  await picture(page, 'orders-rest')
  await page.getByTestId('order-keep').click()
  await page.getByTestId('order').waitFor()
  await fill(page, 'order-no', '责改〔2026〕90号')
  await page.getByTestId('order-issue').click()
  await expect.poll(async () => (await finding()).doc.state).toBe('ordered')
  // It says which one it stands in the place of, by its number.
  await expect.poll(() => page.getByTestId('order').innerText()).toContain(old.doc.issued?.no ?? '-')
  const { order } = await finding()
  expect(order?.doc).toMatchObject({ replacesId: old.doc.id, issued: { no: '责改〔2026〕90号' } })
  await openRoom({ page }, 'findings')
  await page.getByTestId('finding-row').first().click()
  await expect.poll(() => page.getByTestId('finding-order').innerText()).toContain('责改〔2026〕90号')
  expect(await page.getByTestId('compose-rest').count()).toBe(0)
  await picture(page, 'orders-rest-ordered')
})

it('shows what is due this week and the orders of the demo', async () => {
  const opened = await openBrowserApp({ locale: 'zh-CN' })
  app = opened
  const { page } = await openDemo(opened)
  await page.getByTestId('room-campaigns').click()
  await page.getByTestId('tab-week').click()
  await page.getByTestId('week-row').first().waitFor()
  expect(await page.getByTestId('week-row').filter({ hasText: '企业逾期' }).count()).toBe(1)
  expect(await page.getByTestId('week-row').filter({ hasText: '我方待复查超期' }).count()).toBe(1)
  await picture(page, 'orders-week-demo')
  await page.getByTestId('week-row').filter({ hasText: '我方待复查超期' }).first().click()
  await page.getByTestId('two-clocks').waitFor()
  await picture(page, 'orders-clocks-demo')
  await page.getByTestId('room-campaigns').click()
  await page.getByTestId('tab-orders').click()
  await expect.poll(() => page.getByTestId('order-row').count()).toBe(4)
  await page.getByTestId('order-row').filter({ hasText: '未送达' }).first().click()
  await page.getByTestId('order').waitFor()
  await picture(page, 'orders-list-demo')
  await page.getByTestId('tab-statistics').click()
  await page.getByTestId('statistic-onTimeRate').waitFor()
  await picture(page, 'orders-statistics-demo')
  await handOver(opened)
})
