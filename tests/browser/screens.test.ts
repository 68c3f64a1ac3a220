/** Every screen that people work at, in both languages on a small laptop: nothing of it is cut, raw or too small to press. */
import { afterAll, afterEach, expect, it } from 'vitest'
import { SCREENS, signInScreens, speak } from '../../scripts/screens.mjs'
import { illegible } from '../walk/legible.ts'
import { look } from '../walk/look.ts'
import { openDemo } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

const LOCALES = ['zh-CN', 'en-GB'] as const

async function small(locale: (typeof LOCALES)[number]): Promise<BrowserApp> {
  app = await openBrowserApp({ locale })
  await app.page.setViewportSize({ width: 1280, height: 720 })
  return app
}

/** What is amiss on the screen at hand, once it has come to rest. */
async function amiss(opened: BrowserApp, name: string): Promise<string[]> {
  await opened.watched.atRest()
  await look(opened, `screen-${name}`)
  return (await illegible(opened.page)).map((line) => `${name}: ${line}`)
}

it('the demo’s screens can be read and pressed, in one window whose language is changed', async () => {
  const opened = await openDemo(await small(LOCALES[0]))
  const found: string[] = []
  for (const locale of LOCALES) {
    await speak(opened.page, locale)
    for (const { name, show } of SCREENS) {
      await show(opened.page)
      found.push(...(await amiss(opened, `${name}-${locale}`)))
    }
  }
  expect(found).toEqual([])
})

for (const locale of LOCALES)
  it(`the way in can be read and pressed (${locale})`, async () => {
    const opened = await small(locale)
    const found: string[] = []
    await signInScreens(opened.page, async (name: string) => {
      found.push(...(await amiss(opened, `${name}-${locale}`)))
    })
    expect(found).toEqual([])
  })
