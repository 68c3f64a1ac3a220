/**
 * The officer's ten minutes: 400 photos of 20 million pixels looked through by keys, in a real Chromium over the built
 * window. From the key to the next picture on the screen, as sharp as the screen, each as soon as the one before was; and how
 * many keys a finding took besides its text.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { closeBrowser, openBrowserApp } from '../browser/harness.ts'
import { called } from '../builders/services.ts'
import { compose, fillReview, lookThrough, sharpAt } from '../walk/review.ts'
import type { BenchRow } from './row.ts'

const COUNT = 400
const LIMIT_MS = 200
const MOST_KEYS = 12
/** A person looks at a picture for so long at the very least; the ten minutes have 1.5 s for each of 400, ms. */
const LOOKS_MS = 300

/** Whether it slows down is seen by the two ends of the run. */
const AT_AN_END = 50

/** What such a part of some waits are no longer than. */
function share(waits: readonly number[], part: number): number {
  const sorted = [...waits].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** Notes when each picture was first sharp in a frame that was shown, by the frames of the page itself. */
const follow = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const times: { name: string; atMs: number }[] = []
    const keys: { key: string; atMs: number }[] = []
    Object.assign(window, { sharpTimes: times, keyTimes: keys })
    addEventListener('keydown', ({ key, timeStamp }) => keys.push({ key, atMs: timeStamp }), true)
    let last = ''
    const look = (): void => {
      const name = document.querySelector('[data-testid="footage"] h2')?.textContent ?? ''
      const own = document.querySelector('canvas[data-sharp]:not([hidden])')
      if (!own || name === last) return
      last = name
      // Drawn in the frame that comes: on the screen with its end.
      requestAnimationFrame((atMs) => times.push({ name, atMs: Math.max(atMs, performance.now()) }))
    }
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['data-sharp', 'hidden'],
    })
  })

export async function rows(): Promise<BenchRow[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-review-'))
  const app = await openBrowserApp({ isFirstDay: true, locale: 'zh-CN' })
  try {
    const { page, host } = app
    await page.setViewportSize({ width: 1366, height: 768 })
    const photos = await fillReview(host, dir, COUNT)
    await page.reload()
    await page.getByTestId('room-flights').click()
    await page.getByTestId('flight-row').first().click()
    await page.getByTestId('strip-pictures').getByRole('button').first().click()
    await page.keyboard.press('z')
    await sharpAt(page, photos[0]?.name ?? '')
    await follow(page)
    const moved: { from: number; to: string }[] = []
    const pressed = () =>
      page.evaluate(() => (window as unknown as { keyTimes: { atMs: number }[] }).keyTimes.at(-1)?.atMs ?? 0)
    const began = Date.now()
    const keysOf = await lookThrough(
      page,
      photos,
      (nth) =>
        nth === 3
          ? { type: () => compose(page, ['weiyan', '围堰'], '围堰有裂缝'), textKeys: 0 }
          : { key: String((nth % 9) + 1) },
      {
        looksMs: LOOKS_MS,
        onDecided: async (photo) => {
          const next = photos[photos.indexOf(photo) + 1]
          if (next) moved.push({ from: await pressed(), to: next.name })
        },
      },
    )
    const minutes = (Date.now() - began) / 60_000
    const times = await page.evaluate(
      () => (window as unknown as { sharpTimes: { name: string; atMs: number }[] }).sharpTimes,
    )
    const shownAt = new Map(times.map(({ name, atMs }) => [name, atMs]))
    const waits = moved.map(({ from, to }) => (shownAt.get(to) ?? Number.POSITIVE_INFINITY) - from)
    await page
      .getByTestId('review-done')
      .filter({ hasText: `${COUNT} / ${COUNT}` })
      .waitFor()
    const refused = await page.getByTestId('notice-error').count()
    const { rows: found } = await called(host, 'finding.list', {
      enterpriseId: null,
      states: [],
      level: null,
      overdueOnly: false,
      text: '',
      after: null,
      limit: 100,
    })
    const made = await Promise.all(found.map(({ id }) => called(host, 'finding.get', { id })))
    const meant = photos.flatMap(({ amiss, takenAtMs }) => (amiss ? [`${takenAtMs} ${amiss.id}`] : []))
    const hit = made.filter(({ doc }) => meant.includes(`${doc.openedAtMs} ${doc.assetId}`)).length
    if (refused > 0 || hit !== meant.length || found.length !== meant.length)
      throw new Error(`${refused} refused, ${hit} of ${meant.length} findings on the asset that is meant`)
    const on = `${COUNT} photos of 20 MP`
    const row = (what: string, figure: number, unit: string, peerFigure: number): BenchRow => ({
      what,
      on,
      figure,
      unit,
      peer: 'limit',
      peerFigure,
    })
    return [
      row('key to next picture sharp, p95', share(waits, 0.95), 'ms', LIMIT_MS),
      row('the same, median', share(waits, 0.5), 'ms', LIMIT_MS),
      row(`the same, p95 of the first ${AT_AN_END}`, share(waits.slice(0, AT_AN_END), 0.95), 'ms', LIMIT_MS),
      row(`the same, p95 of the last ${AT_AN_END}`, share(waits.slice(-AT_AN_END), 0.95), 'ms', LIMIT_MS),
      row('keys a finding besides text', Math.max(...keysOf), 'keys', MOST_KEYS),
      row('all of them looked through', minutes, 'min', 10),
    ]
  } finally {
    await app.close()
    await closeBrowser()
    fs.rmSync(dir, { recursive: true, force: true })
  }
}
