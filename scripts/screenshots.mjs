/**
 * `npm run screenshots`: the pictures of the README, docs/pictures/*.png, from the built application over HTTP in a
 * demo workspace made for them. `npm run screenshots -- FOLDER`: the gallery, for whoever looks them over. Every screen that
 * people work at, in both languages, in all themes and at 1280 by 720; the rooms of an empty workspace; the sheet of a
 * sortie, reports, and papers (these where LibreOffice and pdftoppm are at hand, which make pictures of them).
 */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { BROWSER_ARGS, findBrowser } from './browser.mjs'
import { keepKeysAside } from './scratchKeys.mjs'
import { EMPTY_SCREENS, MAP_SCREENS } from './mapScreens.mjs'
import { papers, printed } from './paperPictures.mjs'
import { lit, SCREENS, signInScreens, speak, STATES } from './screens.mjs'

keepKeysAside()

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const pictures = path.join(root, 'docs/pictures')

/** The pictures of the README: the screens that lead to each, in a language and a theme. */
const SHOTS = [
  { file: 'plan-zh.png', locale: 'zh-CN', theme: 'light', screens: ['mission-two-sites'] },
  { file: 'verdict-en.png', locale: 'en-GB', theme: 'light', screens: ['mission-unsafe'] },
  { file: 'board-zh.png', locale: 'zh-CN', theme: 'light', screens: ['campaign-board'] },
  { file: 'review-en.png', locale: 'en-GB', theme: 'light', screens: ['review'] },
]

/** Only ends what hangs: a busy machine may take its time. */
const HANG_MS = 5 * 60_000

const LOCALES = ['zh-CN', 'en-GB']
const THEMES = ['light', 'dark', 'night']

const [folder] = process.argv.slice(2)
let browser
try {
  browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS })
  if (folder === undefined) await inDemo(readmePictures)
  else {
    fs.mkdirSync(folder, { recursive: true })
    // Some screens change what they show: each theme has a demo of its own.
    for (const theme of THEMES) await inDemo(async (open) => everyScreen(await open(LOCALES[0]), theme))
    for (const locale of LOCALES) {
      await served(async (url) => {
        const page = await (await context(locale)).newPage()
        await page.goto(url)
        await signInScreens(page, shoot(page, locale, 'light'))
      })
      await served(async (url) => nothingYet(await startedAnew(url, locale), locale))
    }
    await paperPictures()
  }
} finally {
  await browser?.close()
}

/** Serves a workspace of its own to somebody, and ends when they are done. */
async function served(work) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-pictures-'))
  const server = spawn(process.execPath, [path.join(root, 'out/node/cli.mjs'), 'serve', '--no-open'], {
    env: { ...process.env, SORTIE_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await work(await addressOf(server))
  } finally {
    server.kill('SIGTERM')
    await new Promise((resolve) => (server.exitCode === null ? server.once('exit', resolve) : resolve()))
    fs.rmSync(home, { recursive: true, force: true })
  }
}

function context(locale, options = {}) {
  return browser.newContext({
    locale,
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 720 },
    ...options,
  })
}

/** Serves the demo; `open(locale, size)` answers a page of it. The address opens once: all share the cookie of the first. */
function inDemo(work) {
  return served(async (url) => {
    let storageState
    await work(async (locale, viewport = { width: 1280, height: 720 }) => {
      const own = await context(locale, { viewport, ...(storageState ? { storageState } : {}) })
      const page = await own.newPage()
      page.setDefaultTimeout(HANG_MS)
      await page.goto(storageState ? new URL(url).origin : url)
      if (!storageState) {
        await page.getByTestId('open-demo').click()
        await page.getByTestId('first-start').waitFor({ state: 'detached' })
        await settle(page)
      }
      storageState = await own.storageState()
      return page
    })
  })
}

async function readmePictures(open) {
  fs.mkdirSync(pictures, { recursive: true })
  const all = new Map([...SCREENS, ...MAP_SCREENS].map(({ name, show }) => [name, show]))
  for (const { file, locale, theme, screens } of SHOTS) {
    const page = await open(locale, { width: 1440, height: 900 })
    await speak(page, locale)
    await lit(page, theme)
    for (const name of screens) await all.get(name)(page)
    // The list as it is without what it was narrowed to.
    const search = page.getByTestId('list').locator('input[type="search"]')
    if ((await search.count()) > 0) await search.fill('')
    await settle(page)
    await page.screenshot({ path: path.join(pictures, file) })
    process.stdout.write(`docs/pictures/${file}\n`)
    await page.context().close()
  }
}

/** In one window, whose language is changed between. */
async function everyScreen(page, theme) {
  for (const locale of LOCALES) {
    await speak(page, locale)
    await lit(page, theme)
    for (const { name, show } of [...SCREENS, ...STATES, ...MAP_SCREENS]) {
      try {
        await show(page)
      } catch (error) {
        // What stood there instead tells more than where it was waited for.
        await shoot(page, locale, theme)(`${name}-not-reached`)
        throw new Error(`${name} was not reached (${locale}, ${theme})`, { cause: error })
      }
      await shoot(page, locale, theme)(name)
    }
    await page.getByTestId('export-panel').getByRole('button').first().click()
  }
}

/** A workspace of one's own in which nobody has done anything. */
async function startedAnew(url, locale) {
  const page = await (await context(locale)).newPage()
  await page.goto(url)
  await page.getByTestId('first-person-open').click()
  await page.getByTestId('first-person-name').locator('input').fill('贺兰舟')
  await page.getByTestId('first-person-done').click()
  await page.getByTestId('who-acts').waitFor()
  return page
}

async function nothingYet(page, locale) {
  for (const theme of THEMES) {
    await lit(page, theme)
    for (const { name, show } of EMPTY_SCREENS) {
      await show(page)
      await shoot(page, locale, theme)(name)
    }
  }
}

/** What is printed, as pictures: pages by the browser itself, papers by the programs that open them. */
async function paperPictures() {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-papers-'))
  try {
    for (const language of ['zh', 'en']) {
      const page = await (await browser.newContext({ viewport: { width: 900, height: 1273 } })).newPage()
      for (const { name, file } of printed(root, home, language)) {
        await page.goto(`file://${file}`)
        const picture = path.join(folder, `${name}-${language}.png`)
        await page.screenshot({ path: picture, fullPage: true })
        process.stdout.write(`${picture}\n`)
      }
      await page.context().close()
    }
    for (const picture of papers(root, home, folder)) process.stdout.write(`${picture}\n`)
  } finally {
    fs.rmSync(home, { recursive: true, force: true })
  }
}

/** Takes a picture under a name once the page has come to rest. */
function shoot(page, locale, theme) {
  return async (name) => {
    await settle(page)
    const file = path.join(folder, `${name}-${locale.slice(0, 2)}-${theme}.png`)
    await page.screenshot({ path: file })
    process.stdout.write(`${file}\n`)
  }
}

/** The address with its one-time token, from the line that `serve` prints. */
function addressOf(child) {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (chunk) => {
      text += chunk
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(text)
      if (found && text.includes('\n')) resolve(found[0])
    })
    child.once('exit', (code) =>
      reject(new Error(`sortie serve ended with ${code} before it gave an address`)),
    )
  })
}

/** Until nothing on the page has changed for half a second: the map has flown, the verdict stands. */
async function settle(page) {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        let timer = setTimeout(resolve, 500)
        const seen = new MutationObserver(() => {
          clearTimeout(timer)
          timer = setTimeout(resolve, 500)
        })
        seen.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
        setTimeout(resolve, 10_000)
      }),
  )
}
