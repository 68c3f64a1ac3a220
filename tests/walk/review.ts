/** Looking through a flight's pictures by the keyboard alone, as an officer does. */
import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { InSession } from '../../src/contract/index.ts'
import { called } from '../builders/services.ts'
import { WAIT_MS } from '../limits.ts'
import { anEnterprise } from '../builders/enterprise.ts'
import { type ReviewPhoto, reviewFlight, reviewPhotos, reviewSite } from '../builders/reviewFlight.ts'

/** Puts the flight with so many photos of 20 million pixels into a workspace. */
export async function fillReview(host: InSession, dir: string, count: number): Promise<ReviewPhoto[]> {
  await called(host, 'enterprise.put', { base: null, doc: anEnterprise() })
  await called(host, 'site.put', { base: null, doc: reviewSite })
  await called(host, 'flight.put', { base: null, doc: reviewFlight })
  const photos = reviewPhotos(count)
  const files = photos.map(({ name, bytes }) => {
    const file = path.join(dir, name)
    fs.writeFileSync(file, bytes())
    return host.registerFile(file).ref
  })
  await called(host, 'footage.ingest', { files, flightId: reviewFlight.id })
  return photos
}

/** The picture that is sharp on the screen by now, by its name; null: none. */
export const sharpName = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const name = document.querySelector('[data-testid="footage"] h2')?.textContent ?? null
    return document.querySelector('canvas[data-sharp]:not([hidden])') ? name : null
  })

/** Waits until a picture is sharp on the screen, frame by frame. */
export async function sharpAt(page: Page, name: string): Promise<void> {
  const until = Date.now() + WAIT_MS
  while ((await sharpName(page)) !== name) {
    if (Date.now() > until) throw new Error(`${name} never came to be sharp`)
    await page.evaluate(() => new Promise((shown) => requestAnimationFrame(shown)))
  }
}

/**
 * Looks through all of them: N on those with nothing amiss; on the others F, a usual title by its number or one that is
 * typed, and Ctrl+Enter. Answers how many keys each finding took besides its text.
 */
export async function lookThrough(
  page: Page,
  photos: readonly ReviewPhoto[],
  title: (nth: number) => { key: string } | { type(): Promise<void> },
): Promise<number[]> {
  const taken: number[] = []
  for (const { name, amiss } of photos) {
    await sharpAt(page, name)
    if (!amiss) {
      await page.keyboard.press('n')
      continue
    }
    let keys = 1
    await page.keyboard.press('f')
    await page.getByTestId('quick-finding').waitFor()
    const how = title(taken.length)
    if ('key' in how) {
      await page.keyboard.press(how.key)
      keys += 1
    } else await how.type()
    await page.keyboard.press('Control+Enter')
    keys += 2
    taken.push(keys)
  }
  return taken
}
