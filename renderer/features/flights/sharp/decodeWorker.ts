/**
 * Decodes a photo no larger than it is shown, away from the window's thread: of 20 million pixels a JPEG's decoder makes an
 * eighth, two eighths and so on in a fraction of the time of the whole. Its small picture is made of the same.
 */
import { eighthsFor, longSide, type Size } from './eighths.ts'
import { drawnSmall, smallFile } from './small.ts'

/** What is asked: where the original is, how long its longer side is wanted, px, and whether as a picture, a small file or both. */
export type Wanted = {
  readonly key: string
  readonly url: string
  readonly mimeType: string
  readonly of: Size
  readonly longPx: number
  readonly isShown: boolean
  /** How wide the small picture is wanted, px; null: none is. */
  readonly smallPx: number | null
}
/** What came of it, the picture first: null where it was not asked for or cannot be made. */
export type Decoded =
  | { readonly key: string; readonly bitmap: ImageBitmap | null }
  | { readonly key: string; readonly small: Blob | null }

type Decoder = new (init: {
  type: string
  data: ArrayBuffer
  desiredWidth: number
  desiredHeight: number
}) => { decode(): Promise<{ image: VideoFrame & { rotation?: number } }>; close(): void }

async function decoded({ url, mimeType, of, longPx }: Wanted): Promise<ImageBitmap> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`answered ${response.status}`)
  const data = await response.arrayBuffer()
  const size = eighthsFor(of, longPx)
  const { ImageDecoder } = self as unknown as { ImageDecoder?: Decoder }
  if (ImageDecoder && mimeType === 'image/jpeg') {
    const decoder = new ImageDecoder({
      type: mimeType,
      data,
      desiredWidth: size.widthPx,
      desiredHeight: size.heightPx,
    })
    const { image } = await decoder.decode()
    try {
      const isWhole = Math.max(image.displayWidth, image.displayHeight) >= longSide(size)
      // A browser that does not say how a picture is turned does not turn it either.
      if (isWhole && image.rotation !== undefined) return await createImageBitmap(image)
    } finally {
      image.close()
      decoder.close()
    }
  }
  const isSmaller = longPx < longSide(of)
  return createImageBitmap(
    new Blob([data], { type: mimeType }),
    isSmaller ? { resizeWidth: size.widthPx, resizeQuality: 'medium' } : {},
  )
}

const tell = (what: Decoded, transfer: Transferable[] = []): void => self.postMessage(what, { transfer })

async function answer(asked: Wanted): Promise<void> {
  const { key, isShown, smallPx } = asked
  const bitmap = await decoded(asked).catch(() => null)
  // Drawn before the picture is handed over, written after it: nobody waits for a small one.
  const drawn = bitmap && smallPx !== null ? drawnSmall(bitmap, smallPx) : null
  if (isShown) tell({ key, bitmap }, bitmap ? [bitmap] : [])
  else bitmap?.close()
  if (smallPx !== null) tell({ key, small: await smallFile(drawn) })
}

self.addEventListener('message', ({ data }: MessageEvent<Wanted>) => void answer(data))
