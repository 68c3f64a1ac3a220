/**
 * Decodes a photo no larger than it is shown, away from the window's thread: of 20 million pixels a JPEG's decoder makes an
 * eighth, two eighths and so on in a fraction of the time of the whole.
 */

/** What is asked: where the original is, and how wide it is wanted, px of the original's own width. */
export type Wanted = {
  readonly key: string
  readonly url: string
  readonly mimeType: string
  readonly of: Size
  readonly widthPx: number
}
type Size = { readonly widthPx: number; readonly heightPx: number }
/** What came of it; null: it cannot be decoded. */
export type Decoded = { readonly key: string; readonly bitmap: ImageBitmap | null }

type Decoder = new (init: {
  type: string
  data: ArrayBuffer
  desiredWidth: number
  desiredHeight: number
}) => { decode(): Promise<{ image: VideoFrame & { rotation?: number } }>; close(): void }

const JPEG_EIGHTHS = 8

async function decode({ url, mimeType, of, widthPx }: Wanted): Promise<ImageBitmap> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`answered ${response.status}`)
  const { ImageDecoder } = self as unknown as { ImageDecoder?: Decoder }
  if (ImageDecoder && mimeType === 'image/jpeg') {
    const eighths = Math.min(JPEG_EIGHTHS, Math.ceil((widthPx * JPEG_EIGHTHS) / of.widthPx))
    const part = (px: number): number => Math.ceil((px * eighths) / JPEG_EIGHTHS)
    const decoder = new ImageDecoder({
      type: mimeType,
      data: await response.clone().arrayBuffer(),
      desiredWidth: part(of.widthPx),
      desiredHeight: part(of.heightPx),
    })
    const { image } = await decoder.decode()
    try {
      // A browser that does not say how a picture is turned does not turn it either.
      if (image.rotation !== undefined) return await createImageBitmap(image)
    } finally {
      image.close()
      decoder.close()
    }
  }
  return createImageBitmap(await response.blob(), {
    resizeWidth: Math.min(of.widthPx, widthPx),
    resizeQuality: 'medium',
  })
}

self.addEventListener('message', ({ data }: MessageEvent<Wanted>) => {
  const tell = (bitmap: ImageBitmap | null): void => {
    const decoded: Decoded = { key: data.key, bitmap }
    self.postMessage(decoded, { transfer: bitmap ? [bitmap] : [] })
  }
  decode(data).then(tell, () => tell(null))
})
