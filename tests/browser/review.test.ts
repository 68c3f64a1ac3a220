/** The officer's ten minutes, small: pictures of 20 million pixels looked through by the keyboard alone. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '../../src/core/finding/finding.ts'
import { frameAt } from '../../src/core/geo/frame.ts'
import { assetMiddle } from '../../src/core/site/assetMiddle.ts'
import { called } from '../builders/services.ts'
import type { ReviewPhoto } from '../builders/reviewFlight.ts'
import { openFlight, openPicture } from '../walk/openings.ts'
import { compose, fillReview, lookThrough, sharpAt } from '../walk/review.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

const COUNT = 30
const TYPED = '阀门滴漏 2 处'
/** What a keyboard has a key for reaches the page as one; the rest comes as text. */
const TYPED_KEYS = TYPED.replace(/[^ -~]/g, '').length
let app: BrowserApp
let dir: string
let photos: ReviewPhoto[]
const id = (testId: string) => app.page.getByTestId(testId)
const findings = async (): Promise<Finding[]> => {
  const { rows } = await called(app.host, 'finding.list', {
    enterpriseId: null,
    states: [],
    level: null,
    overdueOnly: false,
    text: '',
    after: null,
    limit: 100,
  })
  const all = await Promise.all(rows.map(({ id: one }) => called(app.host, 'finding.get', { id: one })))
  return all.map(({ doc }) => doc).sort((a, b) => a.openedAtMs - b.openedAtMs)
}
const errors = () => app.page.getByTestId('notice-error').count()

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-review-'))
  app = await openBrowserApp({ locale: 'zh-CN' })
  photos = await fillReview(app.host, dir, COUNT)
  await app.page.reload()
  await openFlight(app)
})

afterAll(async () => {
  await app.close()
  await closeBrowser()
  fs.rmSync(dir, { recursive: true, force: true })
})

describe('the officer’s ten minutes', () => {
  it('are keys alone: the next picture is sharp, findings lie on the assets that are meant', async () => {
    await openPicture(app, photos[0]?.name ?? '')
    await sharpAt(app.page, photos[0]?.name ?? '')
    await app.page.keyboard.press('z')
    const keys = await lookThrough(app.page, photos, (nth) =>
      nth === 3
        ? { type: () => compose(app.page, ['weiyan', '围堰'], '围堰有裂缝'), textKeys: 0 }
        : nth === 4
          ? { type: () => app.page.keyboard.type(TYPED), textKeys: TYPED_KEYS }
          : { key: String((nth % 9) + 1) },
    )
    expect(keys).toHaveLength(10)
    expect(Math.max(...keys)).toBeLessThanOrEqual(12)
    await expect.poll(() => id('review-done').innerText()).toBe(`已看 ${COUNT} / ${COUNT}`)
    expect(await errors()).toBe(0)
    const made = await findings()
    const meant = photos.filter(({ amiss }) => amiss)
    expect(made.map(({ assetId }) => assetId)).toEqual(meant.map(({ amiss }) => amiss?.id))
    expect(made.map(({ openedAtMs }) => openedAtMs)).toEqual(meant.map(({ takenAtMs }) => takenAtMs))
    for (const [i, { at }] of made.entries()) {
      const asset = meant[i]?.amiss
      const drone = meant[i]?.view.at
      if (!asset || !drone) throw new Error('ten are meant')
      const { toLocal } = frameAt(at)
      const [own, above] = [toLocal(assetMiddle(asset)), toLocal(drone)]
      expect(Math.hypot(own.x, own.y)).toBeLessThan(3)
      expect(Math.hypot(above.x, above.y)).toBeGreaterThan(30)
    }
    expect(made[3]?.title).toBe('围堰有裂缝')
    expect(made[4]?.title).toBe(TYPED)
    expect(made[0]?.title).toBe('围堰破损或有积液')
  })

  it('undo goes back to the picture; several pictures go to one finding with one key each', async () => {
    const last = photos.findLast(({ amiss }) => amiss)?.name ?? ''
    const heading = () => id('footage').getByRole('heading').first().innerText()
    const before = (await findings()).length
    const done = () => id('review-done').innerText()
    // The pictures after the last finding were decided after it: one undo each, back to it.
    const after = photos.length - 1 - photos.findLastIndex(({ amiss }) => amiss)
    for (let i = 0; i <= after; i++) await app.page.keyboard.press('Control+z')
    await expect.poll(done).toBe(`已看 ${COUNT - after - 1} / ${COUNT}`)
    await expect.poll(heading).toBe(last)
    expect(await findings()).toHaveLength(before - 1)
    // Made again, and the next pictures added to it, as fast as keys go.
    await app.page.keyboard.press('f')
    await id('quick-finding').waitFor()
    await app.page.keyboard.press('3')
    await app.page.keyboard.press('Control+Enter')
    await expect.poll(() => id('last-finding').innerText()).toContain('大门敞开无人值守')
    for (let i = 0; i < after; i++) await app.page.keyboard.press('a')
    await expect.poll(done).toBe(`已看 ${COUNT} / ${COUNT}`)
    const made = (await findings()).at(-1)
    await expect
      .poll(async () => (await called(app.host, 'finding.get', { id: made?.id ?? '' })).history.length)
      .toBe(1 + after)
    const { history } = await called(app.host, 'finding.get', { id: made?.id ?? '' })
    expect(history.every(({ doc }) => doc.outcome === 'first')).toBe(true)
    expect(await errors()).toBe(0)
  })

  it('a region is marked by keys: it begins in the middle, is moved and sized, and the place is where it meets the ground', async () => {
    // A picture that looks straight down: by hand, what lies where is a matter of two tangents.
    const photo = photos.findLast(({ amiss, view }) => !amiss && view.pitchDeg === -90)
    if (!photo) throw new Error('some look straight down')
    await openPicture(app, photo.name)
    await sharpAt(app.page, photo.name)
    const box = () => id('region')
    const { keyboard } = app.page
    const shares = () =>
      box().evaluate((one) =>
        ['left', 'top', 'width', 'height'].map((side) =>
          Number.parseFloat((one as HTMLElement).style[side as 'left']),
        ),
      )
    await keyboard.press('r')
    await box().waitFor()
    await id('box-keys').waitFor()
    expect(await shares()).toEqual([37.5, 37.5, 25, 25])
    // Left as it was: nothing was marked.
    await keyboard.press('ArrowLeft')
    await keyboard.press('Escape')
    await box().waitFor({ state: 'detached' })
    expect(await id('footage').getByRole('heading').first().innerText()).toBe(photo.name)

    const pressed = [
      'r',
      'ArrowRight',
      'ArrowRight',
      'ArrowUp',
      'Shift+ArrowLeft',
      'Enter',
      'f',
      '4',
      'Control+Enter',
    ]
    for (const key of pressed.slice(0, 6)) await keyboard.press(key)
    await expect.poll(shares).toEqual([expect.closeTo(66.67, 1), 25, expect.closeTo(16.67, 1), 25])
    await id('box-keys').waitFor({ state: 'detached' })
    await keyboard.press('f')
    await id('quick-finding').waitFor()
    await expect.poll(() => id('quick-place').innerText()).toContain('框选处')
    const before = (await findings()).length
    await keyboard.press('4')
    await keyboard.press('Control+Enter')
    // Shift and Control are keys as well.
    const keys = pressed.join('+').split('+').length
    expect(keys).toBeLessThanOrEqual(12)
    await expect.poll(async () => (await findings()).length).toBe(before + 1)
    const made = (await findings()).find(({ title }) => title === '桶装物料露天堆放')
    const [first] = made ? (await called(app.host, 'finding.get', { id: made.id })).history : []
    if (!made || !first?.doc.region) throw new Error('it was made of a region')
    const { region } = first.doc
    const { hfovDeg, vfovDeg } = photo.view.lens
    const half = (deg: number): number => Math.tan((deg * Math.PI) / 360) * photo.view.heightM
    const { x, y } = frameAt(photo.view.at).toLocal(made.at)
    expect(Math.abs(x - (2 * (region.x + region.width / 2) - 1) * half(hfovDeg))).toBeLessThan(1)
    expect(Math.abs(y - (1 - 2 * (region.y + region.height / 2)) * half(vfovDeg))).toBeLessThan(1)
    expect(Math.hypot(x, y)).toBeGreaterThan(15)
    expect(await errors()).toBe(0)
  })

  it('pressed faster than anything answers, each key counts', async () => {
    // Taken back, so that they are to be decided again.
    const shown = await called(app.host, 'footage.list', { flightId: null, after: null, limit: 100 })
    const some = shown.rows.filter(({ doc }) =>
      photos.slice(0, 12).some(({ name, amiss }) => !amiss && name === doc.fileName),
    )
    for (const { doc, version } of some)
      await called(app.host, 'footage.review', { id: doc.id, base: version, outcome: null })
    await expect.poll(() => id('review-done').innerText()).toBe(`已看 ${COUNT - some.length} / ${COUNT}`)
    await openPicture(app, some[0]?.doc.fileName ?? '')
    await app.page.evaluate((count) => {
      for (let i = 0; i < count; i++)
        document.body.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'u', bubbles: true, cancelable: true }),
        )
    }, some.length)
    await expect.poll(() => id('review-done').innerText()).toBe(`已看 ${COUNT} / ${COUNT}`)
    await expect
      .poll(async () => {
        const { rows } = await called(app.host, 'footage.list', { flightId: null, after: null, limit: 100 })
        return rows.filter(({ doc }) => doc.review?.outcome === 'unclear').length
      })
      .toBe(some.length)
    expect(await errors()).toBe(0)
  })

  it('somebody else was first: it is said, and what was meant is done in one press, or left', async () => {
    const { rows } = await called(app.host, 'footage.list', { flightId: null, after: null, limit: 100 })
    const [one] = rows.filter(({ doc }) => doc.review?.outcome === 'unclear')
    if (!one) throw new Error('some were unclear')
    await openPicture(app, one.doc.fileName)
    // The other's change reaches the services while this window cannot hear of it.
    let isFirst = true
    await app.page.route('**/call/footage.review', async (route) => {
      if (!isFirst) return route.continue()
      isFirst = false
      await called(app.host, 'footage.review', { id: one.doc.id, base: one.version, outcome: 'finding' })
      await route.continue()
    })
    await app.page.keyboard.press('n')
    await id('conflict-mine').waitFor()
    const outcome = async () =>
      (await called(app.host, 'footage.get', { id: one.doc.id })).doc.review?.outcome
    expect(await outcome()).toBe('finding')
    await id('conflict-mine').click()
    await expect.poll(outcome).toBe('nothing')
    expect(await id('conflict-mine').count()).toBe(0)
    await app.page.unrouteAll({ behavior: 'wait' })
  })
})
