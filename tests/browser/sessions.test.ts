/** Two tabs of one browser: each has its own person and role, also after it is loaded again. */
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, expect, it } from 'vitest'
import type { CallOutput } from '../../src/contract/index.ts'
import { wordsOf } from '../../src/words/words.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'
import { watch } from './watch.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

async function sayWho(page: Page, name: string, role: string): Promise<void> {
  await page.getByTestId('room-settings').click()
  await page.getByTestId('actor-name').locator('input').fill(name)
  await page.getByTestId('actor-role').selectOption(role)
  await page.getByTestId('actor-apply').click()
  await page.getByTestId('notice-good').first().waitFor()
}

async function saidWho(page: Page): Promise<[name: string, role: string]> {
  await page.getByTestId('room-settings').click()
  const name = await page.getByTestId('actor-name').locator('input').inputValue()
  return [name, await page.getByTestId('actor-role').inputValue()]
}

/** Opens the finding that waits for somebody to confirm it. */
async function openFinding(page: Page): Promise<void> {
  await page.getByTestId('room-findings').click()
  await page
    .getByTestId('finding-row')
    .filter({ hasText: /待核实|To verify/ })
    .first()
    .click()
  await page.getByTestId('steps').waitFor()
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['OUT_DIR']
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) })
}

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`keeps who works here by tab, and says beforehand what the role may not do (${locale})`, async () => {
    const opened = await openBrowserApp({ locale })
    app = opened
    const { page: first, context, served, host } = opened
    await first.getByTestId('open-demo').click()
    await first.getByTestId('demo-banner').waitFor()
    const second = await context.newPage()
    const watched = await watch(second)
    await second.goto(served.origin)
    await sayWho(first, '孟青棠', 'operator')
    await sayWho(second, '顾砚之', 'officer')
    await first.reload()
    await expect.poll(() => saidWho(first)).toEqual(['孟青棠', 'operator'])
    await expect.poll(() => saidWho(second)).toEqual(['顾砚之', 'officer'])

    // Who flies is told by the button itself that the next step is the officer's.
    const only = wordsOf(locale === 'zh-CN' ? 'zh' : 'en', 'error', 'not_allowed', {
      subject: 'finding',
      role: 'operator',
      roles: 'officer, supervisor',
    })
    await openFinding(first)
    await expect.poll(() => first.getByTestId('steps').textContent()).toContain(only)
    await expect.poll(() => first.getByTestId('transition').isDisabled()).toBe(true)
    await picture(first, `not-allowed-${locale}`)
    await openFinding(second)
    await expect.poll(() => second.getByTestId('steps').textContent()).not.toContain(only)
    await second.getByTestId('next-state').selectOption('unfounded')
    await second.getByTestId('transition-reason').locator('input').fill('演练')
    await second.getByTestId('transition').click()
    const newest = async () => {
      const answer = await host.call('journal.list', {
        aggregate: 'finding',
        id: null,
        beforeArrival: null,
        limit: 1,
      })
      const [row] = answer.ok ? (answer.value as CallOutput<'journal.list'>) : []
      return [row?.actor.name, row?.actor.role, row?.action]
    }
    await expect.poll(newest).toEqual(['顾砚之', 'officer', 'finding.transition:unfounded'])
    await watched.atRest()
    await second.close()
    watched.assertClean()
  })
