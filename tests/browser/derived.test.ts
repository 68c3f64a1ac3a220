import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Footage } from '../../src/core/footage/footage.ts'
import { hashFile } from '../../src/store/vault.ts'
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
const footage = async (): Promise<Footage[]> => {
  const answer = await app.host.call('footage.list', { flightId: null })
  if (!answer.ok) throw new Error(answer.code)
  return (answer.value as { rows: { doc: Footage }[] }).rows.map(({ doc }) => doc)
}

describe('frames of a clip', () => {
  test('the frame shown is kept whole, with its exact moment, its clip’s hash and how it was made', async () => {
    await openPicture(app, /MP4$/)
    await openClip(app, 2.5)
    await id('keep-frame').click()
    await id('kept-frame').waitFor()
    const [clip] = (await footage()).filter(({ kind }) => kind === 'clip')
    const [frame] = (await footage()).filter(({ derived }) => derived)
    if (!clip || !frame?.derived) throw new Error('no frame')
    expect(frame.derived).toMatchObject({ parentId: clip.id, parentSha256: clip.sha256, kind: 'frame' })
    expect(Math.abs(frame.derived.momentS - 2.5)).toBeLessThan(0.1)
    expect(frame.derived.recipe.mediaTimeS).toBeCloseTo(frame.derived.momentS, 3)
    expect(frame.derived.recipe).toMatchObject({ codec: 'H.264', encoding: 'image/png' })
    expect(frame.derived.recipe.decoder).toMatch(/^Chromium \d+\.\d+\.\d+\.\d+$/)
    expect([frame.widthPx, frame.heightPx]).toEqual([768, 432])
    expect(frame.takenAt?.utcMs).toBe((clip.takenAt?.utcMs ?? 0) + Math.round(frame.derived.momentS * 1000))
    expect(frame.placement?.by).toBe('track')
    const stored = path.join(app.home, 'demo', 'vault', frame.sha256.slice(0, 2), frame.sha256)
    expect(await hashFile(stored)).toBe(frame.sha256)
    expect(fs.statSync(stored).size).toBe(frame.sizeBytes)
    // One entry of the journal, and taken back by undo.
    const journal = await app.host.call('journal.list', {
      aggregate: 'footage',
      id: frame.id,
      beforeArrival: null,
      limit: 9,
    })
    expect(journal.ok && (journal.value as { action: string }[]).map(({ action }) => action)).toEqual([
      'footage.keepFrame',
    ])
    // From the frame to its clip.
    await id('kept-frame').click()
    await id('derived-from').waitFor()
    await id('show-parent').click()
    await id('frames-of').waitFor()
  })

  test('K keeps another one; what saw a place counts neither', async () => {
    await openClip(app, 1)
    await app.page.keyboard.press('k')
    await expect.poll(() => id('kept-frame').count()).toBe(2)
    const frames = (await footage()).filter(({ derived }) => derived)
    const at = frames[0]?.placement?.at
    const seen = await app.host.call('footage.sawPoint', { at, heightsM: [0] })
    expect(seen).toMatchObject({ ok: true })
    const ids = seen.ok
      ? (seen.value as { seen: { footageId: string }[] }).seen.map((row) => row.footageId)
      : []
    expect(ids.length).toBeGreaterThan(0)
    for (const frame of frames) expect(ids).not.toContain(frame.id)
  })
})
