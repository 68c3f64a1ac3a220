/** Signing in, the lock and the refusals as people see them, in both languages. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, expect, it } from 'vitest'
import { wordsOf } from '../../src/words/words.ts'
import { aFlight, anEnterprise, anId } from '../builders/enterprise.ts'
import { aPng } from '../builders/png.ts'
import { called, openServices } from '../builders/services.ts'
import { openFlight } from '../walk/openings.ts'
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
const OFFICER = ['孟青棠', '秋水共长天一色 5'] as const
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

  it(`lists what is due, lets one ask and another delete, and says in words what was deleted (${locale})`, async () => {
    // It came in seven months ago.
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-kept-'))
    const workspaceDir = path.join(dir, 'w')
    const past = Date.now() - 214 * 86_400_000
    const before = openServices({ home: path.join(dir, 'home'), workspaceDir, nowMs: () => past })
    const put = (name: string, roles: string[], n: number) => ({
      id: anId(40 + n),
      name,
      roles,
      unit: '',
      number: `00${n}`,
      phone: '',
    })
    const first = await called(before, 'person.begin', put(CHIEF[0], ['supervisor'], 1) as never)
    await called(before, 'person.signIn', { id: first.doc.id, name: null, passphrase: null })
    await called(before, 'person.setPassphrase', { old: null, passphrase: CHIEF[1] })
    const doc = put(OFFICER[0], ['officer'], 2)
    await called(before, 'person.put', { base: null, doc, passphrase: OFFICER[1] } as never)
    const flight = aFlight({ takeoffAtMs: past, landedAtMs: past + 600_000 })
    await called(before, 'flight.put', { base: null, doc: flight })
    const file = path.join(dir, 'DJI_0007.png')
    fs.writeFileSync(file, aPng(64, 48))
    const { footage } = await called(before, 'footage.ingest', {
      files: [before.registerFile(file).ref],
      flightId: flight.id,
    })
    await before.close()
    const opened = await openBrowserApp({ locale, workspaceDir })
    app = opened
    const { page } = opened

    await signIn(page, ...OFFICER)
    await unfold(page, 'retention')
    await page.getByTestId('retention-row').waitFor()
    await picture(page, `retention-due-${locale}`)
    await page.getByTestId('retention-row').getByRole('checkbox').check()
    // A look at it beside the list: what was chosen is still chosen.
    await page.getByTestId('retention-look').click()
    await page.getByTestId('kept').locator('summary').click()
    await page.getByTestId('kept-reason').waitFor()
    await picture(page, `retention-kept-${locale}`)
    expect(await page.getByTestId('retention-row').getByRole('checkbox').isChecked()).toBe(true)
    expect(await page.getByTestId('retention-ask').isDisabled()).toBe(true)
    await fill(page, 'retention-reason', language === 'zh' ? '保存期满' : 'its time is over')
    await page.getByTestId('retention-ask').click()
    await page.getByTestId('retention-none').waitFor()
    // Who inspects asks; who answers for the workspace looks at it and deletes.
    await page.getByTestId('retention-list').selectOption('asked')
    await page.getByTestId('retention-row').waitFor()
    expect(await page.getByTestId('retention-delete').isDisabled()).toBe(true)
    await page.getByTestId('who-acts').click()
    await page.getByTestId('sign-out').click()
    await signIn(page, ...CHIEF)
    await unfold(page, 'retention')
    await page.getByTestId('retention-list').selectOption('asked')
    await page.getByTestId('retention-row').waitFor()
    await picture(page, `retention-asked-${locale}`)
    await page.getByTestId('retention-row').getByRole('checkbox').check()
    await page.getByTestId('retention-delete').click()
    await page.getByTestId('retention-copies').waitFor()
    await page.getByTestId('retention-list').selectOption('deleted')
    await expect
      .poll(() => page.getByTestId('retention-row').textContent())
      .toContain(language === 'zh' ? `${CHIEF[0]} 复核并删除` : `${CHIEF[0]} looked at it and deleted it`)
    await picture(page, `retention-deleted-${locale}`)
    const hash = footage[0]?.doc.sha256 ?? ''
    expect(fs.existsSync(path.join(workspaceDir, 'vault', hash.slice(0, 2), hash))).toBe(false)
    // In its place in the window: who, when and why.
    await openFlight(opened)
    await page.getByTestId('thumb').first().click()
    await page.getByTestId('deleted-original').waitFor()
    expect(await page.getByTestId('deleted-original').textContent()).toContain(OFFICER[0])
    await picture(page, `retention-gone-${locale}`)
    fs.rmSync(dir, { recursive: true, force: true })
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
