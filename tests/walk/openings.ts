/**
 * What a test of the window begins with: the demo, a room, and what is chosen there. Each waits until what it opens
 * stands, and answers with it. Over HTTP in a browser and on the desktop alike.
 */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** A window to walk in: over HTTP in a browser, or the desktop's. */
export type Window = { page: Page }
/** A row of a list: the how manieth from 0, or the only one that says this. */
export type Which = number | string | RegExp
/** A file given by its path, or its bytes under a name. */
type Given = Parameters<Locator['setInputFiles']>[0]

/** Takes the demo in a window that was just opened. */
export async function openDemo<W extends Window>(window: W): Promise<W> {
  const [button, banner] = [window.page.getByTestId('open-demo'), window.page.getByTestId('demo-banner')]
  await button.waitFor()
  // The card is drawn anew while the window learns of its workspace: a finger that comes just then presses nothing.
  for (let tries = 0; tries < 5 && (await banner.count()) === 0; tries++) {
    await button.click({ timeout: 10_000 }).catch(() => undefined)
    await Promise.race([banner.waitFor({ timeout: 20_000 }), button.waitFor({ state: 'detached' })]).catch(
      () => undefined,
    )
  }
  await banner.waitFor()
  return window
}

/** The demo with its flight opened. */
export async function openDemoFlight<W extends Window>(window: W): Promise<W> {
  await openFlight(await openDemo(window))
  return window
}

/** The demo with one of its missions opened. */
export async function openDemoMission<W extends Window>(window: W, which: Which = 0): Promise<W> {
  await openMission(await openDemo(window), which)
  return window
}

export async function openRoom(
  { page }: Window,
  room: 'enterprises' | 'missions' | 'flights' | 'findings' | 'campaigns' | 'settings' | 'waiting',
): Promise<void> {
  await page.getByTestId(`room-${room}`).click()
  await page.locator(`[data-testid="room-${room}"][aria-current="page"]`).waitFor()
}

/** Scrolls the list at hand one screen on, at its end back to its beginning: rows out of sight are not drawn. */
const scrollOn = ({ page }: Window, testId: string): Promise<void> =>
  page.evaluate((id) => {
    const list = document.querySelector(`[data-testid="${id}"]`)?.closest('[role="list"]')?.parentElement
    if (!list) return
    const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 1
    list.scrollTop = isAtEnd ? 0 : list.scrollTop + list.clientHeight
  }, testId)

/** The rows of the list at hand that say something, brought into sight. */
export async function rowSaying(window: Window, testId: string, text: string | RegExp): Promise<Locator> {
  const row = window.page.getByTestId(testId).filter({ hasText: text })
  await expect
    .poll(async () => {
      if ((await row.count()) > 0) return true
      await scrollOn(window, testId)
      return false
    })
    .toBe(true)
  return row
}

/** How many rows the list at hand has, in sight or not; it has some. */
export async function rowCount({ page }: Window, testId: string): Promise<number> {
  const item = page.locator('[role="listitem"]').filter({ has: page.getByTestId(testId) })
  return Number(await item.first().getAttribute('aria-setsize'))
}

/** Chooses a row of the list at hand: it is the current one, which what stood open before was not. */
async function choose(window: Window, testId: string, which: Which): Promise<void> {
  const row =
    typeof which === 'number'
      ? window.page.getByTestId(testId).nth(which)
      : await rowSaying(window, testId, which)
  await row.click()
  await row.and(window.page.locator('[aria-current="true"]')).waitFor()
}

const opened = async ({ page }: Window, testId: string): Promise<Locator> => {
  const panel = page.getByTestId(testId)
  await panel.waitFor()
  return panel
}

/** An enterprise on its page. */
export async function openEnterprise(window: Window, which: Which = 0): Promise<Locator> {
  await openRoom(window, 'enterprises')
  await choose(window, 'enterprise-row', which)
  return opened(window, 'dossier')
}

/** A mission, planned: with its verdict and its figures. */
export async function openMission(window: Window, which: Which = 0): Promise<Locator> {
  await openRoom(window, 'missions')
  await choose(window, 'mission-row', which)
  await opened(window, 'figures')
  return opened(window, 'mission')
}

/** A flight with its timeline. */
export async function openFlight(window: Window, which: Which = 0): Promise<Locator> {
  await openRoom(window, 'flights')
  await choose(window, 'flight-row', which)
  await opened(window, 'flight-strip')
  return opened(window, 'flight')
}

/** A picture or a clip of the flight at hand, by its name in the row under the map. */
export async function openPicture(window: Window, name: string | RegExp): Promise<Locator> {
  const row = window.page.getByTestId('strip-pictures')
  const picture = row.getByRole('button', { name }).first()
  await row.getByRole('button').first().waitFor()
  /** One view of the row on, or to its beginning; whether there is one. Those out of sight are not drawn. */
  const scroll = (isToBegin: boolean): Promise<boolean> =>
    row.evaluate(
      (element, begins) =>
        new Promise<boolean>((done) => {
          const before = element.scrollLeft
          element.scrollLeft = begins ? 0 : before + element.clientWidth
          requestAnimationFrame(() => requestAnimationFrame(() => done(element.scrollLeft !== before)))
        }),
      isToBegin,
    )
  if ((await picture.count()) === 0) await scroll(true)
  while ((await picture.count()) === 0 && (await scroll(false)));
  await picture.click()
  return opened(window, 'picture')
}

/** The player of the clip at hand, with a frame of it to be seen; at a moment of it, s, where one is given. */
export async function openClip(window: Window, momentS?: number): Promise<Locator> {
  const player = window.page.locator('[data-testid="picture"] video')
  await player.waitFor()
  await expect.poll(() => player.evaluate((video: HTMLVideoElement) => video.readyState)).toBeGreaterThan(1)
  if (momentS !== undefined)
    await player.evaluate(
      (video: HTMLVideoElement, atS) =>
        new Promise<void>((resolve) => {
          video.addEventListener('seeked', () => resolve(), { once: true })
          video.currentTime = atS
        }),
      momentS,
    )
  return player
}

/** Files of a card, laid into the room of flights, with the flights they are proposed for. */
export async function openCard(window: Window, files: Given): Promise<Locator> {
  await openRoom(window, 'flights')
  await window.page.getByTestId('card-files').setInputFiles(files)
  return opened(window, 'card-groups')
}

/** A mission file, given to the form of a new mission: what is asked about it comes next. */
export async function openMissionFile(window: Window, name: string, text: string): Promise<Locator> {
  await openRoom(window, 'missions')
  await window.page.getByTestId('new-mission-button').click()
  const form = await opened(window, 'new-mission')
  await form.locator('summary').click()
  const buffer = Buffer.from(text)
  await window.page.getByTestId('mission-file').setInputFiles({ name, mimeType: 'text/plain', buffer })
  return form
}
