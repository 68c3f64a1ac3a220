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

/**
 * Waits until a picture is sharp on the screen. Nothing is asked of the page meanwhile, which would have it draw frame after
 * frame: it tells of what changes in it.
 */
export async function sharpAt(page: Page, name: string): Promise<void> {
  const isSharp = await page.evaluate(
    ([wanted, limitMs]) =>
      new Promise<boolean>((tell) => {
        const isThere = (): boolean =>
          document.querySelector('[data-testid="footage"] h2')?.textContent === wanted &&
          document.querySelector('canvas[data-sharp]:not([hidden])') !== null
        if (isThere()) return tell(true)
        const end = (isSeen: boolean): void => {
          observer.disconnect()
          clearTimeout(limit)
          tell(isSeen)
        }
        const observer = new MutationObserver(() => {
          if (isThere()) end(true)
        })
        const limit = setTimeout(() => end(false), limitMs)
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          characterData: true,
          attributeFilter: ['data-sharp', 'hidden'],
        })
      }),
    [name, WAIT_MS] as const,
  )
  if (!isSharp) throw new Error(`${name} never came to be sharp`)
}

/** Counts the keys that reach the page, from now on; those that an input method took are its own. */
const countKeys = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const pressed = { keys: 0 }
    Object.assign(window, { pressed })
    addEventListener(
      'keydown',
      (event) => {
        // Chromium says 229 of a key that an input method took.
        // oxlint-disable-next-line typescript/no-deprecated
        if (event.isTrusted && event.keyCode !== 229) pressed.keys += 1
      },
      true,
    )
  })

const keysPressed = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { pressed: { keys: number } }).pressed.keys)

/** A title is a usual one, by its key, or typed somehow; then with so many keys of text that reach the page. */
export type Title = { key: string } | { type(): Promise<void>; textKeys: number }

/** Types by an input method: what it composes, then what stands; the keys in between are its own. */
export async function compose(page: Page, steps: readonly string[], text: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  for (const step of steps) {
    await devtools.send('Input.imeSetComposition', {
      text: step,
      selectionStart: step.length,
      selectionEnd: step.length,
    })
    // The digit that chooses a candidate, and Enter, go to the input method: 229.
    for (const key of ['1', 'Enter'])
      await page.evaluate((pressed) => {
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', {
            key: pressed,
            keyCode: 229,
            isComposing: true,
            bubbles: true,
            cancelable: true,
            ctrlKey: pressed === 'Enter',
          }),
        )
      }, key)
  }
  await devtools.send('Input.insertText', { text })
  await devtools.detach()
}

/**
 * Looks through all of them: N on those with nothing amiss; on the others F, a usual title by its number or one that is
 * typed, and Ctrl+Enter. Answers how many keys each finding took besides its text, as the page counted them.
 */
export async function lookThrough(
  page: Page,
  photos: readonly ReviewPhoto[],
  title: (nth: number) => Title,
  each: { looksMs?: number; onDecided?: (photo: ReviewPhoto) => Promise<void> } = {},
): Promise<number[]> {
  await countKeys(page)
  const taken: number[] = []
  for (const photo of photos) {
    await sharpAt(page, photo.name)
    if (each.looksMs) await page.waitForTimeout(each.looksMs)
    if (photo.amiss) {
      const before = await keysPressed(page)
      await page.keyboard.press('f')
      await page.getByTestId('quick-finding').waitFor()
      const how = title(taken.length)
      if ('key' in how) await page.keyboard.press(how.key)
      else await how.type()
      await page.keyboard.press('Control+Enter')
      taken.push((await keysPressed(page)) - before - ('key' in how ? 0 : how.textKeys))
    } else await page.keyboard.press('n')
    await each.onDecided?.(photo)
  }
  return taken
}
