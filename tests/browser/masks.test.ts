import fs from 'node:fs'
import path from 'node:path'
import type { Download } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Footage } from '../../src/core/footage/footage.ts'
import { dragOnPicture } from '../walk/drawing.ts'
import { openClip, openDemoFlight, openPicture } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp

beforeAll(async () => {
  app = await openDemoFlight(await openBrowserApp({ locale: 'en-GB' }))
})

afterAll(async () => {
  await app.close()
  await closeBrowser()
})

const id = (testId: string) => app.page.getByTestId(testId)
const footage = async (name: RegExp): Promise<Footage> => {
  const answer = await app.host.call('footage.list', { flightId: null })
  const found =
    answer.ok &&
    (answer.value as { rows: { doc: Footage }[] }).rows.find(({ doc }) => name.test(doc.fileName))?.doc
  if (!found) throw new Error(`no ${name}`)
  return found
}
const section = async (): Promise<void> => {
  const title = id('export-pictures').locator('summary, button').first()
  if (!(await id('export-run').isVisible())) await title.click()
}
/** What a click lets the browser save, by its name. */
async function saved(click: () => Promise<void>, n: number): Promise<Map<string, Buffer>> {
  const got: Download[] = []
  const listen = (download: Download) => void got.push(download)
  app.page.on('download', listen)
  await click()
  await expect.poll(() => got.length).toBe(n)
  app.page.off('download', listen)
  const files = new Map<string, Buffer>()
  for (const download of got) files.set(download.suggestedFilename(), fs.readFileSync(await download.path()))
  return files
}

/** Grey values of an encoded picture, or of a clip at a moment, as Chromium itself decodes it: width, height, values. */
async function decoded(
  bytes: Buffer,
  type: string,
  momentS: number | null,
): Promise<{ width: number; height: number; grey: number[] }> {
  return app.page.evaluate(
    async ({ base64, mime, atS }) => {
      const blob = new Blob([Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)], {
        type: mime,
      })
      const url = URL.createObjectURL(blob)
      let source: CanvasImageSource
      let size: [number, number]
      if (atS === null) {
        const image = new Image()
        image.src = url
        await image.decode()
        source = image
        size = [image.naturalWidth, image.naturalHeight]
      } else {
        const video = document.createElement('video')
        video.muted = true
        video.src = url
        await new Promise((resolve, reject) => {
          video.addEventListener('loadeddata', resolve, { once: true })
          video.addEventListener('error', reject, { once: true })
        })
        await new Promise((resolve) => {
          video.addEventListener('seeked', resolve, { once: true })
          video.currentTime = atS
        })
        source = video
        size = [video.videoWidth, video.videoHeight]
      }
      const canvas = document.createElement('canvas')
      ;[canvas.width, canvas.height] = size
      const context = canvas.getContext('2d')
      const drawn = () => {
        context?.drawImage(source, 0, 0)
        return context?.getImageData(0, 0, ...size).data ?? new Uint8ClampedArray(4)
      }
      // A seek can end before its frame is there to be drawn: nothing is drawn then.
      let data = drawn()
      while (data[3] === 0) {
        await new Promise(requestAnimationFrame)
        data = drawn()
      }
      const grey: number[] = []
      for (let i = 0; i < data.length; i += 4)
        grey.push(Math.round(((data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0)) / 3))
      return { width: size[0], height: size[1], grey }
    },
    { base64: bytes.toString('base64'), mime: type, atS: momentS },
  )
}
type Pixels = Awaited<ReturnType<typeof decoded>>
/** The values of a part of a picture in shares of it. */
type Part = readonly [x0: number, y0: number, x1: number, y1: number]
const part = ({ width, height, grey }: Pixels, ...[x0, y0, x1, y1]: Part): number[] =>
  grey.filter((_, i) => {
    const [x, y] = [(i % width) / width, Math.floor(i / width) / height]
    return x >= x0 && x < x1 && y >= y0 && y < y1
  })
const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length
const most = (values: readonly number[]): number => values.reduce((top, v) => Math.max(top, v), 0)
const apart = (a: readonly number[], b: readonly number[]): number =>
  mean(a.map((value, i) => Math.abs(value - (b[i] ?? 0))))

const original = async (doc: Footage): Promise<Buffer> =>
  fs.readFileSync((await app.host.media(doc.id))?.path ?? '')

describe('masks of a photo', () => {
  test('a box is drawn, moved by keys, and taken back by undo', async () => {
    const { page } = app
    await openPicture(app, /0001_V\.JPG$/)
    await id('draw-masks').click()
    await id('mask-reason').selectOption('plate')
    await dragOnPicture(app, [0.25, 0.25], [0.5, 0.75])
    await id('mask-row').waitFor()
    await expect.poll(async () => (await footage(/0001_V\.JPG$/)).masks?.length).toBe(1)
    const ringOf = async () => (await footage(/0001_V\.JPG$/)).masks?.[0]?.keys[0]?.ring ?? []
    const [first] = await ringOf()
    expect(first?.[0]).toBeCloseTo(0.25, 1)
    expect(first?.[1]).toBeCloseTo(0.25, 1)
    expect((await footage(/0001_V\.JPG$/)).masks?.[0]?.reason).toBe('plate')
    await id('mask-handle').focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(async () => (await ringOf())[0]?.[0]).toBeCloseTo((first?.[0] ?? 0) + 0.01, 4)
    // The corner alone, with Shift; marks are not hidden by it.
    const right = (await ringOf())[2]?.[0] ?? 0
    await page.keyboard.press('Shift+ArrowLeft')
    await expect.poll(async () => (await ringOf())[2]?.[0]).toBeCloseTo(right - 0.01, 4)
    await id('undo').click()
    await expect.poll(async () => (await ringOf())[2]?.[0]).toBeCloseTo(right, 4)
  })

  test('Shift shows the picture without its marks while it is held', async () => {
    const { page } = app
    await page.getByTestId('flight-strip').click({ position: { x: 2, y: 2 } })
    expect(await id('mask').count()).toBe(1)
    await page.keyboard.down('Shift')
    await expect.poll(() => id('mask').count()).toBe(0)
    await page.keyboard.up('Shift')
    await expect.poll(() => id('mask').count()).toBe(1)
  })

  test('it leaves with the mask solid, everything else as it was, and a list that says where it comes from', async () => {
    const doc = await footage(/0001_V\.JPG$/)
    await section()
    const files = await saved(() => id('export-run').click(), 2)
    const copy = files.get('DJI_20260520101530_0001_V_masked.jpg')
    const list = files.get('pictures.csv')
    if (!copy || !list) throw new Error([...files.keys()].join())
    const before = await decoded(await original(doc), 'image/jpeg', null)
    const after = await decoded(copy, 'image/jpeg', null)
    expect([after.width, after.height]).toEqual([before.width, before.height])
    const ring = doc.masks?.[0]?.keys[0]?.ring ?? []
    const [[x0, y0], , [x1, y1]] = ring as [[number, number], unknown, [number, number]]
    const edge = 0.01
    expect(most(part(after, x0 + edge, y0 + edge, x1 - edge, y1 - edge))).toBeLessThan(8)
    expect(most(part(before, x0, y0, x1, y1))).toBeGreaterThan(60)
    const sides: Part[] = [
      [0, 0, x0 - 0.04, 1],
      [x1 + 0.04, 0, 1, 1],
    ]
    for (const beside of sides) expect(apart(part(before, ...beside), part(after, ...beside))).toBeLessThan(4)
    // No place, no serial number goes along in the copy.
    expect(copy.includes(Buffer.from('Exif'))).toBe(false)
    expect(copy.includes(Buffer.from('drone-dji'))).toBe(false)
    const text = list.toString('utf8')
    expect(text).toContain(doc.sha256)
    const [out] = (await footage(/0001_V\.JPG$/)).exports ?? []
    expect(text).toContain(out?.sha256)
    expect(out).toMatchObject({ reason: '', sizeBytes: copy.length, mimeType: 'image/jpeg' })
    expect(out?.masksSha256).toMatch(/^[0-9a-f]{64}$/)
    expect(out?.recipe?.decoder).toMatch(/^Chromium/)
  })

  test('without its masks it leaves only with a reason, which the journal keeps', async () => {
    await id('export-unmasked').check()
    await id('export-run').click()
    await id('export-pictures').getByRole('alert').waitFor()
    await id('export-reason').getByRole('textbox').fill('The court asked for the original')
    const doc = await footage(/0001_V\.JPG$/)
    const files = await saved(() => id('export-run').click(), 2)
    expect(files.get('DJI_20260520101530_0001_V.jpg')).toEqual(await original(doc))
    const now = await footage(/0001_V\.JPG$/)
    expect(now.exports?.at(-1)).toMatchObject({
      sha256: doc.sha256,
      masksSha256: null,
      reason: 'The court asked for the original',
    })
    const journal = await app.host.call('journal.list', {
      aggregate: 'footage',
      id: doc.id,
      beforeArrival: null,
      limit: 2,
    })
    expect(journal.ok && (journal.value as { action: string }[]).map(({ action }) => action)).toEqual([
      'footage.export',
      'footage.export',
    ])
  })
})

describe('a photo that shows much beyond the sites', () => {
  test('offers to cover that, and what it covered is set right by hand', async () => {
    const { page } = app
    const answer = await app.host.call('footage.list', { flightId: null })
    const row =
      answer.ok &&
      (answer.value as { rows: { version: string; doc: Footage }[] }).rows.find(({ doc }) =>
        /zerogps/.test(doc.fileName),
      )
    const sites = await app.host.call('site.list', { enterpriseId: null })
    const site = sites.ok && (sites.value as { doc: { boundary: { lat: number; lon: number }[] } }[])[0]?.doc
    if (!row || !site) throw new Error('no photo or no site')
    const placement = {
      at: site.boundary[0],
      heightM: 60,
      headingDeg: 0,
      pitchDeg: -90,
      by: 'hand',
      reason: 'over a corner of the site',
    }
    await app.host.call('footage.place', { id: row.doc.id, base: row.version, placement })
    await openPicture(app, /zerogps/)
    await id('beyond').waitFor()
    await id('mask-beyond').click()
    await expect.poll(async () => (await footage(/zerogps/)).masks?.length ?? 0).toBeGreaterThan(0)
    const masks = (await footage(/zerogps/)).masks ?? []
    expect(new Set(masks.map(({ reason }) => reason))).toEqual(new Set(['outside']))
    // Over a corner three quarters or so are somebody else's.
    const covered = masks.reduce((sum, { keys }) => {
      const [[x0, y0], , [x1, y1]] = (keys[0]?.ring ?? []) as [[number, number], unknown, [number, number]]
      return sum + (x1 - x0) * (y1 - y0)
    }, 0)
    expect(covered).toBeGreaterThan(0.4)
    expect(covered).toBeLessThan(0.95)
    await id('mask-handle').first().focus()
    await page.keyboard.press('Delete')
    await expect.poll(async () => (await footage(/zerogps/)).masks?.length ?? 0).toBe(masks.length - 1)
  })
})

describe('masks of a clip', () => {
  const seek = async (toS: number): Promise<void> => {
    await openClip(app, toS)
    await expect
      .poll(async () => Math.abs(Number(await id('mask-moment').inputValue()) - toS))
      .toBeLessThan(0.1)
  }

  test('a box moved at another moment is a key frame, and the copy shows it on its way', async () => {
    await openPicture(app, /V\.MP4$/)
    await openClip(app)
    if ((await id('masks').count()) === 0) await id('draw-masks').click()
    await seek(0.5)
    await dragOnPicture(app, [0.05, 0.3], [0.25, 0.7])
    await id('mask-row').waitFor()
    await seek(3)
    await dragOnPicture(app, [0.15, 0.5], [0.8, 0.5])
    await expect.poll(async () => (await footage(/V\.MP4$/)).masks?.[0]?.keys.length).toBe(2)
    const doc = await footage(/V\.MP4$/)
    const keys = doc.masks?.[0]?.keys ?? []
    expect(Math.abs((keys[0]?.momentS ?? 0) - 0.5)).toBeLessThan(0.1)
    expect(Math.abs((keys[1]?.momentS ?? 0) - 3)).toBeLessThan(0.1)
    await section()
    const files = await saved(() => id('export-run').click(), 2)
    const copy = files.get('DJI_20260520101540_0001_V_masked.mp4')
    if (!copy) throw new Error([...files.keys()].join())
    const source = await original(doc)
    // Before the first key, half way, and behind the last one.
    for (const [atS, middle] of [
      [0.2, 0.15],
      [1.75, 0.475],
      [3.6, 0.8],
    ] as const) {
      const [was, is] = [await decoded(source, 'video/mp4', atS), await decoded(copy, 'video/mp4', atS)]
      expect([is.width, is.height]).toEqual([was.width, was.height])
      const covered = part(is, middle - 0.06, 0.36, middle + 0.06, 0.64)
      expect({ atS, most: most(covered) }).toEqual({ atS, most: expect.any(Number) })
      expect(most(covered)).toBeLessThan(24)
      expect(mean(part(was, middle - 0.06, 0.36, middle + 0.06, 0.64))).toBeGreaterThan(40)
      const beside: Part = middle < 0.5 ? [0.75, 0, 1, 0.25] : [0, 0, 0.5, 0.25]
      expect(apart(part(was, ...beside), part(is, ...beside))).toBeLessThan(8)
    }
    const [out] = (await footage(/V\.MP4$/)).exports ?? []
    expect(out?.recipe?.encoding).toMatch(/^video\/mp4, avc/)
  })

  test('an export that is called off leaves nothing behind', async () => {
    const before = (await footage(/V\.MP4$/)).exports?.length ?? 0
    await app.page.evaluate(() => {
      // The copy of a short clip would be made before a person could say stop: each frame waits a little.
      const begin = OffscreenCanvasRenderingContext2D.prototype.beginPath
      OffscreenCanvasRenderingContext2D.prototype.beginPath = function slow() {
        const until = performance.now() + 40
        while (performance.now() < until);
        begin.call(this)
      }
    })
    await id('export-run').click()
    await id('export-cancel').click()
    await id('export-run').waitFor()
    expect((await footage(/V\.MP4$/)).exports?.length ?? 0).toBe(before)
    expect(await id('export-done').count()).toBe(0)
  })

  test('what this Chromium cannot decode stays, and it is said which coding that is', async () => {
    const clip = await footage(/V\.MP4$/)
    const file = path.resolve('tests/fixtures/flight/DJI_20260520101540_0001_V_hevc.MP4')
    const { ref } = app.host.registerFile(file)
    const answer = await app.host.call('footage.ingest', { files: [ref], flightId: clip.flightId })
    if (!answer.ok) throw new Error(answer.code)
    const [row] = (answer.value as { footage: { version: string; doc: Footage }[] }).footage
    if (!row) throw new Error('nothing came in')
    await app.host.call('footage.setMasks', {
      id: row.doc.id,
      base: row.version,
      masks: clip.masks?.map((mask) => ({ ...mask, toS: null })),
    })
    await id('strip-pictures').getByRole('button', { name: /hevc/ }).first().click()
    await id('not-shown').waitFor()
    expect(await id('not-shown').innerText()).toContain('H.265')
    await section()
    await id('export-run').click()
    await id('export-kept').waitFor()
    expect(await id('export-kept').innerText()).toContain('H.265')
    expect((await footage(/hevc/)).exports).toBeUndefined()
  })
})
