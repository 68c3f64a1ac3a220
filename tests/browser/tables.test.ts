/** Tables that go out and come in, in the window in both languages: the form of a self-check, registers, imports. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { Enterprise } from '../../src/core/site/enterprise.ts'
import { readTables } from '../../src/core/formats/tables/readTables.ts'
import { xlsx } from '../../src/core/formats/tables/xlsxWrite.ts'
import { aCreditCode } from '../builders/enterprise.ts'
import { filledForm } from '../builders/selfCheckForms.ts'
import { openDemo } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

afterAll(closeBrowser)

async function picture({ page }: BrowserApp, name: string): Promise<void> {
  const folder = process.env['OUT_DIR']
  if (!folder) return
  fs.mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'tables-'))

/** What is saved by a press. */
async function saved(
  { page }: BrowserApp,
  press: () => Promise<void>,
): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) }
}

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`hands out the form of a self-check and takes it in (${locale})`, async () => {
    const app = await openDemo(await openBrowserApp({ locale }))
    const { page } = app
    const id = (testId: string) => page.getByTestId(testId)
    const isZh = locale === 'zh-CN'
    try {
      await id('who-acts').click()
      await id('press-顾砚之').click()
      await expect.poll(() => id('who-acts').textContent()).toContain('顾砚之')
      await id('enterprise-row').first().click()
      await id('dossier').waitFor()
      await id('dossier-self-checks').locator('summary').first().click()
      await id('hand-out-form').click()
      const form = await saved(app, () => id('save-form').click())
      const [table] = readTables(form.bytes).value ?? []
      expect(table?.name).toBe(isZh ? '企业自查表' : 'Self-check')

      const [row] = ((await app.host.call('enterprise.list', {})) as { value: { rows: { id: string }[] } })
        .value.rows
      const { doc } = (
        (await app.host.call('enterprise.get', { id: row?.id ?? '' })) as { value: { doc: Enterprise } }
      ).value
      const asked = { enterprise: doc, from: '2026-01-01', to: '2026-01-31', items: ['储罐', '围堰'] }
      const given = (name: string, result: string): string => {
        const answers = [{ result: 'inOrder' }, { result, words: '东侧围堰有裂缝' }]
        const sheet = filledForm(asked, isZh ? 'zh' : 'en', {
          on: { day: '2026-01-20' },
          name: '乌日娜',
          answers,
        })
        const file = path.join(scratch, `${locale}-${name}.xlsx`)
        fs.writeFileSync(file, xlsx([sheet], 0))
        return file
      }
      await id('take-in-form').setInputFiles(given('bad', '?'))
      await id('form-notes')
        .getByText(isZh ? '不是检查结果' : 'is no result')
        .waitFor()
      expect(await id('form-notes').textContent()).toContain(isZh ? '第 13 行，C 列' : 'row 13, column C')
      expect(await id('keep-form').count()).toBe(0)
      await picture(app, `tables-form-refused-${locale}`)
      await id('take-in-form').setInputFiles(given('good', 'found'))
      await id('form-read').getByText('东侧围堰有裂缝').waitFor()
      await picture(app, `tables-form-read-${locale}`)
      await id('keep-form').click()
      await id('form-read').waitFor({ state: 'detached' })
      await id('self-check')
        .getByText(`${isZh ? '2026/01/20' : '20/01/2026'} 乌日娜`)
        .waitFor()
    } finally {
      await app.close()
    }
  })

it('saves what a list shows, in every format', async () => {
  const app = await openDemo(await openBrowserApp({ locale: 'zh-CN' }))
  const { page } = app
  const id = (testId: string) => page.getByTestId(testId)
  try {
    await id('who-acts').click()
    await id('press-顾砚之').click()
    await expect.poll(() => id('who-acts').textContent()).toContain('顾砚之')
    await id('room-findings').click()
    await id('filter-state').selectOption('closed')
    await id('register').locator('summary').click()
    const shown = await id('finding-row').count()
    for (const format of ['xlsx', 'csv', 'geojson', 'gpkg']) {
      const { name, bytes } = await saved(app, () => id(`register-${format}`).click())
      expect(name).toMatch(new RegExp(`^隐患台账-.*\\.${format}$`))
      if (format !== 'geojson') continue
      const { features, about } = JSON.parse(new TextDecoder().decode(bytes)) as {
        features: unknown[]
        about: Record<string, string>
      }
      expect(features).toHaveLength(shown)
      expect(about['筛选条件']).toBe('状态: 已销号')
    }
    await picture(app, 'tables-register')
  } finally {
    await app.close()
  }
})

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`takes enterprises in from a table: its mistakes by row, then what it would change, then all of it (${locale})`, async () => {
    const app = await openDemo(await openBrowserApp({ locale }))
    const { page } = app
    const id = (testId: string) => page.getByTestId(testId)
    const isZh = locale === 'zh-CN'
    const given = (name: string, code: string): string => {
      const file = path.join(scratch, `${locale}-${name}.csv`)
      fs.writeFileSync(file, `企业名称,统一社会信用代码,地址\n远山涂料,${code},河东路 1 号\n`)
      return file
    }
    try {
      await id('enterprise-row').first().waitFor()
      const before = await id('enterprise-row').count()
      await id('take-in').click()
      await id('take-in-file').setInputFiles(given('bad', '9.13E+17'))
      await id('take-in-refused').waitFor()
      await id('take-in-seen')
        .getByText(isZh ? '科学计数法' : 'took the code for a number')
        .waitFor()
      expect(await id('take-in-apply').count()).toBe(0)
      await picture(app, `take-in-refused-${locale}`)
      await id('take-in-file').setInputFiles(given('good', aCreditCode(77)))
      await id('take-in-table').waitFor()
      expect(await id('take-in-table').textContent()).toContain('河东路 1 号')
      await picture(app, `take-in-preview-${locale}`)
      await id('take-in-apply').click()
      await id('take-in-seen').waitFor({ state: 'detached' })
      await expect.poll(() => id('enterprise-row').count()).toBe(before + 1)
      // One undo takes all of it back.
      await page.keyboard.press('Control+z')
      await expect.poll(() => id('enterprise-row').count()).toBe(before)
    } finally {
      await app.close()
    }
  })
