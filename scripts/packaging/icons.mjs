/**
 * Draws the icons of `scripts/packaging/icons` from `renderer/icon.svg`: PNG for Linux, ICO for Windows, ICNS for macOS. Run it when
 * the drawing changed: `node scripts/packaging/icons.mjs`.
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { BROWSER_ARGS, findBrowser } from '../browser.mjs'
import { icnsOf, icoOf } from './iconFiles.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const folder = path.join(root, 'scripts/packaging/icons')
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

const svg = fs.readFileSync(path.join(root, 'renderer/icon.svg'), 'utf8')
const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS })
const page = await browser.newPage()
const pngs = new Map()
for (const size of SIZES) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
  pngs.set(size, await page.screenshot({ omitBackground: true }))
}
await browser.close()
fs.mkdirSync(folder, { recursive: true })
for (const [size, png] of pngs) fs.writeFileSync(path.join(folder, `${size}x${size}.png`), png)
fs.writeFileSync(path.join(folder, 'icon.ico'), icoOf(pngs))
fs.writeFileSync(path.join(folder, 'icon.icns'), icnsOf(pngs))
