import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Decoded, Wanted } from '../../../renderer/features/flights/sharp/decodeWorker.ts'
import { eighthsFor, longSide } from '../../../renderer/features/flights/sharp/eighths.ts'

const SIZE = { widthPx: 5472, heightPx: 3648 } as const
const photo = (n: number) => ({ id: `photo-${n}`, kind: 'photo', mimeType: 'image/jpeg', ...SIZE }) as const

/** A decoder that answers when it is told to, with pictures of the size that it was asked for. */
class Decoder {
  static asked: Wanted[] = []
  static closed = 0
  static #tell: (answer: { data: Decoded }) => void = () => {}
  addEventListener(type: string, tell: (answer: { data: Decoded }) => void): void {
    if (type === 'message') Decoder.#tell = tell
  }
  postMessage(asked: Wanted): void {
    Decoder.asked.push(asked)
  }
  /** Answers what was asked last. */
  static answer(isDone = true): void {
    const asked = Decoder.asked.at(-1)
    if (!asked) throw new Error('nothing was asked')
    const { widthPx, heightPx } = eighthsFor(asked.of, asked.longPx)
    const close = (): void => void (Decoder.closed += 1)
    const bitmap = { width: widthPx, height: heightPx, close } as ImageBitmap
    if (asked.isShown) Decoder.#tell({ data: { key: asked.key, bitmap: isDone ? bitmap : null } })
    if (asked.smallPx !== null)
      Decoder.#tell({ data: { key: asked.key, small: isDone ? new Blob(['small']) : null } })
  }
  /** Answers all, and what is asked upon that; throws where there is no end of it. */
  static answerAll(): void {
    for (let answered = Decoder.asked.length - 1; answered < Decoder.asked.length; answered++) {
      if (answered > 500) throw new Error('asked without an end')
      Decoder.answer()
    }
  }
}

vi.stubGlobal('Worker', Decoder)
vi.stubGlobal('location', { href: 'http://localhost/', search: '' })
afterAll(() => {
  vi.unstubAllGlobals()
  vi.doUnmock('../../../renderer/api/client.ts')
  vi.resetModules()
})

/** The store anew: it lasts as long as a window does. */
async function fresh() {
  vi.resetModules()
  Decoder.asked = []
  Decoder.closed = 0
  vi.doMock('../../../renderer/api/client.ts', () => ({ api: { mediaUrl: (id: string) => `/media/${id}` } }))
  return import('../../../renderer/features/flights/sharp/sharp.ts')
}

describe('photos decoded for the screen', () => {
  beforeEach(() => {
    Decoder.asked = []
  })

  it('are decoded once: the small picture is made of the same', async () => {
    const { smallPicture, want } = await fresh()
    want([photo(0), photo(1), photo(2)])
    const small = smallPicture(photo(1), 320)
    Decoder.answerAll()
    expect(await small).toBeInstanceOf(Blob)
    expect(Decoder.asked.map(({ key }) => key)).toEqual(['photo-0', 'photo-1', 'photo-2'])
    expect(Decoder.asked.map(({ smallPx }) => smallPx)).toEqual([null, 320, null])
  })

  it('what is wanted goes before small pictures of others', async () => {
    const { smallPicture, want } = await fresh()
    void smallPicture(photo(7), 320)
    void smallPicture(photo(8), 320)
    want([photo(0), photo(1)])
    Decoder.answer()
    Decoder.answer()
    Decoder.answer()
    expect(Decoder.asked.map(({ key }) => key)).toEqual(['photo-7', 'photo-0', 'photo-1'])
  })

  it('one that fails holds nothing up, and is tried anew when it is looked at again', async () => {
    const { sharp, smallPicture, want } = await fresh()
    want([photo(0), photo(1)])
    const small = smallPicture(photo(1), 320)
    Decoder.answer(false)
    expect([...sharp.getState().failed]).toEqual(['photo-0'])
    Decoder.answer(false)
    expect(await small).toBeNull()
    want([photo(2)])
    Decoder.answer()
    expect(sharp.getState().failed.size).toBe(0)
    want([photo(0)])
    expect(Decoder.asked.at(-1)?.key).toBe('photo-0')
    Decoder.answer()
    expect(sharp.getState().held.has('photo-0')).toBe(true)
  })

  it('hold so many bytes and no more, on any screen, over a whole flight, and come to an end', async () => {
    for (const shownPx of [400, 1366, 3840, 5472]) {
      const { sharp, showAt, want } = await fresh()
      showAt(shownPx)
      for (let n = 0; n < 60; n++) {
        want(Array.from({ length: 10 }, (_, i) => photo(n + i)))
        if (Decoder.asked.length > 0) Decoder.answerAll()
        const { held } = sharp.getState()
        expect(held.has(`photo-${n}`)).toBe(true)
        expect(held.has(`photo-${n + 1}`)).toBe(true)
        const bytes = [...held.values()].reduce(
          (sum, { bitmap }) => sum + bitmap.width * bitmap.height * 4,
          0,
        )
        expect(bytes).toBeLessThanOrEqual(200 * 1024 * 1024)
        for (const { bitmap } of held.values())
          expect(Math.max(bitmap.width, bitmap.height)).toBeGreaterThanOrEqual(shownPx)
      }
      // Each of them once, whoever goes on picture by picture.
      expect(new Set(Decoder.asked.map(({ key }) => key)).size).toBe(Decoder.asked.length)
      expect(Decoder.closed).toBe(Decoder.asked.length - sharp.getState().held.size)
    }
  })

  it('are never smaller than they are shown, however they are turned', () => {
    const side = fc.integer({ min: 1, max: 20_000 })
    fc.assert(
      fc.property(side, side, side, (widthPx, heightPx, shownPx) => {
        const of = { widthPx, heightPx }
        const made = eighthsFor(of, shownPx)
        expect(longSide(made)).toBeGreaterThanOrEqual(Math.min(shownPx, longSide(of)))
        expect(made.widthPx).toBeLessThanOrEqual(widthPx)
        expect(made.heightPx).toBeLessThanOrEqual(heightPx)
        expect(eighthsFor({ widthPx: heightPx, heightPx: widthPx }, shownPx)).toEqual({
          widthPx: made.heightPx,
          heightPx: made.widthPx,
        })
      }),
    )
  })
})
