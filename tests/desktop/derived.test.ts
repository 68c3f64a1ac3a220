import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Footage } from '../../src/core/footage/footage.ts'
import { hashFile } from '../../src/store/vault.ts'
import { openClip, openDemoFlight, openPicture } from '../walk/openings.ts'
import { type Desktop, openDesktop } from './harness.ts'

let desktop: Desktop
const id = (testId: string) => desktop.page.getByTestId(testId)

const call: Desktop['call'] = (name, input) => desktop.call(name, input)
const footage = async (): Promise<Footage[]> =>
  (await call('footage.list', { flightId: null })).rows.map(({ doc }) => doc)

beforeAll(async () => {
  desktop = await openDesktop()
  // No program of this machine is to start: what the system would open is written down instead.
  await desktop.app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openPath = async (file) => {
      opened.push(file)
      return ''
    }
  })
  await openDemoFlight(desktop)
})
afterAll(() => desktop.close())

describe('derived evidence in the desktop window', () => {
  it('keeps a frame that the page drew: its bytes come over the application’s own scheme', async () => {
    await openPicture(desktop, /MP4$/)
    await openClip(desktop)
    await id('keep-frame').click()
    await id('kept-frame').waitFor()
    const [frame] = (await footage()).filter(({ derived }) => derived)
    expect(frame).toMatchObject({ widthPx: 768, heightPx: 432, mimeType: 'image/png' })
  })

  it('exports a clip and a photo with their masks drawn over: originals are read over their scheme, copies sent in pieces', async () => {
    const ring = [
      [0.25, 0.25],
      [0.75, 0.25],
      [0.75, 0.75],
      [0.25, 0.75],
    ] as [number, number][]
    for (const name of ['0001_V.MP4', '0001_V.JPG']) {
      const row = (await call('footage.list', { flightId: null })).rows.find(({ doc }) =>
        doc.fileName.endsWith(name),
      )
      if (!row) throw new Error(`no ${name}`)
      const mask = {
        id: 'm',
        reason: 'vehicle' as const,
        fromS: null,
        toS: null,
        keys: [{ momentS: 0, ring }],
      }
      await call('footage.setMasks', { id: row.doc.id, base: row.version, masks: [mask] })
      await openPicture(desktop, new RegExp(`${name}$`))
      await id('mask').waitFor()
      if (!(await id('export-run').isVisible()))
        await id('export-pictures').locator('summary, button').first().click()
      await id('export-run').click()
      await expect
        .poll(async () => (await footage()).find(({ id: own }) => own === row.doc.id)?.exports?.length)
        .toBe(1)
      const [out] = (await footage()).find(({ id: own }) => own === row.doc.id)?.exports ?? []
      expect(out).toMatchObject({ reason: '', mimeType: name.endsWith('MP4') ? 'video/mp4' : 'image/jpeg' })
      expect(out?.sha256).not.toBe(row.doc.sha256)
      const file = path.join(desktop.downloads, out?.fileName ?? '')
      await expect.poll(() => fs.existsSync(file) && fs.statSync(file).size).toBe(out?.sizeBytes)
      expect(await hashFile(file)).toBe(out?.sha256)
    }
    // Back to the clip for what comes next.
    await openPicture(desktop, /MP4$/)
  })

  it('opens a clip with the system’s program, and takes the copy away when it is closed', async () => {
    await id('open-outside').click()
    await expect
      .poll(() => desktop.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened.length))
      .toBe(1)
    const [copy = ''] = await desktop.app.evaluate(
      () => (globalThis as unknown as { opened: string[] }).opened,
    )
    expect(path.basename(copy)).toBe('DJI_20260520101540_0001_V.mp4')
    expect(fs.statSync(copy).mode & 0o777).toBe(0o444)
    await desktop.quit()
    expect(fs.existsSync(copy)).toBe(false)
  })
})
