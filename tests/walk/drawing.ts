/** What is drawn by hand on the map and over a picture. */
import { expect } from 'vitest'
import { openEnterprise, type Window } from './openings.ts'

export type Pixel = { x: number; y: number }
/** A place of the map or of a picture, in shares of its width and height. */
export type Share = readonly [x: number, y: number]

async function placed({ page }: Window, testId: 'map' | 'picture', [x, y]: Share): Promise<Pixel> {
  const box = await page.getByTestId(testId).boundingBox()
  if (!box) throw new Error(`the ${testId} has no box`)
  return { x: Math.round(box.x + box.width * x), y: Math.round(box.y + box.height * y) }
}

/** Where a place of the map is in the window. */
export const onMap = (window: Window, at: Share): Promise<Pixel> => placed(window, 'map', at)

/** Takes hold at one place and moves to another; the button stays down. */
export async function drag({ page }: Window, from: Pixel, to: Pixel): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 8 })
}

/** Draws from one corner to another over the picture at hand. */
export async function dragOnPicture(window: Window, from: Share, to: Share): Promise<void> {
  await drag(window, await placed(window, 'picture', from), await placed(window, 'picture', to))
  await window.page.mouse.up()
}

/** Draws a boundary, press by press, and saves it as a new site of the first enterprise. */
export async function drawSite(window: Window, name: string, corners: readonly Share[]): Promise<void> {
  const { page } = window
  await openEnterprise(window)
  await page.getByTestId('dossier-new-site').click()
  await page.getByTestId('site-name').locator('input').fill(name)
  await page.getByTestId('draw-boundary').click()
  for (const [i, corner] of corners.entries()) {
    const at = await onMap(window, corner)
    await page.mouse.click(at.x, at.y)
    await expect.poll(() => page.locator('path[class*=sketchCorner]').count()).toBe(i + 1)
  }
  await page.getByTestId('finish-drawing').click()
  await page.getByTestId('save-site').click()
  await page.getByTestId('site').waitFor()
}
