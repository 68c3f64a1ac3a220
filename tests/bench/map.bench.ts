/**
 * The map under the hand, in a real Chromium over the built window: a corner dragged of a survey that comes to 2,000
 * waypoints, and the map moved over 1,000 sites and over one flight with 5,000 pictures and its findings.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { closeBrowser, openBrowserApp } from '../browser/harness.ts'
import { missionOver, square, survey } from '../builders/hostileAreas.ts'
import { called } from '../builders/services.ts'
import { districtId, fillDistrict, type Sizes } from './district.ts'
import { longestTaskMs, pan } from './longestTask.ts'
import type { BenchRow } from './row.ts'

const CROWDED: Sizes = { enterprises: 1, sites: 1000, missions: 1, flights: 1, footage: 5000, findings: 5000 }
const TASK_MS = 50
/** Thirty updates a second: one in so many ms. */
const UPDATE_MS = 1000 / 30
const DRAG_MS = 4000

const row = (what: string, on: string, figure: number, peer: string, peerFigure: number): BenchRow => ({
  what,
  on,
  figure,
  unit: 'ms',
  peer,
  peerFigure,
})

/** Drags the first corner about for some seconds, and answers with how many ms passed between two newly planned figures. */
async function dragged(page: Page): Promise<number> {
  const corner = page.getByLabel(/^Corner 3:/).first()
  await corner.waitFor()
  await page.waitForTimeout(1000)
  const box = await corner.boundingBox()
  if (!box) throw new Error('the corner has no box')
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.evaluate(() => {
    const updates: number[] = []
    Object.assign(window, { updates })
    const figures = document.querySelector('[data-testid="figures"]')
    if (!figures) throw new Error('there are no figures')
    new MutationObserver(() => updates.push(performance.now())).observe(figures, {
      subtree: true,
      characterData: true,
      childList: true,
    })
  })
  const began = performance.now()
  for (let step = 0; performance.now() - began < DRAG_MS; step++) {
    const turn = step / 20
    await page.mouse.move(from.x + 40 * Math.sin(turn), from.y + 40 * (1 - Math.cos(turn)))
    await page.waitForTimeout(8)
  }
  const updates = await page.evaluate(() => (window as unknown as { updates: number[] }).updates)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  const took = (updates.at(-1) ?? 0) - (updates[0] ?? 0)
  return updates.length < 2 ? Number.POSITIVE_INFINITY : took / (updates.length - 1)
}

async function dragRows(): Promise<BenchRow[]> {
  const app = await openBrowserApp({ isFirstDay: true, locale: 'en-GB' })
  try {
    const { page, host } = app
    const doc = missionOver(survey(square(1900), 1.9, {}))
    await called(host, 'mission.put', { base: null, doc })
    await page.reload()
    await page.getByTestId('room-missions').click()
    await page.getByTestId('mission-row').first().click()
    await page.getByTestId('mission').getByText('1. Survey').click()
    await page.getByTestId('figures').waitFor()
    let everyMs = Number.POSITIVE_INFINITY
    const longestMs = await longestTaskMs(page, async () => {
      everyMs = await dragged(page)
    })
    const on = 'survey of 2,000 waypoints'
    return [
      row(
        'dragging a corner in the window: from one update to the next',
        on,
        everyMs,
        '30 updates a second',
        UPDATE_MS,
      ),
      row('dragging a corner in the window: its longest task', on, longestMs, 'limit', TASK_MS),
    ]
  } finally {
    await app.close()
    await closeBrowser()
  }
}

async function crowdRows(): Promise<BenchRow[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-map-'))
  const workspaceDir = path.join(dir, 'crowded')
  fillDistrict(workspaceDir, CROWDED)
  const app = await openBrowserApp({ isFirstDay: true, locale: 'en-GB', workspaceDir })
  try {
    const { page, host } = app
    const { total } = await called(host, 'footage.list', { flightId: districtId('flight', 0), limit: 1 })
    if (total < CROWDED.footage / 2) throw new Error(`the flight has ${total} pictures`)
    await page.getByTestId('enterprise-row').first().waitFor()
    await page.waitForTimeout(1500)
    const sites = row(
      'the map dragged and zoomed: its longest task',
      '1,000 sites',
      await longestTaskMs(page, pan),
      'limit',
      TASK_MS,
    )
    await page.getByTestId('room-flights').click()
    await page.getByTestId('flight-row').first().click()
    await page.getByTestId('strip-pictures').getByRole('button').first().waitFor()
    await page.waitForTimeout(3000)
    const marks = `a flight with ${total.toLocaleString('en')} pictures and its findings`
    return [
      sites,
      row(
        'the map dragged and zoomed: its longest task',
        marks,
        await longestTaskMs(page, pan),
        'limit',
        TASK_MS,
      ),
    ]
  } finally {
    // A made-up district has no originals: the thumbnails that are asked for are not there.
    app.watched.errors.splice(0)
    await app.close()
    await closeBrowser()
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

export const rows = async (): Promise<BenchRow[]> => [...(await dragRows()), ...(await crowdRows())]
