/** People at the window: the sign-in screen, and the demo's one press. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { openRoom, type Window } from './openings.ts'

/** Somebody with a passphrase of their own. */
export type Known = {
  readonly name: string
  readonly role: 'operator' | 'officer' | 'supervisor'
  readonly passphrase: string
}

const fill = (page: Page, testId: string, text: string): Promise<void> =>
  page.getByTestId(testId).locator('input').fill(text)

/** A folded section of the settings, opened. */
export async function unfold(window: Window, testId: string): Promise<void> {
  await openRoom(window, 'settings')
  const section = window.page.getByTestId(testId)
  if ((await section.getAttribute('open')) === null) await section.locator('summary').first().click()
}

/** Sits down at the demo as one of its people. */
export async function become({ page }: Window, name: string): Promise<void> {
  await page.getByTestId('who-acts').click()
  await page.getByTestId(`press-${name}`).click()
  await expect.poll(() => page.getByTestId('who-acts').textContent()).toContain(name)
}

/** Says who acts where nobody signs in. */
export async function sayWho(page: Page, name: string, role: Known['role']): Promise<void> {
  await openRoom({ page }, 'settings')
  await fill(page, 'actor-name', name)
  await page.getByTestId('actor-role').selectOption(role)
  await page.getByTestId('actor-apply').click()
  await page.getByTestId('notice-good').first().waitFor()
}

/** A workspace that was just opened is given its people: the first one with all of its rights, the others by them. */
export async function takeIn(window: Window, first: Known, others: readonly Known[]): Promise<void> {
  const { page } = window
  await page.getByTestId('first-person-open').click()
  await fill(page, 'first-person-name', first.name)
  await page.getByTestId('first-person-done').click()
  await expect.poll(() => page.getByTestId('who-acts').textContent()).toContain(first.name)
  await unfold(window, 'own-passphrase')
  await fill(page, 'passphrase-new', first.passphrase)
  await fill(page, 'passphrase-again', first.passphrase)
  await page.getByTestId('passphrase-set').click()
  await page.getByTestId('print-recovery').waitFor()
  await unfold(window, 'people')
  for (const { name, role, passphrase } of others) {
    await page.getByTestId('person-add').click()
    await fill(page, 'person-new-name', name)
    await page.getByTestId(`person-new-${role}`).check()
    await fill(page, 'person-new-passphrase', passphrase)
    await page.getByTestId('person-new-done').click()
    await page.getByTestId(`person-${name}`).waitFor()
  }
}

export async function signOut({ page }: Window): Promise<void> {
  await page.getByTestId('who-acts').click()
  await page.getByTestId('sign-out').click()
  await page.getByTestId('sign-in').waitFor()
}

/** Types a passphrase at the sign-in screen; whether it opens is for whoever asks to see. */
export async function tryPassphrase({ page }: Window, name: string, passphrase: string): Promise<void> {
  await page.getByTestId('sign-in').waitFor()
  const option = page.getByTestId('sign-in-person').locator('option').filter({ hasText: name })
  await page.getByTestId('sign-in-person').selectOption(await option.getAttribute('value'))
  await fill(page, 'sign-in-passphrase', passphrase)
  await page.getByTestId('sign-in-go').click()
}

export async function signIn(window: Window, { name, passphrase }: Known): Promise<void> {
  await tryPassphrase(window, name, passphrase)
  await window.page.getByTestId('sign-in').waitFor({ state: 'detached' })
  await expect.poll(() => window.page.getByTestId('who-acts').textContent()).toContain(name)
}
