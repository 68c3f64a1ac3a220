/**
 * axe over every screen and state, in both languages and all looks: nothing amiss. `REGEN=1` writes what came of it to
 * `docs/accessibility.md`.
 */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { SCREENS, STATES, signInScreens, speak } from '../../scripts/screens.mjs'
import { axe, type Checked } from '../walk/axe.ts'
import { look } from '../walk/look.ts'
import { openDemo } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})

const LOCALES = ['zh-CN', 'en-GB'] as const
const THEMES = ['light', 'dark', 'night'] as const
type Locale = (typeof LOCALES)[number]

/** What came of each screen, in a language and look. */
const table = new Map<string, Map<string, Checked>>()

const page = path.resolve(import.meta.dirname, '../../docs/accessibility.md')
const MARK = '<!-- table -->'

afterAll(async () => {
  await closeBrowser()
  if (!process.env['REGEN']) return
  const columns = LOCALES.flatMap((locale) => THEMES.map((theme) => `${locale} ${theme}`))
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
  const rows = [...table].map(([screen, found]) =>
    line([screen, ...columns.map((column) => found.get(column)?.violations.length ?? '–')]),
  )
  const heads = [line(['screen', ...columns]), line(['---', ...columns.map(() => '---:')])]
  const [head] = fs.readFileSync(page, 'utf8').split(MARK)
  fs.writeFileSync(page, `${head}${MARK}\n\n${[...heads, ...rows].join('\n')}\n`)
})

/** Looks at what is shown in every look; answers what is amiss, one line each. */
async function amiss(opened: BrowserApp, screen: string, locale: Locale): Promise<string[]> {
  await opened.watched.atRest()
  const lines: string[] = []
  for (const theme of THEMES) {
    await opened.page.evaluate((name) => void (document.documentElement.dataset['theme'] = name), theme)
    const found = await axe(opened.page, theme !== THEMES[0])
    const row = table.get(screen) ?? new Map<string, Checked>()
    table.set(screen, row.set(`${locale} ${theme}`, found))
    expect(found.checked, screen).toBeGreaterThan(0)
    await look(opened, `axe-${screen}-${locale}-${theme}`)
    for (const { rule, count, where, why } of found.violations)
      lines.push(`${screen} ${locale} ${theme}: ${rule} × ${count}: ${where}: ${why}`)
  }
  return lines
}

async function start(locale: Locale): Promise<BrowserApp> {
  app = await openBrowserApp({ locale })
  await app.page.setViewportSize({ width: 1280, height: 720 })
  return app
}

describe.each(LOCALES)('axe finds nothing amiss (%s)', (locale) => {
  it('on the demo’s screens and in their states', async () => {
    const opened = await openDemo(await start(locale))
    const found: string[] = []
    await speak(opened.page, locale)
    for (const { name, show } of [...SCREENS, ...STATES]) {
      await show(opened.page)
      found.push(...(await amiss(opened, name, locale)))
    }
    expect(found).toEqual([])
  })

  it('on the way in', async () => {
    const opened = await start(locale)
    const found: string[] = []
    await signInScreens(opened.page, async (name: string) => {
      found.push(...(await amiss(opened, name, locale)))
    })
    expect(found).toEqual([])
  })
})
