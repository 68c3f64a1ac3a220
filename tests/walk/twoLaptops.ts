/**
 * What two teams do with two laptops and a stick between them: one sends, the other receives and accepts, both change the
 * same, one decides, and the other agrees. Over HTTP in two browsers and in two windows of the desktop alike.
 */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallInput, CallName, CallOutput } from '../../src/contract/index.ts'
import { ALL_FINDINGS } from '../../renderer/api/hooks.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { ORIGIN } from '../builders/site.ts'
import { look } from './look.ts'
import { openEnterprise, openRoom } from './openings.ts'

export type Laptop = {
  page: Page
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** Where a file lies that an act lets the window save. */
  saved(act: () => Promise<void>): Promise<string>
  /** Closes it, and throws when the page complained. */
  close(): Promise<void>
}

const LANGUAGES = {
  zh: { both: '两边都改了', remarks: '备注', at: ['办公室电脑', '外勤笔记本'] },
  en: { both: 'changed by both', remarks: 'Remarks', at: ['Office', 'Field laptop'] },
} as const

/** Unfolds a part of the panel at hand. */
async function unfold(part: Locator): Promise<Locator> {
  await part.waitFor()
  if ((await part.getAttribute('open')) === null) await part.locator('summary').first().click()
  return part
}

const exchange = async (laptop: Laptop): Promise<Locator> => {
  await openRoom(laptop, 'settings')
  return unfold(laptop.page.getByTestId('exchange'))
}

const stations = async (laptop: Laptop): Promise<Locator> => {
  await openRoom(laptop, 'settings')
  return unfold(laptop.page.getByTestId('stations'))
}

/** Makes the file for the other laptop; by a receipt of it, where one is given. */
async function send(laptop: Laptop, receipt?: string): Promise<string> {
  const part = await exchange(laptop)
  await part.getByTestId('send-scope').selectOption(receipt === undefined ? 'all' : 'since')
  if (receipt !== undefined) await part.getByTestId('send-receipt').setInputFiles(receipt)
  const file = await laptop.saved(() => part.getByTestId('send-go').click())
  await part.getByTestId('sent').waitFor()
  return file
}

/** Takes in a file of the other laptop, after a look at what it holds. */
async function receive(laptop: Laptop, file: string, picture?: string): Promise<Locator> {
  const part = await exchange(laptop)
  await part.getByTestId('receive-file').setInputFiles(file)
  await part.getByTestId('looked').scrollIntoViewIfNeeded()
  if (picture) await look(laptop, `${picture}-looked`)
  await part.getByTestId('receive-go').click()
  const received = part.getByTestId('received')
  await received.scrollIntoViewIfNeeded()
  if (picture) await look(laptop, `${picture}-received`)
  return received
}

/** Accepts the other laptop under a name, its code compared with what that laptop says of itself. */
async function accept(laptop: Laptop, other: Laptop, name: string, picture?: string): Promise<void> {
  const code = await (await stations(other)).getByTestId('own-code').textContent()
  const row = (await stations(laptop)).locator(`[data-testid="station-row"][data-code="${code}"]`)
  await row.getByTestId('station-accept').click()
  await row.getByTestId('station-name').locator('input').fill(name)
  await row.getByTestId('station-accept-go').scrollIntoViewIfNeeded()
  if (picture) await look(laptop, `${picture}-accept`)
  await row.getByTestId('station-accept-go').click()
  await row.getByTestId('station-withdraw').waitFor()
}

/** Writes other remarks into the form of an enterprise. */
async function remark(laptop: Laptop, label: string, text: string): Promise<void> {
  await openEnterprise(laptop, 0)
  await laptop.page.getByTestId('edit-enterprise').click()
  const form = laptop.page.getByTestId('inspector')
  await unfold(form.locator('details').filter({ hasText: label }).last())
  await form.getByLabel(label).fill(text)
  await laptop.page.getByTestId('save-enterprise').click()
  await laptop.page.getByTestId('dossier').waitFor()
}

const levelled = async (laptop: Laptop, level: 'general' | 'major', owner: string): Promise<void> => {
  const { rows } = await laptop.call('finding.list', ALL_FINDINGS)
  const [row] = rows
  if (!row) throw new Error('the finding is not here')
  await laptop.call('finding.edit', { id: row.id, base: row.version, change: { level, owner } })
}

const waitingOf = async (laptop: Laptop): Promise<number> => (await laptop.call('station.list', {})).waiting

/** Two laptops with an empty workspace each, over some door, in a language. */
export function twoLaptopsSuite(
  where: string,
  open: (nth: number, language: 'zh' | 'en') => Promise<Laptop>,
): void {
  describe.each(['zh', 'en'] as const)(`two laptops over ${where}, in %s`, (language) => {
    const { both, remarks, at } = LANGUAGES[language]
    let a: Laptop
    let b: Laptop
    let receipt = ''
    const pictured = (name: string): string => `${where}-${language}-${name}`

    beforeAll(async () => {
      a = await open(0, language)
      b = await open(1, language)
      for (const [i, laptop] of [a, b].entries()) {
        await laptop.page.evaluate((next) => {
          localStorage.setItem('sortie.language', next)
          localStorage.setItem(
            'sortie.actor',
            JSON.stringify({ name: next === 'zh' ? '王建国' : 'Wang', role: 'supervisor' }),
          )
        }, language)
        await laptop.page.reload()
        await laptop.page.getByTestId('room-settings').waitFor()
        await laptop.call('actor.set', { name: ['王建国', '李敏'][i] ?? '', role: 'supervisor' })
      }
      await a.call('enterprise.put', { base: null, doc: anEnterprise() })
      await a.call('finding.open', {
        sighting: {
          flightId: null,
          footageId: null,
          momentS: null,
          region: null,
          at: ORIGIN,
          seenAtMs: 1_780_000_000_000,
          seenFrom: 'air',
          outcome: 'first',
          level: 'general',
          author: '王建国',
          words: '',
        },
        finding: {
          enterpriseId: anId(1),
          enterpriseBy: 'officer',
          siteId: null,
          assetId: null,
          title: '围堰破损',
          category: '',
          level: 'general',
          risk: null,
          at: ORIGIN,
          owner: '',
          recursOfId: null,
        },
      } as never)
    })
    afterAll(async () => {
      for (const laptop of [a, b]) await laptop?.close()
    })

    it('show nothing of a laptop that nobody has accepted, and all of it once somebody has', async () => {
      const file = await send(a)
      // An empty laptop is asked at once whether it is to receive.
      await b.page.getByTestId('first-receive').click()
      await b.page.getByTestId('receive-file').waitFor({ state: 'attached' })
      const received = await receive(b, file, pictured('1'))
      receipt = await b.saved(() => received.getByTestId('receipt').click())
      expect((await b.call('enterprise.list', {})).total).toBe(0)
      await accept(b, a, at[0], pictured('2'))
      await expect.poll(async () => (await b.call('enterprise.list', {})).total).toBe(1)
      await look(b, pictured('2-accepted'))
    })

    it('let both change the same, and wait for a decision on each', async () => {
      await remark(a, remarks, 'A')
      await remark(b, remarks, 'B')
      await levelled(a, 'major', '甲')
      await levelled(b, 'major', '乙')
      await receive(b, await send(a, receipt))
      await expect.poll(() => waitingOf(b)).toBe(2)
      await receive(a, await send(b))
      await accept(a, b, at[1])
      await expect.poll(() => waitingOf(a)).toBe(2)
      // What is shown meanwhile is what both have changed.
      for (const laptop of [a, b])
        expect((await laptop.call('enterprise.get', { id: anId(1) })).doc.remarks).toBe('')
    })

    it('say on the document that it waits, refuse to edit it, and lead to the decision', async () => {
      await openEnterprise(a, 0)
      const line = a.page.getByTestId('waiting-line')
      await line.waitFor()
      await look(a, pictured('3-line'))
      await line.getByTestId('waiting-open').click()
      await a.page.getByTestId('decision-table').waitFor()
      await a.page.keyboard.press('Escape')
      await a.page.getByTestId('dossier').waitFor()
      expect(await a.page.getByTestId('decision').count()).toBe(0)
    })

    it('put the versions side by side, and take one by keyboard alone', async () => {
      await a.page.getByTestId('waiting-look').click()
      const rows = a.page.getByTestId('waiting-row')
      await expect.poll(() => rows.count()).toBe(2)
      await rows.filter({ hasText: anEnterprise().name[language] }).click()
      const table = a.page.getByTestId('decision-table')
      await table.waitFor()
      const field = table.locator('[data-field="remarks"]')
      expect(await field.textContent()).toContain(both)
      expect(await field.textContent()).toContain(remarks)
      for (const name of [anEnterprise().name[language], at[1]])
        expect(await a.page.getByTestId('decision').textContent()).toContain(name)
      await look(a, pictured('4-decision'))
      expect(await a.page.getByTestId('decision-confirm').isDisabled()).toBe(true)
      // From the title: leave, take A, take B, then the row's two choices; an arrow goes to the other one.
      const chosen = field.locator('input[type="radio"]')
      await chosen.first().focus()
      await a.page.keyboard.press('Space')
      await a.page.keyboard.press('ArrowRight')
      const texts = await field.locator('label').allTextContents()
      const isB = texts.findIndex((text) => text.endsWith('B'))
      if (!(await chosen.nth(isB).isChecked())) await a.page.keyboard.press('ArrowLeft')
      expect(await field.getByTestId('decision-result').textContent()).toBe('B')
      await look(a, pictured('5-chosen'))
      await a.page.getByTestId('decision-confirm').focus()
      await a.page.keyboard.press('Enter')
      await expect.poll(() => waitingOf(a)).toBe(1)
      expect((await a.call('enterprise.get', { id: anId(1) })).doc.remarks).toBe('B')
    })

    it('take a whole version by one press', async () => {
      await a.page.getByTestId('waiting-row').filter({ hasText: '围堰破损' }).click()
      await a.page.getByTestId('decision-table').waitFor()
      await a.page.getByTestId('take-A').click()
      await look(a, pictured('6-finding'))
      await a.page.getByTestId('decision-confirm').click()
      await expect.poll(() => waitingOf(a)).toBe(0)
      await look(a, pictured('7-none'))
    })

    it('agree once the other one has learned of it', async () => {
      await receive(b, await send(a))
      await expect.poll(() => waitingOf(b)).toBe(0)
      const shown = async (laptop: Laptop) => ({
        enterprise: await laptop.call('enterprise.get', { id: anId(1) }),
        findings: (await laptop.call('finding.list', ALL_FINDINGS)).rows,
      })
      expect(await shown(b)).toEqual(await shown(a))
      expect((await shown(b)).enterprise.doc.remarks).toBe('B')
      await look(b, pictured('8-agreed'))
      const report = await b.call('workspace.verify', {})
      expect(report.ok).toBe(true)
    })
  })
}
