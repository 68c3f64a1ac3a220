/** Signing in, the lock and the refusals as people see them, in both languages. */
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, expect, it } from 'vitest'
import { wordsOf } from '../../src/words/words.ts'
import { anEnterprise } from '../builders/enterprise.ts'
import { called } from '../builders/services.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['OUT_DIR']
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) })
}
const fill = (page: Page, testId: string, text: string) =>
  page.getByTestId(testId).locator('input').fill(text)
/** Opens a folded section of the settings. */
async function unfold(page: Page, testId: string): Promise<void> {
  await page.getByTestId('room-settings').click()
  const section = page.getByTestId(testId)
  if ((await section.getAttribute('open')) === null) await section.locator('summary').first().click()
}
async function signIn(page: Page, name: string, passphrase: string): Promise<void> {
  await page.getByTestId('sign-in').waitFor()
  const value = await page
    .getByTestId('sign-in-person')
    .locator('option')
    .filter({ hasText: name })
    .getAttribute('value')
  await page.getByTestId('sign-in-person').selectOption(value)
  await fill(page, 'sign-in-passphrase', passphrase)
  await page.getByTestId('sign-in-go').click()
}

const CHIEF = ['贺兰舟', '北风吹雁南归 7'] as const
const READER = ['何一帆', '只看不写只读 9'] as const

for (const locale of ['zh-CN', 'en-GB'] as const) {
  const language = locale === 'zh-CN' ? 'zh' : 'en'

  it(`asks who one is, takes a second person in, and from then on lets nobody in without a passphrase (${locale})`, async () => {
    const opened = await openBrowserApp({ locale })
    app = opened
    const { page, host } = opened
    await page.getByTestId('first-person-open').click()
    await fill(page, 'first-person-name', CHIEF[0])
    await picture(page, `people-first-${locale}`)
    await page.getByTestId('first-person-done').click()
    await expect.poll(() => page.getByTestId('who-acts').textContent()).toContain(CHIEF[0])
    expect(await page.getByTestId('who-acts').textContent()).toMatch(/未验证|not verified/)

    // What is deleted while nobody could look at it waits for the second person.
    const doc = anEnterprise()
    const { version } = await called(host, 'enterprise.put', { base: null, doc })
    await called(host, 'enterprise.remove', { id: doc.id, base: version })

    await unfold(page, 'own-passphrase')
    await fill(page, 'passphrase-new', CHIEF[1])
    await fill(page, 'passphrase-again', CHIEF[1])
    await page.getByTestId('passphrase-set').click()
    await page.getByTestId('notice-good').first().waitFor()
    await unfold(page, 'people')
    await page.getByTestId('person-add').click()
    await fill(page, 'person-new-name', READER[0])
    await page.getByTestId('person-new-reader').check()
    await fill(page, 'person-new-passphrase', READER[1])
    await picture(page, `people-add-${locale}`)
    await page.getByTestId('person-new-done').click()
    await page.getByTestId(`person-${READER[0]}`).waitFor()
    await picture(page, `people-list-${locale}`)

    // Locked: hidden, and there again as it was.
    await page.getByTestId('who-acts').click()
    await page.getByTestId('who-menu').waitFor()
    await picture(page, `people-menu-${locale}`)
    await page.getByTestId('lock').click()
    await page.getByTestId('sign-in').waitFor()
    expect(await page.getByTestId(`person-${READER[0]}`).isVisible()).toBe(false)
    await picture(page, `people-locked-${locale}`)
    await fill(page, 'sign-in-passphrase', 'wrong one 1')
    await page.getByTestId('sign-in-go').click()
    await page.getByTestId('sign-in-problem').waitFor()
    expect(await page.getByTestId('sign-in-problem').textContent()).toContain(CHIEF[0])
    await picture(page, `people-wrong-${locale}`)
    await fill(page, 'sign-in-passphrase', CHIEF[1])
    await page.getByTestId('sign-in-go').click()
    await page.getByTestId(`person-${READER[0]}`).waitFor({ state: 'visible' })

    // Somebody else: what was done alone is shown to them, and what they may not do is said beforehand.
    await page.getByTestId('who-acts').click()
    await page.getByTestId('sign-out').click()
    await signIn(page, ...READER)
    await page.getByTestId('alone-banner').waitFor()
    await page.getByTestId('alone-open').click()
    await expect
      .poll(() => page.getByTestId('alone-list').textContent())
      .toContain(language === 'zh' ? '单人办理（未复核）' : 'done alone, not reviewed')
    await unfold(page, 'people')
    const refusal = wordsOf(language, 'error', 'not_allowed', {
      subject: 'person',
      role: 'reader',
      roles: 'supervisor',
    })
    await page.getByTestId('person-add').waitFor()
    await expect.poll(() => page.getByTestId('person-add').isDisabled()).toBe(true)
    expect(await page.getByTitle(refusal ?? '').count()).toBeGreaterThan(0)
    await picture(page, `people-reader-${locale}`)
    // A reload keeps the session: whoever signed in is in.
    await page.reload()
    await expect.poll(() => page.getByTestId('who-acts').textContent()).toContain(READER[0])
  })

  it(`lets anybody be any of the demo’s people with one press (${locale})`, async () => {
    const opened = await openBrowserApp({ locale })
    app = opened
    const { page } = opened
    await page.getByTestId('open-demo').click()
    await page.getByTestId('demo-banner').waitFor()
    for (const name of ['顾砚之', '贺兰舟', '何一帆']) {
      await page.getByTestId('who-acts').click()
      await page.getByTestId(`press-${name}`).waitFor()
      if (name === '顾砚之') await picture(page, `people-demo-${locale}`)
      await page.getByTestId(`press-${name}`).click()
      await expect.poll(() => page.getByTestId('who-acts').textContent()).toContain(name)
    }
  })
}
