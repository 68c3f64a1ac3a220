/** Before and after of a finding laid on one another in the window: where an alignment holds, where none does, and by hand. */
import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, expect, it } from 'vitest'
import type { Grey } from '../../src/core/finding/align/grey.ts'
import { aPair, strangers } from '../builders/alignPairs.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { aPng } from '../builders/png.ts'
import { called } from '../builders/services.ts'
import { aSite, place } from '../builders/site.ts'
import { openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

/** A finding that two pictures show, one after the other; its title. */
async function aFindingOf(
  opened: BrowserApp,
  title: string,
  pictures: { before: Grey; after: Grey },
): Promise<void> {
  const { host, home } = opened
  const refs = [pictures.before, pictures.after].map(({ width, height, data }, i) => {
    const file = path.join(home, `${title}-${i}.png`)
    fs.writeFileSync(file, aPng(width, height, data))
    return host.registerFile(file).ref
  })
  const { footage } = await called(host, 'footage.ingest', { files: refs, flightId: null })
  const of = (i: number) =>
    footage.find(({ doc }) => doc.fileName === `${title}-${i}.png`)?.doc.id ?? expect.unreachable()
  const seen = (i: number, outcome: string) => ({
    flightId: null,
    footageId: of(i),
    momentS: null,
    region: i === 0 ? { x: 0.4, y: 0.4, width: 0.15, height: 0.15 } : null,
    at: place(50, 50),
    seenAtMs: Date.now() + i,
    seenFrom: 'air',
    outcome,
    level: 'general',
    words: '',
  })
  const made = await called(host, 'finding.open', {
    sighting: seen(0, 'first') as never,
    finding: {
      title,
      category: '',
      level: 'general',
      risk: null,
      owner: '',
      assetId: null,
      enterpriseId: null,
      recursOfId: null,
    },
  })
  await called(host, 'finding.addSighting', {
    id: made.doc.id,
    base: made.version,
    sighting: seen(1, 'gone') as never,
  })
}

/** The mean brightness of the middle of a picture, 0 to 255. */
const brightness = (page: Page, png: Buffer): Promise<number> =>
  page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]))
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    if (!context) throw new Error('no canvas to read')
    context.drawImage(bitmap, 0, 0)
    const [x, y] = [Math.round(bitmap.width * 0.3), Math.round(bitmap.height * 0.3)]
    const { data } = context.getImageData(
      x,
      y,
      Math.round(bitmap.width * 0.4),
      Math.round(bitmap.height * 0.4),
    )
    return data.reduce((sum, value, i) => (i % 4 === 3 ? sum : sum + value), 0) / ((data.length * 3) / 4)
  }, Array.from(png))

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`lays two pictures of one place on one another, and none of two places (${locale})`, async () => {
    const opened = await openBrowserApp({ locale })
    app = opened
    const { page, host } = opened
    const id = (testId: string) => page.getByTestId(testId)
    const look = async (name: string) => {
      const folder = process.env['OUT_DIR']
      if (folder) await page.screenshot({ path: path.join(folder, `laid-${name}-${locale}.png`) })
    }
    await called(host, 'actor.set', { name: '顾砚之', role: 'officer' })
    await called(host, 'enterprise.put', { base: null, doc: anEnterprise() })
    await called(host, 'site.put', { base: null, doc: aSite({ enterpriseId: anId(1) }) })
    await aFindingOf(opened, '同一处', aPair(3, 960, 720))
    await aFindingOf(opened, '两处', strangers(3))
    await page.reload()
    await openRoom(opened, 'findings')

    const compare = async (title: string) => {
      await id('finding-row').filter({ hasText: title }).click()
      await id('compare').click()
      await id('compared').waitFor()
    }
    const stage = id('laid-stage')

    await compare('同一处')
    await id('compare-slider').click()
    await stage.waitFor()
    expect(await stage.getAttribute('data-mode')).toBe('slider')
    // What it rests on is said: how many matches agree, and what is left.
    expect(await id('laid-said').textContent()).toMatch(/\d+.*\d+.*\d\.\d/)
    await look('slider')
    await id('laid-slider').focus()
    await id('laid-slider').press('End')
    expect(await id('laid-slider').inputValue()).toBe('100')
    // The earlier side is what it was: arrows of the slider choose no other sighting.
    await id('laid-slider').press('ArrowLeft')
    expect(await id('laid-slider').inputValue()).toBe('99')
    expect(await stage.count()).toBe(1)

    await id('compared').press('3')
    await id('laid-runs').waitFor()
    await id('laid-swap').click()
    expect(await id('laid-runs').getAttribute('aria-pressed')).toBe('false')
    const shown = await stage.getAttribute('data-shown')
    await id('laid-swap').click()
    expect(await stage.getAttribute('data-shown')).not.toBe(shown)
    await look('blink')

    await id('compared').press('4')
    await id('laid-difference').waitFor()
    await look('difference')
    // Where it is aligned, little is left in the middle; of two places much is.
    const left = async () => brightness(page, await stage.screenshot())
    const leftOfOne = await left()
    expect(leftOfOne).toBeLessThan(25)

    await id('compared').press('Escape')
    await id('before-after').waitFor({ state: 'detached' })
    await compare('两处')
    await id('compare-difference').click()
    await id('laid-said').waitFor()
    expect(await id('laid-said').textContent()).toMatch(/巧合|by chance/)
    expect(await stage.count()).toBe(0)
    await look('none')

    // Three points in a line are refused in words, and asked for again; by keys.
    await id('laid-pick').click()
    const pick = id('pick-pairs')
    for (const _ of [1, 2, 3]) {
      await pick.press('Enter')
      await pick.press('Enter')
      await pick.press('Shift+ArrowRight')
    }
    await expect.poll(() => id('pick-said').textContent()).toMatch(/一条直线|in a line/)
    expect(await id('compared').count()).toBe(1)
    await pick.press('Enter')
    await pick.press('Backspace')
    // And three that make a triangle lay them, by clicks.
    for (const [x, y] of [
      [0.2, 0.2],
      [0.8, 0.3],
      [0.4, 0.8],
    ] as const)
      for (const which of ['pick-before', 'pick-after']) {
        const box = (await id(which).boundingBox()) ?? expect.unreachable()
        await page.mouse.click(box.x + x * box.width, box.y + y * box.height)
        if (x === 0.8 && which === 'pick-after') await look('picking')
      }
    await stage.waitFor()
    expect(await id('laid-said').textContent()).toMatch(/手动|by three points/)
    await look('by-hand')
    expect(await left()).toBeGreaterThan(leftOfOne + 10)
    await id('laid-drop-pairs').click()
    await stage.waitFor({ state: 'detached' })
    await id('compared').press('1')
    await id('side-before').waitFor()
  })
