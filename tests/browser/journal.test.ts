/** The journal as a person reads it: asked by kind, person and one thing, and from a sentence to what it names. */
import path from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { CallOutput } from '../../src/contract/index.ts'
import { openDemo, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

const WORDS = {
  'zh-CN': {
    kind: '隐患',
    sentence: /（.*）.*隐患“.+”/,
    renamed: /企业“.+”：.*由“.*”改为“.*”/,
    redo: '重做了',
  },
  'en-GB': {
    kind: 'finding',
    sentence: /\(.+\).* finding “.+”/,
    renamed: /enterprise “.+”: .* from “.*” to “.*”/,
    redo: 'redid',
  },
} as const

describe.each(['zh-CN', 'en-GB'] as const)('the journal (%s)', (locale) => {
  test('reads as sentences, is asked by kind and by one thing, and leads to what it names', async () => {
    const opened = await openDemo(await openBrowserApp({ locale }))
    app = opened
    const { page, host } = opened
    const words = WORDS[locale]
    const call = async <T>(name: string, input: unknown): Promise<T> => {
      const answer = await host.call(name, input)
      if (!answer.ok) throw new Error(`${name} ${answer.code}`)
      return answer.value as T
    }
    // An edit, taken back and done again.
    const [first] = (await call<CallOutput<'enterprise.list'>>('enterprise.list', {})).rows
    const { doc, version } = await call<CallOutput<'enterprise.get'>>('enterprise.get', { id: first?.id })
    const address = '测试路 7 号'
    const put = await call<CallOutput<'enterprise.put'>>('enterprise.put', {
      base: version,
      doc: { ...doc, address },
    })
    const undone = await call<CallOutput<'journal.undo'>>('journal.undo', { entry: put.entry })
    await call('journal.undo', { entry: undone.entry })

    await openRoom(opened, 'settings')
    await page.getByTestId('journal').locator('summary').click()
    const lines = page.getByTestId('journal-line')
    await expect.poll(async () => lines.first().textContent()).toContain(words.redo)
    await expect.poll(async () => lines.nth(2).textContent()).toMatch(words.renamed)
    expect(await lines.nth(2).textContent()).toContain(address)
    await page.getByTestId('journal').scrollIntoViewIfNeeded()
    await picture('journal')

    // Of that one thing alone, and of all again.
    await lines.first().getByTestId('journal-only').click()
    await page.getByTestId('journal-all').waitFor()
    const id = doc.id
    await expect
      .poll(async () => lines.count())
      .toBe(
        (await call<CallOutput<'journal.read'>>('journal.read', { aggregate: 'enterprise', id })).lines
          .length,
      )
    await page.getByTestId('journal-all').click()

    // Of one kind: the sentence names a finding, and leads there.
    await page.getByTestId('journal-kind').selectOption('finding')
    const { lines: findings } = await call<CallOutput<'journal.read'>>('journal.read', {
      aggregate: 'finding',
    })
    await expect.poll(() => lines.count()).toBe(findings.length)
    expect(findings.length).toBeGreaterThan(0)
    await expect.poll(async () => lines.first().textContent()).toMatch(words.sentence)
    await picture('journal-findings')
    await lines.first().getByTestId('journal-object').first().click()
    await page.locator('[data-testid="room-findings"][aria-current="page"]').waitFor()
    const called = findings[0]?.subjects[0]?.called
    if (typeof called !== 'string') throw new Error('a finding without a title')
    await page.getByTestId('finding').getByText(called).first().waitFor()
    await picture('journal-led')

    async function picture(name: string): Promise<void> {
      const folder = process.env['OUT_DIR']
      if (folder) await page.screenshot({ path: path.join(folder, `${name}-${locale}.png`) })
    }
  })
})
