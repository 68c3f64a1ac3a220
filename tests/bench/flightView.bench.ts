/**
 * The flight view with a track of 100,000 points, in a real Chromium over the built window: from choosing the flight to
 * its whole track on the screen, and the longest task while the map is dragged and zoomed, a dozen seconds of each colour.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { Flight } from '../../src/core/flight/flight.ts'
import { closeBrowser, openBrowserApp } from '../browser/harness.ts'
import { aTlog, type Fix } from '../builders/logs.ts'
import type { BenchRow } from './row.ts'

const POINTS = 100_000
const START = Date.UTC(2026, 4, 20, 2, 15)
const FIRST_PAINT_MS = 1000
const TASK_MS = 50
const PAN_MS = 6000

/** Lanes over a kilometre, ten points a second at 8 m/s, with a receiver's noise, for nearly three hours. */
function fixes(): Fix[] {
  let state = 1
  const noise = (): number => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647 - 0.5
  }
  return Array.from({ length: POINTS }, (_, i) => {
    const metres = i * 0.8
    const lane = Math.floor(metres / 1000)
    const along = lane % 2 === 0 ? metres % 1000 : 1000 - (metres % 1000)
    return {
      atMs: START + i * 100,
      lat: 41.766 + (lane * 12 + noise() * 0.6) / 111_000,
      lon: 109.964 + (along + noise() * 0.6) / 83_000,
      heightM: 60 + Math.sin(i / 900) * 20 + noise(),
    }
  })
}

const flight: Flight = {
  id: '018f0000-0000-7000-8000-00000000fb01',
  missionId: null,
  missionRevision: null,
  siteIds: [],
  takeoffAtMs: START,
  landedAtMs: START + 1000,
  pilot: '',
  aircraft: '',
  logIds: [],
  track: [],
  remarks: '',
}

/** Milliseconds from the press on the flight's row to the frame after its whole track was drawn. */
const paintedAfter = (page: Page): Promise<number> =>
  page.evaluate(async (points) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    const began = performance.now()
    document.querySelector<HTMLElement>('[data-testid="flight-row"]')?.click()
    const isDrawn = () =>
      document.querySelector<HTMLElement>('[data-testid="flown-track"]')?.dataset['of'] === String(points)
    while (!isDrawn()) {
      if (performance.now() - began > 30_000) throw new Error('the whole track was never drawn')
      await frame()
    }
    await frame()
    await frame()
    return performance.now() - began
  }, POINTS)

/** The longest task, ms, while the map is dragged to and fro and zoomed; nought where none was above 50. */
async function longestWhilePanning(page: Page): Promise<number> {
  await page.evaluate(() => {
    const seen: number[] = []
    Object.assign(window, { longTasks: seen })
    new PerformanceObserver((list) =>
      seen.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    })
  })
  const box = await page.getByTestId('map').boundingBox()
  if (!box) throw new Error('no map')
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const began = performance.now()
  for (let turn = 0; performance.now() - began < PAN_MS; turn++) {
    await page.mouse.move(middle.x, middle.y)
    await page.mouse.down()
    const way = turn % 2 === 0 ? 300 : -300
    await page.mouse.move(middle.x + way, middle.y + way / 2, { steps: 30 })
    await page.mouse.up()
    if (turn % 4 === 3) await page.mouse.wheel(0, turn % 8 === 3 ? -180 : 180)
  }
  return page.evaluate(() => Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks))
}

export async function rows(): Promise<BenchRow[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-flight-'))
  const app = await openBrowserApp({ isFirstDay: true, locale: 'en-GB' })
  try {
    const { page, host } = app
    const log = path.join(dir, 'long.tlog')
    fs.writeFileSync(log, aTlog(fixes(), 0))
    const put = await host.call('flight.put', { base: null, doc: flight })
    const files = [host.registerFile(log).ref]
    const brought = await host.call('footage.ingest', { files, flightId: flight.id })
    if (!put.ok || !brought.ok) throw new Error('the flight was not put in')
    await page.reload()
    await page.getByTestId('room-flights').click()
    await page.getByTestId('flight-row').first().waitFor()
    await page.waitForTimeout(500)
    const on = `${POINTS.toLocaleString('en')} points`
    const limit = (what: string, figure: number, peerFigure: number): BenchRow => ({
      what,
      on,
      figure,
      unit: 'ms',
      peer: 'limit',
      peerFigure,
    })
    const measured = [limit('flight opened to first paint', await paintedAfter(page), FIRST_PAINT_MS)]
    for (const colour of ['plain', 'height', 'speed']) {
      await page.getByTestId(`colour-${colour}`).click()
      await page.waitForTimeout(300)
      measured.push(
        limit(`longest task, panning (${colour}; 0: none over)`, await longestWhilePanning(page), TASK_MS),
      )
    }
    return measured
  } finally {
    await app.close()
    await closeBrowser()
    fs.rmSync(dir, { recursive: true, force: true })
  }
}
