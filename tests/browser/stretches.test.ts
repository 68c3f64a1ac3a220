/** Several looks in one finding by the keyboard alone: two stretches of one clip, and a photo; undo leads back to each. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { called } from '../builders/services.ts'
import { become } from '../walk/people.ts'
import { openClip, openDemoFlight, openPicture } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

const CLIP = 'DJI_20260520101540_0001_V.MP4'
/** The picture that was taken next. */
const PHOTO = 'DJI_20260520101545_0004_V_clock+37s.JPG'
const TITLE = '围堰破损或有积液'

let app: BrowserApp
const id = (testId: string) => app.page.getByTestId(testId)
const press = (key: string) => app.page.keyboard.press(key)
const heading = () => id('footage').getByRole('heading').first().innerText()
const shows = (name: string) => expect.poll(heading).toBe(name)

beforeAll(async () => {
  app = await openBrowserApp({ locale: 'zh-CN' })
  await openDemoFlight(app)
})
afterAll(async () => {
  await app.close()
  await closeBrowser()
})

/** The officer before the pictures of the demo, about which nobody has decided. */
async function sitDown(): Promise<void> {
  await become(app, '顾砚之')
  // The demo's findings rest on these pictures: taken back, they are to be looked through.
  const { rows } = await called(app.host, 'footage.list', { flightId: null, after: null, limit: 100 })
  for (const { doc, version } of rows)
    if (doc.review) await called(app.host, 'footage.review', { id: doc.id, base: version, outcome: null })
  await expect.poll(() => id('review-done').innerText()).toMatch(/^已看 0 /)
}

const made = async () => {
  const { rows } = await called(app.host, 'finding.list', {
    enterpriseId: null,
    states: [],
    level: null,
    overdueOnly: false,
    text: TITLE,
    after: null,
    limit: 10,
  })
  const [row] = rows.filter(({ title }) => title === TITLE)
  return row ? called(app.host, 'finding.get', { id: row.id }) : null
}
const looks = async () => {
  const finding = await made()
  const names = new Map<string, string>()
  for (const { doc } of (await called(app.host, 'footage.list', { flightId: null, after: null, limit: 100 }))
    .rows)
    names.set(doc.id, doc.fileName)
  return (finding?.history ?? [])
    .map(({ doc }) => ({
      of: names.get(doc.footageId ?? ''),
      fromS: doc.momentS,
      untilS: doc.untilS ?? null,
      outcome: doc.outcome,
    }))
    .toSorted((a, b) => (a.fromS ?? 99) - (b.fromS ?? 99))
}
/** The clip stands at a moment, s, which is there to be marked. */
const at = (momentS: number) =>
  expect
    .poll(() =>
      app.page
        .locator('[data-testid="picture"] video')
        .evaluate((video: HTMLVideoElement) => video.currentTime),
    )
    .toBeCloseTo(momentS, 1)

it('two stretches of one clip and a photo go to one finding, each with a key or two', async () => {
  await sitDown()
  await openPicture(app, CLIP)
  await openClip(app)
  await at(0)
  await press('[')
  await press('.')
  await at(1)
  await press(']')
  await press('f')
  await id('quick-finding').waitFor()
  await expect.poll(() => id('quick-finding').innerText()).toContain('视频第 0 至 1 秒')
  await press('1')
  await press('Control+Enter')
  await expect.poll(() => id('last-finding').innerText()).toContain(TITLE)
  await shows(PHOTO)

  await press('ArrowLeft')
  await shows(CLIP)
  await openClip(app)
  for (const momentS of [1, 2]) {
    await press('.')
    await at(momentS)
  }
  await press('[')
  await press('.')
  await press('.')
  await at(4)
  await press(',')
  await at(3)
  await press(']')
  await press('a')
  await shows(PHOTO)
  await press('a')
  await expect.poll(looks).toEqual([
    { of: CLIP, fromS: 0, untilS: 1, outcome: 'first' },
    { of: CLIP, fromS: 2, untilS: 3, outcome: 'first' },
    { of: PHOTO, fromS: null, untilS: null, outcome: 'first' },
  ])
  expect(await id('notice-error').count()).toBe(0)
})

it('undo takes the looks back one by one, each time at its picture', async () => {
  await press('Control+z')
  await shows(PHOTO)
  await expect.poll(async () => (await looks()).length).toBe(2)
  await press('Control+z')
  await shows(CLIP)
  await expect.poll(looks).toEqual([{ of: CLIP, fromS: 0, untilS: 1, outcome: 'first' }])
  await press('Control+z')
  await shows(CLIP)
  await expect.poll(made).toBeNull()
  await expect.poll(() => id('review-done').innerText()).toMatch(/^已看 0 /)
  expect(await id('notice-error').count()).toBe(0)
})
